import pytest

from selfcheck.enterprise import rules
from selfcheck.enterprise.records import Role
from tests.builders import a_code

GOOD: dict[str, object] = {
    "name": "江城精密机械有限公司",
    "credit_code": a_code(),
    "sector": "机械",
    "address": "江城市工业园 1 号",
    "department": "江城区应急管理局",
    "phone": "0714-6200000",
    "head_count": 120,
}
# printed on licences that everybody can look up
WELL_KNOWN = [
    "91330100799655058B",
    "9144030071526726XG",
    "914403001922038216",
    "91110000802100433B",
    "91100000100003962T",
    "91110000710925462X",
]


@pytest.mark.parametrize("code", WELL_KNOWN)
def test_en02_the_check_character_of_well_known_codes_is_right(code: str) -> None:
    assert rules.check_character(code[:17]) == code[17]
    assert rules.credit_code_problems(code) == []
    assert a_code(code[:17]) == code


@pytest.mark.parametrize("code", WELL_KNOWN)
def test_en02_no_wrong_digit_and_no_two_swapped_ones_pass(code: str) -> None:
    letters = "0123456789ABCDEFGHJKLMNPQRTUWXY"
    for place, right in enumerate(code):
        for wrong in letters:
            if wrong != right:
                assert rules.credit_code_problems(code[:place] + wrong + code[place + 1 :])
    for place in range(16):
        one, two = code[place], code[place + 1]
        if one != two:
            assert rules.credit_code_problems(code[:place] + two + one + code[place + 2 :])


@pytest.mark.parametrize("letter", "IOSVZ")
def test_en02_the_five_letters_that_no_code_has_are_named(letter: str) -> None:
    (problem,) = rules.credit_code_problems(a_code()[:9] + letter + a_code()[10:])

    assert problem.code == "EN02"
    assert f"“{letter}”" in problem.text


@pytest.mark.parametrize(
    ("code", "told"),
    [
        ("", "18 位"),
        ("9142", "现在是 4 位"),
        (a_code() + "1", "现在是 19 位"),
        ("统一社会信用代码", "不会有"),
        (a_code()[:17] + "*", "“*”"),
        (a_code()[:17].replace("9", "٩") + "X", "不会有"),
    ],
)
def test_en02_a_code_that_cannot_be_one_is_refused_with_the_reason(
    code: str, told: str
) -> None:
    (problem,) = rules.credit_code_problems(code)

    assert (problem.code, problem.where) == ("EN02", "enterprise#credit_code")
    assert told in problem.text


@pytest.mark.parametrize(
    "typed",
    [
        "91330100799655058b",
        " 9133 0100 7996 5505 8B ",
        "91330100-79965505-8B",
        "９１３３０１００７９９６５５０５８Ｂ",
        "９１３３０１００７９９６５５０５８ｂ",
        "91330100799655058B\n",
        "91330100\u3000799655058B",
        "\ufeff91330100799655058B\u200b",
    ],
)
def test_en02_a_code_is_understood_however_it_was_typed(typed: str) -> None:
    assert rules.tidy_credit_code(typed) == "91330100799655058B"


def test_a_complete_enterprise_has_no_problems() -> None:
    assert rules.enterprise_problems(GOOD) == []


@pytest.mark.parametrize(
    ("field", "value", "code"),
    [
        ("name", "", "EN01"),
        ("name", "  ", "EN01"),
        ("name", None, "EN01"),
        ("name", "长" * 61, "EN01"),
        ("credit_code", "", "EN02"),
        ("sector", " ", "EN03"),
        ("address", "", "EN04"),
        ("department", "", "EN05"),
        ("phone", "", "EN06"),
        ("phone", "微信同号", "EN06"),
        ("phone", "12", "EN06"),
        ("phone", "0714-6200000 转 12345678", "EN06"),
        ("head_count", None, "EN07"),
        ("head_count", 0, "EN07"),
        ("head_count", -3, "EN07"),
        ("head_count", 1_000_001, "EN07"),
        ("head_count", True, "EN07"),
        ("head_count", "12", "EN07"),
    ],
)
def test_en01_to_en07_each_field_is_asked_for_by_its_rule(
    field: str, value: object, code: str
) -> None:
    (problem,) = rules.enterprise_problems(GOOD | {field: value})

    assert (problem.code, problem.where) == (code, f"enterprise#{field}")
    assert problem.blocking


@pytest.mark.parametrize(
    "phone", ["13800000000", "0714-6200000", "0714 620 0000", "+86 13800000000", "6200000转12"]
)
def test_en06_phones_as_people_write_them_are_right(phone: str) -> None:
    assert rules.enterprise_problems(GOOD | {"phone": phone}) == []


def test_en01_to_en07_everything_missing_is_told_at_once() -> None:
    found = [problem.code for problem in rules.enterprise_problems({})]
    assert found == ["EN01", "EN02", "EN03", "EN04", "EN05", "EN06", "EN07"]


def test_en08_every_profile_question_is_answered() -> None:
    assert rules.profile_problems({"uses_gas": False}, ["uses_gas"]) == []
    (problem,) = rules.profile_problems({"uses_gas": False}, ["uses_gas", "b", "c"])

    assert (problem.code, problem.where) == ("EN08", "enterprise#profile.b")
    assert "2 个问题" in problem.text


@pytest.mark.parametrize(
    ("people", "told"),
    [
        ([], ["登记主要负责人", "登记安全管理人员"]),
        ([("张三", Role.PRINCIPAL)], ["登记安全管理人员"]),
        ([("张三", Role.SAFETY_MANAGER), ("李四", Role.STAFF)], ["登记主要负责人"]),
        ([("张三", Role.PRINCIPAL), ("李四", Role.SAFETY_MANAGER)], []),
        (
            [("张三", Role.PRINCIPAL), ("王五", Role.PRINCIPAL), ("李四", Role.SAFETY_MANAGER)],
            [],
        ),
        ([("张三", Role.PRINCIPAL), ("张三", Role.SAFETY_MANAGER)], ["张三既是"]),
    ],
)
def test_en09_a_principal_and_a_safety_manager_are_two_people(
    people: list[tuple[str, Role]], told: list[str]
) -> None:
    found = rules.people_problems(people)

    assert [problem.code for problem in found] == ["EN09"] * len(told)
    assert all(words in problem.text for words, problem in zip(told, found, strict=True))
    assert all(problem.blocking for problem in found)


@pytest.mark.parametrize(
    ("name", "phone", "where"),
    [
        ("", "", "person#name"),
        ("\u3000", "", "person#name"),
        ("长" * 61, "", "person#name"),
        ("张𠮷", "abc", "person#phone"),
    ],
)
def test_en10_a_person_has_a_name_and_a_phone_that_looks_like_one(
    name: str, phone: str, where: str
) -> None:
    (problem,) = rules.person_problems(name, phone)
    assert (problem.code, problem.where) == ("EN10", where)


def test_en10_rare_names_and_missing_phones_are_right() -> None:
    for name in ("张𠮷", "阿卜杜拉·买买提", "䶮", "O'Brien"):
        assert rules.person_problems(name, "") == []


def test_the_facts_are_the_profile_and_the_sector() -> None:
    assert rules.facts_of({"uses_gas": True}, "机械") == {"uses_gas": True, "sector": "机械"}
