"""Where a workspace may live: SQLite is unsafe on network, removable and synchronised folders."""

import ctypes
import os
import sys
from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path


class DriveKind(StrEnum):
    """What a folder lies on, as far as it matters to a database."""

    FIXED = "fixed"
    REMOVABLE = "removable"
    NETWORK = "network"
    UNKNOWN = "unknown"


_WINDOWS_DRIVES = {
    2: DriveKind.REMOVABLE,
    3: DriveKind.FIXED,
    4: DriveKind.NETWORK,
    5: DriveKind.REMOVABLE,
}
_NETWORK_SYSTEMS = frozenset(
    {
        "nfs",
        "nfs4",
        "cifs",
        "smb3",
        "smbfs",
        "9p",
        "afs",
        "ceph",
        "glusterfs",
        "fuse.sshfs",
        "davfs",
    }
)
_STICK_SYSTEMS = frozenset({"vfat", "exfat", "msdos", "fuse.exfat"})
_STICK_FOLDERS = ("/media/", "/run/media/", "/mnt/usb")
# folder names that synchronising programs give their folders, in lower case
_SYNC_NAMES = (
    "onedrive", "dropbox", "nutstore", "坚果云", "google drive", "googledrive", "icloud",
    "baidusyncdisk", "百度网盘", "百度同步空间", "wpsdrive", "wps云盘", "seafile", "nextcloud",
    "owncloud", "syncthing", "微云同步", "腾讯微云", "我的坚果云", "iclouddrive", "我的云端硬盘",
)  # fmt: skip
_SYNC_MARKS = (".dropbox", ".stfolder", ".owncloudsync.log", ".nutstore", ".seafile-data")


def _nearest(folder: Path) -> Path:
    """The folder itself, or the nearest one above it that exists."""
    folder = folder.absolute()
    while not folder.exists() and folder != folder.parent:
        folder = folder.parent
    return folder


def _mount_of(folder: Path, mounts: str) -> tuple[str, str]:
    """Mount point and file system of a folder, from the text of /proc/mounts."""
    best = ("", "")
    for line in mounts.splitlines():
        parts = line.split()
        if len(parts) < 3:  # noqa: PLR2004 - device, mount point, file system
            continue
        point = parts[1].replace("\\040", " ")
        inside = point == "/" or str(folder) == point or str(folder).startswith(point + "/")
        if inside and len(point) >= len(best[0]):
            best = (point, parts[2])
    return best


def drive_kind(folder: Path) -> DriveKind:
    """What the folder lies on; UNKNOWN when the system does not tell."""
    folder = _nearest(folder)
    if sys.platform == "win32":
        if str(folder).startswith("\\\\"):
            return DriveKind.NETWORK
        code = ctypes.windll.kernel32.GetDriveTypeW(f"{folder.drive}\\")
        return _WINDOWS_DRIVES.get(code, DriveKind.UNKNOWN)
    try:
        mounts = Path("/proc/mounts").read_text("utf-8", "replace")
    except OSError:
        return DriveKind.UNKNOWN
    point, system = _mount_of(folder.resolve(), mounts)
    if system in _NETWORK_SYSTEMS:
        return DriveKind.NETWORK
    if system in _STICK_SYSTEMS or f"{point}/".startswith(_STICK_FOLDERS):
        return DriveKind.REMOVABLE
    return DriveKind.FIXED


def synchronised_by(folder: Path, environment: Mapping[str, str] = os.environ) -> str:
    """The name of the synchronised folder that this one lies in; empty when it lies in none."""
    folder = folder.absolute()
    for name in ("OneDrive", "OneDriveCommercial", "OneDriveConsumer"):
        root = environment.get(name)
        if root and folder.is_relative_to(Path(root)):
            return "OneDrive"
    for part in (folder, *folder.parents):
        lowered = part.name.lower()
        if any(lowered == known or lowered.startswith(f"{known} ") for known in _SYNC_NAMES):
            return part.name
        if lowered.startswith("onedrive"):
            return part.name
        if any((part / mark).exists() for mark in _SYNC_MARKS):
            return part.name
    return ""


def why_unsuitable(folder: Path) -> str:
    """Why a workspace must not live here, with the remedy; empty when it may."""
    kind = drive_kind(folder)
    if kind is DriveKind.NETWORK:
        return "这个位置在网络盘上，断网或多人同时打开会损坏档案。换成本机硬盘上的文件夹，如 D:\\自查档案。"
    if kind is DriveKind.REMOVABLE:
        return "这个位置在 U 盘或移动硬盘上，拔出时会损坏档案。档案放在本机硬盘，备份和导出可以放到 U 盘。"
    if name := synchronised_by(folder):
        return f"这个位置在同步文件夹“{name}”里，同步程序会损坏正在使用的档案。换成不同步的本机文件夹。"
    return ""
