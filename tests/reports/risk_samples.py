"""A plant on two plans with points of every level, boards and lists: nothing is wrong but what a test changes."""

import io
from dataclasses import replace

from PIL import Image, ImageDraw

from selfcheck.forms.signs import shipped_signs
from selfcheck.reports.content import RiskWord
from selfcheck.reports.risk_content import (
    ConfinedPart,
    GasLimit,
    MapMark,
    MapPaper,
    MapPoint,
    MapSheet,
    MapZone,
    RiskBoard,
    RiskOrigin,
)
from tests.reports.samples import CODE, HEAD

LEGEND: tuple[tuple[RiskWord, str], ...] = (
    ("重大", "D≥320"),
    ("较大", "160≤D<320"),
    ("一般", "70≤D<160"),
    ("低", "D<70"),
)


def an_origin(**changes: object) -> RiskOrigin:
    """A published revision."""
    origin = RiskOrigin(
        enterprise="黄石示例机械制造有限公司",
        credit_code=CODE,
        code="R17-4F2A",
        day="2026-11-20",
        made_by="李文静",
        checked_by="陈国梁",
        approved_by="周建华",
        next_review="2027-11-20",
        head=HEAD,
    )
    return replace(origin, **changes)  # type: ignore[arg-type]  # named by the test


def a_base(width: int = 1600, height: int = 1000) -> bytes:
    """A floor plan as lines on white."""
    image = Image.new("RGB", (width, height), "white")
    pen = ImageDraw.Draw(image)
    pen.rectangle((100, 120, width - 100, height - 120), outline="black", width=6)
    for x in range(100, width - 100, 180):
        pen.line((x, 120, x, height - 120), fill="#888", width=1)
        pen.rectangle((x + 30, 200, x + 120, 260), outline="#444", width=2)
    target = io.BytesIO()
    image.save(target, "PNG")
    return target.getvalue()


def a_zone(
    name: str, level: RiskWord | None, box: tuple[float, float, float, float], **changes: object
) -> MapZone:
    """A rectangle (left, top, right, bottom) on the plan, its label in the middle."""
    left, top, right, bottom = box
    corners = ((left, top), (right, top), (right, bottom), (left, bottom))
    zone = MapZone(name, level, corners, ((left + right) / 2, (top + bottom) / 2))
    return replace(zone, **changes)  # type: ignore[arg-type]  # named by the test


def a_plan(**changes: object) -> MapSheet:
    """A plan with all four levels, a zone without any, and one of everything that is drawn."""
    sheet = MapSheet(
        name="1号厂房一层",
        width=1600,
        height=1000,
        base=a_base(),
        base_title="1号厂房平面图.png",
        metres_per_unit=0.05,
        north=20,
        made_by="李文静",
        zones=(
            MapZone(
                "熔炼浇注区", "重大",
                ((106, 126), (700, 126), (700, 320), (520, 320), (520, 430), (106, 430)), (310, 280),
            ),
            a_zone("造型制芯区", "一般", (700, 126, 1000, 430)),
            a_zone("抛丸清理区", "较大", (1000, 126, 1300, 430)),
            a_zone("模具库", "低", (1300, 126, 1494, 300)),
            a_zone("配气间", None, (1300, 300, 1494, 430)),
            a_zone("机加工区", "一般", (106, 530, 640, 874)),
            a_zone("装配区", "低", (640, 530, 1100, 874)),
            a_zone("喷漆区（含调漆间、烘干室和危险废物暂存间）", "较大", (1100, 530, 1494, 874)),
        ),
        points=(
            MapPoint("R-01", "3号中频炉", "重大", 220, 200),
            MapPoint("R-02", "铁水包吊运", "较大", 470, 220),
            MapPoint("R-03", "浇注平台", "一般", 430, 380),
            MapPoint("R-04", "炉前平台临边", "低", 340, 260),
            MapPoint("R-05", "混砂机", "一般", 850, 380),
            MapPoint("R-07", "干式除尘器", "较大", 1240, 170),
            MapPoint("R-09", "模具货架", "低", 1460, 160),
            MapPoint("R-12", "天然气调压箱", None, 1440, 390),
            MapPoint("R-13", "2号喷漆室", "较大", 1150, 590),
            MapPoint("R-14", "调漆间", "较大", 1170, 610),
            MapPoint("R-115", "装配线", "低", 1000, 800),
        ),
        routes=(((1500, 480), (1000, 480), (110, 480)), ((800, 480), (800, 890))),
        marks=(
            MapMark("exit", 110, 480, "安全出口1"),
            MapMark("exit", 1490, 480, "安全出口2"),
            MapMark("assembly", 60, 940, "北门广场"),
            MapMark("fire", 660, 480, ""),
        ),
    )  # fmt: skip
    return replace(sheet, **changes)  # type: ignore[arg-type]  # named by the test


def a_map(*sheets: MapSheet, **changes: object) -> MapPaper:
    """The map of a plant with two plans."""
    found = sheets or (
        a_plan(),
        a_plan(
            name="办公楼二层",
            base=None,
            base_title="",
            metres_per_unit=None,
            zones=(),
            points=(),
        ),
    )
    paper = MapPaper(an_origin(), "LEC 法", LEGEND, found)
    return replace(paper, **changes)  # type: ignore[arg-type]  # named by the test


def a_board(**changes: object) -> RiskBoard:
    """A board with everything a board says."""
    signs = shipped_signs()
    board = RiskBoard(
        origin=an_origin(),
        number="R-01",
        name="3号中频炉",
        place="1号厂房熔炼浇注区",
        level="重大",
        factors="炉衬烧穿、铁水泄漏遇水爆炸；加料带入潮湿废钢；冷却水断流，线圈过热击穿",
        accidents="高温熔融物爆炸、灼烫、触电",
        measures=(
            "炉坑内不得有积水，设置漏炉报警和应急储铁坑",
            "冷却水设温度、流量监测，与电源联锁，断水自动停炉",
            "加料前检查炉料，潮湿、密闭容器不得入炉",
            "炉前作业穿戴防火服、防护面罩、隔热手套",
        ),
        emergency=(
            "立即停电，撤离炉前人员，撤到1号安全出口外",
            "确认无积水后用应急储铁坑导流，不得用水扑救",
            "拨打119和企业应急电话，清点人数",
        ),
        department="铸造车间",
        owner="陈国梁",
        phone="13871110021",
        enterprise_phone="0714-6350119",
        signs=signs.suggested(("WSA10022", "WSA10008", "WSA10006"), ()),
    )
    return replace(board, **changes)  # type: ignore[arg-type]  # named by the test


def a_confined_board(*, chemical: bool = False, **changes: object) -> RiskBoard:
    """The board of a sewage tank."""
    signs = shipped_signs()
    found = signs.limits_of(chemical=chemical)
    part = ConfinedPart(
        word=found.word, shape="矩形地下池", volume="120 m³", principal="周建华", supervisor="李文静",
        limits=tuple(GasLimit(one.what, one.limit) for one in found.limits), basis=found.basis,
    )  # fmt: skip
    board = a_board(
        number="R-12", name="污水处理站调节池", place="厂区东北角", level="较大", confined=part,
        factors="硫化氢、缺氧；池深4米", accidents="中毒、窒息、淹溺",
        signs=signs.suggested(("WSA10023", "WSA10024"), (), confined=True),
        measures=("未经审批不得进入", "先通风、再检测、后作业", "专人监护，不得离开"),
        emergency=("严禁盲目施救", "佩戴正压式空气呼吸器，用三脚架提升"),
    )  # fmt: skip
    return replace(board, **changes)  # type: ignore[arg-type]  # named by the test
