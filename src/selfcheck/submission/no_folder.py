"""Why a folder to write a package into could not be made, in the program's own words."""

import errno
from pathlib import Path

# What the system answers, what happened, and what to do: the place last, as it may be long.
_NO_RIGHT = "这个位置不允许写入。换一个有权限的文件夹，或用 U 盘"
_NO_ROOM = "要写入的盘满了。清理后再导出，或换一个 U 盘"
_WHY_NO_FOLDER = {
    errno.EEXIST: "那里是一个文件，不是文件夹。换一个位置，或先给这个文件改名",
    errno.ENOTDIR: "那里的上一级是一个文件，不是文件夹。换一个位置",
    errno.EACCES: _NO_RIGHT,
    errno.EPERM: _NO_RIGHT,
    errno.EROFS: "这个盘是只读的。打开 U 盘的写保护开关，或换一个位置",
    errno.ENOSPC: _NO_ROOM,
    errno.EDQUOT: _NO_ROOM,
    errno.ENAMETOOLONG: "文件夹的路径太长。换一个层级少、名称短的文件夹",
    errno.EINVAL: "文件夹的名称里有这个盘不能用的字符。换一个文件夹",
}
_STICK_GONE = "要写入的位置找不到了。确认 U 盘插好、文件夹还在，再导出一次"


def words(folder: Path, error: OSError) -> str:
    """Why a folder could not be made, and what to do: the system's own words may be English."""
    return f"{_WHY_NO_FOLDER.get(error.errno or 0, _STICK_GONE)}：{folder}"
