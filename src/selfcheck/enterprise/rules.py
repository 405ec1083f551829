"""What is right about an enterprise and its people. Values in, problems out."""

import re
from collections.abc import Mapping, Sequence

from selfcheck.entered import half_width, tidy
from selfcheck.enterprise.records import Role
from selfcheck.errors import Problem
from selfcheck.forms.conditions import Fact, applicable_items
from selfcheck.forms.pack import Pack

_CODE_LETTERS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_CODE_WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)
_CODE_LENGTH = 18
_LONGEST_NAME = 60
MOST_PEOPLE = 1_000_000
_PHONE = re.compile(r"^[0-9+][0-9 \-]{5,19}(?: ?转 ?[0-9]{1,6})?$")


def tidy_credit_code(text: str) -> str:
    """A code as typed or pasted: spaces and dashes out, full-width and small letters to capitals."""
    return re.sub(r"[\s\-]", "", half_width(tidy(text))).upper()


def check_character(first: str) -> str:
    """The 18th character of a unified social credit code (GB 32100-2015, 5.6, modulus 31)."""
    total = sum(_CODE_LETTERS.index(c) * w for c, w in zip(first, _CODE_WEIGHTS, strict=True))
    return _CODE_LETTERS[(31 - total % 31) % 31]


def credit_code_problems(code: str) -> list[Problem]:
    """EN02: the code has 18 characters, none of I O S V Z, and its check character is right."""
    where = "enterprise#credit_code"
    if not code:
        return [Problem("EN02", where, "填写统一社会信用代码，营业执照上的 18 位")]
    if wrong := sorted({c for c in code if c not in _CODE_LETTERS}):
        text = f"信用代码里不会有“{'、'.join(wrong)}”，对照营业执照检查（没有 I、O、S、V、Z）"
        return [Problem("EN02", where, text)]
    if len(code) != _CODE_LENGTH:
        return [Problem("EN02", where, f"信用代码应为 18 位，现在是 {len(code)} 位")]
    if check_character(code[:17]) != code[17]:
        return [Problem("EN02", where, "信用代码的校验位对不上，对照营业执照逐位检查")]
    return []


def enterprise_problems(values: Mapping[str, object]) -> list[Problem]:
    """EN01 name, EN02 code, EN03 sector, EN04 address, EN05 department, EN06 phone, EN07 head-count."""
    problems = []

    def text_of(name: str) -> str:
        return str(values.get(name) or "").strip()

    if not text_of("name"):
        problems.append(Problem("EN01", "enterprise#name", "填写企业全称，与营业执照一致"))
    elif len(text_of("name")) > _LONGEST_NAME:
        problems.append(
            Problem("EN01", "enterprise#name", f"企业名称最多 {_LONGEST_NAME} 个字")
        )
    problems += credit_code_problems(text_of("credit_code"))
    wanted = {"sector": ("EN03", "选择或填写所属行业"), "address": ("EN04", "填写生产经营地址"),
              "department": ("EN05", "填写接收报送的主管部门，如“某某区应急管理局”")}  # fmt: skip
    for name, (code, text) in wanted.items():
        if not text_of(name):
            problems.append(Problem(code, f"enterprise#{name}", text))
    if not text_of("phone"):
        problems.append(Problem("EN06", "enterprise#phone", "填写联系电话"))
    elif not _PHONE.match(text_of("phone")):
        text = "联系电话只写数字、空格和短横，如 0714-6200000 或 13800000000"
        problems.append(Problem("EN06", "enterprise#phone", text))
    count = values.get("head_count")
    if not isinstance(count, int) or isinstance(count, bool) or not 1 <= count <= MOST_PEOPLE:
        problems.append(Problem("EN07", "enterprise#head_count", "填写从业人员人数，至少 1 人"))
    return problems


def profile_problems(answers: Mapping[str, bool], questions: Sequence[str]) -> list[Problem]:
    """EN08: every profile question has been answered."""
    missing = [key for key in questions if key not in answers]
    if not missing:
        return []
    text = f"企业情况还有 {len(missing)} 个问题没有回答，回答后才知道哪些检查条目适用"
    return [Problem("EN08", f"enterprise#profile.{missing[0]}", text)]


def people_problems(people: Sequence[tuple[str, Role]]) -> list[Problem]:
    """EN09: a principal and a safety manager are named, and nobody is both (two people sign in turn)."""
    names = {role: {name for name, held in people if held == role} for role in Role}
    problems = []
    if not names[Role.PRINCIPAL]:
        problems.append(
            Problem("EN09", "enterprise#people", "登记主要负责人，报送由主要负责人签署")
        )
    if not names[Role.SAFETY_MANAGER]:
        problems.append(
            Problem("EN09", "enterprise#people", "登记安全管理人员，报送先由安全管理人员审核")
        )
    if both := sorted(names[Role.PRINCIPAL] & names[Role.SAFETY_MANAGER]):
        text = (
            f"{both[0]}既是主要负责人又是安全管理人员；审核和签署由两个人完成，另登记一人审核"
        )
        problems.append(Problem("EN09", "enterprise#people", text))
    return problems


def person_problems(name: str, phone: str) -> list[Problem]:
    """EN10: a person has a name, and a phone number looks like one."""
    problems = []
    if not name.strip():
        problems.append(Problem("EN10", "person#name", "填写姓名"))
    elif len(name.strip()) > _LONGEST_NAME:
        problems.append(Problem("EN10", "person#name", f"姓名最多 {_LONGEST_NAME} 个字"))
    if phone.strip() and not _PHONE.match(phone.strip()):
        problems.append(
            Problem("EN10", "person#phone", "电话只写数字、空格和短横，如 13800000000")
        )
    return problems


def facts_of(profile: Mapping[str, bool], sector: str) -> dict[str, bool | str]:
    """What the pack's conditions are asked against."""
    return {**profile, "sector": sector}


def applying(pack: Pack, facts: Mapping[str, Fact]) -> frozenset[str]:
    """The keys of the check items that concern an enterprise of these facts."""
    return frozenset(
        item.key for duty in pack.all_duties for item in applicable_items(duty, facts)
    )


def switched_by(pack: Pack, facts: Mapping[str, Fact], question: str) -> int:
    """How many check items a yes to one question switches on, all other answers being as they are."""
    without = applying(pack, {**facts, question: False})
    return len(applying(pack, {**facts, question: True}) - without)
