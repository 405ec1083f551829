"""What 登记隐患 asks, laid out: the few things a hazard is registered with, more of it folded, 当场整改 opened."""

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from selfcheck.forms.vocabulary import shipped_vocabulary
from selfcheck.hazards.fields import Value
from selfcheck.hazards.pages import Office
from selfcheck.ui import look
from selfcheck.ui.buttons import Button, link
from selfcheck.ui.fields import TextField
from selfcheck.ui.hazard_register.fields import AccidentTypeField, TermField
from selfcheck.ui.hazard_sheets.asked import Field, Files
from selfcheck.ui.hazard_sheets.fields import FieldBox, in_rows
from selfcheck.ui.hazard_sheets.strip import FileStrip
from selfcheck.ui.hazard_sheets.values import NO, YES, shown_value
from selfcheck.ui.labels import Label
from selfcheck.ui.surfaces import hairline, spread
from selfcheck.ui.thumbnails import Thumbnails

_KEPT = "先勾匿名再填写；已写过的姓名，变更日志里还有"  # nothing is ever taken out of the change log
_MORE = ("category", "accident_type", "factor", "reward_fen")


class RegisterParts(QWidget):
    """The fields and strips of the dialog. `told` names a field that was left; "anonymous" is one too."""

    told = Signal(str)

    def __init__(
        self, office: Office, offered: Mapping[str, tuple[str, ...]], thumbnails: Thumbnails
    ) -> None:
        super().__init__()
        self.boxes: dict[str, FieldBox] = {}
        self.strips = {
            "before": FileStrip(
                Files("before", "照片", "现在的样子；点开可以画箭头和框"), thumbnails
            ),
            "after": FileStrip(
                Files("after", "整改后", "至少 1 张照片，要在整改前照片之后拍"), thumbnails
            ),
        }
        self._make_fields(office, offered)
        self.anonymous = QCheckBox("匿名，不记姓名")
        self.kept = Label(_KEPT, look.CAPTION, "ink3", wrap=True)
        self.more_button: Button = link("更多", "chevron-down")
        self.more = QWidget()
        self.on_site = QWidget()
        self._build()
        self.anonymous.clicked.connect(self._on_anonymous)
        self.more_button.clicked.connect(self._on_more)
        look.follow(self._restyle)

    def _make_fields(self, office: Office, offered: Mapping[str, tuple[str, ...]]) -> None:
        words = shipped_vocabulary()
        people = tuple(dict.fromkeys((*office.people, *offered.get("found_by", ()))))
        description = TextField(
            name="隐患描述", hint="看到了什么，超出多少，如：2号炉炉坑积水约 4 厘米", least=3
        )
        self._add(Field("description", "隐患描述", "text"), description)
        self._add(Field("location", "场所", offered=offered.get("location", ())))
        self._add(Field("part", "部位"))
        self._add(Field("found_on", "发现日期", "day", office.today.isoformat()))
        self._add(Field("found_by", "发现人", offered=people))
        sources = TermField(words.of("source").terms, name="隐患来源", optional=False)
        self._add(Field("source", "隐患来源"), sources)
        categories = TermField(words.of("category").terms, name="检查类别")
        self._add(Field("category", "检查类别"), categories)
        self._add(Field("accident_type", "可能的事故类型"), AccidentTypeField("可能的事故类型"))
        factors = TermField(words.of("factor").terms, name="危险有害因素")
        self._add(Field("factor", "危险有害因素"), factors)
        self._add(Field("reward_fen", "内部报告奖励（元）"))
        how = "怎么当场整改的"
        self._add(
            Field("measures", how, "text"),
            TextField(name=how, hint="如：已清空积水，加装挡水坎"),
        )

    def _add(self, field: Field, control: QWidget | None = None) -> None:
        box = FieldBox(field, control)
        box.told.connect(self.told)
        self.boxes[field.name] = box

    def _build(self) -> None:
        boxes = self.boxes
        who = QWidget()
        column = QVBoxLayout(who)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.anonymous)
        column.addWidget(self.kept)
        column.addWidget(boxes["found_by"])
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(12)
        rows = in_rows([
            (boxes["description"], False), (boxes["location"], True), (boxes["part"], False),
            (boxes["found_on"], True), (who, True), (boxes["source"], False),
        ])  # fmt: skip
        for row in (*rows, self.strips["before"]):
            whole.addWidget(row)
        whole.addLayout(spread(self.more_button, None))
        self._fill(self.more, in_rows([(boxes[n], n in ("category", "factor")) for n in _MORE]))
        head = Label("当场整改", look.CARD, "ink", 500)
        self._fill(self.on_site, [hairline(), head, boxes["measures"], self.strips["after"]])
        for section in (self.more, self.on_site):
            whole.addWidget(section)
            section.hide()

    def _fill(self, section: QWidget, rows: list[QWidget]) -> None:
        column = QVBoxLayout(section)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        for row in rows:
            column.addWidget(row)

    def _restyle(self) -> None:
        self.anonymous.setFont(look.font())

    # ---- showing

    def show_values(self, values: Mapping[str, Value]) -> None:
        """Show what is kept; a field that is being typed in stays as it is."""
        for name, box in self.boxes.items():
            if name in values:
                box.show_value(shown_value(name, values[name]))
        if "anonymous" in values:
            self.anonymous.setChecked(bool(values["anonymous"]))
        self._show_name()
        if any(values.get(name) not in (None, "") for name in _MORE):
            self.show_more()

    def value_of(self, name: str) -> str:
        """What stands in a field, as text."""
        if name == "anonymous":
            return YES if self.anonymous.isChecked() else NO
        return self.boxes[name].value

    def commit(self) -> None:
        """Tell everything that was typed and not told yet."""
        for box in self.boxes.values():
            box.commit()

    def show_more(self) -> None:
        """Unfold what is seldom filled in."""
        self.more.show()
        self.more_button.hide()

    def show_on_site(self, *, shown: bool) -> None:
        """Ask for what 当场整改 needs, or no longer."""
        self.on_site.setVisible(shown)

    def show_problem(self, name: str, text: str) -> None:
        """Say what to do at a field or a strip (photos.before)."""
        if name in self.boxes:
            if text and name in _MORE:
                self.show_more()
            if not self.boxes[name].refused:
                self.boxes[name].show_problem(text)
        else:
            self.strips[name.removeprefix("photos.")].show_problem(text)

    def places(self) -> dict[str, QWidget]:
        """Where a problem may be told, in reading order."""
        found: dict[str, QWidget] = {
            name: box.field for name, box in self.boxes.items() if name != "measures"
        }
        found["photos.before"] = self.strips["before"].add
        found["measures"] = self.boxes["measures"].field
        found["photos.after"] = self.strips["after"].add
        return found

    def _show_name(self) -> None:
        """No name beside an anonymous report, not even one that was typed and not told yet."""
        box, nameless = self.boxes["found_by"], self.anonymous.isChecked()
        box.field.setEnabled(not nameless)
        if nameless:
            box.show_value("")

    def _on_anonymous(self) -> None:
        self._show_name()
        self.told.emit("anonymous")

    def _on_more(self) -> None:
        self.show_more()
        self.boxes["category"].field.setFocus()
