import contextlib
import hashlib
import os
import sys
import threading
from datetime import date, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from selfcheck.errors import Cancelled, EvidenceError
from selfcheck.evidence import files
from selfcheck.evidence.files import Stored, fault_of, place, take_in
from selfcheck.evidence.records import Source
from selfcheck.moments import CHINA
from selfcheck.progress import Progress
from tests.builders import a_jpeg, a_png, a_zip

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def a_file(folder: Path, name: str, content: bytes) -> Path:
    source = folder / "别处 & 原件"
    source.mkdir(exist_ok=True)
    path = source / name
    path.write_bytes(content)
    return path


def in_library(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.glob("evidence/**/*") if path.is_file())


def test_a_file_is_copied_whole_under_its_digest_and_the_original_stays(tmp_path: Path) -> None:
    content = b"%PDF-1.7" + os.urandom(3_000_000)
    source = a_file(tmp_path, "培训签到表.pdf", content)
    stored = take_in(tmp_path, source)

    assert stored.sha256 == hashlib.sha256(content).hexdigest()
    assert stored.size == len(content)
    assert place(tmp_path, stored.sha256, ".pdf").read_bytes() == content
    assert stored.original_name == "培训签到表.pdf"
    assert source.read_bytes() == content
    assert fault_of(tmp_path, stored.sha256, ".pdf", stored.size, deep=True) == ""


def test_the_same_content_lies_there_once_whatever_its_name(tmp_path: Path) -> None:
    first = take_in(tmp_path, a_file(tmp_path, "a.jpg", a_jpeg()))
    second = take_in(tmp_path, a_file(tmp_path, "b.jpeg", a_jpeg()))

    assert first.sha256 == second.sha256
    assert in_library(tmp_path) == [f"{first.sha256}.jpg"]


def test_the_time_a_photo_was_taken_is_read_as_the_camera_wrote_it(tmp_path: Path) -> None:
    stored = take_in(tmp_path, a_jpeg(taken="2026:11:20 08:15:00"), name="a.jpg")
    assert stored.taken_at == "2026-11-20 08:15:00"

    source = a_file(tmp_path, "a.jpg", a_jpeg(taken="2026:11:20 08:15:00"))
    assert take_in(tmp_path, source).source is Source.CAMERA


@pytest.mark.parametrize(
    "taken", ["0000:00:00 00:00:00", "    :  :     :  :  ", "2026-11-20", "x" * 40, "\x00"]
)
def test_a_camera_without_a_clock_tells_no_time(tmp_path: Path, taken: str) -> None:
    source = a_file(tmp_path, "a.jpg", a_jpeg(taken=taken, make="Canon"))
    stored = take_in(tmp_path, source)

    assert (stored.taken_at, stored.source) == ("", Source.CAMERA)


def test_a_truncated_photo_is_kept_as_a_plain_file_and_tells_no_time(tmp_path: Path) -> None:
    whole = a_jpeg(taken="2026:11:20 08:15:00", size=(400, 300))
    for length in (3, 20, 60, 90):
        stored = take_in(tmp_path, a_file(tmp_path, f"{length}.jpg", whole[:length]))
        assert (stored.media_type, stored.taken_at) == ("application/octet-stream", "")
        assert fault_of(tmp_path, stored.sha256, ".bin", length) == ""


