"""What acts by itself is found where it hides, and looking costs little."""

import zlib

import pytest

from selfcheck.submission import active_content
from tests.submission import forge

SCRIPT = b"1 0 obj <</S /JavaScript /JS (app.alert(1))>>"


def object_stream(content: bytes, header: bytes = b"/Type /ObjStm") -> bytes:
    return b"%PDF-1.7\n1 0 obj\n<<" + header + b">>\nstream\r\n" + content + b"\nendstream"


def test_a_plain_report_does_nothing() -> None:
    assert active_content.in_pdf(forge.a_pdf()) == []
    assert active_content.in_pdf(forge.a_report()) == []


@pytest.mark.parametrize(
    ("content", "found"),
    [
        (SCRIPT, ["JavaScript"]),
        (b"/J#61vaScript", ["JavaScript"]),
        (b"/OpenAction", ["OpenAction"]),
        (b"/Launch/AA", ["Launch"]),
        (b"/EmbeddedFiles 3 0 R", ["EmbeddedFiles"]),
        (b"/JavaScripting /AAB /Launched", []),
        (b"a photo's bytes hold /JS and /AA by chance", []),
        (object_stream(zlib.compress(SCRIPT), b"/Type /ObjStm" + b" " * 9000), ["JavaScript"]),
        (object_stream(zlib.compress(SCRIPT)), ["JavaScript"]),
        (object_stream(zlib.compress(SCRIPT), b"/T#79pe/ObjStm"), ["JavaScript"]),
        (object_stream(zlib.compress(SCRIPT), b"/Type /XObject"), []),
        (object_stream(zlib.compress(SCRIPT * 9)[:-6]), ["ObjStm"]),
        (object_stream(b"another filter"), ["ObjStm"]),
        (object_stream(b""), ["ObjStm"]),
    ],
)
def test_actions_are_found_also_in_object_streams(content: bytes, found: list[str]) -> None:
    assert active_content.in_pdf(content) == found


def test_a_stream_that_unpacks_without_end_is_left_with_a_word(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(active_content, "_LARGEST_STREAM", 1 << 16)
    monkeypatch.setattr(active_content, "_PIECE", 64)
    bomb = object_stream(zlib.compress(bytes(1 << 20)))
    assert active_content.in_pdf(bomb) == ["ObjStm"]


def test_many_large_streams_are_not_all_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(active_content, "_LARGEST_TOTAL", 1 << 16)
    many = object_stream(zlib.compress(bytes(1 << 15))) * 2
    assert active_content.in_pdf(many) == ["ObjStm"]
    assert active_content.in_pdf(many + object_stream(zlib.compress(SCRIPT))) == ["ObjStm"]


def test_unpacking_what_cannot_be_read_to_its_end_costs_of_the_same_account(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(active_content, "_LARGEST_STREAM", 1 << 16)
    monkeypatch.setattr(active_content, "_LARGEST_TOTAL", 1 << 17)
    tried: list[int] = []
    unpacked = active_content._unpacked  # counted, not replaced

    def counted(content: bytes, at: int) -> bytes | None:
        tried.append(at)
        return unpacked(content, at)

    monkeypatch.setattr(active_content, "_unpacked", counted)
    broken = object_stream(zlib.compress(bytes(1 << 15))[:-6] + b"\xff" * 6)
    assert active_content.in_pdf(broken * 50) == ["ObjStm"]
    assert len(tried) == 2


@pytest.mark.parametrize(
    ("parts", "found"),
    [
        ({"word/document.xml": b""}, []),
        ({"xl/vbaProject.bin": b""}, ["xl/vbaProject.bin"]),
        ({"word/embeddings/x.docx": b""}, ["word/embeddings/x.docx"]),
        ({"xl/externalLinks/1.xml": b""}, ["xl/externalLinks/1.xml"]),
        ({"word/activeX/1.xml": b""}, ["word/activeX/1.xml"]),
    ],
)
def test_parts_of_a_document_that_act_are_named(
    parts: dict[str, bytes], found: list[str]
) -> None:
    assert active_content.in_office(forge.a_zip_of(**parts)) == found


def test_macros_of_old_documents_are_found() -> None:
    old = bytes(9) + "_VBA_PROJECT".encode("utf-16-le") + bytes(9)
    assert active_content.in_old_office(old) == ["VBA"]
    assert active_content.in_old_office(bytes(99)) == []


def test_names_that_the_system_runs() -> None:
    assert active_content.runs_by_itself("data/files/F000001.EXE")
    assert active_content.runs_by_itself("data/files/F000001.docm")
    assert not active_content.runs_by_itself("data/files/F000001.pdf")
