"""What the grade rests on: the clause as it stood that day, its words, who decided; and 改判."""

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from selfcheck.hazards.pages import DeterminationLine, HazardPage
from selfcheck.ui import look
from selfcheck.ui.buttons import Button, link
from selfcheck.ui.facts import FoldedText
from selfcheck.ui.hazard.clause import ClauseChip
from selfcheck.ui.hazard.desk import HazardDesk
from selfcheck.ui.hazard.section import HazardSection
from selfcheck.ui.hazard.words import short_time, with_role
from selfcheck.ui.labels import ElidedLabel, Label
from selfcheck.ui.surfaces import clear_layout


class BasisSection(HazardSection):
    """判定依据."""

    step_wanted = Signal(str)

    def __init__(self, desk: HazardDesk) -> None:
        super().__init__(desk, "判定依据")
        self.regrade: Button = link("改判")
        self.head.addWidget(self.regrade)
        self.note.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self._chips = QVBoxLayout()
        self._chips.setSpacing(4)
        self.gist = FoldedText()
        self.decided = ElidedLabel("", look.CAPTION, "ink3")
        self.earlier = Label("", look.CAPTION, "ink3", wrap=True)
        self.chips: list[ClauseChip] = []
        self._first: ClauseChip | None = None
        self._step = ""
        self.shown.setSpacing(4)
        self.shown.addLayout(self._chips)
        self.shown.addWidget(self.gist)
        self.shown.addWidget(self.decided)
        self.shown.addWidget(self.earlier)
        self.regrade.clicked.connect(self._on_regrade)

    def fill(self, page: HazardPage) -> None:
        """The newest decision; older ones are counted, the history tells them."""
        names = [step.name for step in page.steps]
        self._step = "grade" if "grade" in names else "regrade" if "regrade" in names else ""
        newest = page.determinations[0] if page.determinations else None
        self.regrade.setVisible(bool(self._step) and not self.read_only)
        self.regrade.setText("改判" if newest is not None else "判定等级")
        self._show_chips(newest, page)
        if newest is None:
            basis = str(page.values["basis"])
            self.gist.show_text(basis or "还没有判定等级", "ink" if basis else "ink3")
            self.decided.setText("旧台账所写，还没有在本机判定" if basis else "")
            self.decided.setVisible(bool(basis))
            self.earlier.hide()
            return
        gists = [str(clause["gist"]) for clause in newest.clauses if clause.get("gist")]
        argued = f"论证：{newest.argument}" if newest.argument else ""
        self.gist.show_text("\n".join(gists) or argued or newest.reason, "ink")
        self.decided.setText(" · ".join(self._told(newest, page)))
        self.decided.setToolTip(f"理由：{newest.reason}")
        self.decided.show()
        others = len(page.determinations) - 1
        self.earlier.setVisible(others > 0)
        before = page.determinations[1].grade_words if others > 0 else ""
        self.earlier.setText(f"改判过 {others} 次，上一次判为{before}")

    def _told(self, newest: DeterminationLine, page: HazardPage) -> list[str]:
        year = self.desk.office.today.year
        told = [f"判定人 {with_role(newest.decided_by, self.desk.office)}"]
        if newest.second_by:
            told.append(f"{newest.second_by} 同意降级")
        if newest.argument and newest.argued_by:
            told.append(f"论证人 {newest.argued_by}")
        told.append(short_time(newest.at, year))
        if page.words.get("accident_type"):
            told.append(f"事故类型 {page.words['accident_type']}")
        return told

    def _show_chips(self, newest: DeterminationLine | None, page: HazardPage) -> None:
        clear_layout(self._chips)
        self.chips = []
        if self._first is not None:
            self.head.removeWidget(self._first)
            self._first.hide()
            self._first.deleteLater()
            self._first = None
        self.note.setText("")
        for clause in newest.clauses if newest is not None else ():
            chip = ClauseChip(clause)
            self.chips.append(chip)
            if len(self.chips) == 1:  # beside the title
                self._first = chip
                self.head.insertWidget(1, chip)
                self.note.setText(_standing(clause, page.values["found_on"]))
                continue
            row = QHBoxLayout()
            row.setSpacing(10)
            row.addWidget(chip)
            found = page.values["found_on"]
            told = ElidedLabel(_standing(clause, found), look.CAPTION, "ink3")
            row.addWidget(told, 1)
            row.setAlignment(chip, Qt.AlignmentFlag.AlignLeft)
            self._chips.addLayout(row)

    def show_clause(self) -> None:
        """F1: the text of the first clause."""
        if self.chips:
            self.chips[0].click()

    def focus_place(self) -> QWidget:
        """Where the grade is decided."""
        return self.regrade

    def _on_regrade(self) -> None:
        if self._step:
            self.step_wanted.emit(self._step)


def _standing(clause: object, found: object) -> str:
    """The document, since when, and whether it was in force on the day the hazard was found."""
    assert isinstance(clause, dict)
    told = [str(clause.get("document_number") or "")]
    since = str(clause.get("effective_from") or "")
    if since:
        words = f"{since} 起施行"
        if isinstance(found, date):
            held = found >= date.fromisoformat(since)
            words += "，发现当日有效" if held else "，发现当日还没有施行"
        told.append(words)
    else:
        told.append("施行日期没有核到")
    return " · ".join(word for word in told if word)
