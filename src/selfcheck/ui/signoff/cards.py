"""What is being signed, at the left of the sign-off page: duties, totals, what freezes."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from selfcheck import sizes
from selfcheck.submission.pages import SignoffPage
from selfcheck.ui import look
from selfcheck.ui.duty.grid import DutyGrid
from selfcheck.ui.widgets import (
    Card,
    ElidedLabel,
    Label,
    hairline,
    icon_label,
    link,
    spread,
)


class DutiesCard(Card):
    """「十三项职责」 with how many are done, and the way to every answer."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(edge=1, parent=parent)
        self.setAccessibleName("十三项职责")
        self.count = Label("", look.TEXT, "ink2")
        self.answers = link("逐条核对")
        self.grid = DutyGrid()
        head = spread(
            Label("十三项职责", look.CARD, "ink", 500), None, self.count, self.answers
        )
        head.setContentsMargins(19, 9, 12, 5)
        self.body.setContentsMargins(1, 1, 1, 4)
        self.body.setSpacing(2)
        self.body.addLayout(head)
        self.body.addWidget(hairline())
        self.body.addWidget(self.grid)

    def show_page(self, page: SignoffPage, *, frozen: bool) -> None:
        """Show where every duty stands."""
        total = sum(not cell.key.startswith("s") for cell in page.duties)
        self.count.setText(f"已完成 {page.done} 项，不涉及 {page.absent} 项，共 {total} 项")
        self.grid.show_duties(page, frozen=frozen)


class _Figure(QWidget):
    """A number over its name."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.number = Label("", look.STEP, "ink", 700)
        self.name = Label(name, look.CAPTION, "ink2")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.number)
        column.addWidget(self.name)


class TotalsCard(Card):
    """What the round comes to, in four numbers."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("本期合计", parent=parent)
        names = ("检查条目", "不符合", "其中当场已整改", "佐证", "佐证大小")
        self.figures = tuple(_Figure(name) for name in names)
        row = QHBoxLayout()
        row.setSpacing(8)
        for figure in self.figures:
            row.addWidget(figure, 1)
        self.body.addLayout(row)

    def show_page(self, page: SignoffPage) -> None:
        """Show the totals."""
        numbers = (
            f"{page.items}",
            f"{page.not_conforming}",
            f"{page.corrected}",
            f"{page.evidence} 件",
            sizes.in_words(page.evidence_bytes),
        )
        for figure, number in zip(self.figures, numbers, strict=True):
            figure.number.setText(number)


class FreezeCard(Card):
    """「签署后冻结」: what can no longer be changed, and the report to read first."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.setAccessibleName("签署后冻结")
        self.heading = Label("签署后冻结", look.CARD, "ink", 500)
        self.later = ElidedLabel("", look.CAPTION, "ink3")
        self.later.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.read = link("先看报告")
        self.values: dict[str, Label] = {}
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(4)
        for at, name in enumerate(("职责与条目", "佐证", "变更记录", "规则包")):
            row, side = divmod(at, 2)
            self.values[name] = Label("", look.TEXT, "ink", wrap=True)
            grid.addWidget(Label(name, look.CAPTION, "ink3"), row, side * 2)
            grid.addWidget(self.values[name], row, side * 2 + 1)
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(3, 1)
        what = ElidedLabel(
            "自查报告 PDF 带两处签名，与数据、表格、佐证、核验说明一并成包",
            look.CAPTION,
            "ink2",
        )
        self.body.addLayout(spread(icon_label("lock"), self.heading, self.later))
        self.body.addLayout(grid)
        self.body.addWidget(hairline())
        self.body.addLayout(spread(icon_label("file", 14), what, self.read))

    def show_page(self, page: SignoffPage, *, frozen: bool) -> None:
        """Show what freezes, or has frozen."""
        self.heading.setText("已经冻结" if frozen else "签署后冻结")
        self.later.setText(f"以后更正将产生第 {page.sequence + 1:03d} 次报送，本次保留原样")
        self.read.setText("看报告" if frozen else "先看报告")
        self.values["职责与条目"].setText(f"{len(page.duties)} 项，{page.items} 个条目")
        self.values["佐证"].setText(
            f"{page.evidence} 件，{sizes.in_words(page.evidence_bytes)}"
        )
        head = page.history_head
        self.values["变更记录"].setText(
            f"{page.history_lines:,} 条，末端 {head[:4]} {head[4:8]}"
        )
        self.values["规则包"].setText(page.pack_words)
