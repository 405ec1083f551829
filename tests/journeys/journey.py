"""The main job as a person does it: found the enterprise, answer every duty, sign, export.

What is asked comes from the questions themselves; how it is answered happens on the screens alone.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import cycle
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from selfcheck.duties.states import ordinal
from selfcheck.forms.conditions import applicable_items
from selfcheck.forms.pack import Column, Duty, Item, Pack
from tests.journeys.driver import Lost, Person, spoken
from tests.journeys.papers import Papers

ENTERPRISE = "江城 张𠮷 机械 & 配件有限公司"
PRINCIPAL, MANAGER = "张𠮷", "林晓燕"
SAMPLE_PRINCIPAL = (
    "周建华"  # who signs for the sample enterprise; its safety manager has the same name
)
PASSPHRASES = {
    PRINCIPAL: "one sentence of Zhang 2026",
    SAMPLE_PRINCIPAL: "one sentence of Zhou 2026",
    MANAGER: "another one of Lin 2026",
}
PROFILE = {
    "hazardous_chemicals": False,
    "confined_space": True,
    "hot_work": True,
    "contractors": True,
    "special_equipment": True,
    "gas": False,
    "vehicles": False,
    "crowded_place": False,
}
FIELDS = {
    "所属行业": "机械制造",
    "生产经营地址": "湖北省江城市工业路 18 号 3 栋",
    "接收报送的主管部门": "江城区应急管理局",
    "联系电话": "0714-6200000",
    "从业人员人数": "86",
}
WRONG = {"d04.no_charging"}  # 不符合, with a plan
CORRECTED = {"d12.environment"}  # 不符合, corrected on site
ABSENT = {
    "d03.stopped": "本期没有一时改不了的重大事故隐患",
    "d03.double_report": "本期没有查出重大事故隐患",
    "d04.daily_patrol": "不是消防安全重点单位",
}
NOT_PROVIDED = {"d02.assessed": "考核表在集团档案室，月底取回补上"}
SAID = (  # of what does not conform
    "一辆电动自行车停在配电间门口充电",
    "车间内插座断电，建室外车棚",
    "当场移走，划线改到室外车棚",
)
EMPTY = {"d12.certificates", "s07.events"}  # registers declared to hold nothing
OWNED = {"d04"}  # a duty that somebody is named for
BY_KEYBOARD = {"d02"}  # a duty answered without touching the mouse
_CTRL = Qt.KeyboardModifier.ControlModifier


@dataclass
class Journey:
    """One enterprise on its way through one round."""

    person: Person
    pack: Pack
    today: date
    papers: Papers
    principal: str = PRINCIPAL

    def __post_init__(self) -> None:
        self._ways = cycle((self._by_menu, self._by_dropping, self._by_tray))
        self._titles = {f"{ordinal(duty)} {duty.title}": duty for duty in self.pack.all_duties}

    # ---- a new enterprise

    def begin(self, credit_code: str, folder: Path) -> None:
        """From the first start to the home page of a new archive."""
        person = self.person
        person.press("新建")
        person.write("企业名称", ENTERPRISE)
        person.write("统一社会信用代码", credit_code)
        person.will_choose(folder)
        person.press("换个位置…")
        person.until(lambda: person.sees(str(folder)), "the chosen place")
        person.press("下一步")
        for question in self.pack.profile_questions:
            answer = "是" if PROFILE[question.key] else "否"
            person.press(f"{question.text}：{answer}")
        person.press("建好档案，开始自查")
        person.wait_for("首页")

    def describe(self) -> None:
        """Enterprise and people."""
        person = self.person
        self.go("企业概况")
        for name, text in FIELDS.items():
            person.write(name, text)
        for role, name, post, phone in (
            ("主要负责人", PRINCIPAL, "总经理", "13800000001"),
            ("安全管理人员", MANAGER, "安全科长", "13800000002"),
        ):
            person.write(f"{role}姓名", name)
            person.write(f"{role}{name}的职务", post)
            person.write(f"{role}{name}的电话", phone)
        person.wait_for("都填好了")

    def go(self, place: str) -> None:
        """Go to a place of the navigation."""
        self.person.press(place, self.person.part("导航"), starts=True)

    # ---- the duties

    def open_duty(self, duty: Duty) -> None:
        """By its row in the list."""
        self.go("十三项职责")
        self.person.choose_row("十三项职责", duty.title)
        self.person.until(lambda: self.duty_at_hand() is duty, f"the page of {duty.key}")

    def duty_at_hand(self) -> Duty | None:
        """The duty whose page is shown."""
        words = self.person.read()
        return next((self._titles[text] for text in words if text in self._titles), None)

    def answer_from(self, first: Duty) -> list[str]:
        """Page after page by 下一项, until there is none; returns the duties in their order."""
        self.open_duty(first)
        answered: list[str] = []
        while duty := self.duty_at_hand():
            if duty.key in answered:
                raise Lost(f"{duty.key} comes up again: {self.person.read()}")
            self.answer_duty(duty)
            answered.append(duty.key)
            if not self.person.has_button("下一项：", starts=True):
                break
            self.person.press("下一项：", starts=True)
        return answered

    def answer_duty(self, duty: Duty) -> None:
        """Every item of the page at hand, its evidence, and that the duty is done."""
        items = applicable_items(duty, {**PROFILE, "sector": FIELDS["所属行业"]})
        if not items:
            self._confirm_absence()
            return
        if duty.key in BY_KEYBOARD:
            self._answer_by_keyboard(items)
        for number, item in enumerate(items, start=1):
            if duty.key not in BY_KEYBOARD:
                self._answer(number, item)
            self._prove(number, item)
        if duty.key in OWNED:
            self.person.choose("责任人", MANAGER)
        self.person.press("是，已完成")
        self.person.until(lambda: "已完成" in self.person.read(), f"{duty.key} to be done")

    def _confirm_absence(self) -> None:
        person = self.person
        if not person.chosen("确认的主要负责人"):
            person.choose("确认的主要负责人", PRINCIPAL)
        person.press("确认本期不适用")
        person.wait_for(f"主要负责人{PRINCIPAL}")

    def _answer(self, number: int, item: Item) -> None:
        person, name = self.person, _name(number, item)
        row = self._row(number, item)
        if item.answer == "conformity":
            self._judge(name, item, row)
        elif item.answer == "yes_no":
            person.press(f"{name}：否", row)
        elif item.answer == "number":
            person.write(f"{name}，单位{item.unit}", _figure(item), row)
        elif item.answer == "date":
            person.write(name, self._past, row)
        elif item.answer == "choice":
            person.choose(name, item.options[0].text, row)
        elif item.answer == "text":
            person.write(name, f"{item.short}：都有，见附件 𠮷。", row)
        else:
            person.press(f"{name}，", row, starts=True)
            self._list(item)

    def _judge(self, name: str, item: Item, row: QWidget) -> None:
        person = self.person
        if item.key in ABSENT:
            person.press(f"{name}：不适用", row)
            person.write(f"{name}，不适用的理由", ABSENT[item.key], row)
            return
        if item.key not in WRONG | CORRECTED:
            person.press(f"{name}：符合", row)
            return
        person.press(f"{name}：不符合", row)
        person.write(f"{name}，哪里不符合", SAID[0], row)
        if item.key in CORRECTED:
            person.press(f"{name}，怎么整改：已当场整改", row)
            person.write(f"{name}，整改措施", SAID[2], row)
            return
        person.write(f"{name}，整改措施", SAID[1], row)
        person.write(f"{name}，整改责任人", MANAGER, row)
        person.write(f"{name}，整改期限", (self.today + timedelta(days=20)).isoformat(), row)

    # ---- registers

    def _list(self, item: Item) -> None:
        """One row, cell by cell; or the words for having none."""
        register, person = item.register, self.person
        assert register is not None
        card = person.part(register.title)
        if item.key in EMPTY:
            person.press(register.none_text, card)
            person.until(lambda: person.sees("已声明", card), f"{item.key} to be empty")
            return
        person.press(register.add_text, card)
        for column in register.columns:
            name, text = f"{register.code_prefix}-01 {_title(column)}", self._cell(column)
            if column.kind in ("choice", "yes_no"):
                person.choose(name, text, card)
            else:
                person.write(name, text, card)

    def _cell(self, column: Column) -> str:
        """What to write, or the word to choose."""
        if column.kind == "date":
            ahead = (self.today + timedelta(days=300)).isoformat()
            return ahead if column.expires else self._past
        words = {option.key: option.text for option in column.options}
        words |= {"yes": "是", "no": "否"} if column.kind == "yes_no" else {}
        if words:
            return words[column.must_be] if column.must_be else next(iter(words.values()))
        return "2" if column.kind == "number" else f"{column.title}甲"

    @property
    def _past(self) -> str:
        return (self.today - timedelta(days=1)).isoformat()

    # ---- without the mouse

    def _answer_by_keyboard(self, items: tuple[Item, ...]) -> None:
        """Digits choose, Ctrl+Enter goes on, the space bar presses, Tab goes along a row."""
        person = self.person
        for number, item in enumerate(items, start=1):
            name = _name(number, item)
            if not spoken(person.hand).startswith(name):
                raise Lost(f"the keyboard is at “{spoken(person.hand)}”, not at “{name}”")
            if item.answer in ("conformity", "yes_no", "choice"):
                person.key(Qt.Key.Key_1)
            elif item.answer == "register":
                person.key(Qt.Key.Key_Space)
                self._list_by_keyboard(item)
            else:
                texts = {"number": _figure(item), "date": self._past}
                person.type(texts.get(item.answer, "都有"))
            person.key(Qt.Key.Key_Return, _CTRL)

    def _list_by_keyboard(self, item: Item) -> None:
        register, person = item.register, self.person
        assert register is not None
        person.key(Qt.Key.Key_Space)  # 新增
        for column in register.columns:
            name = f"{register.code_prefix}-01 {_title(column)}"
            person.until(
                lambda name=name: spoken(person.hand) == name,  # type: ignore[misc]  # bound now
                f"the keyboard at “{name}”, it is at “{spoken(person.hand)}”",
            )
            if column.kind in ("choice", "yes_no"):
                person.choose(name, self._cell(column))
            else:
                person.type(self._cell(column))
            person.key(Qt.Key.Key_Tab)

    # ---- evidence

    def _row(self, number: int, item: Item) -> QWidget:
        return self.person.part(f"第 {number} 条 {item.text}")

    def _prove(self, number: int, item: Item) -> None:
        """Add what the item asks for, each time another way; or say why not."""
        person, name = self.person, _name(number, item)
        if item.key in NOT_PROVIDED:
            self._open_evidence_menu(number, self._row(number, item), "不能提供")
            reason = f"{name}，未提供证据的理由"
            person.until(lambda: spoken(person.hand) == reason, f"the keyboard at “{reason}”")
            person.type(NOT_PROVIDED[item.key])
            person.key(Qt.Key.Key_Tab)
        elif item.key in WRONG | CORRECTED:
            photos = [self.papers.photo("整改前"), self.papers.photo("整改后")]
            person.will_choose(*photos[: 1 if item.key in WRONG else 2])
            person.press(f"{name}，添加现场照片", self._row(number, item))
            self._wait_for_evidence(number, item, 1 if item.key in WRONG else 2)
        elif item.evidence is not None and item.key not in {*ABSENT, *EMPTY}:
            files = self._files(item)
            next(self._ways)(number, self._row(number, item), files)
            self._wait_for_evidence(number, item, len(files))

    def _files(self, item: Item) -> list[Path]:
        assert item.evidence is not None
        if item.key == "d02.displayed":
            return [self.papers.screenshot()]
        photo = item.evidence.kind == "photo"
        papers = self.papers
        shelf = papers.standard_photos if photo else papers.standard_documents
        return shelf[: item.evidence.least]

    def _open_evidence_menu(self, number: int, row: QWidget, words: str) -> None:
        self.person.press(f"第 {number} 条证据（E）", row, starts=True)
        self.person.choose_from_menu(words)

    def _by_menu(self, number: int, row: QWidget, files: list[Path]) -> None:
        self.person.will_choose(*files)
        self._open_evidence_menu(number, row, "从文件添加")

    def _by_dropping(self, number: int, row: QWidget, files: list[Path]) -> None:  # noqa: ARG002 - as the others
        self.person.drop(row, files)

    def _by_tray(self, number: int, row: QWidget, files: list[Path]) -> None:
        """The tray adds to the item at hand: go there first."""
        person = self.person
        person.click_focus(person.button(f"第 {number} 条证据（E）", row, starts=True))
        person.will_choose(*files)
        person.press(f"添加到第 {number} 条", person.part("证据"))

    def _wait_for_evidence(self, number: int, item: Item, pieces: int) -> None:
        row, name = self._row(number, item), f"第 {number} 条证据（E），{pieces} 件"
        self.person.until(lambda: self.person.has_button(name, row), f"“{name}”")

    # ---- signing and handing over

    def approve(self, reasons: int | None = None) -> None:
        """Nothing is missing but what so many reasons are given for; the safety manager approves.

        That no risk point is registered counts with them: these journeys draw no map.
        """
        self.go("签署与报送")
        self.person.wait_for("没有必须补的，可以签署")
        if reasons is not None:
            self.person.wait_for(f"可带理由 {reasons + 1} 项")
        self._take_turn("安全管理人员", MANAGER, "审核并转主要负责人", "已审核")

    def sign(self) -> None:
        """The principal, named where there are several, makes a key, declares and signs."""
        person = self.person
        if person.has_list_of("由哪位主要负责人来签"):
            person.choose("由哪位主要负责人来签", self.principal)
        self._make_key("主要负责人", self.principal)
        person.press("我已通读以上声明")
        self._take_turn("主要负责人", self.principal, "签署并冻结本期", "已签署")

    def _make_key(self, role: str, name: str) -> None:
        """In the program's own dialog, which says where the key's file lies."""
        person = self.person
        person.press("新建密钥…", person.part(role))
        person.wait_for(f"为{name}新建签名密钥")
        person.put("口令", PASSPHRASES[name])
        person.put("再输一次口令", PASSPHRASES[name])
        person.press("新建密钥")
        person.wait_for("密钥已建好", 60)
        person.press("完成")

    def _take_turn(self, role: str, name: str, verb: str, done: str) -> None:
        person = self.person
        if not person.has_field("密钥口令", person.part(role)):
            self._make_key(role, name)
        block = person.part(role)
        person.put("姓名", name, block)
        person.put("密钥口令", PASSPHRASES[name], block)
        person.press(verb, block)
        person.until(lambda: person.sees(done, person.part(role)), f"“{done}”", 120)

    def export(self, folder: Path) -> Path:
        """Into a folder; returns the package that lies there then."""
        person = self.person
        person.press("导出")
        person.wait_for("已签署并冻结，还没有导出")
        person.will_choose(folder)
        person.press("选择文件夹…")
        person.wait_for("已写入并复核", 120)
        (package,) = folder.glob("*.zip")
        return package


def check_as_a_clerk(person: Person, package: Path, certificates: Sequence[Path]) -> None:
    """Without an archive: whole, and then by whose keys, once their certificates are at hand."""
    person.press("核验", person.part("导航"))
    person.will_choose(package)
    person.press("选择报送包")
    person.wait_for("完整，但签名人未登记")
    person.will_choose(*certificates)
    person.press("选择登记的证书…")
    person.wait_for("完整可信")
    assert person.sees("两人均已登记")


def _name(number: int, item: Item) -> str:
    return f"第 {number} 条 {item.short}"


def _title(column: Column) -> str:
    return f"{column.title}（{column.unit}）" if column.unit else column.title


def _figure(item: Item) -> str:
    return f"{max(item.minimum or 0, 3):g}"
