"""The map on paper: colours and words agree, it survives a grey printer, labels keep off one another."""

import io
import time
from itertools import pairwise
from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageStat
from pypdf import PdfReader

from selfcheck.errors import Cancelled, NotReady
from selfcheck.progress import Progress
from selfcheck.reports.content import RiskWord
from selfcheck.reports.ink import RISK_COLOURS
from selfcheck.reports.risk_content import LEVELS, UNKNOWN, MapPoint
from selfcheck.reports.risk_formats import MAP_A2, MAP_A3, MAP_A4, SheetFormat
from selfcheck.reports.risk_map import map_pdf, map_png
from selfcheck.reports.risk_marks import drawing_scale
from tests.reports.paper_reading import contrasts, fills_of, in_grey, words_on
from tests.reports.risk_samples import a_map, a_plan, a_zone, an_origin

LARGE = 2_000  # square points: larger than a legend's or a label's mark
HEX = {level: "#" + colour.hexval()[2:].lower() for level, colour in RISK_COLOURS.items()}


def area(corners: tuple[tuple[float, float], ...]) -> float:
    around = (*corners, corners[0])
    twice = sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairwise(around))
    return abs(twice) / 2


def test_every_zone_has_the_colour_of_its_level_and_its_own_shape() -> None:
    sheet = a_plan()
    pdf = map_pdf(a_map(sheet), Progress())
    drawn = [
        fill
        for fill in fills_of(pdf)
        if fill.colour in HEX.values() and area(fill.corners) > LARGE
    ]
    zones = sorted(
        (zone for zone in sheet.zones if zone.level), key=lambda zone: -area(zone.points)
    )
    assert len(drawn) == len(zones) == 7
    for zone, fill in zip(zones, drawn, strict=True):
        assert zone.level is not None
        assert fill.colour == HEX[zone.level], zone.name
        xs, ys = [x for x, _ in zone.points], [y for _, y in zone.points]
        wide, high = fill.size
        assert wide / high == pytest.approx((max(xs) - min(xs)) / (max(ys) - min(ys)), rel=1e-3)


@pytest.mark.parametrize("level", LEVELS)
def test_the_word_of_a_level_stands_beside_its_colour(level: RiskWord) -> None:
    sheet = a_plan(
        zones=(a_zone("某区", level, (100, 100, 900, 700)),), points=(), routes=(), marks=()
    )
    pdf = map_pdf(a_map(sheet), Progress())
    large = {fill.colour for fill in fills_of(pdf) if area(fill.corners) > LARGE}
    assert large & set(HEX.values()) == {HEX[level]}
    elsewhere = {
        "重大": 1,
        "较大": 2,
        "一般": 1,
        "低": 2,
    }  # in the legend, and among the symbols
    for word, count in elsewhere.items():
        assert words_on(pdf).count(f"{word}风险") == count + (word == level)


def test_a_zone_without_risk_is_not_filled_and_says_so() -> None:
    sheet = a_plan(zones=(a_zone("空区", None, (100, 100, 900, 700)),), points=())
    pdf = map_pdf(a_map(sheet), Progress())
    large = {fill.colour for fill in fills_of(pdf) if area(fill.corners) > LARGE}
    assert not large & set(HEX.values())
    assert UNKNOWN in words_on(pdf)


def test_low_is_blue_and_never_green() -> None:
    red, green, blue = (int(HEX["低"][place : place + 2], 16) for place in (1, 3, 5))
    assert blue > green > red


@pytest.mark.parametrize("size", [MAP_A4, MAP_A3, MAP_A2])
def test_everything_that_a_map_needs_is_on_every_size(size: SheetFormat) -> None:
    pdf = map_pdf(a_map(), Progress(), size)
    pages = PdfReader(io.BytesIO(pdf)).pages
    assert [tuple(map(float, page.mediabox[2:])) for page in pages] == [
        pytest.approx((size.width, size.height), abs=0.01)
    ] * 2
    text = words_on(pdf)
    for words in (
        "黄石示例机械制造有限公司安全风险四色分布图", "1号厂房一层", "编制李文静", "审核陈国梁", "批准周建华",
        "日期2026-11-20", "修订号R17-4F2A", "下次复评2027-11-20", "比例1:", "北", "D≥320", "160≤D<320",
        "70≤D<160", "D<70", "安全出口", "疏散路线", "集合点", "消防设施", "3号中频炉", "2号喷漆室", "北门广场",
        "未评估", "LEC法",
    ):  # fmt: skip
        assert words in text, words
    assert "混砂机" not in text  # a general risk is told by its number alone
    assert "草稿" not in text
    second = words_on(pdf, 1)
    assert "办公楼二层" in second
    assert "未标定" in second


def test_a_draft_says_so_across_every_sheet() -> None:
    pdf = map_pdf(a_map(origin=an_origin(draft=True, approved_by="")), Progress())
    for page in (0, 1):
        assert words_on(pdf, page).count("草稿") == 2  # across it, and behind the code
        assert "待批准" in words_on(pdf, page)


def test_the_same_map_is_the_same_file() -> None:
    assert map_pdf(a_map(), Progress()) == map_pdf(a_map(), Progress())


def test_the_base_lies_in_the_file_once_and_is_not_larger_than_the_paper_shows() -> None:
    pages = PdfReader(io.BytesIO(map_pdf(a_map(a_plan(), a_plan()), Progress()))).pages
    images = {
        image.indirect_reference.idnum
        for page in pages
        for image in page.images
        if image.indirect_reference is not None
    }
    assert len(images) == 1
    assert max(pages[0].images[0].image.size) < 2600  # type: ignore[union-attr]  # there is one


