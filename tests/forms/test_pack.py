"""A pack is read whole: it loads, or every fault is told with its file, key and remedy."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from selfcheck.errors import PackError
from selfcheck.forms.faults import Fault
from selfcheck.forms.pack import Pack, load_pack
from tests.forms.samples import DUTY_1, DUTY_2, FILES, PACK, STATUTORY, write_pack
from tests.forms.slips import SLIPS


def faults_of(folder: Path) -> list[Fault]:
    with pytest.raises(PackError) as caught:
        load_pack(folder)
    return [fault for fault in caught.value.faults if isinstance(fault, Fault)]


def test_a_pack_with_nothing_wrong_loads(tmp_path: Path) -> None:
    pack = load_pack(write_pack(tmp_path / "sample"))

    assert [duty.key for duty in pack.duties] == ["d01", "d02"]
    assert [duty.key for duty in pack.all_duties] == ["d01", "d02"]  # s01 asks nothing
    assert pack.duty("s01").covered_by == ("d01",)
    assert pack.item("d02.list").register is not None
    assert pack.duty_of("d02.list") is pack.duty("d02")


def test_a_pack_cannot_be_changed_once_it_is_read(tmp_path: Path) -> None:
    pack = load_pack(write_pack(tmp_path / "sample"))

    with pytest.raises(ValueError, match="frozen"):
        pack.item("d01.rules").text = "另一条"  # type: ignore[misc]  # that is what is tested


def test_a_statutory_duty_with_items_is_asked_after_the_thirteen(tmp_path: Path) -> None:
    item = DUTY_1[DUTY_1.index("[[items]]") : DUTY_1.index('[[items]]\nkey = "d01.people"')]
    asking = STATUTORY + item.replace("[[items]]", "[[duties.items]]").replace("d01.", "s01.")
    pack = load_pack(write_pack(tmp_path / "sample", statutory=asking))

    assert [duty.key for duty in pack.all_duties] == ["d01", "d02", "s01"]


def test_a_question_may_be_for_some_sectors_only(tmp_path: Path) -> None:
    some = DUTY_2.replace("gas = true", 'gas = true, sector = ["餐饮", "住宿"]')
    pack = load_pack(write_pack(tmp_path / "sample", duty_02=some))

    [item] = pack.duty("d02").items
    assert item.applies_to == {"gas": True, "sector": ("餐饮", "住宿")}


# --- the fingerprint ------------------------------------------------------------------------


def test_comments_and_line_endings_do_not_change_the_fingerprint(tmp_path: Path) -> None:
    plain = load_pack(write_pack(tmp_path / "a"))
    windows = ("# 说明\n" + DUTY_1).replace("\n", "\r\n")
    other = load_pack(write_pack(tmp_path / "b", duty_01=windows))

    assert plain.fingerprint == other.fingerprint
    assert len(plain.fingerprint) == 64


def test_one_changed_character_changes_the_fingerprint(tmp_path: Path) -> None:
    plain = load_pack(write_pack(tmp_path / "a"))
    changed = DUTY_1.replace("制度现行有效", "制度现行、有效")
    other = load_pack(write_pack(tmp_path / "b", duty_01=changed))

    assert plain.fingerprint != other.fingerprint


def test_a_pack_carried_along_as_json_is_the_same_pack(tmp_path: Path) -> None:
    pack = load_pack(write_pack(tmp_path / "sample"))

    carried = Pack.model_validate_json(pack.model_dump_json())

    assert carried == pack
    assert carried.fingerprint == pack.fingerprint


# --- every kind of fault ---------------------------------------------------------------------


@pytest.mark.parametrize("kind", SLIPS)
def test_every_kind_of_fault_is_told_with_its_place_and_remedy(
    tmp_path: Path, kind: str
) -> None:
    file, before, after, place, remedy = SLIPS[kind]
    original = FILES[f"{file}.toml"]
    assert before in original
    changed = original.replace(before, after, 1)

    faults = faults_of(write_pack(tmp_path / "sample", **{file: changed}))

    assert any(fault.key == place and remedy in fault.text for fault in faults), faults


@pytest.mark.parametrize("name", ["pack", "declaration", "statutory", "duty_01", "duty_02"])
def test_a_missing_file_is_named(tmp_path: Path, name: str) -> None:
    faults = faults_of(write_pack(tmp_path / "sample", **{name: None}))

    assert f"{name}.toml" in {fault.file for fault in faults}


def test_a_missing_folder_is_a_fault(tmp_path: Path) -> None:
    assert "没有这个题目文件夹" in faults_of(tmp_path / "nowhere")[0].text


def test_a_folder_in_place_of_a_file_is_a_fault(tmp_path: Path) -> None:
    folder = write_pack(tmp_path / "sample", duty_02=None)
    (folder / "duty_02.toml").mkdir()

    assert any("读不出" in fault.text for fault in faults_of(folder))


def test_a_file_of_an_unknown_name_is_a_fault(tmp_path: Path) -> None:
    faults = faults_of(write_pack(tmp_path / "sample", dutty_03=DUTY_1))

    assert [(fault.file, fault.key) for fault in faults] == [("dutty_03.toml", "")]


@pytest.mark.parametrize(
    ("content", "remedy"),
    [
        (DUTY_1.encode("gb18030"), "UTF-8"),
        (b"\xef\xbb\xbf" + DUTY_1.encode(), "BOM"),
        (DUTY_1.encode("utf-16"), "UTF-8"),
        (b"#" * 1_000_001, "1 MB"),
    ],
    ids=["gb18030", "bom", "utf-16", "huge"],
)
def test_a_wrong_encoding_or_size_is_told(tmp_path: Path, content: bytes, remedy: str) -> None:
    faults = faults_of(write_pack(tmp_path / "sample", duty_01=content))

    assert any(fault.file == "duty_01.toml" and remedy in fault.text for fault in faults)


def test_two_registers_may_not_share_a_prefix(tmp_path: Path) -> None:
    again = DUTY_2[DUTY_2.index("[[items]]") :].replace("d02.list", "d02.list_2")

    faults = faults_of(write_pack(tmp_path / "sample", duty_02=DUTY_2 + again))

    assert [(fault.key, "RQ" in fault.text) for fault in faults] == [("code_prefix", True)]


def test_a_circle_of_duties_waiting_for_each_other_is_a_fault(tmp_path: Path) -> None:
    waiting = DUTY_1.replace("\n[[items]]", 'after = ["d02"]\n\n[[items]]', 1)

    faults = faults_of(write_pack(tmp_path / "sample", duty_01=waiting))

    assert [fault.file for fault in faults] == ["duty_01.toml", "duty_02.toml"]


def test_a_duty_that_asks_nothing_is_a_fault(tmp_path: Path) -> None:
    silent = DUTY_1[: DUTY_1.index("[[items]]")]

    faults = faults_of(write_pack(tmp_path / "sample", duty_01=silent))

    assert any(fault.key == "items" and "至少写一条" in fault.text for fault in faults)


def test_a_register_of_one_column_is_a_fault(tmp_path: Path) -> None:
    start, end = DUTY_2.index('  { key = "until"'), DUTY_2.rindex("]")

    faults = faults_of(write_pack(tmp_path / "sample", duty_02=DUTY_2[:start] + DUTY_2[end:]))

    assert [fault.text for fault in faults] == ["登记表至少要有两列，补上"]


def test_all_faults_of_all_files_are_told_at_once(tmp_path: Path) -> None:
    folder = write_pack(
        tmp_path / "sample",
        pack=PACK.replace("day_of_month", "day_of_moon"),
        declaration="text = 1",
        duty_01=DUTY_1.replace("short_title", "short_titel").replace("d01.rules", "d03.rules"),
        duty_02=DUTY_2.encode("gb18030"),
        statutory=STATUTORY.replace('["d01"]', '["d99"]'),
    )

    with pytest.raises(PackError) as caught:
        load_pack(folder)

    told = str(caught.value)
    for part in ("day_of_moon", "text", "short_titel", "d03.rules", "UTF-8", "d99"):
        assert part in told
    assert {f.file for f in caught.value.faults if isinstance(f, Fault)} >= set(FILES)


# --- anything at all -------------------------------------------------------------------------


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(content=st.one_of(st.binary(max_size=300), st.text(max_size=200).map(str.encode)))
def test_whatever_bytes_a_duty_file_holds_the_answer_is_a_pack_error(
    tmp_path: Path, content: bytes
) -> None:
    with pytest.raises(PackError):
        load_pack(write_pack(tmp_path / "sample", duty_01=content))


_VALUES = st.sampled_from(["1", "-1", "1e400", "true", '""', '"x"', "[]", "{}", "[{}]", "[[]]", "nan",
                           "2026-01-01", "07:00:00", "{ key = 1 }", "[{ key = [] }, 1]"])  # fmt: skip
_LINES = sorted(
    {s for s in (DUTY_1 + DUTY_2).splitlines() if " = " in s and "{ key" not in s[:7]}
)


def outcome(folder: Path) -> Pack | PackError:
    try:
        return load_pack(folder)
    except PackError as error:
        return error


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(slips=st.lists(st.tuples(st.sampled_from(_LINES), _VALUES), min_size=1, max_size=4))
def test_values_of_any_kind_in_any_place_never_give_another_error(
    tmp_path: Path, slips: list[tuple[str, str]]
) -> None:
    duty_1, duty_2 = DUTY_1, DUTY_2
    for line, value in slips:
        name = line.split(" = ", 1)[0]
        duty_1 = duty_1.replace(line, f"{name} = {value}")
        duty_2 = duty_2.replace(line, f"{name} = {value}")
    folder = write_pack(tmp_path / "sample", duty_01=duty_1, duty_02=duty_2)

    result = outcome(folder)

    if isinstance(result, Pack):
        assert len(result.duties) == 2
    else:
        assert result.faults
