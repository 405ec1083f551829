"""Where the header is, and what each column is about."""

from dataclasses import fields

import pytest

from selfcheck.hazards.spreadsheet.fields import FIELDS, SPECS
from selfcheck.hazards.spreadsheet.grid import Book, Merge
from selfcheck.hazards.spreadsheet.headers import (
    LIKELY,
    SURE,
    UNKNOWN,
    counted_in_ten_thousands,
    guess,
    guess_at,
    likely_sheet,
    plain_head,
    year_told,
)
from selfcheck.hazards.spreadsheet.imported import ImportedRow
from tests.hazards.spreadsheet.dirty import FIRST, HEADER, LEDGER, grid


def fields_of(*header: str) -> list[str | None]:
    return list(guess_at(grid(header), 0, 1).columns)


# heads as ledgers of companies, of authorities' forms and of platforms have them
LEDGERS: dict[str, dict[str, str | None]] = {
    "summary of a company": {
        "序号": None, "检查时间": "found_on", "检查人": "found_by", "存在问题": "description", "隐患类型": None,
        "隐患所在区域/部门": "location", "隐患等级": "grade", "整改措施": "measures", "整改部门": "department",
        "要求整改日期": "deadline", "治理方案": None, "验收部门": None, "验收人": "acceptor",
        "验收时间": "accepted_on", "隐患闭环情况": "closed",
    },
    "on paper": {
        "序号": None, "发现时间": "found_on", "隐患内容与部位": "description", "判定依据条款": "basis",
        "级别": "grade", "临时措施": "interim_measures", "责任人": "owner", "措施": "measures", "资金": "budget",
        "时限": "deadline", "预案": "safeguards", "整改完成时间": "rectified_on", "验收人": "acceptor",
        "销号": "closed", "备注": "note",
    },
    "export of a platform": {
        "隐患编号": "number", "隐患来源": "source", "排查人": "found_by", "排查时间": "found_on",
        "隐患地点": "location", "隐患部位": "part", "检查情况描述": "description", "隐患级别": "grade",
        "判定依据": "basis", "整改前拟采取的保障安全的临时措施": "interim_measures",
        "整改责任部门": "department", "整改负责人": "owner", "限期整改时间": "deadline", "整改金额": "budget",
        "实际整改资金": "spent", "整改完成时间": "rectified_on", "整改结果": "result", "复查人": "acceptor",
        "复查时间": "accepted_on", "复查状态": "closed",
    },
    "of a workshop": {
        "日期": "found_on", "车间": "location", "具体部位": "part", "问题描述": "description",
        "可能导致的后果": "accident_type", "责任单位": "department", "责任人": "owner",
        "计划完成时间": "deadline", "实际完成时间": "rectified_on", "整改情况": "result",
        "复查人": "acceptor", "状态": "closed",
    },
    "with remarks and signs": {
        "序号": None, "*隐患内容（必填）": "description", "检查日期【年/月/日】": "found_on",
        "级别(一般/重大)": "grade", "整改责任人：": "owner", "整改资金/万元": "budget",
    },
}  # fmt: skip


@pytest.mark.parametrize("ledger", LEDGERS)
def test_columns_of_real_ledgers_are_recognised(ledger):
    expected = LEDGERS[ledger]

    assert dict(zip(expected, fields_of(*expected), strict=True)) == expected


@pytest.mark.parametrize("spec", FIELDS, ids=lambda spec: spec.key)
def test_every_synonym_leads_to_its_own_field(spec):
    for word in (spec.title, *spec.synonyms):
        layout = guess_at(grid([word]), 0, 1)
        assert (layout.columns, layout.confidence) == ((spec.key,), (SURE,)), word


def test_no_head_means_two_fields():
    words = [plain_head(word) for spec in FIELDS for word in spec.synonyms]

    assert sorted(words) == sorted(set(words))


def test_only_the_description_is_required():
    assert [spec.key for spec in FIELDS if spec.required] == ["description"]


def test_every_field_has_its_place_in_an_imported_row():
    assert set(SPECS) == {field.name for field in fields(ImportedRow)} - {"row", "key"}


@pytest.mark.parametrize(
    ("head", "field"),
    [
        ("本次检查存在的问题", "description"),
        ("一般隐患整改完成日期", "rectified_on"),
        ("整改措施责任人", "owner"),
        ("现场检查人员", "found_by"),
        ("治理方案编制人", None),
        ("隐患照片附件", None),
        ("整改措施制定日期", None),
    ],
)
def test_a_head_with_more_words_is_only_likely(head, field):
    layout = guess_at(grid([head]), 0, 1)

    assert layout.columns == (field,)
    assert layout.confidence == ((LIKELY if field else UNKNOWN),)


