"""What a package holds, told in a few lines."""

from types import SimpleNamespace
from typing import Any

from selfcheck.submission import layout
from selfcheck.submission.table_of_contents import listed

PAGE: Any = SimpleNamespace(
    answers=125, history_lines=1842, approved_by="林晓燕", signed_by="周建华"
)


def test_every_file_is_counted_once_and_in_the_order_of_reading():
    files = [(name, 10) for name in layout.FIXED_FILES]
    files += [("data/records.json", 5), ("data/history.jsonl", 6), ("data/index.csv", 7)]
    files += [("data/photos/P000001.jpg", 100), ("data/files/F000002.pdf", 50)]
    files += [("data/tables/answers.xlsx", 1), ("data/tables/registers.xlsx", 2)]
    lines = listed(files, PAGE)

    assert sum(line.files for line in lines) == len(files)
    assert sum(line.bytes for line in lines) == sum(size for _, size in files)
    assert [line.name for line in lines] == [
        "自查报告.pdf",
        "职责与答案数据.json",
        "变更记录.jsonl",
        "表格 2 个",
        "佐证索引.csv",
        "佐证照片",
        "佐证文件",
        "证书",
        "签名",
        "清单与核验说明",
    ]


def test_a_kind_that_is_not_there_has_no_line():
    assert [line.key for line in listed([("report.pdf", 1)], PAGE)] == ["report"]
    assert listed([], PAGE) == ()
