"""How zones, points and words are painted: colours by level, hatches that survive grey, words that can be read."""

from collections.abc import Iterator
from itertools import pairwise
from statistics import mean, pstdev

import pytest
from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QColor, QImage, QPainter, QPolygonF
from pytestqt.qtbot import QtBot

from selfcheck.riskmap.draft import Drawing, Drawn
from selfcheck.riskmap.pages import PlanLine
from selfcheck.riskmap.records import RiskLevel, ShapeKind
from selfcheck.ui import look
from selfcheck.ui.riskmap import paint as riskmap_paint
from selfcheck.ui.riskmap.hits import snapped
from selfcheck.ui.riskmap.layer import Layer, Picture
from selfcheck.ui.riskmap.placing import Placing
from selfcheck.ui.riskmap.scene import Painted, Pinned, Scene, painted
from selfcheck.ui.riskmap.tints import level_words, sheet_colour, spoken, tint
from selfcheck.ui.riskmap.view import View
from selfcheck.ui.tokens import Name, contrast

PLAN = PlanLine(1, "一层", None, "", False, 1000, 600, None, 0, "")
SQUARE = ((100.0, 100.0), (500.0, 100.0), (500.0, 400.0), (100.0, 400.0))


@pytest.fixture(params=["light", "dark"])
def dressed(request: pytest.FixtureRequest, qtbot: QtBot) -> Iterator[Name]:
    name: Name = request.param
    look.apply(name, "standard")
    yield name
    look.apply("light", "standard")


def a_zone(level: RiskLevel | None, name: str = "喷漆区", points=SQUARE) -> Painted:
    return painted(Drawn(f"zone-{name}", 1, ShapeKind.ZONE, points, name), level)


def a_pin(number: int, at: tuple[float, float], level: RiskLevel, zone: str | None) -> Pinned:
    return Pinned(number, f"R-{number:02d}", f"风险点{number}", level, at, zone)


def filled(level: RiskLevel | None) -> list[QColor]:
    """The pixels of a zone's inside."""
    image = QImage(120, 120, QImage.Format.Format_RGB32)
    image.fill(sheet_colour())
    painter = QPainter(image)
    zone = a_zone(level)
    box = QPolygonF(QRectF(0, 0, 120, 120))
    riskmap_paint.paint_zone_fill(painter, zone, box, 1.0)
    painter.end()
    return [image.pixelColor(x, y) for x in range(20, 100) for y in range(20, 100)]


def grey(colour: QColor) -> float:
    return 0.299 * colour.red() + 0.587 * colour.green() + 0.114 * colour.blue()


# ---- colours


def test_each_level_has_its_own_colour_and_low_is_blue(dressed: Name) -> None:
    means = {}
    for level in RiskLevel:
        pixels = filled(level)
        means[level] = tuple(
            mean(getattr(p, name)() for p in pixels) for name in ("red", "green", "blue")
        )
    red, green, blue = means[RiskLevel.LOW]
    assert blue > green > red
    assert means[RiskLevel.MAJOR][0] > 1.3 * means[RiskLevel.MAJOR][1]
    red, green, blue = means[RiskLevel.CONSIDERABLE]
    assert red > green > blue
    red, green, blue = means[RiskLevel.GENERAL]
    assert min(red, green) > 1.25 * blue
    assert green > means[RiskLevel.CONSIDERABLE][1]


def test_the_hatches_stay_apart_without_colour(dressed: Name) -> None:
    spread = {level: pstdev(map(grey, filled(level))) for level in RiskLevel}
    assert spread[RiskLevel.LOW] == 0
    hatched = [RiskLevel.GENERAL, RiskLevel.CONSIDERABLE, RiskLevel.MAJOR]
    assert all(spread[level] > 3 for level in hatched)


def test_a_zone_without_risk_is_not_filled(dressed: Name) -> None:
    assert {pixel.name() for pixel in filled(None)} == {sheet_colour().name()}


def test_every_level_is_said_in_words() -> None:
    assert [level_words(level) for level in RiskLevel] == [
        "重大风险", "较大风险", "一般风险", "低风险",
    ]  # fmt: skip
    assert level_words(None) == "还没有风险"
    assert spoken(RiskLevel.LOW) == "低 · 蓝"


@pytest.mark.parametrize("level", list(RiskLevel))
def test_the_words_of_a_level_can_be_read_on_their_plate(
    level: RiskLevel, dressed: Name
) -> None:
    words = look.tokens().ink if dressed == "dark" else tint(level).ink
    assert contrast(words, look.tokens().surface) >= 4.5


# ---- where words stand


def a_scene(zone: Painted, *pins: Pinned) -> Scene:
    return Scene(PLAN, (zone,), (), pins, {zone.key: pins})


