"""A person keeps the ledger of hazards (隐患台账): from finding one to closing it, on its own pages alone."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from tests.journeys.dialogs import Doing, in_the_dialog
from tests.journeys.driver import Person

FURNACE = "3号中频炉炉坑和炉底积水约4厘米，当班仍在熔炼；冷却水软管接头渗漏"
FOUND = {
    "隐患描述": FURNACE,
    "场所": "熔炼工部",
    "部位": "3号中频炉",
    "发现日期": "20261120",
    "发现人": "张𠮷",
}
CLAUSE = "第七条（三）"
REASON = "实测水深 4 厘米，当班仍在熔炼"
STOP = {
    "停用的设备、场所": "3号中频炉及其供料行车",
    "停用时间，几点几分": "0940",
    "决定人": "周建华",
    "整改前的临时措施": "断电上锁挂牌，炉台撤人，每班巡查一次",
}

TO_THE_DEPARTMENT = {
    "报告方式": "书面送达",
    "回执编号（选填）": "回执 2026-131",
    "现状及其产生原因": "冷却水软管接头渗漏，炉坑积水约 4 厘米",
    "危害程度": "铁水遇水爆炸，危及当班 6 人",
    "整改难易程度": "要停炉更换软管、改排水，约两周",
}
TO_THE_WORKERS = {"报告方式": "职工代表大会", "备注（选填）": "第三届第五次会议"}
PLAN = {
    "目标和任务": "炉坑无积水，冷却水不渗漏",
    "方法和措施": "更换软管和接头，增设积水报警",
    "整改责任人": "赵明辉",
    "机构和人员": "设备部 3 人",
    "预算": "4.6万元",
    "整改期限": "20261127",
    "时限和要求": "27 日前换完，试压合格再验收",
    "安全措施和应急预案": "停炉期间专人看守，按现场处置方案值守",
    "方案审定人": "周建华",
}
RESULT = {"整改完成日期": "20261124", "整改结果": "软管已更换，试压合格", "验收人": "周建华"}
SENT_BACK = "积水报警还没有装，装好再验收"


class LedgerKeeper:
    """One person at the ledger; every step is taken as the page offers it."""

    def __init__(self, person: Person) -> None:
        self.person = person

    # ---- the list

    def go(self, place: str) -> None:
        """Go to a place of the navigation."""
        self.person.press(place, self.person.part("导航"), starts=True)

    def listed(self, words: str) -> list[str]:
        """The rows of a saved filter, as a screen reader tells them."""
        self.person.press(f"{words}，", self.person.part("显示哪些隐患"), starts=True)
        return self.person.rows("隐患台账")

    def lists_with(self, words: str) -> list[str]:
        """The saved filters that hold the hazard of these words now."""
        self.go("隐患台账")
        filters = ("未闭环", "本周到期", "已超期", "重大", "停用中", "全部")
        return [name for name in filters if any(words in row for row in self.listed(name))]

    def open(self, words: str) -> None:
        """Open a hazard from the whole ledger."""
        self.go("隐患台账")
        self.listed("全部")
        self.person.choose_row("隐患台账", words)
        self.person.key(Qt.Key.Key_Return)
        self.person.part("隐患情况")

    # ---- the page of a hazard

    @property
    def ribbon(self) -> QWidget:
        """What comes next."""
        return self.person.part("下一步")

    @property
    def state(self) -> str:
        """Where the page says that the hazard stands."""
        return self._pill("状态：")

    @property
    def grade(self) -> str:
        """Which grade the page shows."""
        return self._pill("等级：")

    def _pill(self, starts: str) -> str:
        told = (name for name in self.person.heard() if name.startswith(starts))
        return next(told, "").removeprefix(starts)  # the first is the title's

    def step(self, words: str, *does: Doing) -> None:
        """Press the big button, and do what its sheet asks; and the next, where one follows."""
        self.by(lambda: self.person.press(words, self.ribbon), *does)

    def other_step(self, words: str, does: Doing) -> None:
        """Take a step that is not the next one, from the menu."""
        self.person.press("更多步骤", self.ribbon)
        self.by(lambda: self.person.choose_from_menu(words), does)

    def by(self, opens: Doing, *does: Doing) -> None:
        """What is done in the sheets that come up by this."""
        in_the_dialog(self.person, opens, *does)

    def write(self, title: str, texts: Mapping[str, str]) -> None:
        """Open the fields of a part of the page, fill them in, close them."""
        person = self.person
        person.press(f"编辑{title}")
        part = person.part(title)
        for name, text in texts.items():
            person.write(name, text, part)
        person.press(f"编辑{title}")

    def story(self) -> list[str]:
        """What happened, newest first, with everything that is folded away."""
        person, part = self.person, self.person.part("经过")
        while person.has_button("更早的", part, starts=True):
            person.press("更早的", part, starts=True)
        while person.has_button("还有", part, starts=True):
            person.press("还有", part, starts=True)
        return [*person.heard(part), *person.read(part)]

    # ---- the sheets

    def fill(self, texts: Mapping[str, str]) -> None:
        """Fields of a sheet."""
        for name, text in texts.items():
            self.person.write(name, text)

    def add(self, strip: str, photos: Sequence[Path]) -> None:
        """Drag photos onto a strip of a sheet, and wait until they lie there."""
        person, part = self.person, self.person.part(strip)
        person.drop(part, photos)
        for photo in photos:
            person.until(
                lambda name=f"证据 {photo.stem}": person.has_button(name, part, starts=True),  # type: ignore[misc]  # bound now
                f"“{photo.stem}” on “{strip}”",
            )

    def take_away(self, strip: str, photo: Path) -> None:
        """Take a photo off a strip by its key."""
        person, part = self.person, self.person.part(strip)
        name = f"证据 {photo.stem}"
        card = person.button(name, part, starts=True)
        person.click_focus(card)
        QTest.keyClick(card, Qt.Key.Key_Delete)
        person.until(
            lambda: not person.has_button(name, part, starts=True), f"“{photo.stem}” to go"
        )

    def press(self, verb: str) -> None:
        """The sheet's own button."""
        self.person.press(verb)

    # ---- what is done about a major hazard at once

    def register_and_grade(self, before: Path) -> None:
        """登记隐患 with its photo, and the grade right away: major, by a clause of the standards."""
        person = self.person

        def register() -> None:
            self.fill(FOUND)
            person.choose("隐患来源", "班组日查")
            self.add("照片", [before])
            self.by(lambda: person.press("登记并判定"), self._grade)

        self.by(lambda: person.press("登记隐患"), register)

    def _grade(self) -> None:
        person = self.person
        assert not person.button("记录判定").isEnabled()  # nothing is decided for the person
        person.press(CLAUSE, person.part(f"{CLAUSE}：", starts=True))
        person.press(f"{CLAUSE}：当时属于“生产期间”吗？是")
        person.press("判为重大，", starts=True)
        person.put("理由", REASON)
        person.press("记录判定")

    def stop(self, photo: Path) -> None:
        """登记停用 of equipment, with the photo of its lock."""

        def told() -> None:
            self.person.press("停用范围：设备停用")
            self.fill(STOP)
            self.add("停用的照片", [photo])
            self.press("登记停用")

        self.step("登记停用", told)

    def report(self) -> None:
        """Both reports, the one to the department with what it must say."""

        def to_the_department() -> None:
            self.fill(TO_THE_DEPARTMENT)
            self.press("登记报告")

        def to_the_workers() -> None:
            self.fill(TO_THE_WORKERS)
            self.press("登记报告")

        self.by(lambda: self.press("登记向监管部门报告"), to_the_department)
        self.by(lambda: self.press("登记向职工代表大会或公示报告"), to_the_workers)

    # ---- treatment

    def plan(self) -> None:
        """The six parts on the page, the principal's approval, and the treatment begins."""
        assert not self.person.button("审定治理方案", self.ribbon).isEnabled()
        self.write("五落实", PLAN)
        self.step("审定治理方案", lambda: self.press("审定方案"))
        self.step("开始整改", lambda: self.press("开始整改"))

    def extend(self, until: str) -> None:
        """延期 with reason and approval."""

        def told() -> None:
            self.fill({"延到哪一天": until, "批准人": "周建华", "延期的理由": "软管要订货"})
            self.press("延期")

        self.other_step("申请延期", told)

    def show_result(self, early: Path, after: Path) -> None:
        """Result, acceptor and the photo of after; one taken before the hazard was found does not do."""
        person, part = self.person, self.person.part("照片")
        self._add_after(early)
        assert person.sees("整改后照片应晚于整改前照片", part)
        person.press("添加整改后照片")
        person.choose_from_menu("名称、日期和移开")
        person.choose_from_menu(early.stem)
        person.press("从整改后照片移除")
        self._add_after(after)
        assert not person.sees("整改后照片应晚于整改前照片", part)
        assert not person.button(
            "申请验收", self.ribbon
        ).isEnabled()  # who accepts is not named yet
        self.write("整改结果与验收", RESULT)

    def _add_after(self, photo: Path) -> None:
        person = self.person
        person.will_choose(photo)
        person.press("添加整改后照片")
        person.choose_from_menu("从文件添加")
        name = f"照片 {photo.stem}"
        person.until(lambda: person.has_button(name, starts=True), f"“{name}”")

    def request(self) -> None:
        """申请验收."""
        self.step("申请验收", lambda: self.press("申请验收"))

    # ---- how it ends

    def send_back(self) -> None:
        """The acceptor opens the acceptance and finds something that is not good yet."""

        def told() -> None:
            self.fill({"哪里不合格，还要做什么": SENT_BACK})
            self.press("退回整改")

        self.step("验收通过", lambda: self.by(lambda: self.press("退回整改"), told))

    def accept(self) -> None:
        """验收通过."""

        def told() -> None:
            assert not self.person.has_button(
                "验收通过并销号"
            )  # a major hazard is not closed by it
            self.fill({"验收意见（选填）": "试压合格，炉坑干燥"})
            self.press("验收通过")

        self.step("验收通过", told)

    def resume(self) -> None:
        """恢复使用."""

        def told() -> None:
            self.fill({"恢复使用的时间，几点几分": "14:00", "批准人": "周建华"})
            self.press("恢复使用")

        self.step("恢复使用", told)

    def close(self) -> None:
        """销号, once it is said whether the risk is to be looked at again, and then which point that is."""

        def told() -> None:
            self.press("销号")
            assert self.person.sees("选“是”或“否”")
            self.press("是否调整风险点等级与四色图？：是")
            self.press("销号")

        self.step("销号", told, lambda: self.press("不在清单里"))

    # ---- what the ledger is fed from

    def finish_draft(self, place: str) -> None:
        """Say where it is and register what another page began."""
        assert not self.person.button("登记", self.ribbon).isEnabled()
        self.write("发现", {"场所": place})
        self.step("登记", lambda: self.press("登记"))

    def bring_in(self, file: Path, count: int) -> None:
        """导入旧台账: columns, pre-check, import; the person stays at the import."""
        person = self.person
        self.go("隐患台账")
        person.press("导入旧台账")
        person.will_choose(file)
        person.press("选择文件")
        person.until(lambda: person.has_button("预检"), "the columns")
        person.press("预检")
        person.until(lambda: person.has_button(f"导入 {count} 条"), "the pre-check")
        person.press(f"导入 {count} 条")
        person.wait_for(f"已导入：新增 {count} 条")

    def take_back(self) -> None:
        """The import that has just been made."""
        self.by(lambda: self.press("撤销这次导入"), lambda: self.press("撤销导入"))
        self.person.wait_for("已撤销导入")
