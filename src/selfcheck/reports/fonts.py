"""The one font registry of every page: which face draws which character, and what none can.

ReportLab neither falls back to another font nor complains: a missing glyph silently vanishes,
and a name is printed wrong. So text is drawn run by run, and checked before anything is drawn.
"""

import unicodedata
from collections.abc import Iterable, KeysView
from functools import cache, lru_cache
from typing import Any, Literal

from reportlab.pdfbase import pdfmetrics, ttfonts

from selfcheck.errors import Problem
from selfcheck.paths import bundled
from selfcheck.reports.font_files import FontFile, make_small

Face = Literal["Regular", "Medium", "Bold"]

_FILES = {
    "Regular": "NotoSansSC-Regular.ttf",
    "Medium": "NotoSansSC-Medium.ttf",
    "Bold": "NotoSansSC-Bold.ttf",
    "Rare": "WenKaiRare.ttf",
}
_LAYOUT = frozenset("\n\r\t")  # end a line or widen a gap; never drawn
_PRIVATE = ((0xE000, 0xF8FF), (0xF0000, 0xFFFFD), (0x100000, 0x10FFFD))
_BLOCK = 100  # bfchar entries allowed in one block (Adobe Technical Note 5411)


class _Font(ttfonts.TTFont):  # type: ignore[misc]  # ReportLab has no types
    """A font that encodes each distinct string once per document: tables repeat themselves."""

    def __init__(self, name: str, file: FontFile) -> None:
        super().__init__(name, file)
        self._encoded: tuple[Any, dict[str, list[tuple[int, bytes]]]] = (None, {})

    def splitString(  # noqa: N802 - ReportLab's name
        self, text: str, doc: Any, encoding: str = "utf-8"
    ) -> list[tuple[int, bytes]]:
        if self._encoded[0] is not doc:
            self._encoded = (doc, {})
        known = self._encoded[1]
        if text not in known:
            known[text] = super().splitString(text, doc, encoding)
        return known[text]

    def addObjects(self, doc: Any) -> None:  # noqa: N802 - ReportLab's name
        super().addObjects(doc)
        self._encoded = (None, {})


def _to_unicode_map(name: str, subset: list[int]) -> str:
    """The map from a subset's codes back to text, so that what is copied is what was put in.

    ReportLab's own writes five hex digits beyond U+FFFF, and 𠮷 is copied as something else.
    """
    entries = [
        f"<{code:02X}> <{chr(char).encode('utf-16-be').hex().upper()}>"
        for code, char in enumerate(subset)
    ]
    blocks: list[str] = []
    for start in range(0, len(entries), _BLOCK):
        part = entries[start : start + _BLOCK]
        blocks += [f"{len(part)} beginbfchar", *part, "endbfchar"]
    return "\n".join(
        (
            "/CIDInit /ProcSet findresource begin",
            "12 dict begin",
            "begincmap",
            f"/CIDSystemInfo << /Registry ({name}) /Ordering ({name}) /Supplement 0 >> def",
            f"/CMapName /{name} def",
            "/CMapType 2 def",
            "1 begincodespacerange",
            "<00> <FF>",
            "endcodespacerange",
            *blocks,
            "endcmap",
            "CMapName currentdict /CMap defineresource pop",
            "end",
            "end",
        )
    )


@cache
def load() -> dict[str, _Font]:
    """Register the four fonts with ReportLab, once; takes about a quarter of a second."""
    ttfonts.makeToUnicodeCMap = _to_unicode_map
    fonts: dict[str, _Font] = {}
    for name, ending in _FILES.items():
        file = FontFile(bundled("resources", "fonts", ending))
        fonts[name] = _Font(font_name(name), file)
        make_small(fonts[name].face, file, like=fonts["Regular"].face)
        pdfmetrics.registerFont(fonts[name])
    return fonts


def font_name(face: str) -> str:
    """The name under which ReportLab knows a face."""
    return f"SelfCheck-{face}"


@cache
def _glyphs(face: str) -> KeysView[int]:
    codes: KeysView[int] = load()[face].face.charToGlyph.keys()
    return codes


@cache
def _widths(face: Face) -> tuple[dict[int, float], dict[int, float]]:
    fonts = load()
    return fonts[face].face.charWidths, fonts["Rare"].face.charWidths


def width_of(text: str, face: Face, size: float) -> float:
    """How wide the text is when drawn, in points, with the fallback taken into account."""
    main, rare = _widths(face)
    total = 0.0
    for char in text:
        code = ord(char)
        total += main.get(code) or rare.get(code) or 0.0
    return total * size / 1000


@lru_cache(maxsize=20_000)
def runs(text: str, face: Face) -> tuple[tuple[str, str], ...]:
    """The text cut into (font name, run): the face itself, or the rare font where it lacks."""
    main, rare = _glyphs(face), _glyphs("Rare")
    cut: list[tuple[str, str]] = []
    for char in text:
        falls_back = ord(char) not in main and ord(char) in rare
        name = font_name("Rare" if falls_back else face)
        if cut and cut[-1][0] == name:
            cut[-1] = (name, cut[-1][1] + char)
        else:
            cut.append((name, char))
    return tuple(cut)


def drawable(char: str) -> bool:
    """Is there a font that draws this character as itself?"""
    code = ord(char)
    if char in _LAYOUT:
        return True
    if any(low <= code <= high for low, high in _PRIVATE):
        return False  # what it means differs from PC to PC, even where a font has a glyph
    return code in _glyphs("Regular") or code in _glyphs("Rare")


def preflight(texts: Iterable[tuple[str, str]]) -> list[Problem]:
    """RP01: every character to be printed has a glyph; else its field and code are named.

    `texts` are pairs of a place in Chinese words and the text that stands there.
    """
    found: dict[tuple[str, str], Problem] = {}
    for where, text in texts:
        for char in text:
            if not drawable(char) and (where, char) not in found:
                found[where, char] = Problem("RP01", where, _remedy(where, char))
    return list(found.values())


def _remedy(where: str, char: str) -> str:
    code = f"U+{ord(char):04X}"
    if unicodedata.category(char) == "Co":
        return (
            f"{where}里有一个自造字（{code}），换一台电脑就会变成别的字。"
            "在输入法里重新选这个字的统一编码写法，再填一次。"
        )
    if unicodedata.category(char) in ("Cc", "Cf", "Cs", "Cn", "Mn", "Zl", "Zp"):
        return f"{where}里有一个看不见的符号（{code}），打印不出来。删掉这一处，重新输入。"
    return (
        f"{where}里的“{char}”（{code}）字库中没有，打印会缺字。"
        "改用证件上能打印的写法，并在说明里写明原字的构成。"
    )