def test_a_head_in_which_a_known_word_is_small_stays_open():
    assert fields_of("是否通知承包商现场整改责任人到场") == [None]


def test_of_two_columns_for_one_field_the_more_usual_word_has_it():
    assert fields_of("整改时间", "隐患内容", "整改完成时间") == [
        None,
        "description",
        "rectified_on",
    ]


@pytest.mark.parametrize(
    ("cells", "field"),
    [
        (["已整改", "未整改", None, "整改中"], "closed"),
        (["已整改", "已更换箱门并接地"], "result"),
        ([None, None], "result"),
    ],
)
def test_a_column_of_results_that_holds_states_tells_the_state(cells, field):
    rows = [["漏电", cell] for cell in cells]

    layout = guess(grid(["隐患内容", "整改情况"], *rows, ["断绳", None]))

    assert layout.columns == ("description", field)


def test_groups_tell_what_their_columns_are_about():
    upper = ["隐患内容", "检查", None, "整改情况", None, None, "验收", None]
    lower = [None, "时间", "人员", "责任人", "期限", "完成时间", "人员", "日期"]
    merges = [Merge(0, 0, 1, 0), Merge(0, 1, 0, 2), Merge(0, 3, 0, 5), Merge(0, 6, 0, 7)]

    layout = guess(grid(upper, lower, ["漏电"], merges=merges))

    assert layout.header_height == 2
    assert layout.first_row == 2
    assert layout.titles[3] == "整改情况/责任人"
    assert layout.columns == (
        "description", "found_on", "found_by", "owner", "deadline", "rectified_on", "acceptor", "accepted_on",
    )  # fmt: skip


def test_the_first_row_of_data_is_never_taken_for_the_second_row_of_a_header():
    layout = guess(grid(*LEDGER))

    assert (layout.header_row, layout.header_height) == (0, 1)


def test_a_sentence_with_known_words_is_no_header():
    sheet = grid(
        ["隐患排查治理台账"],
        ["填报单位：设备部", None, "整改责任人：张三"],
        HEADER,
        [1, None, "2026-11-03", "未落实整改措施和整改责任人", "车间"],
    )

    assert guess(sheet).header_row == 2


def test_a_sheet_without_a_header_has_no_fields():
    layout = guess(grid([1, 2, 3], ["甲", "乙", "丙"]))

    assert layout.columns == (None, None, None)
    assert set(layout.confidence) == {UNKNOWN}


def test_a_person_corrects_a_column_and_no_field_is_held_twice():
    layout = guess(grid(["序号", "隐患内容", "检查情况说明"], [1, "甲", "乙"]))

    corrected = layout.with_column(2, "description")

    assert corrected.columns == (None, None, "description")
    assert corrected.confidence == (SURE, UNKNOWN, SURE)
    assert corrected.column_of("description") == 2
    assert layout.columns[1] == "description"  # the guess itself is untouched
    assert corrected.with_column(2, None).column_of("description") is None


def test_the_ledger_is_found_among_other_sheets():
    notes, old, ledger = grid(["说明"], ["每月填报"]), grid(*LEDGER), grid(*LEDGER)
    hidden_old = type(old)(old.name, old.rows, old.merges, hidden=True)

    assert likely_sheet(Book((notes, hidden_old, ledger))) == 2
    assert likely_sheet(Book((hidden_old,))) == 0


@pytest.mark.parametrize(
    ("above", "name", "year"),
    [
        (["某公司２０２５年隐患台账"], "Sheet1", 2025),
        (["隐患台账", "填报日期：2024.3.1"], "Sheet1", 2024),
        (["隐患台账"], "2023年", 2023),
        (["电话 82025123"], "Sheet1", None),
    ],
)
def test_the_year_of_a_ledger_is_read_above_its_header(above, name, year):
    sheet = grid(above, HEADER, FIRST, name=name)

    assert year_told(sheet, guess(sheet)) == year


def test_a_unit_above_the_header_is_seen():
    sheet = grid(["隐患台账", None, "单位：万元"], HEADER, FIRST)

    assert counted_in_ten_thousands(sheet, guess(sheet))
    assert not counted_in_ten_thousands(grid(*LEDGER), guess(grid(*LEDGER)))
