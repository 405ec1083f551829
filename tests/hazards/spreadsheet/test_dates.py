"""Dates as people write them."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from selfcheck.hazards.spreadsheet.dates import read_date
from selfcheck.hazards.spreadsheet.promises import day_promised

DAY = date(2026, 11, 3)
FULL_WIDTH = str.maketrans("0123456789./-:", "０１２３４５６７８９．／－：")
SPELLINGS = {
    "iso": lambda d: d.isoformat(),
    "dots": lambda d: f"{d.year}.{d.month}.{d.day}",
    "dots padded": lambda d: f"{d.year}.{d.month:02}.{d.day:02}",
    "slashes": lambda d: f"{d.year}/{d.month}/{d.day}",
    "words": lambda d: f"{d.year}年{d.month}月{d.day}日",
    "words and 号": lambda d: f"{d.year}年{d.month}月{d.day}号",
    "words with blanks": lambda d: f"{d.year} 年 {d.month} 月 {d.day} 日",
    "mixed": lambda d: f"{d.year}年{d.month}.{d.day}",
    "compact": lambda d: f"{d:%Y%m%d}",
    "compact number": lambda d: int(f"{d:%Y%m%d}"),
    "serial": lambda d: (d - date(1899, 12, 30)).days,
    "serial with time": lambda d: (d - date(1899, 12, 30)).days + 0.375,
    "serial as text": lambda d: str((d - date(1899, 12, 30)).days),
    "date": lambda d: d,
    "moment": lambda d: datetime.combine(d, datetime.min.time().replace(hour=9)),
    "moment as text": lambda d: f"{d.isoformat()} 09:30:00",
    "moment with T": lambda d: f"{d.isoformat()}T09:30:00.000+08:00",
    "half of the day": lambda d: f"{d.year}-{d.month}-{d.day} 上午",
    "time in words": lambda d: f"{d.year}年{d.month}月{d.day}日下午3点半",
    "weekday": lambda d: (
        f"{d.year}年{d.month}月{d.day}日（星期{'一二三四五六日'[d.weekday()]}）"
    ),
    "full width": lambda d: f"{d.year}.{d.month}.{d.day}".translate(FULL_WIDTH),
    "full width words": lambda d: f"{d.year}年{d.month}月{d.day}日".translate(FULL_WIDTH),
    "until": lambda d: f"{d.year}.{d.month}.{d.day}前",
    "full stop": lambda d: f"{d.year}.{d.month}.{d.day}。",
}
WITHOUT_YEAR = {
    "words": lambda d: f"{d.month}月{d.day}日",
    "words and 号": lambda d: f"{d.month}月{d.day}号",
    "dots": lambda d: f"{d.month}.{d.day}",
    "dots padded": lambda d: f"{d.month:02}.{d.day:02}",
    "slashes": lambda d: f"{d.month}/{d.day}",
    "hyphen": lambda d: f"{d.month}-{d.day}",
    "time": lambda d: f"{d.month}月{d.day}日 09:30",
}
SHORT_YEAR = {
    "dots": lambda d: f"{d:%y}.{d.month}.{d.day}",
    "hyphens": lambda d: f"{d:%y}-{d.month}-{d.day}",
    "words": lambda d: f"{d:%y}年{d.month}月{d.day}日",
}


@given(
    day=st.dates(date(1990, 1, 1), date(2099, 12, 31)),
    spelling=st.sampled_from(sorted(SPELLINGS)),
)
def test_any_day_comes_back_from_every_full_spelling(day, spelling):
    assert read_date(SPELLINGS[spelling](day), 2026) == (day, "")


@given(
    day=st.dates(date(1990, 1, 1), date(2099, 12, 31)),
    spelling=st.sampled_from(sorted(WITHOUT_YEAR)),
)
def test_a_day_without_a_year_gets_the_given_one_and_says_so(day, spelling):
    found, remark = read_date(WITHOUT_YEAR[spelling](day), day.year)

    assert found == day
    assert f"按 {day.year} 年导入" in remark


@given(
    day=st.dates(date(2018, 1, 1), date(2034, 12, 31)),
    spelling=st.sampled_from(sorted(SHORT_YEAR)),
)
def test_a_year_of_two_figures_near_the_given_one_is_understood(day, spelling):
    assert read_date(SHORT_YEAR[spelling](day), 2026) == (day, "")


@pytest.mark.parametrize(
    ("cell", "sentence"),
    [
        ("长期", "看不出是哪一天"),
        ("2026.11.5-11.3", "看不出是哪一天"),
        ("2026-11-03-05", "看不出是哪一天"),
        ("2026.11.3和11.5", "看不出是哪一天"),
        ("2026年11月", "没有写到日"),
        ("2026.11", "没有写到日"),
        (2026.11, "没有写到日"),
        ("2026年11月底", "没有写到日"),
        ("2026.13.3", "不存在"),
        ("2026.2.30", "不存在"),
        ("20261131", "不存在"),
        ("2月29日", "不存在"),
        ("1026-11-03", "1990 至 2099"),
        (date(1899, 12, 31), "1990 至 2099"),
        ("11.3.26", "年份只有两位"),
        ("98.11.3", "年份只有两位"),
        (11.3, "11 月 30 日"),
        (True, "不是日期"),
        ("3月至5月", "看不出是哪一天"),
        (12, "看不出是哪一天"),
        (-1.5, "看不出是哪一天"),
        ("09:30", "看不出是哪一天"),
    ],
)
def test_what_is_no_day_says_what_to_write(cell, sentence):
    found, problem = read_date(cell, 2026)

    assert found is None
    assert sentence in problem
    assert "写成 2026-11-03 这样的日期" in problem


@pytest.mark.parametrize("cell", [None, "", "/", "—", "无", "-", "N/A"])
def test_a_blank_or_crossed_out_cell_is_no_day_and_no_problem(cell):
    assert read_date(cell, 2026) == (None, "")


def test_a_number_that_can_be_only_one_day_is_read():
    assert read_date(11.15, 2026)[0] == date(2026, 11, 15)
    assert read_date(11.4, 2026)[0] == date(2026, 11, 4)
    assert read_date(2.3, 2026)[0] == date(2026, 2, 3)  # there is no 30 February


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("2026.11.3-4", date(2026, 11, 4)),
        ("2026.11.3-11.5", date(2026, 11, 5)),
        ("11月3日至5日", date(2026, 11, 5)),
        ("11.3~11.5", date(2026, 11, 5)),
        ("2026年11月3日—2026年12月5日", date(2026, 12, 5)),
        ("2025-12-30-2026-01-02", date(2026, 1, 2)),
        ("２０２６.１１.３～４日", date(2026, 11, 4)),
    ],
)
def test_a_span_counts_from_its_last_day(text, last):
    found, remark = read_date(text, 2026)

    assert found == last
    assert f"按最后一天 {last} 导入" in remark


@pytest.mark.parametrize(
    ("words", "days"),
    [
        ("立即整改", 0),
        ("当日", 0),
        ("立行立改", 0),
        ("3天内", 3),
        ("限7日内整改", 7),
        ("１５日", 15),
    ],
)
def test_a_promise_is_counted_from_the_day_of_finding(words, days):
    told = day_promised(words, DAY)

    assert told is not None
    assert told[0] == DAY + timedelta(days=days)
    assert "从发现日期算起" in told[1]


def test_a_promise_without_a_day_of_finding_says_what_to_write():
    told = day_promised("立即整改", None)

    assert told is not None
    assert told[0] is None
    assert "没有发现日期" in told[1]


@pytest.mark.parametrize("cell", ["2026-11-03", "长期", "3个工作日", 3, None])
def test_everything_else_is_no_promise(cell):
    assert day_promised(cell, DAY) is None
