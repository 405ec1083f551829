"""告知牌: the texts of the board as they will be printed; one written by hand shows its difference."""

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from selfcheck.reports.risk_board_words import TITLE, board_title
from selfcheck.riskmap import board_texts
from selfcheck.riskmap.pages import PointLine, RiskMap
from selfcheck.riskmap.records import RiskLevel
from selfcheck.submission import risk_boards, risk_papers
from selfcheck.ui import look
from selfcheck.ui.buttons import Button, link
from selfcheck.ui.facts import FoldedText
from selfcheck.ui.fields import TextField
from selfcheck.ui.ink import Ink, draw
from selfcheck.ui.labels import Label, ProblemLabel, Tag
from selfcheck.ui.riskmap.tints import tint
from selfcheck.ui.riskpoint.desk import PointDesk
from selfcheck.ui.riskpoint.diff import DiffLabel
from selfcheck.ui.riskpoint.level import level_word, paint_level
from selfcheck.ui.riskpoint.signs import SignsRow
from selfcheck.ui.surfaces import Card, hairline, spread


class _Band(QWidget):
    """The head of the board: its title, and the level on a ground of its colour."""

    def __init__(self) -> None:
        super().__init__()
        self.level: RiskLevel | None = None
        self.title = TITLE
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        look.follow(self._restyle)

    def _restyle(self) -> None:
        self.setFixedHeight(look.px(38))
        self.update()

    def show_level(self, level: RiskLevel | None, title: str) -> None:
        """Another level; confined spaces have a title of their own."""
        self.level, self.title = level, title
        self.setAccessibleName(f"{title}，{level_word(level, colour=True)}")
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        edge = QColor(tint(self.level).line) if self.level else look.colour("line3")
        ground = QColor(edge)
        ground.setAlphaF(0.22 if look.tokens().dark else 0.10)
        painter.setPen(edge)
        painter.setBrush(ground)
        painter.drawRoundedRect(box, 6, 6)
        words = level_word(self.level, colour=True)
        metrics = look.font(look.TEXT, 500)
        painter.setFont(metrics)
        wide = painter.fontMetrics().horizontalAdvance(words) + look.px(19) + 12
        right = QRectF(box.right() - 12 - wide, box.top(), wide + 6, box.height())
        title = QRectF(box.left() + 12, box.top(), right.left() - box.left() - 18, box.height())
        draw(painter, title, self.title, Ink(look.CARD, "ink", 700))
        paint_level(painter, right, self.level, words)
        painter.end()


class BoardText(QWidget):
    """One text of the board: as the data give it, or as a person wrote it with the difference."""

    kept = Signal(str, str)  # field, text; an empty one takes the data again

    def __init__(self, field: str) -> None:
        super().__init__()
        self.field = field
        self.given, self.written = "", ""
        self.name = Label(board_texts.BOARD_WORDS[field], look.TEXT, "ink3")
        self.tag = Tag("手写", "accent")
        self.text = FoldedText()
        self.difference = DiffLabel()
        self.note = Label("", look.CAPTION, "ink3", wrap=True)
        self.editor: TextField | None = None
        self.problem = ProblemLabel()
        words = board_texts.BOARD_WORDS[field]
        self.write_link: Button = link("手写")
        self.write_link.setAccessibleName(f"手写{words}")
        self.back_link: Button = link("恢复为数据")
        self.back_link.setAccessibleName(f"{words}恢复为数据")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 2, 0, 4)
        self._column.setSpacing(2)
        head = spread(self.name, self.tag, None, self.back_link, self.write_link)
        self._column.addLayout(head)
        for part in (self.text, self.difference, self.note, self.problem):
            self._column.addWidget(part)
        self.write_link.clicked.connect(self._on_write)
        self.back_link.clicked.connect(self._on_back)

    def show_texts(self, given: str, written: tuple[str, str] | None, *, usable: bool) -> None:
        """What the data say, and what a person wrote instead with what it replaced."""
        self.given = given
        self.written, replaced = written or ("", "")
        differs = bool(self.written) and self.written != given
        editing = self.editor is not None
        self.tag.setVisible(bool(self.written))
        self.text.show_text(given or "还没有内容", "ink" if given else "ink3")
        self.text.setVisible(not differs and not editing)
        self.difference.setVisible(differs)
        if differs:
            self.difference.show_difference(given, self.written)
        stale = differs and replaced != given
        self.note.setText("写下以后数据又变了，核对一次" if stale else "")
        self.note.setVisible(stale)
        self.write_link.setVisible(usable)
        self.write_link.setText("完成" if editing else "修改" if self.written else "手写")
        self.back_link.setVisible(usable and bool(self.written))
        if self.editor is not None:
            self.editor.show_value(self.written or given)

    def edit(self) -> QWidget:
        """Write it by hand; begins with what stands there."""
        if self.editor is None:
            self.editor = TextField(name=f"手写{self.name.text()}", least=2, most=8)
            self.editor.show_value(self.written or self.given)
            self.editor.committed.connect(self._on_committed)
            self._column.insertWidget(1, self.editor)
            self.text.hide()
            self.write_link.setText("完成")
        return self.editor

    def finish(self) -> None:
        """Close the field."""
        if self.editor is not None:
            self._column.removeWidget(self.editor)
            self.editor.hide()
            self.editor.deleteLater()
            self.editor = None
        self.text.setVisible(self.difference.isHidden())
        self.write_link.setText("修改" if self.written else "手写")

    def refuse(self, sentence: str) -> None:
        """It could not be kept: what was typed stays."""
        self.problem.show_problem(sentence)
        if self.editor is not None:
            self.editor.not_kept()

    def _on_write(self) -> None:
        if self.editor is not None:
            self.editor.commit()
            if not self.problem.text():
                self.finish()
                self.write_link.setFocus()
        else:
            self.edit().setFocus()

    def _on_back(self) -> None:
        if self.editor is not None:
            self.finish()
        self.kept.emit(self.field, "")

    def _on_committed(self, text: str) -> None:
        self.problem.show_problem("")
        self.kept.emit(self.field, text)


