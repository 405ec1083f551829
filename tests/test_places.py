import ctypes
import os
from pathlib import Path
from types import SimpleNamespace

import pytest

from selfcheck import places
from selfcheck.places import DriveKind

MOUNTS = """\
/dev/sda2 / ext4 rw,relatime 0 0
proc /proc proc rw 0 0
/dev/sda3 /srv ext4 rw 0 0
nas:/data /srv/shared nfs4 rw 0 0
//server/自查 /mnt/win\\040share cifs rw 0 0
/dev/sdb1 /media/zhang/U盘 vfat rw 0 0
/dev/sdc1 /run/media/zhang/backup ext4 rw 0 0
/dev/sdd1 /srv/stick exfat rw 0 0
me@host:/ /srv/zhang/far fuse.sshfs rw 0 0
broken line
"""


@pytest.mark.parametrize(
    ("folder", "point", "system"),
    [
        ("/srv/zhang/档案", "/srv", "ext4"),
        ("/srv/shared", "/srv/shared", "nfs4"),
        ("/srv/shared2/x", "/srv", "ext4"),
        ("/mnt/win share/a b", "/mnt/win share", "cifs"),
        ("/mnt/win", "/", "ext4"),
        ("/srv/zhang/far/away", "/srv/zhang/far", "fuse.sshfs"),
    ],
)
def test_the_nearest_mount_point_is_the_one_that_counts(
    folder: str, point: str, system: str
) -> None:
    assert places._mount_of(Path(folder), MOUNTS) == (point, system)


@pytest.mark.parametrize(
    ("folder", "kind"),
    [
        ("/srv/zhang", DriveKind.FIXED),
        ("/srv/shared/x", DriveKind.NETWORK),
        ("/mnt/win share", DriveKind.NETWORK),
        ("/srv/zhang/far", DriveKind.NETWORK),
        ("/media/zhang/U盘/档案", DriveKind.REMOVABLE),
        ("/run/media/zhang/backup", DriveKind.REMOVABLE),
        ("/srv/stick", DriveKind.REMOVABLE),
    ],
)
@pytest.mark.skipif(os.name == "nt", reason="mount points are POSIX")
def test_what_a_folder_lies_on_is_read_from_the_mount_points(
    monkeypatch: pytest.MonkeyPatch, folder: str, kind: DriveKind
) -> None:
    monkeypatch.setattr(places, "sys", SimpleNamespace(platform="linux"))
    monkeypatch.setattr(places, "_nearest", lambda path: path)
    monkeypatch.setattr(Path, "read_text", lambda *_: MOUNTS)

    assert places.drive_kind(Path(folder)) is kind


def test_a_system_that_does_not_tell_its_mounts_stops_nobody(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def missing(*_: object) -> str:
        raise FileNotFoundError

    monkeypatch.setattr(places, "sys", SimpleNamespace(platform="darwin"))
    monkeypatch.setattr(Path, "read_text", missing)

    assert places.drive_kind(tmp_path) is DriveKind.UNKNOWN
    assert places.why_unsuitable(tmp_path / "档案") == ""


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        (2, DriveKind.REMOVABLE),
        (3, DriveKind.FIXED),
        (4, DriveKind.NETWORK),
        (5, DriveKind.REMOVABLE),
        (0, DriveKind.UNKNOWN),
        (6, DriveKind.UNKNOWN),
    ],
)
def test_windows_is_asked_what_kind_of_drive_it_is(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, code: int, kind: DriveKind
) -> None:
    kernel = SimpleNamespace(GetDriveTypeW=lambda _: code)
    monkeypatch.setattr(places, "sys", SimpleNamespace(platform="win32"))
    monkeypatch.setattr(ctypes, "windll", SimpleNamespace(kernel32=kernel), raising=False)

    assert places.drive_kind(tmp_path / "还没有" / "的文件夹") is kind


def test_a_network_path_is_known_by_its_beginning(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(places, "sys", SimpleNamespace(platform="win32"))
    monkeypatch.setattr(places, "_nearest", lambda _: "\\\\server\\自查")

    assert places.drive_kind(Path("x")) is DriveKind.NETWORK


@pytest.mark.parametrize(
    ("kind", "told"),
    [
        (DriveKind.NETWORK, "网络盘"),
        (DriveKind.REMOVABLE, "U 盘"),
        (DriveKind.FIXED, ""),
        (DriveKind.UNKNOWN, ""),
    ],
)
def test_an_unsuitable_drive_is_refused_with_the_remedy(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, kind: DriveKind, told: str
) -> None:
    monkeypatch.setattr(places, "drive_kind", lambda _: kind)
    said = places.why_unsuitable(tmp_path)

    assert told in said
    assert bool(said) is bool(told)


@pytest.mark.parametrize(
    ("parts", "found"),
    [
        (["OneDrive", "自查"], "OneDrive"),
        (["OneDrive - 江城精密机械有限公司", "自查"], "OneDrive - 江城精密机械有限公司"),
        (["onedrive"], "onedrive"),
        (["Dropbox", "a b"], "Dropbox"),
        (["Dropbox (公司)"], "Dropbox (公司)"),
        (["Nutstore", "1", "我的坚果云", "自查"], "我的坚果云"),
        (["我的坚果云"], "我的坚果云"),
        (["坚果云"], "坚果云"),
        (["iCloudDrive", "自查"], "iCloudDrive"),
        (["WPS云盘"], "WPS云盘"),
        (["BaiduSyncdisk"], "BaiduSyncdisk"),
        (["Google Drive", "x"], "Google Drive"),
        (["张 三 & 公司", "自查 档案"], ""),
        (["drop", "坚果云端想法"], ""),
        (["seafilesomething"], ""),
    ],
)
def test_a_synchronised_folder_is_known_by_its_name(
    tmp_path: Path, parts: list[str], found: str
) -> None:
    assert places.synchronised_by(tmp_path.joinpath(*parts), {}) == found


@pytest.mark.parametrize("mark", [".dropbox", ".stfolder", ".nutstore", ".seafile-data"])
def test_a_synchronised_folder_is_known_by_what_its_program_leaves_there(
    tmp_path: Path, mark: str
) -> None:
    shared = tmp_path / "同步"
    (shared / mark).mkdir(parents=True)

    assert places.synchronised_by(shared / "自查" / "2026", {}) == "同步"


@pytest.mark.parametrize("name", ["OneDrive", "OneDriveCommercial", "OneDriveConsumer"])
def test_a_renamed_onedrive_is_known_by_the_environment(tmp_path: Path, name: str) -> None:
    environment = {name: str(tmp_path / "云 & 盘")}

    assert places.synchronised_by(tmp_path / "云 & 盘" / "自查", environment) == "OneDrive"
    assert places.synchronised_by(tmp_path / "云 & 盘2", environment) == ""
    assert places.synchronised_by(tmp_path, {name: ""}) == ""


def test_a_synchronised_place_is_refused_with_its_name(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(places, "drive_kind", lambda _: DriveKind.FIXED)
    assert "坚果云" in places.why_unsuitable(tmp_path / "坚果云" / "自查")
