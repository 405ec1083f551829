"""The title block of a plan: who made, checked and approved it, when, which revision, which scale."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from selfcheck.riskmap.pages import PlanLine, RiskMap
from selfcheck.ui import look
from selfcheck.ui.buttons import link
from selfcheck.ui.ink import Ink, draw
from selfcheck.ui.labels import Label
from selfcheck.ui.riskmap.rows import EDGE
from selfcheck.ui.surfaces import spread

_ROW = 24
Cells = Sequence[tuple[str, str, str, str]]


def cells(found: RiskMap, plan: PlanLine | None, enterprise: str) -> Cells:
    """What stands in the block: of the draft while there is one, else of the published revision."""
    told = found.published
    draft = found.changed
    number = told.number + 1 if draft else told.number
    made_by = plan.made_by if plan else ""
    metres = plan.metres_per_unit if plan else None
    scale = "已标定" if metres else "未标定"
    return (
        ("企业", enterprise, "", ""),
        ("编制", made_by or (told.made_by if not draft else "") or "待填写",
         "审核", told.checked_by if not draft else "待审核"),
        ("批准", told.approved_by if not draft else "待批准",
         "日期", str(told.published_on or "") if not draft else "待发布"),
        ("修订", f"第 {number} 版", "比例", scale),
    )  # fmt: skip


class TitleBlock(QWidget):
    """Four rows as on paper."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.cells: Cells = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        look.follow(self._restyle)

    def _restyle(self) -> None:
        self.setFixedHeight(4 * look.px(_ROW) + 1)
        self.update()

    def show_cells(self, told: Cells) -> None:
        """Other words."""
        self.cells = told
        spoken = [f"{a} {b}" for row in told for a, b in (row[:2], row[2:]) if a]
        self.setAccessibleName("标题栏：" + "，".join(spoken))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        painter = QPainter(self)
        wide, high = self.width() - 1, look.px(_ROW)
        painter.translate(0.5, 0.5)
        edge = QPen(look.colour("line"), 1)
        painter.setPen(edge)
        painter.drawRect(QRectF(0, 0, wide, len(self.cells) * high))
        caption = QFontMetrics(look.font(look.CAPTION)).horizontalAdvance("编制") + 16
        half = caption + (wide - 2 * caption) / 2 - 6
        for at, (name, text, other, more) in enumerate(self.cells):
            y = at * high
            ends = [(name, text, 0.0, half if other else wide)]
            if other:
                ends.append((other, more, half, wide))
            for words, value, x, end in ends:
                painter.setPen(edge)
                painter.drawLine(QPointF(x, y), QPointF(x, y + high))
                painter.drawLine(QPointF(x + caption, y), QPointF(x + caption, y + high))
                painter.drawLine(QPointF(x, y), QPointF(end, y))
                draw(painter, QRectF(x + 8, y, caption, high), words, Ink(look.CAPTION, "ink3"))
                room = QRectF(x + caption + 8, y, end - x - caption - 12, high)
                waits = value.startswith("待") or value == "未标定"
                draw(painter, room, value, Ink(look.CAPTION, "ink3" if waits else "ink"))
        painter.end()


class TitleSection(QWidget):
    """The block with the way to change what it says."""

    edit_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.edit = link("编辑")
        self.edit.setAccessibleName("编辑标题栏")
        self.block = TitleBlock()
        column = QVBoxLayout(self)
        column.setContentsMargins(EDGE, 6, EDGE, 12)
        column.setSpacing(4)
        column.addLayout(spread(Label("标题栏", look.TEXT, "ink2", 500), None, self.edit))
        column.addWidget(self.block)
        self.edit.clicked.connect(self.edit_wanted)
