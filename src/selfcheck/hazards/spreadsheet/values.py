"""Money, grades, closing words, numbers and texts as they stand in ledgers, made exact.

Each reader returns a value and a sentence. A sentence beside a value is a remark; a sentence without
a value says what to write; no value and no sentence means that the cell is blank.
"""

import re
from datetime import date, datetime
from decimal import Decimal

from selfcheck.entered import half_width
from selfcheck.hazards.spreadsheet.dates import BLANK_WORDS
from selfcheck.hazards.spreadsheet.grid import Cell

GENERAL, MAJOR, PENDING = "general", "major", "pending"
OPEN, RECTIFIED, CLOSED = "open", "rectified", "closed"

CROSSED_OUT = frozenset(
    {"/", "\\", "-", "--", "—", "——"}
)  # how Chinese tables say: nothing here

_FEN = 100
_MOST_YUAN = 10_000_000_000
_ROUNDING = Decimal("0.01")  # of a fen: what binary fractions of spreadsheets leave over
_MULTIPLES = {"": 1, "百": 100, "千": 1_000, "万": 10_000, "百万": 1_000_000, "亿": 100_000_000}
_MONEY = re.compile(
    r"(?P<about>约|大约|预计|估计)?(?:人民币|rmb|cny)?[¥￥$]?"
    r"(?P<figure>\d{1,3}(?:[,，]\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+)"
    r"(?P<multiple>百万|[百千万亿])?(?P<unit>元|块|圆)?整?(?:人民币|rmb)?(?P<more>左右|以内)?"
)
_NO_MONEY = frozenset({"不需要", "无需", "无需资金", "不需资金", "不需要资金", "不涉及", "零"})

_GRADES = {
    GENERAL: (
        "一般",
        "一般隐患",
        "一般事故隐患",
        "一般安全隐患",
        "一般问题",
        "普通",
        "一般级",
        "general",
    ),
    MAJOR: ("重大", "重大隐患", "重大事故隐患", "重大安全隐患", "重大级", "major"),
    PENDING: (
        "待判",
        "待判定",
        "待定",
        "未定",
        "未判定",
        "待定级",
        "未定级",
        "待评估",
        "待核实",
    ),
}
_YES = frozenset(
    {"是", "√", "✓", "✔", "☑", "y", "yes", "对", "有", "1", "true", "●", "v", "ok"}
)
_NO = frozenset(
    {"否", "不是", "×", "✗", "✘", "x", "╳", "n", "no", "无", "0", "false", "○", "☐", "□"}
)

_STILL_OPEN = re.compile(
    r"未(?!发现)|没有?(?:整改|完成|闭环|销号)|正在|(?:整改|处理|治理|实施|进行|办理)中|待整改|待处理|待治理"
    r"|待办|进行|逾期|超期|延期|不合格|不通过|退回|跟踪|open"
)
_TO_BE_CHECKED = re.compile(
    r"待(?:复查|验收|销号|复核|核查|验证|审核|确认|闭环|关闭)|申请(?:验收|复查)"
)
_DONE_WITH = re.compile(
    r"闭环|销号|验收|合格|归档|关闭|通过|办结|结案|closed|已完成$|^完成$|^已办$"
)
_PUT_RIGHT = re.compile(
    r"已整改|整改(?:完|好|毕)|已治理|完成|完毕|已处理|已落实|到位|消除|done"
)


def read_money(cell: Cell, multiple: int = 1) -> tuple[int | None, str]:
    """An amount in fen. `multiple` is 10,000 for a column headed 万元; a unit in the cell wins."""
    if cell is None:
        return None, ""
    if isinstance(cell, bool | date):
        return None, "这里要写金额，例如 12000 或 1.2万"
    if isinstance(cell, int | float):
        return _fen(Decimal(repr(cell)) * multiple, str(cell), "")
    text = "".join(half_width(cell).split()).casefold()
    if text in BLANK_WORDS:
        return None, ""
    if text in _NO_MONEY:
        return 0, ""
    match = _MONEY.fullmatch(text)
    if match is None:
        return None, f"“{_short(text)}”看不出是多少钱，写成 12000 或 1.2万"
    amount = Decimal(match["figure"].replace(",", "").replace("，", ""))
    if match["multiple"] or match["unit"]:
        amount *= _MULTIPLES[match["multiple"] or ""]
    else:
        amount *= multiple
    remark = (
        f"“{_short(text)}”是大约的数，按这个数导入" if match["about"] or match["more"] else ""
    )
    return _fen(amount, text, remark)


