"""The unified social credit code, with one sentence that follows every character typed."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from selfcheck.enterprise import rules
from selfcheck.ui import look
from selfcheck.ui.widgets import Label, LabelledField, LineField, mark_wrong

_WHOLE = 18


def check_words(text: str) -> tuple[str, str]:
    """What to say of a code while it is being typed, and in which colour: ok_ink, bad_ink or ink3."""
    code = rules.tidy_credit_code(text)
    if not code:
        return "营业执照上的 18 位", "ink3"
    problems = rules.credit_code_problems(code)
    if not problems:
        return "18 位，校验位正确", "ok_ink"
    if len(code) < _WHOLE and "位" in problems[0].text:
        return f"已填 {len(code)} 位，共 18 位", "ink3"
    return problems[0].text, "bad_ink"


class CodeField(QWidget):
    """The field with its sentence; `line` is the field itself."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.line = LineField(name="统一社会信用代码")
        self.line.setMaxLength(40)  # pasted with blanks and dashes
        self.said = Label("", look.CAPTION, "ink3", wrap=True)
        self.setFocusProxy(self.line)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.line)
        column.addWidget(self.said)
        self.line.textChanged.connect(self._on_text_changed)
        self._on_text_changed(self.line.text())

    def _on_text_changed(self, text: str) -> None:
        words, ink = check_words(text)
        self.said.setText(words)
        self.said.set_look(ink=ink)
        self.line.setAccessibleDescription(words)


class LabelledCode(LabelledField):
    """The code with its name above; a problem that is told takes the place of the running sentence."""

    def __init__(self, parent: QWidget | None = None) -> None:
        self.code = CodeField()
        super().__init__("统一社会信用代码", self.code, parent=parent)
        self.code.line.textChanged.connect(lambda: self.show_problem(""))

    def show_problem(self, text: str) -> None:
        """Say what to do, until something else is typed."""
        super().show_problem(text)
        mark_wrong(self.code.line, wrong=bool(text))
        self.code.said.setVisible(not text)
