"""A small pack with nothing wrong, written to a folder and changed where a test says so."""

from pathlib import Path

PACK = """
format = 1
id = "sample"
version = "1"
duty_count = 2
title = "样例题目"
short_title = "样例"
notice = "样例，不作依据。"
source = "样例"
groups = [{ key = "all", title = "全部" }]
profile_questions = [{ key = "gas", text = "用燃气吗？" }]
reporting = { receiver = "区应急管理局", day_of_month = 27, hour = 18 }
"""

DECLARATION = """
text = "所填情况真实。"
legal_basis = "《安全生产法》第五条"
"""

DUTY_1 = """
key = "d01"
number = 1
group = "all"
title = "写好制度"
short_title = "制度"
summary = "有制度。"
source = "样例"
legal_basis = ["《安全生产法》第二十一条"]

[[items]]
key = "d01.rules"
text = "制度现行有效"
short = "制度"
answer = "conformity"
legal_basis = "《安全生产法》第二十一条"
clause = "第二十一条"

[[items]]
key = "d01.people"
text = "安全员人数"
short = "人数"
answer = "number"
unit = "人"
minimum = 0
maximum = 9
legal_basis = "《安全生产法》第二十四条"
clause = "第二十四条"

[[items]]
key = "d01.kind"
text = "怎样配备"
short = "配备"
answer = "choice"
options = [{ key = "full", text = "专职" }, { key = "part", text = "兼职" }]
legal_basis = "《安全生产法》第二十四条"
clause = "第二十四条"
"""

DUTY_2 = """
key = "d02"
number = 2
group = "all"
title = "查好燃气"
short_title = "燃气"
summary = "有台账。"
source = "样例"
legal_basis = ["《安全生产法》第三十六条"]
not_applicable_reason = "不使用燃气"
after = ["d01"]

[[items]]
key = "d02.list"
text = "登记用气设备"
short = "台账"
answer = "register"
legal_basis = "《安全生产法》第三十六条"
clause = "第三十六条"
applies_to = { gas = true }

[items.register]
title = "用气设备台账"
noun = "台"
add_text = "新增一台"
code_prefix = "RQ"
columns = [
  { key = "name", title = "名称", kind = "text", required = true },
  { key = "until", title = "有效期", kind = "date", expires = true },
  { key = "alarm", title = "有报警", kind = "yes_no", must_be = "yes" },
]
"""

STATUTORY = """
[[duties]]
key = "s01"
number = 1
group = "all"
title = "健全责任制"
short_title = "责任制"
summary = "由第一项落实。"
source = "样例"
legal_basis = ["《安全生产法》第二十一条"]
covered_by = ["d01"]
"""

FILES = {
    "pack.toml": PACK,
    "declaration.toml": DECLARATION,
    "duty_01.toml": DUTY_1,
    "duty_02.toml": DUTY_2,
    "statutory.toml": STATUTORY,
}


def write_pack(folder: Path, **instead: str | bytes | None) -> Path:
    """The sample pack in `folder`; `duty_01=...` replaces a file, None leaves it out."""
    folder.mkdir(parents=True, exist_ok=True)
    changed = {f"{name}.toml": content for name, content in instead.items()}
    for name, content in {**FILES, **changed}.items():
        if isinstance(content, str):
            content = content.encode()  # noqa: PLW2901 - bytes are written as they are
        if content is not None:
            (folder / name).write_bytes(content)
    return folder
