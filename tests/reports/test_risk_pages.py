"""The risks in the report: revision, counts with colour and word, who answers for red and orange, the map."""

import io
from dataclasses import replace

import pytest
from pypdf import PdfReader

from selfcheck.errors import NotReady
from selfcheck.progress import Progress
from selfcheck.reports.duties import build
from selfcheck.reports.ink import RISK_COLOURS
from selfcheck.reports.risk_content import LEVELS, RiskPart, RiskRow
from tests.reports.paper_reading import fills_of
from tests.reports.risk_samples import a_map, an_origin
from tests.reports.samples import a_report

HEX = {level: "#" + colour.hexval()[2:].lower() for level, colour in RISK_COLOURS.items()}


def a_row(**changes: object) -> RiskRow:
    row = RiskRow(
        "R-01", "3号中频炉", "熔炼浇注区", "重大", "高温熔融物爆炸、灼烫", "铸造车间", "陈国梁", "13871110021"
    )  # fmt: skip
    return replace(row, **changes)  # type: ignore[arg-type]  # named by the test


def a_part(**changes: object) -> RiskPart:
    part = RiskPart(
        revision="修订号 R17-4F2A，2026-11-20 发布",
        counts=(("重大", 1), ("较大", 4), ("一般", 31), ("低", 22)),
        unknown=0,
        rows=(a_row(), a_row(number="R-02", level="较大", owner="", department="", phone="")),
        paper=a_map(),
        note="LEC 法",
    )
    return replace(part, **changes)  # type: ignore[arg-type]  # named by the test


def section(part: RiskPart | None) -> tuple[str, bytes, list[int]]:
    """The words of the section's pages, the report, and which pages they are."""
    pdf = build(replace(a_report(), risk=part), progress=Progress()).pdf
    texts = ["".join(p.extract_text().split()) for p in PdfReader(io.BytesIO(pdf)).pages]
    pages = [n for n, text in enumerate(texts) if "风险分级管控" in text[:30]]
    return "".join(texts[n] for n in pages), pdf, pages


def test_a_report_without_risks_has_no_section_and_is_what_it_was() -> None:
    _, pdf, pages = section(None)
    assert not pages
    assert pdf == build(a_report(), progress=Progress()).pdf


def test_the_section_tells_revision_counts_and_who_answers() -> None:
    words, pdf, pages = section(a_part())
    for text in (
        "修订号R17-4F2A，2026-11-20发布", "红重大1处", "橙较大4处", "黄一般31处", "蓝低22处", "3号中频炉",
        "熔炼浇注区", "铸造车间陈国梁", "13871110021", "没有填写责任人", "安全风险四色分布图·1号厂房一层",
        "安全风险四色分布图·办公楼二层",
    ):  # fmt: skip
        assert text in words, text
    levels = [*LEVELS, *LEVELS[:2]]  # the counts, then the two rows
    colours = [fill.colour for fill in fills_of(pdf, pages[0]) if fill.colour in HEX.values()]
    assert colours[: len(levels)] == [HEX[level] for level in levels]


def test_points_that_are_not_assessed_are_told() -> None:
    words, _, _ = section(a_part(unknown=3))
    assert "还有3个风险点没有评估" in words


def test_two_wide_plans_share_a_page() -> None:
    _, _, pages = section(a_part())
    assert len(pages) == 2


def test_many_rows_repeat_their_titles() -> None:
    words, _, pages = section(a_part(rows=tuple(a_row(number=f"R-{n}") for n in range(60))))
    assert words.count("责任人与电话") == len(pages) - 1
    assert all(f"R-{n}" in words for n in range(60))


def test_a_map_that_is_not_published_is_a_draft_in_the_report_too() -> None:
    words, _, _ = section(a_part(paper=a_map(origin=an_origin(draft=True))))
    assert "草稿" in words


def test_rp01_a_character_of_the_section_without_glyph_is_refused() -> None:
    with pytest.raises(NotReady) as caught:
        section(a_part(rows=(a_row(name="炉\ue003"),)))
    assert caught.value.problems[0].where == "风险点 R-01的名称"
