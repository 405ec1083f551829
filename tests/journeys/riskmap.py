"""A person builds the map of risks (四色图) through the screens: plans, points, assessments, zones, papers."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from unittest import mock

from PIL import Image, ImageDraw
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget

from selfcheck.ui.riskmap import lint as riskmap_lint
from tests.journeys.dialogs import in_the_dialog
from tests.journeys.driver import Lost, Person

_LEFT = Qt.MouseButton.LeftButton
_CTRL = Qt.KeyboardModifier.ControlModifier
Spot = tuple[float, float]  # as parts of the sheet's window, from its upper left corner
LEC, LS = ("L", "E", "C"), ("L", "S")


@dataclass(frozen=True)
class Risk:
    """One risk point with one unit, as it is assessed before its measures and with them."""

    name: str
    kind: str
    unit: str
    inherent: Sequence[str]  # values of LEC or LS
    residual: Sequence[str]
    word: str  # the level that is left

    @property
    def factors(self) -> Sequence[str]:
        """The factors of its method."""
        return LEC if len(self.inherent) == len(LEC) else LS


@dataclass(frozen=True)
class Zone:
    """An area of a plan with the points that are put into it."""

    name: str
    begin: Spot
    end: Spot
    points: Sequence[Spot]


FOUNDRY, YARD = "铸造车间 一层", "厂区"
RISKS: Mapping[str, tuple[Risk, ...]] = {
    FOUNDRY: (
        Risk("3号中频炉", "设施", "炉坑无积水", ["6", "6", "40"], ["3", "6", "40"], "重大"),
        Risk("铁水浇注", "作业活动", "浇注", ["6", "6", "15"], ["3", "6", "15"], "较大"),
        Risk("10 t 行车", "设施", "吊钩与制动器", ["3", "6", "40"], ["1", "6", "15"], "一般"),
        Risk("砂处理线", "部位", "传动防护", ["4", "4"], ["3", "3"], "一般"),
        Risk("抛丸清理间", "场所", "粉尘清扫", ["3", "6", "15"], ["1", "6", "7"], "低"),
        Risk("型砂库", "区域", "堆垛", ["3", "3"], ["2", "2"], "低"),
    ),
    YARD: (
        Risk("液化气站", "场所", "泄漏报警", ["3", "6", "100"], ["1", "6", "40"], "较大"),
        Risk("配电室", "场所", "柜门与地线", ["3", "3", "15"], ["1", "3", "15"], "低"),
        Risk("污水池检修", "作业活动", "通风检测", ["6", "3", "15"], ["1", "3", "40"], "一般"),
        Risk("空压站储气罐", "设施", "安全阀", ["3", "5"], ["2", "5"], "一般"),
        Risk("成品库叉车", "设施", "行驶路线", ["4", "3"], ["2", "3"], "低"),
        Risk("食堂燃气灶", "部位", "熄火保护", ["3", "4"], ["1", "4"], "低"),
    ),
}  # fmt: skip
ZONES: Mapping[str, tuple[Zone, ...]] = {
    FOUNDRY: (
        Zone("熔炼区", (0.24, 0.12), (0.40, 0.70), ((0.28, 0.25), (0.36, 0.60))),
        Zone("造型区", (0.43, 0.12), (0.58, 0.70), ((0.47, 0.25), (0.54, 0.60))),
        Zone("清理区", (0.61, 0.12), (0.76, 0.70), ((0.65, 0.25), (0.72, 0.60))),
    ),
    YARD: (
        Zone("气站与动力区", (0.24, 0.12), (0.40, 0.70), ((0.28, 0.25), (0.36, 0.60))),
        Zone("污水与空压区", (0.43, 0.12), (0.58, 0.70), ((0.47, 0.25), (0.54, 0.60))),
        Zone("仓储与食堂", (0.61, 0.12), (0.76, 0.70), ((0.65, 0.25), (0.72, 0.60))),
    ),
}
REMEDIES = tuple(f"{words}：" for words in riskmap_lint.REMEDIES.values())
STRICT = ("重大", "较大")
STEPS = "停机断电，人员撤到警戒线外\n打班组长和 119"
KEYBOARD = ("3号中频炉", "配电室")  # these are registered and assessed without the mouse


def a_plan_picture(folder: Path) -> Path:
    """A floor plan as a scan: walls and pillars."""
    path = folder / "铸造车间 平面图&一层.png"
    picture = Image.new("RGB", (1200, 750), "white")
    pen = ImageDraw.Draw(picture)
    pen.rectangle((40, 40, 1160, 710), outline="black", width=6)
    for x in range(200, 1100, 160):
        pen.rectangle((x, 360, x + 16, 376), fill="gray")
    picture.save(path)
    return path


def _pull_to(sheet: QWidget, at: QPoint) -> None:
    """A move with the button held, which QTest cannot tell."""
    event = QMouseEvent(
        QEvent.Type.MouseMove, QPointF(at), QPointF(sheet.mapToGlobal(at)),
        Qt.MouseButton.NoButton, _LEFT, Qt.KeyboardModifier.NoModifier,
    )  # fmt: skip
    QApplication.sendEvent(sheet, event)
    QApplication.processEvents()


class MapKeeper:
    """One person at the map; every step is taken as the page offers it."""

    def __init__(self, person: Person) -> None:
        self.person = person

    def go(self, view: str = "四色图") -> None:
        """One of the four views of the risk map."""
        person = self.person
        person.press("风险管控", person.part("导航"), starts=True)
        if view != "四色图":
            person.press(f"风险管控：{view}")

    def by(self, opens: Callable[[], object], does: Callable[[], object]) -> None:
        """What is done in the window that comes up by this."""
        in_the_dialog(self.person, opens, does)

    # ---- plans

    def add_picture(self, name: str, picture: Path) -> None:
        """The first plan, with a picture beneath."""
        person = self.person
        person.will_choose(picture)
        person.press("选择底图")
        person.press("选择文件")
        person.put("图名", name)
        person.press("添加")
        person.until(lambda: person.has_button(f"图：{name}"), f"the plan {name}")

    def add_blank(self, name: str) -> None:
        """Another plan, empty, with the size it really has."""
        person = self.person
        person.press("添加图")
        person.choose_from_menu("空白图")
        person.put("图名", name)
        person.write("东西方向长（米，可以不填）", "160")
        person.write("南北方向长（米，可以不填）", "100")
        person.press("新建")
        person.until(lambda: person.has_button(f"图：{name}"), f"the plan {name}")

    # ---- risk points

    def register(self, risk: Risk) -> None:
        """登记风险点; its page opens."""
        person = self.person
        self.go("风险点")

        def told() -> None:
            person.put("风险点名称", risk.name)
            person.choose("类别", risk.kind)
            person.press("登记")

        def typed() -> None:
            person.type(risk.name)
            person.key(Qt.Key.Key_Return, _CTRL)

        if risk.name in KEYBOARD:
            self.by(lambda: person.key(Qt.Key.Key_N, _CTRL), typed)
        else:
            self.by(lambda: person.press("登记风险点"), told)
        self.on_page(risk.name)

    def on_page(self, name: str) -> None:
        """Wait for the page of a point."""
        person = self.person
        person.until(lambda: person.has_button("回到风险点列表"), f"the page of {name}")

    def add_unit(self, risk: Risk) -> None:
        """The one unit of a point, with its measures."""
        person = self.person
        jha = risk.kind == "作业活动"
        person.write("新的作业步骤" if jha else "新的检查项目", risk.unit)
        person.until(lambda: person.has_button(f"评估 {risk.unit}"), f"the unit {risk.unit}")
        person.press(f"展开 {risk.unit}")
        unit = person.part(f"{'作业步骤' if jha else '检查项目'} 1 {risk.unit}")
        person.press("编辑", unit)
        person.write(
            "危险源、潜在事件" if jha else "不符合标准的情况", f"{risk.unit}失效", unit
        )
        person.write("工程技术措施", f"{risk.unit}联锁", unit)
        person.press("完成", unit)

    def assess(self, risk: Risk) -> None:
        """Both sides of its unit, by mouse or by keyboard."""
        person = self.person

        def told() -> None:
            for values in (risk.inherent, risk.residual):
                if risk.factors is LS and values is risk.inherent:
                    person.press("评估方法：LS 法")  # the second side follows
                self._judge(risk.factors, values)
                if values is risk.inherent:
                    person.press("下一步：采取措施以后")
            person.press("记录评估")

        def typed() -> None:
            for values in (risk.inherent, risk.residual):
                self._judge_by_keys(values)
                person.key(Qt.Key.Key_Return, _CTRL)

        does = typed if risk.name in KEYBOARD else told
        self.by(lambda: person.press(f"评估 {risk.unit}"), does)

    def assess_again(self, risk: Risk, values: Sequence[str]) -> None:
        """From its page, because something asks for it; the reason is there already."""
        person = self.person

        def told() -> None:
            self._judge(risk.factors, values)
            person.press("记录评估")

        self.by(lambda: person.press("重新评估"), told)

    def _judge(self, factors: Sequence[str], values: Sequence[str]) -> None:
        for factor, value in zip(factors, values, strict=True):
            column = self.person.part(f"{factor}　", starts=True)
            self.person.press(f"{value} ", column, starts=True)

    def _judge_by_keys(self, values: Sequence[str]) -> None:
        """Down to the value, and to the right for the next factor."""
        person = self.person
        for number, value in enumerate(values):
            person.key(Qt.Key.Key_Space)
            for _ in range(8):
                if self._spoken().startswith(f"{value} "):
                    break
                person.key(Qt.Key.Key_Down)
            else:
                raise Lost(f"{value} is not reached by keys: {self._spoken()}")
            if number + 1 < len(values):
                person.key(Qt.Key.Key_Right)

    def _spoken(self) -> str:
        return self.person.hand.accessibleName()

    def answer_for(self, risk: Risk) -> None:
        """Who answers for a point."""
        self._write("责任", {"责任人": "王建国", "联系电话": "13800000009"})
        if risk.word in STRICT:
            self._write("应急处置", {"先期处置步骤": STEPS})

    def _write(self, title: str, texts: Mapping[str, str]) -> None:
        person, part = self.person, self.person.part(title)
        if not person.has_field(next(iter(texts)), part):
            person.press(f"编辑{title}", part)
        for name, text in texts.items():
            person.write(name, text, part)
        person.press(f"编辑{title}", part)

    # ---- drawing

    @property
    def sheet(self) -> QWidget:
        """What is drawn on."""
        return self.person.part("四色分布图")

    def _at(self, spot: Spot) -> QPoint:
        sheet = self.sheet
        return QPoint(round(sheet.width() * spot[0]), round(sheet.height() * spot[1]))

    def show_plan(self, name: str) -> None:
        """Another plan."""
        self.person.press(f"图：{name}")

    def draw(self, zone: Zone) -> None:
        """Pull a rectangle open, and name it."""
        self._pull(zone.begin, zone.end)
        self.person.write("名称", zone.name)

    def draw_wrongly_and_take_back(self) -> None:
        """A zone across all others, and Ctrl+Z."""
        self._pull((0.3, 0.3), (0.7, 0.5))
        self.person.key(Qt.Key.Key_Z, _CTRL)

    def _pull(self, first: Spot, last: Spot) -> None:
        person, sheet = self.person, self.sheet
        person.press("画矩形区域")
        begin, end = self._at(first), self._at(last)
        QTest.mousePress(sheet, _LEFT, pos=begin)
        for part in (0.3, 0.7, 1.0):
            _pull_to(sheet, begin + (end - begin) * part)
        QTest.mouseRelease(sheet, _LEFT, pos=end)
        person.settle()

    def put_points(self, spots: Sequence[Spot]) -> None:
        """The points that wait, in the order of their numbers."""
        self.person.press("放置风险点")
        for spot in spots:
            QTest.mouseClick(self.sheet, _LEFT, pos=self._at(spot))
            self.person.settle()

    # ---- what disagrees, publishing, papers

    def lint(self) -> list[str]:
        """What the map says is to be mended, each with what is done about it."""
        person = self.person
        if person.has_button("全部 ", starts=True):
            person.press("全部 ", starts=True)
        return [name for name in person.heard() if name.startswith(REMEDIES)]

    def mend(self, line: str, risk: Risk) -> None:
        """Go from a line of the lint to the page of its point, and tell there what is missing."""
        self.person.press(line)
        self.on_page(risk.name)
        self.answer_for(risk)
        self.go()

    def name_author(self, plan: str, author: str) -> None:
        """填写编制人, from the line that asks for it."""
        person = self.person
        person.press(f"填写编制人：{plan}", starts=True)
        person.write("编制人", author)
        person.press("保存")
        person.settle()

    def publish(self, number: int, checked_by: str) -> None:
        """发布: map, boards and lists become one revision."""
        person = self.person
        assert person.has_button(f"发布第 {number} 版")
        person.press(f"发布第 {number} 版")
        person.write("审核人", checked_by)
        person.press("发布")
        person.until(lambda: person.sees(f"现行第 {number} 版发布于"), "the revision")

    def print_map(self) -> None:
        """A3 预览."""
        self.person.press("A3 预览")
        self.person.wait_for("已打开四色分布图")

    def print_boards(self, count: int) -> None:
        """All of them, from the map; those for passers-by from their own view."""
        person = self.person
        person.press("打印告知牌")
        person.choose_from_menu(f"全部 {count} 张")
        person.wait_for("已打开告知牌")
        self.go("告知牌")
        person.press("公开版（不印姓名和手机）")
        person.press("打印全部告知牌")
        person.wait_for("公开版")

    def print_lists(self, table: Path) -> None:
        """三清单 on paper, and as a workbook."""
        person = self.person
        self.go("三清单")
        person.press("打印三清单")
        person.wait_for("已打开风险管控三清单")
        with mock.patch.object(QFileDialog, "getSaveFileName", return_value=(str(table), "")):
            person.press("导出 Excel")
            person.wait_for("已导出")

    # ---- after a hazard

    def name_the_point(self, words: str) -> Callable[[], None]:
        """Which risk point the closed hazard was in: it is offered first; on to its assessment."""

        def told() -> None:
            person = self.person
            first = person.rows("风险点")[0]
            assert words in first, first
            assert "与隐患位置相符" in first, first
            person.press("去评估")

        return told