class BoardSection(Card):
    """`signs_wanted` opens the choice of safety signs, `print_wanted` prints the board."""

    print_wanted = Signal()

    def __init__(self, desk: PointDesk) -> None:
        self.print_link: Button = link("打印告知牌", "print")
        super().__init__("告知牌", action=self.print_link)
        self.desk = desk
        self.band = _Band()
        self.texts = {field: BoardText(field) for field in board_texts.BOARD_WORDS}
        self.signs = SignsRow(desk)
        self.limits_name = Label("气体限值", look.TEXT, "ink3")
        self.limits = Label("", look.TEXT, "ink", wrap=True)
        self.limits_basis = Label("", look.CAPTION, "ink3", wrap=True)
        self.who = Label("", look.TEXT, "ink2", wrap=True)
        self._point_id = 0
        self.body.addWidget(self.band)
        for at, text in enumerate(self.texts.values()):
            if at:
                self.body.addWidget(hairline())
            self.body.addWidget(text)
            text.kept.connect(self._on_kept)
        self._air = (hairline(), self.limits_name, self.limits, self.limits_basis)
        for part in self._air:
            self.body.addWidget(part)
        self.body.addWidget(hairline())
        self.body.addWidget(self.signs)
        self.body.addWidget(hairline())
        self.body.addWidget(self.who)
        self.body.setSpacing(4)
        self.print_link.clicked.connect(self.print_wanted)

    def show_point(self, point: PointLine, found: RiskMap) -> None:
        """Show the board of a point."""
        if point.point_id != self._point_id:
            for text in self.texts.values():
                text.finish()
                text.problem.show_problem("")
        self._point_id = point.point_id
        self._show_confined(point, found)
        given = board_texts.board_fields(point)
        written = found.board_texts.get(point.point_id, {})
        for field, text in self.texts.items():
            usable = not self.desk.read_only
            text.show_texts(given[field], written.get(field), usable=usable)
        self.signs.show_point(point)
        phones = ["119", "120", found.scale.emergency_phone]
        told = [
            f"责任部门 {point.department or '—'}　责任人 {point.owner or '—'}　电话 {point.phone or '—'}",
            f"报警电话 {'、'.join(phone for phone in phones if phone)}",
        ]
        self.who.setText("\n".join(told))
        self.show_note(found.code)

    def _show_confined(self, point: PointLine, found: RiskMap) -> None:
        """The title of the board; of a confined space also what its air may hold, as it is printed."""
        title = TITLE
        if point.confined:
            whose, today = self.desk.workspace.read(risk_papers.whose), self.desk.today
            (board,) = risk_boards.boards(found, whose, today, points=(point.point_id,))
            title, part = board_title(board), board.confined
            assert part is not None
            self.limits.setText("\n".join(f"{one.what}　{one.limit}" for one in part.limits))
            self.limits_basis.setText(part.basis)
        self.band.show_level(point.level, title)
        for widget in self._air:
            widget.setVisible(point.confined)

    def edit(self, field: str) -> QWidget | None:
        """Write a text by hand."""
        if self.desk.read_only:
            return None
        return self.texts[field if field in self.texts else "measures"].edit()

    def _on_kept(self, field: str, text: str) -> None:
        self.desk.write_board(field, text, self.texts[field].refuse)

    def focus_place(self) -> QWidget:
        """Where the keyboard goes when the board is asked for."""
        self.print_link.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        return self.print_link
