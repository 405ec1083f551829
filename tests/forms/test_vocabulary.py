"""The words a hazard is described with: as the standards number them, and checked whole."""

from pathlib import Path

import pytest

from selfcheck.errors import PackError
from selfcheck.forms.faults import Fault
from selfcheck.forms.vocabulary import (
    FILE,
    FOLDER,
    Vocabulary,
    load_vocabulary,
    shipped_vocabulary,
)
from selfcheck.paths import bundled

KEYS = ("source", "category", "accident_type", "accident_type_1986", "factor")


def texts(vocabulary: Vocabulary, name: str) -> dict[str, str]:
    return {term.key: term.text for term in vocabulary.of(name).terms}


def test_the_shipped_lists_are_those_a_hazard_is_described_with() -> None:
    lists = shipped_vocabulary().lists
    assert tuple(one.key for one in lists) == KEYS
    for one in lists:
        assert one.title
        assert one.basis
        assert len({term.text for term in one.terms}) >= len(one.terms) - 1  # 其他 twice


def test_accident_types_carry_the_codes_of_gb_6441_2025() -> None:
    types = texts(shipped_vocabulary(), "accident_type")
    assert len(types) == 27
    assert list(types) == [*(f"WSA1{number:04d}" for number in range(1, 27)), "WSA10099"]
    assert types["WSA10009"] == "火灾"  # the standard's own example
    assert (types["WSA10001"], types["WSA10026"], types["WSA10099"]) == (
        "物体打击",
        "泄漏",
        "其他",
    )


def test_the_twenty_older_types_stay_to_choose_and_say_until_when_they_counted() -> None:
    vocabulary = shipped_vocabulary()
    assert len(texts(vocabulary, "accident_type_1986")) == 20
    old, new = vocabulary.of("accident_type_1986"), vocabulary.of("accident_type")
    assert (str(old.effective_to), str(new.effective_from)) == ("2026-06-30", "2026-07-01")


def test_check_categories_run_from_a01_to_b99() -> None:
    keys = list(texts(shipped_vocabulary(), "category"))
    assert keys == sorted(keys)
    assert (keys[0], keys[12], keys[-1]) == ("A01", "A99", "B99")
    assert len(keys) == 13 + 10


def test_hazard_factors_keep_the_gap_of_the_standard() -> None:
    keys = set(texts(shipped_vocabulary(), "factor"))
    assert {"1201", "2101", "2201", "31", "4601", "49"} <= keys
    assert not any(key.startswith("45") for key in keys)


@pytest.mark.parametrize(
    ("field", "key", "words"),
    [
        ("accident_type", "WSA10009", "火灾"),
        ("accident_type", "old-19", "中毒和窒息"),
        ("source", "worker", "员工报告"),
        ("category", "B09", "有限空间"),
        ("factor", "2103", "电危害"),
        ("source", "厂里自己发现", "厂里自己发现"),
        ("accident_type", "", ""),
    ],
)
def test_a_chosen_key_is_told_in_words_and_an_unknown_one_stands_for_itself(
    field: str, key: str, words: str
) -> None:
    assert shipped_vocabulary().words(field, key) == words


def test_a_list_that_is_not_there_is_a_bug() -> None:
    with pytest.raises(KeyError):
        shipped_vocabulary().of("colour")


def slipped(tmp_path: Path, before: str, after: str) -> list[Fault]:
    """The faults of the shipped lists with one slip of the author's hand."""
    content = (bundled("forms", FOLDER) / FILE).read_text("utf-8")
    assert before in content
    (tmp_path / FILE).write_text(content.replace(before, after, 1), "utf-8")
    with pytest.raises(PackError) as caught:
        load_vocabulary(tmp_path)
    return [fault for fault in caught.value.faults if isinstance(fault, Fault)]


@pytest.mark.parametrize(
    ("before", "after", "place", "remedy"),
    [
        ('key = "A02"', 'key = "A01"', "category.A01", "写了两次"),
        ('key = "source"', 'key = "sauce"', "lists[sauce].key", "只能是"),
        ('text = "企业自查"', 'text = ""', "lists[source].terms[self].text", "写上内容"),
        (
            'text = "企业自查"',
            'txt = "企业自查"',
            "lists[source].terms[self].txt",
            "是不是“text”",
        ),
        ('key = "A01"', 'key = "A 01"', "lists[category].terms[A 01].key", "只能是这种样子"),
        ("format = 1", "format = 2", "format", "只能是：1"),
        ("2026-07-01", '"2026-07-01"', "lists[accident_type].effective_from", "日期"),
        ("企业自查", "企业\u200b自查", "第 9 行", "U+200B"),
        ('key = "factor"', 'key = "source"', "factor", "补上"),
    ],
)
def test_every_fault_of_the_lists_is_told(
    tmp_path: Path, before: str, after: str, place: str, remedy: str
) -> None:
    found = slipped(tmp_path, before, after)
    assert any(place in fault.key and remedy in fault.text for fault in found), found


def test_a_file_that_is_missing_or_broken_is_a_fault_and_no_crash(tmp_path: Path) -> None:
    with pytest.raises(PackError):
        load_vocabulary(tmp_path)
    (tmp_path / FILE).write_bytes(b"\xff\xfe")
    with pytest.raises(PackError):
        load_vocabulary(tmp_path)


def test_two_lists_under_one_name_are_told(tmp_path: Path) -> None:
    found = slipped(tmp_path, 'key = "category"', 'key = "source"')
    assert any("source" in fault.key and "写了两次" in fault.text for fault in found), found
