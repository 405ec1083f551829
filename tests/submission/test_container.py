"""The exact zip: what is written can be read by anybody; what is bent is refused by us."""

import errno
import hashlib
import io
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from selfcheck.errors import Cancelled, PackageError, SigningError, StoreError
from selfcheck.progress import Progress
from selfcheck.submission import container, container_writer, directory, layout, names
from selfcheck.submission import zip_records as records
from selfcheck.submission.container import Archive, Limits
from selfcheck.submission.container_writer import write
from selfcheck.submission.findings import Finding, Malformed

BASE = "91420200MA0000000X-2026-11-003"


def a_member(name: str, source: bytes | Path) -> layout.Member:
    content = source if isinstance(source, bytes) else source.read_bytes()
    return layout.Member(name, source, hashlib.sha256(content).hexdigest(), len(content))


def a_zip(folder: Path, **contents: bytes) -> Path:
    chosen = contents or {"b": b"second", "a": b"first"}
    target = folder / "x.zip"
    write(target, BASE, [a_member(n, c) for n, c in chosen.items()], Progress())
    return target


def refusal(path: Path) -> Finding:
    with pytest.raises(Malformed) as caught:
        Archive.open(path)
    return caught.value.found.code


def test_members_are_written_sorted_and_read_back_by_us_and_by_the_standard_library(
    tmp_path: Path,
) -> None:
    photo = tmp_path / "photo.jpg"
    photo.write_bytes(bytes(range(256)) * 8192)  # 2 MiB: more than one block
    target = tmp_path / "x.zip"
    members = [a_member("b.jpg", photo), a_member("a.txt", b"words"), a_member("empty", b"")]

    written = write(target, BASE, members, Progress())

    assert (written.files, written.size) == (3, target.stat().st_size)
    assert written.sha256["b.jpg"] == members[0].sha256
    with Archive.open(target) as archive:
        assert list(archive.entries) == ["a.txt", "b.jpg", "empty"]
        assert archive.base == BASE
        assert archive.read("a.txt", 5) == b"words"
        assert b"".join(archive.chunks("b.jpg")) == photo.read_bytes()
        assert archive.read("empty", 0) == b""
    with zipfile.ZipFile(target) as stock:
        assert stock.testzip() is None
        assert [info.date_time for info in stock.infolist()] == [(1980, 1, 1, 0, 0, 0)] * 3


def test_same_members_give_the_same_bytes(tmp_path: Path) -> None:
    first = a_zip(tmp_path).read_bytes()
    (tmp_path / "x.zip").unlink()
    assert a_zip(tmp_path, a=b"first", b=b"second").read_bytes() == first


def test_the_standard_library_writes_the_same_headers_for_the_same_file(tmp_path: Path) -> None:
    ours = a_zip(tmp_path, a=b"first").read_bytes()
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as stock:
        info = zipfile.ZipInfo(f"{BASE}/a", (1980, 1, 1, 0, 0, 0))
        info.create_system, info.external_attr = 3, 0o100644 << 16
        stock.writestr(info, b"first")
    assert stream.getvalue() == ours


def sparse_zip(path: Path, sizes: list[int]) -> None:
    """A zip of files full of zeros that are holes on the disk; the CRCs are not true."""
    entries, at = [], 0
    with path.open("wb") as file:
        for number, size in enumerate(sizes):
            entry = records.Entry(f"{BASE}/{number}", 0, size, at)
            file.seek(at)
            file.write(records.local_header(entry))
            at = entry.end
            entries.append(entry)
        lines = b"".join(records.central_header(entry) for entry in entries)
        file.seek(at)
        file.write(lines + records.end_records(len(entries), len(lines), at))


@pytest.mark.parametrize(
    ("sizes", "large"),
    [
        ([(2 << 30) + 1, 5], False),  # where the standard library already turns to ZIP64
        ([(4 << 30) - 2, 5], True),  # the directory lies beyond 4 GiB
        ([(4 << 30) - 1, 5], True),  # 0xFFFFFFFF itself needs the ZIP64 field
        ([5 << 30, 5, 6], True),
    ],
)
def test_zip64_appears_only_where_a_number_needs_it_and_reads_back(
    tmp_path: Path, sizes: list[int], large: bool
) -> None:
    path = tmp_path / "large.zip"
    sparse_zip(path, sizes)

    with path.open("rb") as file:
        file.seek(-98, 2)
        assert (records.LOCATOR_64_MARK in file.read()) is large
    with Archive.open(path) as archive:
        assert [archive.size(str(number)) for number in range(len(sizes))] == sizes
    with zipfile.ZipFile(path) as stock:
        assert [info.file_size for info in stock.infolist()] == sizes
        assert stock.infolist()[0].header_offset == 0


