"""Words of a description and where they stand: the index words of the criteria, and what is left over."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from selfcheck.entered import half_width


class Span(NamedTuple):
    """A word and its place in a text, as Python slices."""

    start: int
    end: int
    word: str


# Said in so many clauses that finding them in a clause's text says nothing about it. As index words of a
# clause, where somebody put them on purpose, they count.
COMMON = frozenset({
    "安全", "生产", "企业", "人员", "设备", "设施", "装置", "作业", "场所", "检查", "定期检查",
    "定期检验", "检验", "检测", "监测", "报警", "通风", "培训", "制度", "考核", "负责人", "责任制",
    "隐患", "隐患排查", "操作", "运行", "使用", "管理", "防护", "维护", "保养", "更换", "设计",
    "施工", "审批", "管道", "库房", "厂房", "车间", "温度", "压力", "液位", "浓度", "泄漏",
    "失效", "故障", "缺陷", "变形", "开裂", "腐蚀", "拆除", "停用", "改造", "清理", "安装",
    "标志", "警示标志", "资质", "证件", "登记", "记录", "方案", "应急预案", "演练", "交底", "验收",
    "台账", "隔离", "共用", "冷却", "进入", "运输", "储存", "装卸", "通道", "电源", "供电",
    "检修", "值班", "值守", "教育", "气体", "空间", "部位", "区域", "事故", "危险", "不合格",
    "未检验", "没有", "不足", "超过", "缺失", "位置", "数量", "日常", "现场",
})  # fmt: skip
# Left over from a sentence, these say nothing by themselves.
_SMALL = re.compile(
    r"[的了和及与或并且在有是为被把将对从到于中上下内外里边处约大概共计另其该各每再又也还仍均都已未无不]+"
)
_NUMBER = re.compile(
    r"[第约近]?[0-9０-９一二三四五六七八九十百千万两几]+(?:[.．/\-~～][0-9０-９]+)*\s*"
    r"(?:mm|cm|km|kg|mpa|kpa|kv|ml|m3|m2|㎡|m³|℃|°c|%|％|m|t|v|a|w|l|厘米|毫米|公里|千米|平方米|立方米|米|"
    r"公斤|千克|千瓦|千伏|克|吨|升|度|伏|安|小时|分钟|秒|天|日|月|年|号|个|台|只|块|处|根|条|道|人|名|次|件|套|具|"
    r"间|层|楼|把|张|辆|部|座|桶|瓶|袋|箱|点)*",
    re.IGNORECASE,
)
# 1.5 and 11:20 are no ends of a phrase; a dot or colon elsewhere is
_STOP = re.compile(r"(?<!\d)[.:]|[.:](?!\d)|[^\w\s.:%％℃°㎡³/～~\-+]+|[\r\n\t]+|\s{2,}")
_FEWEST_WHOLE = 2  # letters of a phrase that is told when no clause names anything in it
_FEWEST_LEFT = 4  # letters of what is left beside a word that was found
_EDGES = " 的了和及与或在有是为被把将对从到于约等之其这那、"


def folded(text: str) -> str:
    """The text as it is compared: half-width, lower case, each letter still at its place."""
    return "".join(
        small if len(small := letter.lower()) == 1 else letter for letter in half_width(text)
    )


def by_first_letter(words: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Words under their first letter, the longest first."""
    under: dict[str, list[str]] = {}
    for word in set(words):
        if word:
            under.setdefault(word[0], []).append(word)
    return {
        letter: tuple(sorted(found, key=lambda word: (-len(word), word)))
        for letter, found in under.items()
    }


def all_in(text: str, words: Mapping[str, tuple[str, ...]]) -> frozenset[str]:
    """Every word that occurs in a folded text, also inside a longer one."""
    return frozenset(
        word
        for place, letter in enumerate(text)
        for word in words.get(letter, ())
        if _stands_at(text, place, word)
    )


def longest_in(text: str, words: Mapping[str, tuple[str, ...]]) -> Iterator[Span]:
    """The words of a folded text from the left, the longest at each place, none overlapping."""
    place = 0
    while place < len(text):
        word = next(
            (one for one in words.get(text[place], ()) if _stands_at(text, place, one)), ""
        )
        if word:
            yield Span(place, place + len(word), word)
        place += len(word) or 1


def spans_of(text: str, words: Iterable[str]) -> tuple[Span, ...]:
    """Where given words stand in a folded text; of two that overlap the longer one is told."""
    taken: list[Span] = []
    for word in sorted(set(words), key=lambda one: (-len(one), one)):
        place = text.find(word)
        while place >= 0:
            span = Span(place, place + len(word), word)
            if _stands_at(text, place, word) and not any(
                span.start < other.end and other.start < span.end for other in taken
            ):
                taken.append(span)
            place = text.find(word, place + 1)
    return tuple(sorted(taken))


def merged(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Spans without overlaps: of two the longer one, in the order of the text."""
    taken: list[Span] = []
    for span in sorted(set(spans), key=lambda one: (one.start - one.end, one.start)):
        if not any(span.start < other.end and other.start < span.end for other in taken):
            taken.append(span)
    return tuple(sorted(taken))


def _stands_at(text: str, place: int, word: str) -> bool:
    """Whether the word stands there; Latin words and numbers only as a whole (no UPS in upstream)."""
    end = place + len(word)
    if not text.startswith(word, place):
        return False
    return not (
        (place and _joined(text[place - 1], word[0]))
        or (end < len(text) and _joined(word[-1], text[end]))
    )


def _joined(left: str, right: str) -> bool:
    return left.isascii() and right.isascii() and left.isalnum() and right.isalnum()


def unmatched_phrases(text: str, spans: Iterable[Span]) -> tuple[str, ...]:
    """What a description says beside the words that were found, phrase by phrase, each once.

    A phrase without any such word is told whole; of the others, what is left when the words, numbers with
    their units and connecting words are gone, where that is long enough to mean something.
    """
    found = sorted(spans)
    left: dict[str, None] = {}
    for start, end in _phrases(text):
        inside = [span for span in found if start <= span.start and span.end <= end]
        edge = start
        for span in (*inside, Span(end, end, "")):
            piece = text[edge : span.start]
            if _meant(piece) >= (_FEWEST_LEFT if inside else _FEWEST_WHOLE):
                left[_trimmed(piece, after_word=bool(inside))] = None
            edge = span.end
    return tuple(phrase for phrase in left if phrase)


def _phrases(text: str) -> Iterator[tuple[int, int]]:
    place = 0
    for stop in _STOP.finditer(text):
        if stop.start() > place:
            yield place, stop.start()
        place = stop.end()
    if place < len(text):
        yield place, len(text)


def _meant(piece: str) -> int:
    """Letters of a piece that are neither number, unit nor connecting word."""
    bare = _SMALL.sub("", _NUMBER.sub("", folded(piece)))
    return sum(letter.isalpha() for letter in bare)


def _trimmed(piece: str, *, after_word: bool) -> str:
    piece = piece.strip()
    if after_word:  # "约4厘米的水" beside a word that was found: begin with what is meant
        if leading := _NUMBER.match(piece):
            piece = piece[leading.end() :]
        piece = piece.strip(_EDGES)
    return piece
