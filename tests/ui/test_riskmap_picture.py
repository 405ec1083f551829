"""Base pictures: from PNG, JPG, a page of a PDF or an SVG to the sheet; and the papers of the map."""

from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QColor, QImage
from pytestqt.qtbot import QtBot
from reportlab.pdfgen.canvas import Canvas as PdfCanvas
from sqlmodel import Session, select

from selfcheck.errors import Cancelled, EvidenceError
from selfcheck.evidence.records import EvidenceUse
from selfcheck.progress import Progress
from selfcheck.ui import paper_viewer
from selfcheck.ui.riskmap import base as riskmap_base
from selfcheck.ui.riskmap import picture as riskmap_picture
from selfcheck.ui.riskmap.picture_sheet import PicturePlanSheet
from selfcheck.ui.riskmap.view import View
from tests.ui.duty_stage import settle
from tests.ui.riskmap_stage import MapStage, a_stage

SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="80" height="40">'
    '<rect x="0" y="0" width="40" height="40" fill="black"/></svg>'
)


def a_png(path: Path, wide: int = 400, high: int = 300) -> Path:
    image = Image.new("L", (wide, high), 255)
    image.paste(0, (0, 0, wide // 2, high))  # the left half is ink
    image.save(path)
    return path


def a_pdf(path: Path, pages: int = 2) -> Path:
    canvas = PdfCanvas(str(path), pagesize=(842, 595))
    for page in range(pages):
        canvas.rect(0, 0, 100 * (page + 1), 595, fill=1)
        canvas.showPage()
    canvas.save()
    return path


def pixels(folder: Path, made: riskmap_picture.BasePicture) -> Image.Image:
    """The picture as it lies in the library."""
    from selfcheck.evidence.files import place

    return Image.open(place(folder, made.picture.sha256, made.picture.extension)).convert("L")


# ---- from a file to a picture


def test_a_png_is_its_own_picture(tmp_path: Path) -> None:
    made = riskmap_picture.prepare(tmp_path, a_png(tmp_path / "a.png"), 1, Progress())
    assert made.given is None
    assert made.picture.original_name == "a.png"
    assert made.size == QSize(400, 300)


def test_a_picture_that_is_too_large_is_made_smaller_and_kept_as_it_was(tmp_path: Path) -> None:
    made = riskmap_picture.prepare(
        tmp_path, a_png(tmp_path / "a.png", 7000, 700), 1, Progress()
    )
    assert made.size == QSize(6000, 600)
    assert made.given is not None
    assert pixels(tmp_path, made).size == (6000, 600)


def test_a_photo_that_is_turned_by_its_camera_is_kept_upright(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # turned to the right
    Image.new("RGB", (400, 300), "white").save(tmp_path / "a.jpg", exif=exif)
    made = riskmap_picture.prepare(tmp_path, tmp_path / "a.jpg", 1, Progress())
    assert made.size == QSize(300, 400)
    assert made.given is not None


def test_the_chosen_page_of_a_pdf_is_drawn_and_the_pdf_is_kept_too(tmp_path: Path) -> None:
    path = a_pdf(tmp_path / "厂房.pdf")
    assert riskmap_picture.pages_of(path) == 2
    first = riskmap_picture.prepare(tmp_path, path, 1, Progress())
    second = riskmap_picture.prepare(tmp_path, path, 2, Progress())
    assert second.given is not None
    assert second.given.media_type == "application/pdf"
    assert second.picture.original_name == "厂房 第 2 页.png"
    wide = second.size.width()
    assert wide == pytest.approx(842 * 300 / 72, abs=2)
    at = (round(wide * 150 / 842), 100)
    assert pixels(tmp_path, first).getpixel(at) == 255
    assert pixels(tmp_path, second).getpixel(at) == 0


def test_an_svg_is_drawn_large(tmp_path: Path) -> None:
    path = tmp_path / "a.svg"
    path.write_text(SVG, "utf-8")
    made = riskmap_picture.prepare(tmp_path, path, 1, Progress())
    assert made.size == QSize(4000, 2000)
    assert pixels(tmp_path, made).getpixel((1000, 1000)) == 0
    assert pixels(tmp_path, made).getpixel((3000, 1000)) == 255


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.png", b"\x89PNG\r\n\x1a\n broken"),
        ("a.pdf", b"%PDF-1.4 broken"),
        ("a.svg", b'<svg xmlns="http://www.w3.org/2000/svg" width="0" height="0"/>'),
        ("a.jpg", b""),
    ],
)
def test_a_broken_file_is_told_in_words(tmp_path: Path, name: str, content: bytes) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(EvidenceError, match="打不开"):
        riskmap_picture.prepare(tmp_path, path, 1, Progress())


def test_other_files_are_no_plans(tmp_path: Path) -> None:
    with pytest.raises(EvidenceError, match="PNG、JPG、PDF 或 SVG"):
        riskmap_picture.pages_of(tmp_path / "a.docx")


def test_the_work_can_be_stopped(tmp_path: Path) -> None:
    progress = Progress()
    progress.stop.set()
    with pytest.raises(Cancelled):
        riskmap_picture.prepare(tmp_path, a_png(tmp_path / "a.png"), 1, progress)


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ((6000, 4000), (6000, 4000)),
        ((4000, 6000), (4000, 6000)),
        ((5000, 5000), (4000, 4000)),
        ((12000, 100), (6000, 50)),
    ],
)
def test_no_sheet_is_larger_than_6000_by_4000(
    given: tuple[int, int], kept: tuple[int, int]
) -> None:
    assert riskmap_picture.fitted(QSize(*given)) == QSize(*kept)


