"""A major hazard from finding to closing, a duty's answer that becomes one, an old ledger brought in and taken
back, and the package that tells of it: through the screens alone."""

import json
import re
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from pytestqt.qtbot import QtBot

from selfcheck import history
from selfcheck.progress import Progress
from selfcheck.submission import package, walks
from selfcheck.ui.app import Program
from tests import prepared
from tests.journeys.driver import Person
from tests.journeys.journey import SAMPLE_PRINCIPAL, Journey
from tests.journeys.ledger import CLAUSE, FURNACE, REASON, SENT_BACK, STOP, LedgerKeeper
from tests.journeys.papers import OLD_HAZARDS, Papers

NUMBER, CONVERTED = "YH-2026-013", "YH-2026-014"  # the sample has twelve hazards
DUTY, ITEM = "d12", re.compile(r"第 \d+ 条 通道、照明、标识清楚.*")
STORY = (  # what the history must tell, whatever its exact words
    *("登记隐患", "判定等级", REASON, "登记停用", "向监管部门报告", "向职工报告或公示"),
    *("目标和任务", "审定治理方案", "开始整改", "整改期限由“2026-11-27”改为“2026-12-18”"),
    *("软管要订货", "移开一件材料", "上传整改后照片", "申请验收", "退回整改", SENT_BACK),
    *("验收通过", "恢复使用", "销号", "风险点等级需要重新评估"),
)
WRONG = "4 号库区货架超载，立柱变形"


class Afternoon:
    """A clock that goes on by a second whenever somebody looks at it."""

    def __init__(self, begin: datetime) -> None:
        self._now = begin

    def __call__(self) -> datetime:
        self._now += timedelta(seconds=1)
        return self._now


@contextmanager
def the_sample(desk: Path) -> Iterator[tuple[Program, Person]]:
    """The sample enterprise, everything answered, in the window."""
    folder = prepared.a_filled_workspace(desk)
    program = Program(folder, clock=Afternoon(prepared.NOW + timedelta(hours=1)))
    program.window.resize(1366, 768)
    program.window.show()
    program.window.activateWindow()
    person = Person(program.window)
    person.wait_for("本机档案")
    try:
        with person.at_the_file_dialogs():
            yield program, person
    finally:
        program.window.close()


def at(days: int, hour: int = 9) -> datetime:
    """A moment so many days before."""
    return prepared.NOW.replace(hour=hour, minute=12) - timedelta(days=days)


def treat(keeper: LedgerKeeper, papers: Papers) -> None:
    """The furnace, from the photo of the water to its closing; the list is looked at on the way."""
    keeper.go("隐患台账")
    keeper.register_and_grade(papers.photo("炉坑积水", taken_at=at(4)))
    assert keeper.lists_with(FURNACE) == ["未闭环", "重大", "全部"]

    keeper.open(FURNACE)
    assert (keeper.grade, keeper.state) == ("重大", "已定级")
    keeper.stop(papers.photo("断电上锁", taken_at=at(4, hour=10)))
    keeper.report()
    keeper.plan()
    assert keeper.lists_with(FURNACE) == ["未闭环", "本周到期", "重大", "停用中", "全部"]
    keeper.go("首页")
    assert keeper.person.has_button("3号中频炉及其供料行车", starts=True)

    keeper.open(FURNACE)
    keeper.extend("20261218")
    keeper.show_result(
        papers.photo("太早", taken_at=at(9)), papers.photo("已干燥", taken_at=at(0))
    )
    keeper.request()
    assert keeper.state == "待复查"
    keeper.send_back()
    assert keeper.state == "退回整改"
    assert keeper.person.sees(SENT_BACK, keeper.ribbon)
    keeper.request()
    keeper.accept()
    assert keeper.state == "验收通过"
    assert keeper.lists_with(FURNACE) == ["未闭环", "重大", "停用中", "全部"]

    keeper.open(FURNACE)
    keeper.resume()
    keeper.close()
    assert keeper.state == "已销号"


