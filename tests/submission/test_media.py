"""Where a package may be written to."""

from pathlib import Path
from typing import Any

import pytest

from selfcheck.submission.media import LARGEST_ON_FAT, Medium, needed, why_not


def a_stick(**changes: Any) -> Medium:
    """A stick with nothing wrong, changed only where the test says so."""
    fields: dict[str, Any] = {
        "root": Path("/media/安全报送"),
        "label": "安全报送",
        "file_system": "vfat",
        "free": 1 << 40,
        "removable": True,
    }
    return Medium(**(fields | changes))


@pytest.mark.parametrize("system", ["vfat", "FAT32", "msdos"])
def test_fat_takes_one_byte_less_than_four_gibibytes_and_no_more(system):
    fits = LARGEST_ON_FAT - needed(10, 0)
    assert why_not(a_stick(file_system=system), 10, fits) == ""
    told = why_not(a_stick(file_system=system), 10, fits + 1)
    assert "exFAT" in told
    assert "4.29 GB" in told


@pytest.mark.parametrize("system", ["exfat", "NTFS", "ext4"])
def test_other_file_systems_take_more(system):
    assert why_not(a_stick(file_system=system), 10, 6 << 30) == ""


def test_room_counts_the_zips_own_records_too():
    assert why_not(a_stick(free=needed(200, 10**6)), 200, 10**6) == ""
    told = why_not(a_stick(free=needed(200, 10**6) - 1), 200, 10**6)
    assert told.startswith("空间不够")


def test_a_write_protected_stick_says_what_to_do():
    assert "写保护" in why_not(a_stick(read_only=True), 1, 1)


@pytest.mark.parametrize(
    ("system", "words"),
    [("vfat", "FAT32"), ("exfat", "exFAT"), ("ntfs3", "NTFS"), ("NTFS", "NTFS")],
)
def test_file_systems_are_told_as_people_know_them(system, words):
    assert a_stick(file_system=system, free=10**9).room_words == f"{words}，还剩 1.00 GB"


def test_a_stick_without_a_label_is_named_by_its_place():
    assert a_stick().name == "“安全报送”（/media/安全报送）"
    assert a_stick(label="").name == "/media/安全报送"