def _fen(yuan: Decimal, text: str, remark: str) -> tuple[int | None, str]:
    if not (yuan.is_finite() and 0 <= yuan <= _MOST_YUAN):
        return None, f"“{_short(text)}”超出了金额的范围，核对后写成 12000 或 1.2万"
    exact = yuan * _FEN
    fen = exact.to_integral_value()
    if abs(exact - fen) > _ROUNDING:
        return None, f"“{_short(text)}”精确到了分以下，核对后写到分为止"
    return int(fen), remark


def read_grade(cell: Cell, title: str = "") -> tuple[str, str]:
    """GENERAL, MAJOR or PENDING. Words that the law does not know are left to be decided.

    `title` is the head of the column: under 是否重大隐患 a 是 is a grade as well.
    """
    text = _word(cell)
    if text in BLANK_WORDS and text != "无":
        return "", ""
    for grade, words in _GRADES.items():
        if text in words:
            return grade, ""
    if text in _YES | _NO:
        asked = title.rpartition("/")[2]  # 隐患级别/重大: a tick below its grade
        if "重大" in asked and "一般" not in asked:
            return (MAJOR if text in _YES else GENERAL), ""
        if "一般" in asked and "重大" not in asked:
            return (GENERAL, "") if text in _YES else ("", "")
    return PENDING, (
        f"“{_short(text)}”不是隐患级别（只分一般和重大），先按待判导入；写成“一般”或“重大”，或导入后判定"
    )


def ticked(cell: Cell, word: str) -> Cell:
    """What a cell says in a column that stands for one word: the word if it is ticked."""
    text = _word(cell)
    if text in _YES:
        return word
    return None if text in _NO or text in CROSSED_OUT else cell


def joined(before: Cell, more: Cell) -> Cell:
    """What two such columns say together; both at once is left for a person to see."""
    if before is None or more is None:
        return more if before is None else before
    return f"{before}、{more}"


def read_closed(cell: Cell, title: str = "") -> tuple[str, str]:
    """OPEN, RECTIFIED (waiting to be accepted) or CLOSED.

    `title` is the head of the column: 是 under 是否整改 says less than under 是否销号.
    """
    text = _word(cell)
    if not text or text in CROSSED_OUT:
        return "", ""
    if text in _YES:
        done = re.search(r"整改|完成|处理|治理", title) and not re.search(
            r"闭环|销号|验收|复查|关闭", title
        )
        return (RECTIFIED if done else CLOSED), ""
    if text in _NO:
        return OPEN, ""
    if _TO_BE_CHECKED.search(text):
        return RECTIFIED, ""
    if _STILL_OPEN.search(text):
        return OPEN, ""
    if _DONE_WITH.search(text):
        return CLOSED, ""
    if _PUT_RIGHT.search(text):
        return RECTIFIED, ""
    return "", f"“{_short(text)}”看不出是否闭环，写“未整改”“已整改”或“已闭环”"


def read_number(cell: Cell) -> tuple[str, str]:
    """The number that the old ledger gave a hazard, as it is written there."""
    text = "".join(half_width(read_text(cell)).split())
    if text.casefold() in BLANK_WORDS:
        return "", ""
    if re.fullmatch(r"\d(?:\.\d+)?e\+\d+", text, re.IGNORECASE):
        return "", f"编号“{text}”已被表格软件改成科学计数法，把这一列设为文本后重写编号"
    return text, ""


def read_text(cell: Cell) -> str:
    """A text as it stands there, without what nobody sees; numbers and dates as they look."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "是" if cell else "否"
    if isinstance(cell, datetime):
        return cell.strftime("%Y-%m-%d %H:%M")
    return str(cell)


def _word(cell: Cell) -> str:
    return "".join(half_width(read_text(cell)).split()).strip("。.,;；!！").casefold()


def _short(text: str) -> str:
    longest = 20
    return text if len(text) <= longest else text[:longest] + "…"