def test_a_photo_whose_picture_ends_early_is_still_a_photo(tmp_path: Path) -> None:
    whole = a_jpeg(size=(400, 300))
    stored = take_in(tmp_path, a_file(tmp_path, "半张.jpg", whole[: len(whole) * 2 // 3]))

    assert stored.media_type == "image/jpeg"


@settings(
    max_examples=150,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(place=st.integers(2, 260), noise=st.binary(min_size=1, max_size=24))
@pytest.mark.filterwarnings("ignore::UserWarning")  # Pillow remarks on broken tags
def test_no_damage_in_a_photo_stops_it_from_being_taken_in(
    tmp_path_factory: pytest.TempPathFactory, place: int, noise: bytes
) -> None:
    folder = tmp_path_factory.getbasetemp() / "fuzzed"
    whole = bytearray(a_jpeg(taken="2026:11:20 08:15:00", make="Canon"))
    whole[place : place + len(noise)] = noise
    if whole.startswith(b"\xff\xd8\xff"):
        with contextlib.suppress(EvidenceError):  # the noise may claim a picture of any size
            assert take_in(folder, bytes(whole), name="a.jpg").size == len(whole)


@settings(
    max_examples=100,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(place=st.integers(4, 400), noise=st.binary(min_size=1, max_size=24))
@pytest.mark.filterwarnings("ignore::UserWarning")  # zipfile remarks on names told twice
def test_no_damage_in_an_office_file_stops_it_from_being_taken_in(
    tmp_path_factory: pytest.TempPathFactory, place: int, noise: bytes
) -> None:
    folder = tmp_path_factory.getbasetemp() / "fuzzed"
    whole = bytearray(a_zip("[Content_Types].xml", "word/文.xml", "docProps/app.xml"))
    whole[place : place + len(noise)] = noise
    assert take_in(folder, bytes(whole), name="a.docx").size == len(whole)


@pytest.mark.parametrize(
    ("name", "content", "media_type", "extension"),
    [
        ("签到表.docx", a_zip("[Content_Types].xml", "word/document.xml"), DOCX, ".docx"),
        ("改了名.zip1", a_zip("[Content_Types].xml", "word/document.xml"), DOCX, ".docx"),
        ("台账", a_zip("[Content_Types].xml", "xl/workbook.xml"), XLSX, ".xlsx"),
        ("真的压缩包.zip", a_zip("word/document.xml"), "application/zip", ".zip"),
        ("其实是照片.pdf", a_jpeg(), "image/jpeg", ".jpg"),
        ("截图.jpg", a_png(), "image/png", ".png"),
        ("制度.pdf", b"%PDF-1.4\n", "application/pdf", ".pdf"),
        ("旧.DOC", b"\xd0\xcf\x11\xe0", "application/msword", ".doc"),
        ("录像.MP4", b"\x00\x00\x00 ftyp", "video/mp4", ".mp4"),
        ("没有后缀", b"x", "application/octet-stream", ".bin"),
        ("怪.后缀", b"x", "application/octet-stream", ".bin"),
        ("长.abcdefgh", b"x", "application/octet-stream", ".bin"),
        ("点. ", b"x", "application/octet-stream", ".bin"),
        ("坏的.docx", b"PK\x03\x04broken", "application/octet-stream", ".docx"),
        ("a.b/c", b"x", "application/octet-stream", ".bin"),
    ],
)
def test_content_is_believed_before_the_name(
    tmp_path: Path, name: str, content: bytes, media_type: str, extension: str
) -> None:
    stored = take_in(tmp_path, content, name=name)

    assert (stored.media_type, stored.extension) == (media_type, extension)
    assert place(tmp_path, stored.sha256, extension).is_file()


@pytest.mark.parametrize(
    "name",
    [
        "CON.jpg",
        "nul",
        "照片...",
        "结尾空格 .jpg",
        "张𠮷 & 公司 100%.jpg",
        "'; DROP TABLE answers;--.jpg",
        "a" * 200 + ".jpg",
        "..jpg",
        "🏭.jpg",
    ],
)
@pytest.mark.skipif(sys.platform == "win32", reason="Windows makes no such files")
def test_names_that_trouble_other_programs_trouble_nothing_here(
    tmp_path: Path, name: str
) -> None:
    stored = take_in(tmp_path, a_file(tmp_path, name, a_jpeg()))

    assert stored.original_name == name.strip()
    assert in_library(tmp_path) == [f"{stored.sha256}.jpg"]


def test_a_name_in_an_old_encoding_or_with_hidden_signs_is_made_storable(
    tmp_path: Path,
) -> None:
    old = os.fsdecode("照片.jpg".encode("gbk"))
    assert take_in(tmp_path, a_jpeg(), name=old).original_name.encode().endswith(b".jpg")
    assert (
        take_in(tmp_path, a_jpeg(), name="gpj.\u202ephoto.jpg").original_name == "gpj.photo.jpg"
    )
    assert take_in(tmp_path, a_jpeg(), name="\u200b").original_name == "佐证文件"


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("检查.exe", b"anything"),
        ("检查.BAT", b"@echo off"),
        ("照片.jpg", b"MZ\x90\x00"),
        ("脚本.js", b"x"),
        ("快捷方式.lnk", b"x"),
        ("包.jar", a_zip("META-INF/MANIFEST.MF")),
    ],
)
def test_programs_are_refused_and_leave_nothing(
    tmp_path: Path, name: str, content: bytes
) -> None:
    with pytest.raises(EvidenceError, match="是程序"):
        take_in(tmp_path, content, name=name)
    assert in_library(tmp_path) == []


def test_an_empty_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(EvidenceError, match="空文件"):
        take_in(tmp_path, a_file(tmp_path, "空.jpg", b""))
    assert in_library(tmp_path) == []


def test_a_file_that_is_too_big_is_refused_and_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "MOST_BYTES", 2 * 1024 * 1024)
    take_in(tmp_path, b"x" * files.MOST_BYTES, name="正好.bin")
    with pytest.raises(EvidenceError, match="超过 2 MB"):
        take_in(tmp_path, b"x" * (files.MOST_BYTES + 1), name="录像.mp4")
    assert len(in_library(tmp_path)) == 1


@pytest.mark.parametrize("what", ["missing.jpg", "folder"])
def test_a_file_that_cannot_be_read_is_told(tmp_path: Path, what: str) -> None:
    (tmp_path / "folder").mkdir()
    with pytest.raises(EvidenceError, match="没有添加成"):
        take_in(tmp_path, tmp_path / what)
    assert in_library(tmp_path) == []


def test_a_full_library_disk_is_told_and_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(EvidenceError, match="磁盘是否有空间"):
        take_in(tmp_path, a_jpeg(), name="a.jpg")
    assert in_library(tmp_path) == []


def test_cancelling_leaves_no_partial_file(tmp_path: Path) -> None:
    progress = Progress(stop=threading.Event())

    def stop_halfway(done: int, total: int, text: str) -> None:
        assert text == "正在添加 录像.mp4"
        if done:
            progress.stop.set()

    progress.report = stop_halfway
    source = a_file(tmp_path, "录像.mp4", b"x" * 5_000_000)
    with pytest.raises(Cancelled):
        take_in(tmp_path, source, progress=progress)
    assert in_library(tmp_path) == []


def test_a_pasted_picture_comes_from_the_clipboard(tmp_path: Path) -> None:
    stored = take_in(tmp_path, a_png())

    assert (stored.source, stored.original_name) == (Source.CLIPBOARD, "粘贴的图片.png")
    assert stored.file_day is None


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        (datetime(2026, 11, 20, 23, 59, 59, tzinfo=CHINA), date(2026, 11, 20)),
        (datetime(2026, 11, 21, 0, 0, 0, tzinfo=CHINA), date(2026, 11, 21)),
    ],
)
def test_a_files_day_is_the_chinese_calendar_day(
    tmp_path: Path, moment: datetime, day: date
) -> None:
    source = a_file(tmp_path, "表.pdf", b"%PDF-1.4")
    os.utime(source, (moment.timestamp(), moment.timestamp()))
    assert take_in(tmp_path, source).file_day == day


