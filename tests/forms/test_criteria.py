"""Determination criteria are read whole, and every fault is told."""

from pathlib import Path

import pytest

from selfcheck.errors import PackError
from selfcheck.forms.criteria import load_criteria
from selfcheck.forms.faults import Fault
from selfcheck.paths import bundled

STANDARD = """
format = 1
key = "shop-2023"
title = "样例判定标准"
document_number = "令第1号"
issuer = "样例部门"
nature = "criteria"
effective_from = 2023-05-15
sectors = ["机械"]
completeness = "complete"
general_rules = []

[[items]]
key = "sh-01"
clause = "第三条（一）"
group = "管理类"
gist = "不统一管理承包单位"
except = "没有承包单位的除外"
keywords = ["承包"]
"""


def written(folder: Path, name: str = "shop-2023", content: str = STANDARD) -> Path:
    folder.mkdir(exist_ok=True)
    (folder / f"{name}.toml").write_text(content, encoding="utf-8")
    return folder


def test_the_shipped_criteria_hold_653_items_of_21_files() -> None:
    sets = load_criteria(bundled("forms", "criteria"))

    assert len(sets) == 21
    assert sum(len(standard.items) for standard in sets) == 653
    assert {standard.key: len(standard.items) for standard in sets}["gongmao-2023"] == 64


def test_a_superseded_standard_names_its_successor() -> None:
    sets = {standard.key: standard for standard in load_criteria(bundled("forms", "criteria"))}

    assert sets["chemical-2017"].superseded_by in sets
    gaps = [c.key for s in sets.values() for c in s.items if c.status == "gap"]
    assert len(gaps) == 4
    assert all(c.gist for s in sets.values() for c in s.items if c.status != "gap")


def test_a_standard_with_nothing_wrong_loads(tmp_path: Path) -> None:
    [standard] = load_criteria(written(tmp_path))

    assert standard.items[0].exception == "没有承包单位的除外"
    assert str(standard.effective_from) == "2023-05-15"


@pytest.mark.parametrize(
    ("before", "after", "place", "remedy"),
    [
        ('gist = "不统一管理承包单位"\n', "", "items[sh-01].gist", "补上 gist"),
        ("except = ", "exept = ", "items[sh-01].exept", "是不是“except”"),
        ('"criteria"', '"law"', "nature", "只能是"),
        ("2023-05-15", '"2023-05-15"', "effective_from", "应当是日期"),
        ("2023-05-15", "2023-05-15\neffective_to = 2020-01-01", "effective_to", "对调"),
        (
            "general_rules = []",
            'general_rules = []\nsuperseded_by = "new"',
            "superseded_by",
            "没有“new”",
        ),
        ('"shop-2023"', '"shop-2024"', "key", "与文件名不同"),
        (
            "\n[[items]]",
            '\n[[scopes]]\nfor_whom = "机械企业"\ngroups = ["机戒"]\n\n[[items]]',
            "scopes",
            "没有“机戒”这一组",
        ),
        ("format = 1", "format = 9", "format", "只能是：1"),
        ("承包单位的", "承包\u200d单位的", "第 18 行", "U+200D"),
    ],
)
def test_every_fault_of_a_standard_is_told(
    tmp_path: Path, before: str, after: str, place: str, remedy: str
) -> None:
    assert before in STANDARD
    folder = written(tmp_path, content=STANDARD.replace(before, after, 1))

    with pytest.raises(PackError) as caught:
        load_criteria(folder)

    found = [fault for fault in caught.value.faults if isinstance(fault, Fault)]
    assert [(fault.key, remedy in fault.text) for fault in found] == [(place, True)], found


def test_two_standards_may_not_share_an_item_key(tmp_path: Path) -> None:
    other = STANDARD.replace("shop-2023", "shop-2024")
    folder = written(written(tmp_path), "shop-2024", other)

    with pytest.raises(PackError, match="两条都叫“sh-01”"):
        load_criteria(folder)


def test_an_empty_or_missing_folder_is_a_fault(tmp_path: Path) -> None:
    for folder in (tmp_path, tmp_path / "nowhere"):
        with pytest.raises(PackError, match="没有判定标准文件"):
            load_criteria(folder)