def test_a_base_that_cannot_be_read_is_told_and_the_map_still_printed(tmp_path: Path) -> None:
    broken = map_pdf(a_map(a_plan(base=b"no picture")), Progress())
    gone = map_pdf(a_map(a_plan(base=None, base_missing=True)), Progress())
    assert "底图的文件读不出来" in words_on(broken)
    assert "底图的文件不在档案里" in words_on(gone)
    assert "熔炼浇注区" in words_on(broken)


def test_a_grey_print_stays_legible() -> None:
    worst = sorted(
        contrasts(map_pdf(a_map(a_plan(base=None)), Progress())), key=lambda it: it[1]
    )
    assert len(worst) > 40
    assert worst[0][1] >= 4.5, worst[:5]


def test_four_levels_are_told_apart_in_grey_by_their_hatch() -> None:
    zones = tuple(
        a_zone("", level, (100 + place * 360, 100, 440 + place * 360, 900), label=(0, 0))
        for place, level in enumerate(LEVELS)
    )
    pdf = map_pdf(
        a_map(a_plan(base=None, zones=zones, points=(), routes=(), marks=())), Progress()
    )
    grey = in_grey(pdf)
    spots = []
    for fill in (one for one in fills_of(pdf) if area(one.corners) > LARGE):
        if fill.colour in HEX.values():
            x = min(x for x, _ in fill.corners) + fill.size[0] / 2
            y = min(y for _, y in fill.corners) + fill.size[1] / 3
            box = (
                (x - 40) * 3,
                grey.height - (y + 40) * 3,
                (x + 40) * 3,
                grey.height - (y - 40) * 3,
            )
            spots.append(grey.crop(tuple(map(round, box))))  # type: ignore[arg-type]  # four numbers
    major, considerable, general, _ = spots
    spread = [ImageStat.Stat(spot).stddev[0] for spot in spots]
    assert spread[3] < 1
    assert min(spread[:3]) > 8
    means = [ImageStat.Stat(spot).mean[0] for spot in spots]
    assert means[0] + 30 < means[1] < means[2] - 20  # the graver, the darker
    assert lean(considerable) > 3  # lines that go one way
    assert lean(major) == pytest.approx(1, abs=0.35)  # lines that cross
    assert lean(general) == pytest.approx(1, abs=0.35)
    assert dark_share(general) < 0.2 < dark_share(major)  # dots leave most of the ground free


def lean(spot: Image.Image) -> float:
    """How much more a spot changes across one diagonal than along it; 1 when both are alike."""
    changes = []
    for down in (4, -4):
        moved = ImageChops.difference(spot, ImageChops.offset(spot, 4, down))
        inside = moved.crop((8, 8, spot.width - 8, spot.height - 8))
        changes.append(ImageStat.Stat(inside).mean[0] + 0.5)
    return max(changes) / min(changes)


def dark_share(spot: Image.Image) -> float:
    """How much of a spot is clearly darker than its ground."""
    values = sorted(spot.tobytes())
    ground = values[len(values) * 3 // 4]
    return sum(value < ground - 20 for value in values) / len(values)


def test_a_picture_for_a_chat_group_shows_the_same_sheet() -> None:
    pdf = map_pdf(a_map(), Progress())
    with Image.open(io.BytesIO(map_png(pdf, 1200))) as image:
        assert max(image.size) == 1200
        assert image.format == "PNG"
        colours = {
            image.convert("RGB").getpixel((x, y))
            for x in range(200, 1000, 7)
            for y in range(150, 600, 7)
        }
    red = [
        c for c in colours if isinstance(c, tuple) and c[0] > 180 and c[1] < 110 and c[2] < 110
    ]
    assert red


def test_rp01_a_character_without_glyph_is_refused_with_its_place() -> None:
    sheet = a_plan(points=(MapPoint("R-01", "炉\ue000", "重大", 10, 10),))
    with pytest.raises(NotReady) as caught:
        map_pdf(a_map(sheet), Progress())
    assert [(p.code, p.where) for p in caught.value.problems] == [
        ("RP01", "风险点 R-01 的名称")
    ]


def test_printing_can_be_stopped() -> None:
    progress = Progress()
    progress.stop.set()
    with pytest.raises(Cancelled):
        map_pdf(a_map(), progress)


@pytest.mark.parametrize(
    ("metres", "points", "scale"),
    [
        (0.05, 0.66, 220),
        (0.05, 0.2, 750),
        (1.0, 1.0, 3000),
        (None, 0.5, None),
        (0.001, 30, 1),
    ],
)
def test_a_scale_that_people_know_is_chosen_and_never_makes_the_plan_too_large(
    metres: float | None, points: float, scale: int | None
) -> None:
    found, drawn = drawing_scale(metres, points)
    assert found == scale
    assert drawn <= points * (1 + 1e-9)
    if scale and metres:
        assert metres / drawn == pytest.approx(scale * 0.0254 / 72)


def test_three_hundred_zones_are_printed_within_seconds() -> None:
    zones = tuple(
        a_zone(f"区域{number}", LEVELS[number % 4], (x, y, x + 70, y + 60))
        for number in range(300)
        for x, y in [(20 + number % 20 * 78, 20 + number // 20 * 64)]
    )
    points = tuple(
        MapPoint(f"R-{n:03d}", f"点{n}", LEVELS[n % 4], 40 + n % 20 * 78, 40 + n // 20 * 64)
        for n in range(300)
    )
    began = time.process_time()
    pdf = map_pdf(a_map(a_plan(base=None, zones=zones, points=points)), Progress())
    assert time.process_time() - began < 15
    assert words_on(pdf).count("区域") >= 300