# ---- the ink of a picture


def ink_at(image: QImage, x: int, y: int) -> int:
    """How much ink there is at a place of the window."""
    base = riskmap_base.of_image(image)
    sheet = QRectF(0, 0, image.width(), image.height())
    made = riskmap_base.ink(
        base, View(), sheet, image.size(), dpr=1.0, colour=QColor("#ff0000")
    )
    return made.pixelColor(x, y).alpha()


def test_dark_lines_are_ink_and_the_sheet_is_clear() -> None:
    image = QImage(100, 100, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    for x in range(20):
        for y in range(100):
            image.setPixelColor(x, y, QColor("black"))
    assert ink_at(image, 10, 50) == 255
    assert ink_at(image, 60, 50) == 0


def test_white_lines_on_black_are_ink_too() -> None:
    image = QImage(100, 100, QImage.Format.Format_RGB32)
    image.fill(QColor("black"))
    image.setPixelColor(50, 50, QColor("white"))
    assert ink_at(image, 50, 50) == 255
    assert ink_at(image, 10, 10) == 0


def test_what_is_transparent_is_no_ink() -> None:
    image = QImage(100, 100, QImage.Format.Format_ARGB32)
    image.fill(QColor(0, 0, 0, 0))
    assert ink_at(image, 50, 50) == 0


def test_a_small_scale_is_drawn_from_a_small_mask() -> None:
    image = QImage(3200, 2000, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    assert [mask.width() for mask in riskmap_base.of_image(image).masks] == [
        3200,
        1600,
        800,
        400,
    ]


# ---- in the window


def add(qtbot: QtBot, stage: MapStage, path: Path, page: int = 1) -> PicturePlanSheet:
    stage.screen.doing.opening.add_picture()
    sheet = stage.screen.doing.opening.sheet
    assert isinstance(sheet, PicturePlanSheet)
    sheet.area.chosen.emit([path])
    sheet.page.show_value(str(page))
    with qtbot.waitSignal(sheet.accepted):
        sheet.do_button.click()
    settle()
    return sheet


def test_a_page_of_a_pdf_becomes_a_plan_with_both_files_in_the_library(
    qtbot: QtBot, tmp_path: Path
) -> None:
    path = a_pdf(tmp_path / "厂房.pdf")
    with a_stage(qtbot, tmp_path, empty=True) as stage:
        sheet = add(qtbot, stage, path, page=2)
        plan = stage.screen.plan
        assert plan is not None
        assert (plan.plan_id, plan.name) == (sheet.plan_id, "厂房")
        assert plan.base is not None
        assert plan.width == pytest.approx(842 * 300 / 72, abs=2)
        qtbot.waitUntil(lambda: stage.canvas.base is not None)

        def uses(session: Session) -> list[str]:
            return sorted(use.item_key for use in session.exec(select(EvidenceUse)))

        key = f"plan.{plan.plan_id}"
        assert stage.workspace.read(uses) == [f"{key}.base", f"{key}.given"]
        left = stage.canvas.view.to_screen(plan.width * 0.1, plan.height / 2).toPoint()
        right = stage.canvas.view.to_screen(plan.width * 0.9, plan.height / 2).toPoint()
        shown = stage.canvas.grab().toImage()
        assert shown.pixelColor(left).lightness() < 128
        assert shown.pixelColor(right).lightness() > 230


def test_a_file_that_is_no_plan_is_refused_beside_its_field(
    qtbot: QtBot, tmp_path: Path
) -> None:
    with a_stage(qtbot, tmp_path, empty=True) as stage:
        stage.screen.no_plan.picture.click()
        sheet = stage.screen.doing.opening.sheet
        assert isinstance(sheet, PicturePlanSheet)
        sheet.area.chosen.emit([tmp_path / "a.docx"])
        assert "不能作底图" in sheet.asked["file"].problem.text()
        sheet.do_button.click()
        assert "选择平面图文件" in sheet.asked["file"].problem.text()
        assert sheet.isVisible()


def test_a_base_that_was_damaged_is_told_and_zones_are_still_drawn(
    qtbot: QtBot, tmp_path: Path
) -> None:
    path = a_png(tmp_path / "a.png")
    with a_stage(qtbot, tmp_path, empty=True) as stage:
        add(qtbot, stage, path)
        assert stage.screen.plan is not None
        base = stage.screen.plan.base
        assert base is not None
        qtbot.waitUntil(lambda: stage.canvas.base is not None)
        base.write_bytes(b"damaged")
        stage.screen.doing.opening.forget_bases()
        stage.screen.show_plan(stage.screen.plan.plan_id)
        qtbot.waitUntil(lambda: "打不开" in stage.screen.problem.text())
        assert stage.canvas.shows


# ---- papers


@pytest.fixture
def shown(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """What the system's viewer was given."""
    opened: list[Path] = []
    monkeypatch.setattr(paper_viewer, "open_file", opened.append)
    return opened


def words_of(path: Path) -> str:
    import pypdfium2

    document = pypdfium2.PdfDocument(path.read_bytes())
    found = "".join(page.get_textpage().get_text_range() for page in document)
    document.close()
    return found


def test_the_preview_is_the_paper_with_draft_across_it(
    qtbot: QtBot, tmp_path: Path, shown: list[Path]
) -> None:
    with a_stage(qtbot, tmp_path) as stage:
        stage.screen.head.preview.click()
        qtbot.waitUntil(lambda: bool(shown), timeout=20000)
        assert stage.map.next_code in shown[0].name
        assert "熔炼浇注区" in words_of(shown[0])
        assert stage.screen.strip.isVisible()


def test_boards_of_the_chosen_zone_are_printed(
    qtbot: QtBot, tmp_path: Path, shown: list[Path]
) -> None:
    with a_stage(qtbot, tmp_path) as stage:
        stage.click((60, 36))
        stage.screen.head.boards.click()
        assert stage.menu_words()[:2] == ["R-13 喷漆室", "全部 14 张"]
        stage.choose("R-13")
        qtbot.waitUntil(lambda: bool(shown), timeout=20000)
        assert shown[0].name.startswith("告知牌 R-13")
        assert "喷漆室" in words_of(shown[0])


def test_public_boards_tell_no_mobile_phone(
    qtbot: QtBot, tmp_path: Path, shown: list[Path]
) -> None:
    with a_stage(qtbot, tmp_path) as stage:
        stage.screen.doing.opening.print_boards((stage.point("喷漆室"),), public=True)
        qtbot.waitUntil(lambda: bool(shown), timeout=20000)
        assert "13800000021" not in words_of(shown[0])
