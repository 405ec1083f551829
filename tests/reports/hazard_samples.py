"""A major hazard with every paper about it, changed only where a test says so."""

from dataclasses import replace
from pathlib import Path

from selfcheck.evidence.marks import Mark
from selfcheck.reports.content import Photo
from selfcheck.reports.hazard_content import (
    Acceptance,
    HazardFacts,
    HazardReport,
    Notice,
    Origin,
    SixParts,
    StopFacts,
    TreatmentPlan,
    WorkersNotice,
)
from tests.reports.samples import CODE, HEAD, a_photo

ORIGIN = Origin("黄石示例机械制造有限公司", CODE, "2026-11-24", HEAD)
LONG = (
    "湖北省黄石市示例精密机械装备制造与表面处理联合股份有限公司第三分公司"
    "磁湖工业园生产基地熔炼工部与清理工部合署办公室"
)
TEXT = (
    "炉坑积水约 4 cm，来自冷却水管法兰渗漏，当班仍在熔炼；铁水泄漏遇水会立即汽化爆炸。"
    "坑内没有液位报警，巡检表上也没有这一项。"
)
STOP = StopFacts(
    scope="设备停用",
    what="3号中频炉及其供料行车",
    since="2026-11-16 09:40",
    decided_by="周立民（主要负责人）",
    interim="断电、上锁、挂牌，炉坑周围设警戒线，水泵 24 小时值守",
)
PLAN = SixParts(
    goals="2026-11-27 前消除炉坑积水，并保证以后渗漏时 1 分钟内报警、停炉。",
    methods="更换冷却水管法兰垫片；炉坑四周加截排水沟；装液位报警，与炉子电源联锁。",
    resources="预算 46,000.00 元，从安全生产费用列支；液位开关 2 只、排水泵 1 台。",
    people="组长周立民，责任人陈国梁（熔炼工部主任），参加：设备科、安全部。",
    deadline="11-18 前完成排水和清理，11-25 前完成安装，11-27 前试运行 8 小时并验收。",
    safety="治理期间停炉断电上锁；进坑前测气体、设监护；喷爆现场处置方案 11-18 已演练。",
)


def a_hazard(**changes: object) -> HazardFacts:
    """A pit under a furnace with water in it."""
    hazard = HazardFacts(
        number="YH-2026-052",
        what="3号中频炉炉坑积水约 4 cm，当班仍在熔炼",
        place="熔炼工部",
        part="3号中频炉炉坑",
        grade="重大",
        basis="工贸企业重大事故隐患判定标准（应急管理部令第10号，2023-05-15 起施行）第七条（三）",
        found_on="2026-11-16 09:12",
        found_by="何建平",
        source="班组日查",
        accident_type="高温熔融物爆炸",
        major=True,
    )
    return replace(hazard, **changes)  # type: ignore[arg-type]  # a builder's changes are fields


def hazard_photos(count: int, colour: str = "#7a8698") -> tuple[Photo, ...]:
    """Photos of the place, the first with marks."""
    data = a_photo(colour=colour)
    marks = (
        Mark("box", 0.2, 0.4, 0.7, 0.8, "积水约 4 cm"),
        Mark("arrow", 0.9, 0.2, 0.72, 0.42),
    )
    return tuple(
        Photo(
            f"E{number:03d}",
            "炉坑东侧，2026-11-16 09:12，何建平拍摄",
            data,
            marks if number == 1 else (),
        )
        for number in range(1, count + 1)
    )


def a_lost_photo() -> Photo:
    """A photo whose file is no longer there."""
    return Photo("E009", "炉坑西侧", Path("/nowhere/evidence/lost.jpg"))


def a_notice(**changes: object) -> Notice:
    """A notice to the head of the melting shop."""
    notice = Notice(
        origin=ORIGIN,
        hazard=a_hazard(),
        owner="陈国梁",
        department="熔炼工部",
        demands="1. 立即停炉、断电、上锁、挂牌，排干积水。\n2. 更换渗漏的法兰垫片，加截排水沟。\n"
        "3. 装液位报警并与炉子电源联锁，试运行 8 小时。",
        deadline="2026-11-27",
        stop=STOP,
        before=hazard_photos(1),
        issuer="李文静",
        issued_on="2026-11-16",
    )
    return replace(notice, **changes)  # type: ignore[arg-type]  # a builder's changes are fields


def a_blank_hazard() -> HazardFacts:
    """A hazard of which only the number and the place are known."""
    return HazardFacts(number="YH-2026-060", what="", place="2号厂房")


def blank_notice() -> Notice:
    """A notice to be filled in by hand."""
    return Notice(origin=ORIGIN, hazard=a_blank_hazard(), owner="")


def a_hazard_report(**changes: object) -> HazardReport:
    """The report of the hazard to the department, complete."""
    report = HazardReport(
        origin=ORIGIN,
        hazard=a_hazard(),
        receiver="示例区应急管理局",
        principal="周立民",
        address="示例区工业园三路 18 号",
        sector="机械制造，186 人",
        phone="0714-0000000",
        contact="李文静（安全总监）",
        situation=TEXT,
        severity="炉坑积水与约 1,500 ℃ 的铁水相遇会爆炸，当班 6 人在 15 m 内，可能造成群死群伤。",
        difficulty="要停炉、更换法兰和加装联锁，需 11 天；设备由本单位自行采购，难度中等。",
        plan=PLAN,
        stop=STOP,
        reported_on="2026-11-16",
    )
    return replace(report, **changes)  # type: ignore[arg-type]  # a builder's changes are fields


def a_treatment_plan(**changes: object) -> TreatmentPlan:
    """The plan of treatment, approved."""
    plan = TreatmentPlan(
        origin=ORIGIN,
        hazard=a_hazard(),
        plan=PLAN,
        owner="陈国梁（熔炼工部主任）",
        budget="46,000.00 元",
        deadline="2026-11-27",
        approved_by="周立民",
        approved_on="2026-11-17",
    )
    return replace(plan, **changes)  # type: ignore[arg-type]  # a builder's changes are fields


def a_workers_notice(**changes: object) -> WorkersNotice:
    """What hangs on the notice board."""
    notice = WorkersNotice(
        origin=ORIGIN,
        hazard=a_hazard(),
        stop=STOP,
        measures="更换法兰垫片，加截排水沟，装液位报警并与炉子电源联锁",
        owner="陈国梁（熔炼工部主任）",
        deadline="2026-11-27",
        state="整改中",
        phone="0714-0000000（安全部）",
        published_on="2026-11-17",
    )
    return replace(notice, **changes)  # type: ignore[arg-type]  # a builder's changes are fields


def an_acceptance(**changes: object) -> Acceptance:
    """The form of acceptance, passed."""
    acceptance = Acceptance(
        origin=ORIGIN,
        hazard=a_hazard(),
        owner="陈国梁",
        measures="更换法兰垫片；加截排水沟 18 m；装液位开关 2 只并与炉子电源联锁。",
        result="炉坑干燥；联锁停炉试验 2 次均动作；排水泵连续试运行 8 小时。",
        spent="31,000.00 元",
        done_on="2026-11-22",
        stop=replace(STOP, resumed="2026-11-24 周立民批准"),
        before=hazard_photos(1),
        after=hazard_photos(1, "#9fb0a2"),
        acceptor="周立民",
        opinion="现场核对，六项措施均已落实，同意恢复使用；一个月后回头看。",
        accepted_on="2026-11-24",
        passed=True,
    )
    return replace(acceptance, **changes)  # type: ignore[arg-type]  # a builder's changes are fields