def convert(keeper: LedgerKeeper, journey: Journey) -> None:
    """One answer 不符合 becomes a hazard by one click; each leads to the other."""
    person, duty = keeper.person, journey.pack.duty(DUTY)
    journey.open_duty(duty)
    (name,) = (told for told in person.heard() if ITEM.fullmatch(told))
    number = name.split()[1]
    person.press(f"第 {number} 条 环境标准化：不符合", person.part(name))
    person.write(f"第 {number} 条 环境标准化，哪里不符合", WRONG, person.part(name))
    person.press("环境标准化，转为隐患")
    keeper.finish_draft("4 号库区")
    assert keeper.state == "已登记"
    person.press("来自检查项，打开看看")
    person.until(lambda: journey.duty_at_hand() is duty, "the duty that it came from")
    assert person.sees(f"{CONVERTED} 在台账里整改", person.part(name))
    person.press("查看或修改", person.part(name))
    person.press(f"环境标准化，打开隐患 {CONVERTED}")
    assert person.sees(WRONG)
    journey.open_duty(duty)
    person.press("是，已完成")


def bring_an_old_one_in_and_take_it_back(keeper: LedgerKeeper, papers: Papers) -> None:
    """Last year's ledger, with a title and a header of two rows, comes in and goes again without a trace."""
    keeper.go("隐患台账")
    before = keeper.listed("全部")
    keeper.bring_in(papers.old_ledger(), len(OLD_HAZARDS))
    for what, *_ in OLD_HAZARDS:
        assert "全部" in keeper.lists_with(what)
    keeper.person.press("导入旧台账")
    keeper.take_back()
    keeper.go("隐患台账")
    assert keeper.listed("全部") == before


def told_by(file: Path) -> dict[str, dict[str, Any]]:
    """The hazards of a package by their numbers."""
    with zipfile.ZipFile(file) as stock:
        (name,) = (one for one in stock.namelist() if one.endswith("data/records.json"))
        hazards = json.loads(stock.read(name))["ledger"]["hazards"]
    return {one["number"]: one for one in hazards}


def test_a_major_hazard_is_kept_from_finding_to_closing_and_told_in_the_package(
    qtbot: QtBot, desk: Path
) -> None:
    stick = desk / "交 部门"
    stick.mkdir()
    papers = Papers(desk / "照片 文件", prepared.NOW)
    with the_sample(desk) as (program, person):
        assert program.workspace is not None
        keeper = LedgerKeeper(person)
        journey = Journey(
            person, walks.shipped_pack(), prepared.NOW.date(), papers, SAMPLE_PRINCIPAL
        )
        treat(keeper, papers)
        story = "\n".join(keeper.story())
        assert [word for word in STORY if word not in story] == []
        assert keeper.lists_with(FURNACE) == ["全部"]
        convert(keeper, journey)
        bring_an_old_one_in_and_take_it_back(keeper, papers)
        assert program.workspace.read(history.check) is None
        journey.approve()
        journey.sign()
        file = journey.export(stick)

    verdict = package.verify(file, None, Progress())
    assert verdict.intact, verdict.findings
    hazards = told_by(file)
    _tells_of_the_furnace(hazards[NUMBER])
    assert hazards[CONVERTED]["description"] == WRONG
    assert not {row[0] for row in OLD_HAZARDS} & {
        one["description"] for one in hazards.values()
    }


def _tells_of_the_furnace(told: dict[str, Any]) -> None:
    (determined,) = told["determinations"]
    assert (determined["grade"], determined["reason"]) == ("major", REASON)
    (clause,) = determined["clauses"]
    assert (clause["document_number"], clause["clause"]) == ("应急管理部令第10号", CLAUSE)
    (stop,) = told["stops"]
    assert stop["what"] == STOP["停用的设备、场所"]
    assert (stop["stopped_at"], stop["resumed_by"]) == ("2026-11-24 09:40", SAMPLE_PRINCIPAL)
    assert [report["told"] for report in told["reports"]] == ["department", "workers"]
    states = [event["state_to"] for event in told["events"] if event["state_to"]]
    assert states == [
        *("已登记", "已定级", "方案已定", "整改中", "待复查", "退回整改"),
        *("待复查", "验收通过", "已销号"),
    ]
