"""From rows to hazards: what is taken over, what is told, what keeps a row out."""

import threading
from datetime import date

import pytest

from selfcheck.errors import Cancelled
from selfcheck.hazards.spreadsheet.grid import Merge
from selfcheck.hazards.spreadsheet.headers import guess
from selfcheck.hazards.spreadsheet.imported import RowProblem, idempotence_key
from selfcheck.hazards.spreadsheet.mapping import read_rows
from selfcheck.progress import Progress
from tests.hazards.spreadsheet.dirty import TODAY, grid, rows_of

HEAD = ["发现时间", "隐患内容", "所在区域"]
DAY = "2026-11-03"


def told(reading) -> list[tuple[int, str, bool]]:
    return [(problem.row, problem.column, problem.fatal) for problem in reading.problems]


def test_every_field_is_taken_over_with_its_type():
    sheet = grid(
        ["编号", "隐患内容", "地点", "部位", "来源", "发现人", "发现时间", "级别", "事故类型", "整改措施",
         "责任人", "责任部门", "整改期限", "资金（万元）", "实际花费", "防范措施", "临时措施", "完成时间",
         "整改结果", "验收人", "验收时间", "是否闭环", "判定依据", "备注"],
        ["YH-1", "漏电", "一车间", "配电箱", "自查", "张三", "2026.11.3", "重大", "触电", "更换",
         "李四", "设备部", "11月10日", 1.2, "8,000元", "断电", "警戒", 46333,
         "已换", "王五", "20261109", "是", "判定标准第3条", "无"],
    )  # fmt: skip

    (row,) = rows_of(sheet).rows

    assert row.row == 2
    assert row.key == "no:YH-1"
    assert (row.number, row.description, row.location, row.part) == (
        "YH-1",
        "漏电",
        "一车间",
        "配电箱",
    )
    assert (row.source, row.found_by, row.found_on) == ("自查", "张三", date(2026, 11, 3))
    assert (row.grade, row.accident_type, row.measures) == ("major", "触电", "更换")
    assert (row.owner, row.department, row.deadline) == ("李四", "设备部", date(2026, 11, 10))
    assert (row.budget, row.spent) == (12_000_00, 8_000_00)
    assert (row.safeguards, row.interim_measures) == ("断电", "警戒")
    assert (row.rectified_on, row.result) == (date(2026, 11, 7), "已换")
    assert (row.acceptor, row.accepted_on) == ("王五", date(2026, 11, 9))
    assert (row.closed, row.basis, row.note) == ("closed", "判定标准第3条", "无")


def test_a_row_without_a_description_stays_out():
    reading = rows_of(grid(HEAD, [DAY, None, "一车间"], [DAY, "漏电", "一车间"]))

    assert [row.row for row in reading.rows] == [3]
    assert told(reading) == [(2, "隐患内容", True)]


@pytest.mark.parametrize("found_on", ["长期", "2026.2.30", "2026-11-25"])
def test_a_wrong_or_future_day_of_finding_keeps_a_row_out(found_on):
    reading = rows_of(grid(HEAD, [found_on, "漏电", "一车间"]))

    assert not reading.rows
    assert told(reading) == [(2, "发现日期", True)]


def test_a_missing_day_of_finding_is_told_and_the_row_comes_in():
    reading = rows_of(grid(HEAD, [None, "漏电", "一车间"]))

    assert reading.rows[0].found_on is None
    assert told(reading) == [(2, "发现日期", False)]


@pytest.mark.parametrize(("column", "most"), [("隐患内容", 2000), ("所在区域", 100)])
def test_a_text_that_is_too_long_keeps_a_row_out(column, most):
    def with_length(length: int):
        cells = {"隐患内容": "漏电", "所在区域": "一车间"} | {column: "长" * length}
        return rows_of(grid(HEAD, [DAY, *cells.values()]))

    assert len(with_length(most).rows) == 1
    assert not with_length(most + 1).rows
    assert f"最多 {most} 个" in with_length(most + 1).problems[0].text


def test_the_second_of_two_same_rows_stays_out_and_names_the_first():
    rows = [[DAY, "漏电", "一车间"], [DAY, "断绳", "一车间"], [DAY, " 漏 电", "一车间　"]]

    reading = rows_of(grid(HEAD, *rows))

    assert [row.row for row in reading.rows] == [2, 3]
    assert told(reading) == [(4, "隐患内容", True)]
    assert "与第 2 行重复" in reading.problems[0].text


def test_the_same_words_at_another_place_or_day_are_another_hazard():
    rows = [[DAY, "漏电", "一车间"], [DAY, "漏电", "二车间"], ["2026-11-04", "漏电", "一车间"]]

    assert len(rows_of(grid(HEAD, *rows)).rows) == 3