def test_more_than_eight_gigabytes_are_refused_before_anything_is_read(tmp_path: Path) -> None:
    path = tmp_path / "large.zip"
    sparse_zip(path, [(8 << 30) + 1])
    assert refusal(path) is Finding.TOO_LARGE


def test_more_files_than_the_limit_are_refused(tmp_path: Path) -> None:
    with pytest.raises(Malformed) as caught:
        Archive.open(a_zip(tmp_path), Limits(files=1))
    assert caught.value.found.code is Finding.TOO_MANY_FILES


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("a", True),
        ("data/photos/P000001.jpg", True),
        ("A-1_b.c", True),
        ("a/b/c/d/e/f/g/h", True),
        ("a/b/c/d/e/f/g/h/i", False),
        ("a" * 200, True),
        ("a" * 201, False),
        ("", False),
        ("a//b", False),
        ("/a", False),
        ("a/", False),
        ("../a", False),
        (".hidden", False),
        ("a\\b", False),
        ("a b", False),
        ("a\0b", False),
        ("a.", False),
        ("C:a", False),
        ("CON", False),
        ("con.txt", False),
        ("a/lpt1.jpg", False),
        ("console", True),
        ("照片", False),
        ("١", False),
    ],
)
def test_a_name_is_safe_only_when_every_system_keeps_it(name: str, safe: bool) -> None:
    assert names.is_safe(name) is safe


def test_names_that_clash_are_found() -> None:
    assert names.first_clash(["a/b", "a/c"]) is None
    assert names.first_clash(["a/b", "a/B"]) == "a/B"
    assert names.first_clash(["a", "a/b"]) == "a/b"
    assert names.first_clash(["a/b", "A"]) == "A"


# Writing: what goes wrong leaves nothing half done


@pytest.mark.parametrize(
    "change",
    [lambda c: c + b"x", lambda c: c[:-1], lambda c: c[:-1] + b"?"],
    ids=["longer", "shorter", "other"],
)
def test_a_source_that_changed_is_named_and_nothing_is_put_in_place(
    tmp_path: Path, change: Callable[[bytes], bytes]
) -> None:
    photo = tmp_path / "仓库.jpg"
    photo.write_bytes(b"as it was signed")
    member = a_member("photo.jpg", photo)
    photo.write_bytes(change(photo.read_bytes()))
    target = tmp_path / "x.zip"
    target.write_bytes(b"the last one")

    with pytest.raises(SigningError, match=r"“仓库\.jpg”"):
        write(target, BASE, [member], Progress())

    assert target.read_bytes() == b"the last one"
    assert not list(tmp_path.glob("*.partial"))


def test_a_source_that_is_gone_is_named(tmp_path: Path) -> None:
    member = layout.Member("photo.jpg", tmp_path / "仓库.jpg", "0" * 64, 3)
    with pytest.raises(SigningError, match=r"读不到“仓库\.jpg”"):
        write(tmp_path / "x.zip", BASE, [member], Progress())
    assert not list(tmp_path.iterdir())


def test_a_cancel_leaves_no_half_file(tmp_path: Path) -> None:
    progress = Progress(report=lambda *_: progress.stop.set())
    members = [a_member("a", b"1"), a_member("b", b"2")]
    with pytest.raises(Cancelled):
        write(tmp_path / "x.zip", BASE, members, progress)
    assert not list(tmp_path.iterdir())


def test_progress_counts_bytes_up_to_the_total(tmp_path: Path) -> None:
    seen: list[tuple[int, int]] = []
    members = [a_member("a", b"123"), a_member("b", b"45")]
    progress = Progress(report=lambda done, total, _: seen.append((done, total)))
    write(tmp_path / "x.zip", BASE, members, progress)
    assert seen == [(0, 5), (3, 5), (5, 5)]


def test_more_than_a_package_may_hold_is_refused_before_writing(tmp_path: Path) -> None:
    huge = layout.Member("a", b"", "0" * 64, layout.MAX_PACKAGE + 1)
    with pytest.raises(SigningError, match="8 GB"):
        write(tmp_path / "x.zip", BASE, [huge], Progress())
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("wrong", [["a b"], ["a", "A"]])
def test_names_that_we_would_refuse_are_never_written(tmp_path: Path, wrong: list[str]) -> None:
    with pytest.raises(ValueError, match="not a name"):
        write(tmp_path / "x.zip", BASE, [a_member(n, b"") for n in wrong], Progress())


