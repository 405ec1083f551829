"""The small windows of the risk map: a title, a few fields, one button; every problem beside its field."""

from collections.abc import Sequence

from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from selfcheck.errors import NotReady, Problem, SelfCheckError
from selfcheck.ui import look
from selfcheck.ui.buttons import plain, primary
from selfcheck.ui.fields import LabelledField
from selfcheck.ui.labels import Label, ProblemLabel, step_title
from selfcheck.ui.surfaces import spread

_EDGE = 24


class MapSheet(QDialog):
    """Ctrl+Enter presses the button, Esc closes. A subclass fills `fields` and says what the button does."""

    def __init__(self, title: str, verb: str, parent: QWidget, line: str = "") -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.line = Label(line, look.TEXT, "ink2", wrap=True)
        self.problem = ProblemLabel()
        self.do_button = primary(verb)
        self.cancel_button = plain("取消")
        self.fields = QVBoxLayout()
        self.fields.setSpacing(12)
        self.asked: dict[str, LabelledField] = {}  # where → its field
        column = QVBoxLayout(self)
        column.setContentsMargins(_EDGE, 20, _EDGE, 20)
        column.setSpacing(12)
        column.addWidget(step_title(title))
        column.addWidget(self.line)
        column.addLayout(self.fields)
        column.addWidget(self.problem)
        column.addSpacing(4)
        column.addLayout(spread(None, self.cancel_button, self.do_button))
        self.line.setVisible(bool(line))
        self.do_button.clicked.connect(self._on_do_clicked)
        self.cancel_button.clicked.connect(self.reject)
        QShortcut(QKeySequence("Ctrl+Return"), self).activated.connect(self.do_button.click)
        look.follow(self._restyle)

    def _restyle(self) -> None:
        self.setFixedWidth(look.px(460))

    def fit(self) -> None:
        """As high as its words need at this width."""
        column = self.layout()
        assert column is not None
        column.activate()
        self.resize(self.width(), column.totalHeightForWidth(self.width()))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.fit()

    def ask(self, where: str, words: str, field: QWidget, hint: str = "") -> LabelledField:
        """One field more; problems at `where` are told beside it."""
        made = LabelledField(words, field, hint)
        self.asked[where] = made
        self.fields.addWidget(made)
        return made

    def _on_do_clicked(self) -> None:
        for made in self.asked.values():
            made.show_problem("")
        self.problem.show_problem("")
        try:
            done = self._do()
        except NotReady as refusal:
            self.tell(refusal.problems)
        except SelfCheckError as error:
            self.problem.show_problem(str(error))
        else:
            if done:
                self.accept()
                return
        self.fit()

    def _do(self) -> bool:
        """Do it; False when work has begun that closes the window by itself. Raises NotReady."""
        raise NotImplementedError

    def show_problem_at(self, where: str, text: str) -> None:
        """One problem beside its field, or none any more."""
        self.asked[where].show_problem(text)
        self.fit()

    def tell(self, problems: Sequence[Problem]) -> None:
        """Every problem beside its field; the rest above the button."""
        rest = []
        for problem in problems:
            made = self.asked.get(problem.where)
            if made is None:
                rest.append(problem.text)
            else:
                made.show_problem(problem.text)
        self.problem.show_problem("\n".join(rest))
        first = next((made for made in self.asked.values() if made.problem.text()), None)
        if first is not None:
            first.field.setFocus()


def number_of(text: str) -> float | None:
    """A typed number, also in full-width figures; None when it is none."""
    tidy = text.strip().translate(str.maketrans("０１２３４５６７８９．－", "0123456789.-"))
    try:
        return float(tidy)
    except ValueError:
        return None