def test_a_row_that_stays_out_still_counts_as_the_first_of_its_kind():
    reading = rows_of(
        grid([*HEAD, "责任人"], [DAY, "漏电", "甲", "长" * 101], [DAY, "漏电", "甲", "张三"])
    )

    assert not reading.rows
    assert [problem.row for problem in reading.problems] == [2, 3]


def test_a_number_identifies_a_hazard_only_if_it_is_the_only_one():
    header = ["编号", *HEAD]
    reading = rows_of(
        grid(
            header,
            ["A1", DAY, "漏电", "一车间"],
            ["A2", DAY, "断绳", "一车间"],
            ["A2", DAY, "缺盖", "一车间"],
            [None, DAY, "漏油", "一车间"],
        )
    )

    assert [row.key for row in reading.rows] == [
        "no:A1",
        idempotence_key("断绳", "一车间", date(2026, 11, 3)),
        idempotence_key("缺盖", "一车间", date(2026, 11, 3)),
        idempotence_key("漏油", "一车间", date(2026, 11, 3)),
    ]
    assert told(reading) == [(4, "编号", False)]


def test_the_key_does_not_depend_on_blanks_and_width():
    key = idempotence_key("3号炉 漏水", "一车间", date(2026, 11, 3))

    assert key == idempotence_key("３号炉漏水", " 一车间", date(2026, 11, 3))
    assert key != idempotence_key("3号炉漏水", "一车间", None)
    assert len(key) == 64


def test_the_same_file_gives_the_same_keys_again():
    sheet = grid(HEAD, [DAY, "漏电", "一车间"], [DAY, "断绳", "一车间"])

    assert [r.key for r in rows_of(sheet).rows] == [
        r.key for r in rows_of(sheet, year=2020).rows
    ]


def test_a_day_without_a_year_takes_it_from_its_neighbours():
    header = [*HEAD, "整改期限"]
    reading = rows_of(
        grid(
            header,
            ["2025.12.28", "漏电", "甲", "12.30"],
            ["12.29", "断绳", "甲", "1月5日"],
            ["1.2", "缺盖", "甲", "1.9"],
        ),
        year=2020,
    )

    assert [(row.found_on, row.deadline) for row in reading.rows] == [
        (date(2025, 12, 28), date(2025, 12, 30)),
        (date(2025, 12, 29), date(2026, 1, 5)),
        (date(2026, 1, 2), date(2026, 1, 9)),
    ]
    assert all("没有写年份" in problem.text for problem in reading.problems)
    assert "按 2026 年导入" in [p.text for p in reading.problems if p.row == 3][-1]


def test_without_neighbours_the_given_year_holds():
    assert rows_of(grid(HEAD, ["3月5日", "漏电", "甲"]), year=2024).rows[0].found_on == date(
        2024, 3, 5
    )


def test_a_mistyped_year_is_not_handed_on():
    reading = rows_of(grid(HEAD, ["2062.11.3", "漏电", "甲"], ["11.4", "断绳", "甲"]))

    assert reading.rows[0].found_on == date(2026, 11, 4)


def test_days_of_work_that_lie_ahead_are_left_out_and_told():
    reading = rows_of(grid([*HEAD, "完成时间"], [DAY, "漏电", "甲", "2026-12-01"]))

    assert reading.rows[0].rectified_on is None
    assert told(reading) == [(2, "整改完成日期", False)]


def test_a_deadline_before_the_day_of_finding_is_told():
    reading = rows_of(grid([*HEAD, "整改期限"], [DAY, "漏电", "甲", "2026-11-01"]))

    assert reading.rows[0].deadline == date(2026, 11, 1)
    assert told(reading) == [(2, "整改期限", False)]


def test_a_deadline_at_once_is_the_day_of_finding():
    reading = rows_of(grid(["整改期限", *HEAD], ["立即整改", DAY, "漏电", "甲"]))

    assert reading.rows[0].deadline == date(2026, 11, 3)


def test_what_cannot_be_read_in_other_columns_is_told_and_left_out():
    header = [*HEAD, "级别", "整改资金", "整改期限", "是否闭环"]

    reading = rows_of(grid(header, [DAY, "漏电", "甲", "较大", "自筹", "长期", "见附件"]))

    (row,) = reading.rows
    assert (row.grade, row.budget, row.deadline, row.closed) == ("pending", None, None, "")
    assert told(reading) == [
        (2, "级别", False), (2, "计划资金", False), (2, "整改期限", False), (2, "闭环情况", False),
    ]  # fmt: skip


