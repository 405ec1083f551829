"""The appearance of a signature: one page, the size of its field, with the words of the signer."""

import hashlib
import io
from pathlib import Path

import pytest
from PIL import Image
from pypdf import PdfReader

from selfcheck.errors import NotReady
from selfcheck.progress import Progress
from selfcheck.reports.duties import build
from selfcheck.reports.signature_page import FIELD_HEIGHT, FIELD_WIDTH, appearance
from tests.reports.samples import a_report, words_of

FINGERPRINT = hashlib.sha256(b"lin").hexdigest()


def a_drawing() -> bytes:
    """A transparent PNG, as a drawn signature is kept."""
    target = io.BytesIO()
    Image.new("RGBA", (300, 100), (0, 0, 0, 90)).save(target, "PNG")
    return target.getvalue()


def an_appearance(**changes: object) -> bytes:
    """The safety manager's appearance."""
    values: dict[str, object] = {
        "number": 1,
        "verb": "审核",
        "name": "林晓燕",
        "role": "安全管理人员",
        "at": "2026-11-23 09:48:12 +08:00",
        "fingerprint": FINGERPRINT,
    }
    return appearance(**(values | changes))  # type: ignore[arg-type]  # a builder's changes


@pytest.mark.parametrize(
    "name", ["林晓燕", "张𠮷䶮", "买买提·吐尔逊·阿卜杜热依木江·艾合买提·库尔班江"]
)
@pytest.mark.parametrize("drawn", [None, a_drawing()])
def test_the_appearance_holds_name_role_time_and_whole_fingerprint(
    name: str, drawn: bytes | None, tmp_path: Path
) -> None:
    text = words_of(an_appearance(name=name, drawn=drawn), tmp_path)
    for part in (name, "安全管理人员", "2026-11-23 09:48:12 +08:00", FINGERPRINT):
        assert part in text
    assert ("手写图样仅作装饰" in text) == (drawn is not None)


def test_the_appearance_is_one_page_as_large_as_the_field() -> None:
    pages = PdfReader(io.BytesIO(an_appearance())).pages
    assert len(pages) == 1
    box = build(a_report(), progress=Progress()).boxes[0]
    size = [float(side) for side in pages[0].mediabox[2:]]
    assert size == pytest.approx([box.x1 - box.x0, box.y1 - box.y0], abs=0.01)
    assert size == pytest.approx([FIELD_WIDTH, FIELD_HEIGHT], abs=0.01)


def test_the_same_signature_looks_the_same() -> None:
    assert an_appearance(drawn=a_drawing()) == an_appearance(drawn=a_drawing())


def test_a_drawing_that_is_no_picture_is_left_out() -> None:
    assert an_appearance(drawn=b"GIF89a broken") == an_appearance(drawn=None)


def test_rp01_a_signature_never_shows_a_name_with_a_gap() -> None:
    with pytest.raises(NotReady, match=r"安全管理人员姓名.*U\+21334"):
        an_appearance(name="林𡌴")
