"""What a package may be written to: is it a stick, does it have room, can it take so large a file?"""

from dataclasses import dataclass
from pathlib import Path

from selfcheck import sizes

LARGEST_ON_FAT = (1 << 32) - 1  # bytes: FAT32 keeps a file's size in 32 bits
_FAT = frozenset({"fat", "fat16", "fat32", "vfat", "msdos"})
_SYSTEM_NAMES = {"vfat": "FAT32", "msdos": "FAT", "exfat": "exFAT", "ntfs3": "NTFS"}
_FRAME = 512  # bytes of the zip's own records for each file, names included


@dataclass(frozen=True)
class Medium:
    """One drive as the system tells it."""

    root: Path
    label: str  # 安全报送; empty when it has none
    file_system: str  # as the system calls it: vfat, NTFS
    free: int  # bytes
    removable: bool
    read_only: bool = False

    @property
    def system_words(self) -> str:
        """The file system as people know it."""
        known = _SYSTEM_NAMES.get(self.file_system.lower())
        return known or self.file_system.upper()

    @property
    def name(self) -> str:
        """“安全报送”（E:）."""
        place = self.root.drive or str(self.root)
        return f"“{self.label}”（{place}）" if self.label else place

    @property
    def room_words(self) -> str:
        """exFAT，还剩 27.6 GB."""
        return f"{self.system_words}，还剩 {sizes.in_words(self.free)}"


def needed(files: int, size: int) -> int:
    """How many bytes a package of so many files takes."""
    return size + files * _FRAME


def why_not(medium: Medium, files: int, size: int) -> str:
    """Why the package does not go here, with the remedy; empty when it does."""
    need = needed(files, size)
    if medium.read_only:
        return "这个盘不能写入：打开 U 盘上的写保护开关，或换一个 U 盘。"
    if medium.file_system.lower() in _FAT and need > LARGEST_ON_FAT:
        return (
            f"{medium.system_words} 格式放不下超过 4 GB 的单个文件，这份报送包有 {sizes.in_words(need)}。"
            "换用 exFAT 或 NTFS 格式的 U 盘。"
        )
    if medium.free < need:
        return f"空间不够：需要 {sizes.in_words(need)}，还剩 {sizes.in_words(medium.free)}。清理后再写。"
    return ""