def test_a_plate_covers_no_point(qtbot: QtBot) -> None:
    zone = a_zone(RiskLevel.MAJOR)
    middle = a_pin(1, (300, 250), RiskLevel.MAJOR, zone.key)
    placing = Placing(a_scene(zone, middle), 1.0, 1.0)
    found = placing.plate(zone)
    assert found is not None
    assert found[0] == "whole"
    assert not found[1].intersects(QRectF(289, 239, 22, 22))
    assert QRectF(100, 100, 400, 300).contains(found[1])


def test_a_small_zone_has_less_on_its_plate_and_a_tiny_one_none(qtbot: QtBot) -> None:
    zone = a_zone(RiskLevel.GENERAL, "熔炼浇注和除尘区")
    kinds = []
    for scale in (1.0, 0.3, 0.2, 0.05):
        found = Placing(a_scene(zone), scale, 1.0).plate(zone)
        kinds.append(found[0] if found else "")
    assert kinds[0] == "whole"
    assert kinds[-1] == ""
    order = ["whole", "name", "level", "word", ""]
    assert all(order.index(a) <= order.index(b) for a, b in pairwise(kinds))
    assert len(set(kinds)) > 2


def test_only_red_and_orange_points_in_a_zone_carry_their_name(qtbot: QtBot) -> None:
    zone = a_zone(RiskLevel.MAJOR)
    pins = (
        a_pin(1, (150, 150), RiskLevel.MAJOR, zone.key),
        a_pin(2, (150, 350), RiskLevel.GENERAL, zone.key),
    )
    placing = Placing(a_scene(zone, *pins), 1.0, 1.0)
    placing.plate(zone)
    assert placing.name(pins[0]) is not None
    assert placing.name(pins[1]) is None


def test_a_label_that_was_moved_stands_where_it_was_put(qtbot: QtBot) -> None:
    shape = Drawn("z", 1, ShapeKind.ZONE, SQUARE, "喷漆区", label=(200.0, 180.0))
    zone = painted(shape, RiskLevel.LOW)
    found = Placing(a_scene(zone), 1.0, 1.0).plate(zone)
    assert found is not None
    assert found[1].center() == QPointF(200, 180)


# ---- the layer


def layer_of(scene: Scene, origin: QPointF, layer: Layer, picture: Picture) -> QImage:
    view = View()
    view.origin = origin
    target = QImage(300, 200, QImage.Format.Format_RGB32)
    painter = QPainter(target)
    layer.draw(painter, picture, view, QSize(300, 200), dpr=1.0)
    painter.end()
    return target


@pytest.mark.parametrize("shift", [(50, 20), (140, 0), (0, -150), (200, 190), (-700, 20)])
def test_what_was_shifted_looks_like_what_is_painted_anew(
    qtbot: QtBot, shift: tuple[int, int]
) -> None:
    zone = a_zone(RiskLevel.CONSIDERABLE)
    pin = a_pin(1, (150, 150), RiskLevel.MAJOR, zone.key)
    scene = a_scene(zone, pin)
    picture = Picture(scene, None, frozenset(), frozenset())
    layer = Layer()
    layer_of(scene, QPointF(0, 0), layer, picture)
    shifted = layer_of(scene, QPointF(*shift), layer, picture)
    anew = layer_of(scene, QPointF(*shift), Layer(), picture)
    different = sum(
        shifted.pixel(x, y) != anew.pixel(x, y) for x in range(300) for y in range(200)
    )
    assert different < 300 * 200 * 0.004  # the edge of a strip may differ by a shade


# ---- snapping and the view


def test_a_corner_is_nearer_than_the_edge_it_ends() -> None:
    zone = a_zone(RiskLevel.LOW)
    scene = a_scene(zone)
    assert snapped(scene, View(), QPointF(104, 103)) == (100.0, 100.0)
    assert snapped(scene, View(), QPointF(300, 104)) == (300.0, 100.0)
    assert snapped(scene, View(), QPointF(300, 250)) == (300.0, 250.0)


def test_a_line_is_drawn_level_with_the_corner_before() -> None:
    scene = Scene(PLAN)
    assert snapped(scene, View(), QPointF(700, 203), beside=(600.0, 200.0)) == (700.0, 200.0)


def test_the_sheet_never_slips_out_of_the_window() -> None:
    view = View()
    view.pan(-9000, 9000)
    view.keep_near(Scene(PLAN).size, QRectF(0, 0, 800, 500).size())
    shown = view.box(QRectF(0, 0, 1000, 600))
    assert shown.intersects(QRectF(0, 0, 800, 500))


def test_an_empty_drawing_has_nothing_on_a_plan() -> None:
    assert Drawing().on(1) == ()