def test_a_disk_that_takes_no_more_leaves_the_target_untouched(tmp_path: Path) -> None:
    resource = pytest.importorskip("resource", reason="Windows has no such limit")
    target = tmp_path / "x.zip"
    target.write_bytes(b"the last one")
    member = a_member("a", bytes(3 << 20))
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1 << 20, hard))
    try:
        with pytest.raises(StoreError, match=r"放不下这么大的文件.*原来的文件没有改动"):
            write(target, BASE, [member], Progress())
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert target.read_bytes() == b"the last one"
    assert not list(tmp_path.glob("*.partial"))


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (errno.ENOSPC, "空间不足，共需约 1 MB"),
        (errno.EROFS, "不允许写入"),
        (errno.EIO, "U 盘没有拔出"),
    ],
)
def test_trouble_with_the_disk_says_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, said: str
) -> None:
    def full(handle: int) -> None:
        raise OSError(number, "")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(StoreError, match=said):
        a_zip(tmp_path)
    assert not list(tmp_path.iterdir())


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="文件夹还在"):
        a_zip(tmp_path / "gone")


def test_where_folders_cannot_be_synced_the_rename_is_enough(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("os.name", "nt")
    container_writer._sync_folder(tmp_path / "gone")  # would raise if it opened the folder


# Reading: no zip at all


@pytest.mark.parametrize("content", [b"", b"PDF", b"%PDF-1.7\n" + bytes(100)])
def test_a_file_that_is_no_zip_is_told_in_one_sentence(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "报告.pdf"
    path.write_bytes(content)
    with pytest.raises(PackageError, match=r"“报告\.pdf”不是报送包"):
        Archive.open(path)


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(PackageError, match=r"打不开“x\.zip”"):
        Archive.open(tmp_path / "x.zip")


def test_a_medium_that_fails_while_reading_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object) -> None:
        raise OSError(errno.EIO, "")

    monkeypatch.setattr(directory, "find", fails)
    with pytest.raises(PackageError, match="重新复制一份"):
        Archive.open(a_zip(tmp_path))


def test_a_file_shortened_while_it_is_read_is_noticed(tmp_path: Path) -> None:
    path = a_zip(tmp_path, a=bytes(2 << 20))
    with Archive.open(path) as archive:
        path.write_bytes(b"")
        with pytest.raises(Malformed) as caught:
            archive.read("a", 2 << 20)
    assert caught.value.found.code is Finding.TRUNCATED


def test_a_file_larger_than_expected_is_not_read(tmp_path: Path) -> None:
    with Archive.open(a_zip(tmp_path)) as archive, pytest.raises(Malformed) as caught:
        archive.read("a", 4)
    assert caught.value.found.code is Finding.FILE_TOO_LARGE
    assert caught.value.found.where == "a"


def test_content_that_does_not_fit_its_crc_is_noticed(tmp_path: Path) -> None:
    path = a_zip(tmp_path)
    path.write_bytes(path.read_bytes().replace(b"second", b"Second"))
    with Archive.open(path) as archive, pytest.raises(Malformed) as caught:
        archive.read("b", 10)
    assert caught.value.found.code is Finding.WRONG_CRC


def test_every_flipped_byte_outside_the_contents_is_refused_on_opening(tmp_path: Path) -> None:
    path = a_zip(tmp_path)
    whole = path.read_bytes()
    with Archive.open(path) as archive:
        contents = {
            at
            for entry in archive.entries.values()
            for at in range(entry.data_offset, entry.end)
        }
    for at in set(range(len(whole))) - contents:
        path.write_bytes(whole[:at] + bytes([whole[at] ^ 0x20]) + whole[at + 1 :])
        with pytest.raises((Malformed, PackageError)):
            Archive.open(path)


def test_no_shortened_copy_is_accepted(tmp_path: Path) -> None:
    path = a_zip(tmp_path)
    whole = path.read_bytes()
    for length in range(len(whole)):
        path.write_bytes(whole[:length])
        with pytest.raises((Malformed, PackageError)):
            Archive.open(path)


def test_unzip_lists_a_large_zip_as_we_do(tmp_path: Path) -> None:
    path = tmp_path / "large.zip"
    sparse_zip(path, [5 << 30, 5])
    try:
        told = subprocess.run(["unzip", "-Z", "-1", path], capture_output=True, check=True)
    except FileNotFoundError:
        pytest.skip("unzip is not installed")
    assert told.stdout.decode().split() == [f"{BASE}/0", f"{BASE}/1"]


def test_limits_are_those_of_the_layout() -> None:
    limits = container.LIMITS
    assert (limits.total, limits.files) == (layout.MAX_PACKAGE, layout.MAX_FILES)
