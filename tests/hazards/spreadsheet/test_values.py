"""Money, grades, closing words, numbers and texts."""

from datetime import date, datetime

import pytest

from selfcheck.hazards.records import HazardGrade
from selfcheck.hazards.spreadsheet import values
from selfcheck.hazards.spreadsheet.values import (
    read_closed,
    read_grade,
    read_money,
    read_number,
    read_text,
)


@pytest.mark.parametrize(
    ("cell", "yuan"),
    [
        (12000, 12000),
        (0.1, 0.1),
        (1234.56, 1234.56),
        ("12000", 12000),
        ("12,000元", 12000),
        ("１２，０００元", 12000),
        ("1.2万", 12000),
        ("1.2万元", 12000),
        ("0.5 万元", 5000),
        ("￥3,500.50", 3500.5),
        ("¥800", 800),
        ("人民币800元整", 800),
        ("3千元", 3000),
        ("1.5亿", 150_000_000),
        ("0", 0),
        ("无需资金", 0),
        ("80块", 80),
    ],
)
def test_money_is_read_to_the_fen(cell, yuan):
    assert read_money(cell) == (round(yuan * 100), "")


@pytest.mark.parametrize(
    ("cell", "yuan"),
    [(1.2, 12000), ("1.2", 12000), ("800元", 800), ("2万", 20000), (0.1234, 1234)],
)
def test_a_column_in_ten_thousands_counts_where_the_cell_has_no_unit(cell, yuan):
    assert read_money(cell, 10_000) == (yuan * 100, "")


@pytest.mark.parametrize("cell", [None, "", "/", "—", "无"])
def test_no_money_told_is_no_problem(cell):
    assert read_money(cell) == (None, "")


@pytest.mark.parametrize(
    ("cell", "sentence"),
    [
        ("自筹", "看不出是多少钱"),
        ("1000-2000", "看不出是多少钱"),
        ("三万元", "看不出是多少钱"),
        ("-5", "看不出是多少钱"),
        (-5, "超出了金额的范围"),
        (1e15, "超出了金额的范围"),
        (float("inf"), "超出了金额的范围"),
        (float("nan"), "超出了金额的范围"),
        ("1.234", "精确到了分以下"),
        (True, "写金额"),
        (date(2026, 11, 3), "写金额"),
    ],
)
def test_what_is_no_money_says_what_to_write(cell, sentence):
    value, problem = read_money(cell)

    assert value is None
    assert sentence in problem
    assert "1.2万" in problem or "到分为止" in problem


def test_about_so_much_is_taken_and_told():
    value, remark = read_money("约1.2万元")

    assert value == 12_000_00
    assert "大约" in remark


@pytest.mark.parametrize(
    ("cell", "grade"),
    [
        ("一般", HazardGrade.GENERAL),
        ("一般隐患", HazardGrade.GENERAL),
        ("一般事故 隐患", HazardGrade.GENERAL),
        ("重大", HazardGrade.MAJOR),
        ("重大事故隐患", HazardGrade.MAJOR),
        ("待判定", HazardGrade.PENDING),
        ("", ""),
        ("/", ""),
        (None, ""),
    ],
)
def test_grades_are_read(cell, grade):
    assert read_grade(cell) == (grade, "")


@pytest.mark.parametrize("cell", ["较大", "Ⅰ级", "一级", "红色", "A", "重大风险", 3])
def test_a_grade_the_law_does_not_know_is_left_to_be_decided(cell):
    grade, problem = read_grade(cell)

    assert grade == HazardGrade.PENDING
    assert "写成“一般”或“重大”" in problem


@pytest.mark.parametrize(
    ("cell", "grade"), [("是", "major"), ("否", "general"), ("√", "major")]
)
def test_yes_and_no_are_grades_under_a_head_that_asks(cell, grade):
    assert read_grade(cell, "是否重大隐患") == (grade, "")
    assert read_grade(cell, "隐患级别/重大") == (grade, "")
    assert read_grade(cell, "隐患级别")[1]


def test_a_tick_below_general_is_a_grade_and_a_cross_is_none():
    assert read_grade("√", "隐患级别/一般") == (HazardGrade.GENERAL, "")
    assert read_grade("×", "隐患级别/一般") == ("", "")


@pytest.mark.parametrize(
    ("cell", "closed"),
    [
        *((word, values.CLOSED) for word in (
            "已闭环", "闭环", "已销号", "已完成", "已验收", "验收合格", "合格", "是", "√", "✓", "Y", "yes", True,
            "已关闭", "归档", "已整改，复查合格", "已整改闭环",
        )),
        *((word, values.RECTIFIED) for word in (
            "已整改", "整改完成", "已完成整改", "待复查", "待验收", "已整改待复查", "待销号", "隐患已消除",
        )),
        *((word, values.OPEN) for word in (
            "未整改", "未完成", "未闭环", "整改中", "正在整改", "否", "×", "N", "no", False, "待整改", "逾期未整改",
            "已逾期", "延期", "复查不合格", "进行中", "没有整改",
        )),
        *((word, "") for word in ("", None, "/", "—")),
    ],
)  # fmt: skip
def test_closing_words_are_read(cell, closed):
    assert read_closed(cell) == (closed, "")


@pytest.mark.parametrize(
    ("title", "closed"),
    [
        ("是否整改", "rectified"),
        ("是否完成", "rectified"),
        ("是否销号", "closed"),
        ("整改闭环", "closed"),
    ],
)
def test_a_tick_says_as_much_as_its_head(title, closed):
    assert read_closed("√", title) == (closed, "")


@pytest.mark.parametrize("cell", ["限期整改", "张三", "2026-11-03", "见附件"])
def test_a_word_that_does_not_tell_is_asked_about(cell):
    value, problem = read_closed(cell)

    assert value == ""
    assert "写“未整改”“已整改”或“已闭环”" in problem


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        ("YH-001", "YH-001"),
        ("ＹＨ－００１", "YH-001"),
        (20261103001, "20261103001"),
        ("/", ""),
        (None, ""),
    ],
)
def test_numbers_are_kept_as_written(cell, number):
    assert read_number(cell) == (number, "")


def test_a_number_that_lost_its_figures_is_told():
    value, problem = read_number("2.03E+10")

    assert value == ""
    assert "科学计数法" in problem


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("门\n缺失", "门\n缺失"),
        (12, "12"),
        (1.5, "1.5"),
        (True, "是"),
        (None, ""),
        (date(2026, 11, 3), "2026-11-03"),
        (datetime.fromisoformat("2026-11-03T09:30"), "2026-11-03 09:30"),
    ],
)
def test_texts_are_kept_as_they_look(cell, text):
    assert read_text(cell) == text