@pytest.mark.parametrize("timestamp", [1e18, -1e18, 10**12, float("nan")])
def test_a_time_that_no_calendar_holds_is_no_day(timestamp: float) -> None:
    assert files._day_of(timestamp) is None


def stored_photo(folder: Path) -> tuple[Stored, Path]:
    stored = take_in(folder, a_jpeg(), name="a.jpg")
    return stored, place(folder, stored.sha256, stored.extension)


@pytest.mark.parametrize(
    ("damage", "deep", "told"),
    [
        ("none", True, ""),
        ("gone", False, "找不到文件"),
        ("shorter", False, "文件大小变了"),
        ("same size", False, ""),
        ("same size", True, "文件内容变了"),
    ],
)
def test_what_became_of_a_stored_file_is_told(
    tmp_path: Path, damage: str, deep: bool, told: str
) -> None:
    stored, path = stored_photo(tmp_path)
    content = path.read_bytes()
    if damage == "gone":
        path.unlink()
    elif damage == "shorter":
        path.write_bytes(content[:-1])
    elif damage == "same size":
        path.write_bytes(content[:-1] + b"?")

    found = fault_of(tmp_path, stored.sha256, ".jpg", stored.size, deep=deep)
    assert found == told


def test_adding_a_damaged_file_again_mends_it(tmp_path: Path) -> None:
    stored, path = stored_photo(tmp_path)
    path.write_bytes(path.read_bytes()[:-1] + b"?")
    take_in(tmp_path, a_jpeg(), name="a.jpg")

    assert fault_of(tmp_path, stored.sha256, ".jpg", stored.size, deep=True) == ""


@pytest.mark.parametrize("sound", [True, False])
def test_a_file_open_in_a_viewer_is_fine_only_if_it_is_what_it_should_be(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, sound: bool
) -> None:
    _, path = stored_photo(tmp_path)
    if not sound:
        path.write_bytes(b"damaged")

    def in_use(*_: object) -> None:
        raise PermissionError(13, "in use")

    monkeypatch.setattr(os, "replace", in_use)
    if sound:
        take_in(tmp_path, a_jpeg(), name="a.jpg")
    else:
        with pytest.raises(EvidenceError):
            take_in(tmp_path, a_jpeg(), name="a.jpg")
    assert len(in_library(tmp_path)) == 1


def test_a_photo_larger_than_the_verifier_opens_is_refused_with_the_remedy(
    tmp_path: Path,
) -> None:
    source = tmp_path / "全景.png"
    Image.new("1", (9_000, 6_000)).save(source)

    with pytest.raises(EvidenceError, match="5000 万像素"):
        take_in(tmp_path, source)
    assert not list((tmp_path / "evidence").rglob("*.partial"))


def test_what_only_looks_like_a_photo_is_kept_as_a_plain_file(tmp_path: Path) -> None:
    stored = take_in(tmp_path, b"\xff\xd8\xff" + b"not a photo" * 40, name="现场.jpg")

    assert (stored.media_type, stored.extension) == ("application/octet-stream", ".bin")
