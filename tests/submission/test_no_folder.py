"""Why a folder could not be made: never in the system's language, always with a remedy."""

import errno
import os
from pathlib import Path

import pytest

from selfcheck.submission.no_folder import words


@pytest.mark.parametrize(
    ("number", "what"),
    [
        (errno.EEXIST, "是一个文件"),
        (errno.EACCES, "不允许写入"),
        (errno.EROFS, "写保护"),
        (errno.ENOSPC, "满了"),
        (errno.ENAMETOOLONG, "太长"),
        (errno.ENOENT, "确认 U 盘插好"),
        (errno.EIO, "确认 U 盘插好"),
    ],
)
def test_a_folder_that_cannot_be_made_is_told_with_what_to_do(number, what):
    told = words(Path("报送"), OSError(number, os.strerror(number)))
    assert what in told
    assert told.endswith("：报送")
    assert os.strerror(number) not in told