def test_values_merged_over_rows_hold_for_all_of_them_but_money_and_numbers_only_once():
    header = ["编号", *HEAD, "整改资金"]
    merges = [Merge(1, 0, 2, 0), Merge(1, 1, 2, 1), Merge(1, 3, 2, 3), Merge(1, 4, 2, 4)]

    reading = rows_of(
        grid(
            header,
            ["A1", DAY, "漏电", "甲", 5000],
            [None, None, "断绳", None, None],
            merges=merges,
        )
    )

    first, second = reading.rows
    assert (second.found_on, second.location) == (first.found_on, "甲")
    assert (first.budget, second.budget) == (5000_00, None)
    assert (first.number, second.number) == ("A1", "")
    assert {p.text for p in reading.problems} == {"与第 2 行合并，只记在第 2 行"}


def test_a_blank_cell_that_is_not_merged_stays_blank():
    reading = rows_of(
        grid([*HEAD, "责任人"], [DAY, "漏电", "甲", "张三"], [DAY, "断绳", None, None])
    )

    assert (reading.rows[1].location, reading.rows[1].owner) == ("", "")


def test_rows_merged_into_one_description_are_one_hazard():
    header = [*HEAD, "整改措施", "责任人", "整改资金", "整改期限"]
    reading = rows_of(
        grid(
            header,
            [DAY, "漏电", "甲", "断电", "张三", 100, "2026-11-10"],
            [None, None, "甲", "更换", "李四", 300, "2026-11-12"],
            [None, None, None, "断电", None, None, None],
            [DAY, "断绳", "甲", "换绳"],
            merges=[Merge(1, 1, 3, 1)],
        )
    )

    first, second = reading.rows
    assert (first.measures, first.owner) == ("断电\n更换", "张三、李四")
    assert (first.budget, first.deadline) == (100_00, date(2026, 11, 10))
    assert second.row == 5
    assert [(p.row, p.column) for p in reading.problems] == [(3, "计划资金"), (3, "整改期限")]
    assert "与第 2 行是同一条隐患" in reading.problems[0].text


def test_ticks_in_columns_side_by_side_are_grades():
    header: list[list[str | None]] = [["隐患内容", "隐患等级", None], [None, "一般", "重大"]]
    merges = [Merge(0, 0, 1, 0), Merge(0, 1, 0, 2)]
    rows: list[list[str | None]] = [
        ["漏电", "√", None],
        ["断绳", None, "√"],
        ["缺盖", "√", "×"],
        ["漏油", "√", "√"],
        ["漏水", None, None],
    ]

    reading = rows_of(grid(*header, *rows, merges=merges))

    assert [row.grade for row in reading.rows] == ["general", "major", "general", "pending", ""]
    assert [p.row for p in reading.problems if p.column == "级别"] == [6]


@pytest.mark.parametrize("words", ["未发现隐患", "无", "本次检查未发现安全隐患。", "无隐患"])
def test_an_inspection_that_found_nothing_is_no_hazard(words):
    reading = rows_of(grid(HEAD, [DAY, words, "甲"], [DAY, "未发现问题的配电箱门缺失", "甲"]))

    assert [row.row for row in reading.rows] == [3]
    assert reading.skipped == 1
    assert told(reading) == [(2, "隐患内容", False)]


@pytest.mark.parametrize(
    "row",
    [
        ["合计", None, None],
        ["小　计", "3项", None],
        [None, "合计：5项", None],
        ["填表人：张三", "审核人：李四", "2026年11月20日"],
        [None, "注：本表一式两份", None],
        HEAD,
        ["第 2 页", None, None],
    ],
)
def test_rows_that_close_or_repeat_the_table_are_passed_over(row):
    reading = rows_of(grid(HEAD, [DAY, "漏电", "甲"], row, [DAY, "断绳", "甲"]))

    assert [r.row for r in reading.rows] == [2, 4]
    assert reading.skipped == 1
    assert not reading.problems


@pytest.mark.parametrize(
    "description",
    ["检查记录未签字", "合计三处灭火器失效", "说明书缺失", "负责人未到岗", "共用插座过载"],
)
def test_hazards_that_begin_like_a_footer_come_in(description):
    reading = rows_of(grid(HEAD, [DAY, description, "甲"]))

    assert [row.description for row in reading.rows] == [description]


def test_a_layout_without_a_description_says_what_to_do():
    sheet = grid(HEAD, [DAY, "漏电", "甲"])
    layout = guess(sheet).with_column(1, None)

    reading = read_rows(sheet, layout, default_year=2026, today=TODAY)

    assert not reading.rows
    assert reading.problems == (
        RowProblem(1, "隐患内容", "还没有指定哪一列是隐患内容，先在表头处选定", fatal=True),
    )


def test_checking_the_rows_stops_when_asked():
    stop = threading.Event()
    stop.set()
    sheet = grid(HEAD, [DAY, "漏电", "甲"])

    with pytest.raises(Cancelled):
        read_rows(
            sheet, guess(sheet), default_year=2026, today=TODAY, progress=Progress(stop=stop)
        )
