"""「交给部门之后」: who received it, when and how, noted by hand; and what comes next."""

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from selfcheck.errors import NotReady
from selfcheck.submission.pages import ExportPage
from selfcheck.ui import look
from selfcheck.ui.widgets import (
    Card,
    Choice,
    ChoiceField,
    DateField,
    Label,
    LabelledField,
    LineField,
    link,
    plain,
    spread,
)

_WAYS = tuple(Choice(word, word) for word in ("U 盘", "光盘", "电子邮件", "政务平台", "其他"))
_ADVICE = "交接单打印两份，签收的一份带回存档，再记录送达"


class DeliveryCard(Card):
    """`recorded` carries what was typed: day as ISO text, receiver, way."""

    recorded = Signal(str, str, str)
    opened = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        self.state = Label("", look.TEXT, "ink2")
        super().__init__("交给部门之后", action=self.state, parent=parent)
        self.words = Label(_ADVICE, look.TEXT, "ink2", wrap=True)
        self.begin = plain("记录送达", "signoff")
        self.change = link("更改")
        self.day = DateField(name="送达日期")
        self.to = LineField(name="接收人或接收部门", hint="如 区应急管理局 王科长")
        self.how = ChoiceField(_WAYS, name="交接方式")
        self.keep = plain("记下")
        self.cancel = link("取消")
        self._page: ExportPage | None = None
        self._today = date.min
        self._fields = {
            "delivery#day": LabelledField("送达日期", self.day),
            "delivery#to": LabelledField("接收人或接收部门", self.to),
        }
        self.form = QWidget()
        column = QVBoxLayout(self.form)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for field in self._fields.values():
            column.addWidget(field)
        column.addWidget(LabelledField("交接方式", self.how))
        column.addLayout(spread(self.keep, self.cancel, None))
        self.body.addWidget(self.words)
        self.body.addLayout(spread(self.begin, self.change, None))
        self.body.addWidget(self.form)
        self.form.hide()
        self.begin.clicked.connect(self._on_begin_clicked)
        self.change.clicked.connect(self._on_begin_clicked)
        self.keep.clicked.connect(self._on_keep_clicked)
        self.to.returnPressed.connect(self._on_keep_clicked)
        self.cancel.clicked.connect(self._close)

    def stops(self) -> list[QWidget]:
        """Its controls in the order of reading, for the Tab key."""
        day = (self.day.line, self.day.button)
        return [self.begin, self.change, *day, self.to, self.how, self.keep, self.cancel]

    def show_page(self, page: ExportPage, today: date, *, read_only: bool) -> None:
        """Show what has been noted."""
        self._page, self._today = page, today
        self.state.setText("" if page.delivered_on else "尚未记录送达")
        if page.delivered_on:
            how = f" · {page.delivered_how}" if page.delivered_how else ""
            self.words.setText(f"{page.delivered_on} 交 {page.delivered_to}{how}")
        else:
            self.words.setText(_ADVICE)
        writing = not self.form.isHidden()
        self.begin.setVisible(not (writing or read_only or page.delivered_on))
        self.change.setVisible(bool(page.delivered_on) and not (writing or read_only))

    def _on_begin_clicked(self) -> None:
        page = self._page
        assert page is not None
        self.day.show_value((page.delivered_on or self._today).isoformat())
        self.to.show_value(page.delivered_to or page.receiver)
        self.how.show_value(page.delivered_how or "U 盘")
        self.form.show()
        self.begin.hide()
        self.change.hide()
        self.day.setFocus()
        self.opened.emit()

    def _on_keep_clicked(self) -> None:
        self.day.commit()
        if not self.day.problem.text():
            self.recorded.emit(self.day.value, self.to.text(), self.how.value or "")

    def show_refusal(self, refused: NotReady) -> None:
        """Say beside each field what to do."""
        told = {problem.where: problem.text for problem in refused.problems}
        for where, field in self._fields.items():
            field.show_problem(told.get(where, ""))

    def finish(self) -> None:
        """It has been noted."""
        for field in self._fields.values():
            field.show_problem("")
        self._close()

    def _close(self) -> None:
        self.form.hide()
        if self._page is not None:
            self.show_page(self._page, self._today, read_only=False)
