"""Hazards of a machine works as a ledger prints them, changed only where a test says so."""

from dataclasses import replace

from selfcheck.reports.ledger_content import LedgerLine, LedgerPaper
from tests.reports.samples import CODE, HEAD


def a_line(number: int = 52, **changes: object) -> LedgerLine:
    """A general hazard that is being rectified."""
    line = LedgerLine(
        number=f"YH-2026-{number:03d}",
        found_on="2026-11-16",
        what=f"南侧 {number} 号安全出口疏散通道被周转箱占用，净宽不足 1.4 m\n装配区",
        grade="一般",
        owner="孙丽华",
        measures="清空通道并划线，每班检查",
        money="预算 1,200.00 元",
        deadline="2026-11-28",
        state="整改中",
    )
    return replace(line, **changes)  # type: ignore[arg-type]  # a builder's changes are fields


def a_major_line(number: int = 1, **changes: object) -> LedgerLine:
    """A major hazard with every column filled."""
    line = LedgerLine(
        number=f"YH-2026-{number:03d}",
        found_on="2026-11-16",
        what="3号中频炉炉坑积水约 4 cm，当班仍在熔炼\n熔炼工部 炉坑",
        grade="重大\n工贸判定标准 第七条（三）",
        interim="设备停用：3号中频炉，断电、上锁、挂牌",
        owner="陈国梁",
        measures="截排水沟＋液位报警",
        money="预算 46,000.00 元\n已用 31,000.00 元",
        deadline="2026-11-27",
        emergency_plan="喷爆现场处置方案",
        department="2026-11-16\n书面",
        workers="2026-11-17\n职代会",
        done_on="2026-11-22",
        acceptance="周立民\n2026-11-24",
        state="企业验收通过",
        note="回头看 12-20",
        major=True,
    )
    return replace(line, **changes)  # type: ignore[arg-type]  # a builder's changes are fields


def a_ledger(*rows: LedgerLine, **changes: object) -> LedgerPaper:
    """A ledger of the given rows."""
    paper = LedgerPaper(
        enterprise="黄石示例机械制造有限公司",
        credit_code=CODE,
        as_of="2026-11-24",
        filter_words="未闭环",
        head=HEAD,
        totals=(("重大", 1), ("一般", 2)),
        rows=rows,
    )
    return replace(paper, **changes)  # type: ignore[arg-type]  # a builder's changes are fields
