"""The drives that this PC has at hand, as Qt tells them."""

from pathlib import Path

from PySide6.QtCore import QStorageInfo

from selfcheck.places import DriveKind, drive_kind
from selfcheck.submission.media import Medium


def _medium(found: QStorageInfo, *, removable: bool) -> Medium:
    return Medium(
        root=Path(found.rootPath()),
        label=found.name(),
        file_system=bytes(found.fileSystemType().data()).decode("ascii", "replace"),
        free=found.bytesAvailable(),
        removable=removable,
        read_only=found.isReadOnly(),
    )


def medium_of(folder: Path) -> Medium:
    """The drive that a folder lies on."""
    removable = drive_kind(folder) is DriveKind.REMOVABLE
    return _medium(QStorageInfo(str(folder)), removable=removable)


def sticks() -> tuple[Medium, ...]:
    """Every removable drive that is plugged in and ready."""
    found = []
    for volume in QStorageInfo.mountedVolumes():
        if not volume.isValid() or not volume.isReady():
            continue
        if drive_kind(Path(volume.rootPath())) is DriveKind.REMOVABLE:
            found.append(_medium(volume, removable=True))
    return tuple(found)
