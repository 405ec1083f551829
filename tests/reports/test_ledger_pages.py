"""The ledger in the report of a round: every hazard, and for a major one what is missing."""

from pathlib import Path

import pytest

from selfcheck.errors import NotReady
from selfcheck.progress import Progress
from selfcheck.reports.content import LedgerPart, LedgerRowPart
from selfcheck.reports.duties import build
from tests.reports.samples import a_ledger_part, a_major_block, a_report, words_of


def printed(folder: Path, part: LedgerPart | None) -> str:
    """The words of a report with this ledger, without gaps."""
    pdf = build(a_report(ledger=part), progress=Progress()).pdf
    return "".join(words_of(pdf, folder).split())


def test_a_report_without_a_ledger_is_as_it_was() -> None:
    assert build(a_report(), progress=Progress()) == build(
        a_report(ledger=None), progress=Progress()
    )


def test_every_hazard_and_the_totals_are_there(tmp_path: Path) -> None:
    part = a_ledger_part()
    text = printed(tmp_path, part)
    assert "列出6项重大2一般4超期1" in text
    for row in part.rows:
        assert row.number in text
        assert "".join(row.what.split()) in text
    assert "超期2天" in text


def test_a_major_hazard_shows_clause_stop_reports_and_five_marks(tmp_path: Path) -> None:
    text = printed(tmp_path, a_ledger_part(majors=(a_major_block(),)))
    block = a_major_block()
    for words in (block.clause, block.stop, block.interim, block.department, block.workers):
        assert "".join(words.split()) in text
    for mark in block.marks:
        assert f"✓{mark.name}" in text
        assert "".join(mark.words.split()) in text
    assert "尚未报告" not in text
    assert "尚未向" not in text
    assert "主要负责人确认" not in text


def test_what_is_missing_is_named_with_its_explanation(tmp_path: Path) -> None:
    text = printed(tmp_path, a_ledger_part())
    assert "尚未向职工代表大会报告或公示" in text
    assert "○预案未落实" in text
    assert "未停用：抛丸机停机会使造型线断料" in text
    assert "说明（主要负责人确认）：11月24日夜班停机清扫" in text
    assert "周建华2026-11-23" in text


def test_nothing_at_all_settled_is_named_piece_by_piece(tmp_path: Path) -> None:
    bare = a_major_block(clause="", stop="", interim="", department="", marks=())
    text = printed(tmp_path, a_ledger_part(majors=(bare,)))
    for words in ("没有引用条款", "没有停用，也没有写明理由", "尚未报告监管部门"):
        assert words in text


def test_an_empty_ledger_says_so(tmp_path: Path) -> None:
    text = printed(tmp_path, a_ledger_part(rows=(), majors=(), totals=()))
    assert "没有登记隐患" in text


def test_titles_are_repeated_on_every_page_of_a_long_ledger(tmp_path: Path) -> None:
    row = LedgerRowPart("", "安全出口堵塞", "装配区", "一般", "王磊", "2026-11-30", "整改中")
    rows = tuple(row for _ in range(120))
    text = printed(tmp_path, a_ledger_part(rows=rows, majors=()))
    assert text.count("编号内容与地点等级责任人·期限状态") > 3
    assert text.count("安全出口堵塞") == 120


def test_rp01_a_name_in_the_ledger_is_looked_at() -> None:
    part = a_ledger_part(majors=(a_major_block(place="𡌴车间"),))
    with pytest.raises(NotReady) as refused:
        build(a_report(ledger=part), progress=Progress())
    assert [problem.where for problem in refused.value.problems] == [
        "重大隐患 YH-2026-052的地点"
    ]
