"""Type for ten thousand rows: one face in one size, written straight as PDF operators.

Every distinct text is broken once. The characters used most share one subset of the font, so
that the font is hardly ever switched, and all text of a page is one text object.
"""

from collections import Counter
from typing import Any

from selfcheck.reports.fonts import font_name, load, runs
from selfcheck.reports.linebreak import break_quickly

_BACK = "\uf000"
_MOST = 20_000  # texts of a column kept in their lines; beyond that they are broken again
_SHORT = 12  # characters: names, days and sums are met again, a description is met once


class Widths(dict[str, int]):
    """How wide a character is, in thousandths of the size; looked up when first met."""

    def __missing__(self, char: str) -> int:
        code, fonts = ord(char), load()
        width = fonts["Regular"].face.charWidths.get(code)
        self[char] = found = int(width or fonts["Rare"].face.charWidths.get(code) or 0)
        return found


class Lines(dict[str, tuple[str, ...]]):
    """The lines of each text in a column so many points wide; forgets before it grows too large."""

    def __init__(self, width: float, size: float, widths: Widths) -> None:
        super().__init__()
        self._room = int(width * 1000 / size)
        self._widths = widths
        self.broken: list[str] = []  # every text at least once, for whoever counts characters
        self[""] = ()

    def __missing__(self, text: str) -> tuple[str, ...]:
        if len(self) > _MOST:
            self.clear()
            self[""] = ()
        self.broken.append(text)
        plain = "\n".join(text.splitlines()) if "\r" in text else text
        self[text] = lines = break_quickly(
            plain.replace("\t", "    "), self._room, self._widths
        )
        return lines


class Script:
    """Turns lines into operators of one document; all their characters are known beforehand."""

    def __init__(self, canvas: Any, used: Counter[str], size: float) -> None:
        document, fonts = canvas._doc, load()
        often = "".join(sorted(used, key=lambda char: (-used[char], char))) or " "
        by_name = {font_name("Regular"): ""}
        for name, run in runs(often, "Regular"):
            by_name[name] = by_name.get(name, "") + run
        faces = {font_name(name): font for name, font in fonts.items()}
        self._fonts: list[str] = []  # the first is the one a line begins and ends in
        self._table: dict[int, str] = {}
        for name, text in by_name.items():
            chars = iter(text)
            for subset, codes in faces[name].splitString(text, document):
                font = f"{faces[name].getSubsetInternalName(subset, document)} {size:g} Tf"
                if font not in self._fonts:
                    self._fonts.append(font)
                there, back = _away(self._fonts.index(font))
                for code, char in zip(codes, chars, strict=False):
                    self._table[ord(char)] = f"{there}{code:02X}{back}"

    @property
    def home(self) -> str:
        """The font that is set where a block begins."""
        return self._fonts[0] if self._fonts else ""

    def block(self, lines: tuple[str, ...]) -> str:
        """Operators that show the lines one below the other, by the leading that is set."""
        return ">Tj T*<".join([line.translate(self._table) for line in lines]).join(
            ("<", ">Tj")
        )

    def finished(self, code: str) -> str:
        """The operators of a page with every change of font written out, none of them twice."""
        others = [(*_away(place), font) for place, font in enumerate(self._fonts) if place]
        for there, back, _ in others:
            code = code.replace(back + there, "").replace(back, _BACK)
        for there, _, font in others:
            code = code.replace(_BACK + there, there).replace(there, f">Tj {font}<")
        return code.replace(_BACK, f">Tj {self.home}<").replace("<>Tj", " ")


def _away(place: int) -> tuple[str, str]:
    """Signs around what is set in another font than a line begins in, until a page is finished."""
    return (chr(0xE000 + place), chr(0xE800 + place)) if place else ("", "")


class Blocks(dict[str, str]):
    """Operators for each text of a column, in all its lines; what is long is drawn and forgotten."""

    def __init__(self, lines: Lines, script: Script) -> None:
        super().__init__()
        self._lines = lines
        self._script = script

    def __missing__(self, text: str) -> str:
        if len(text) > _SHORT:
            lines = self._lines[text]
            del self._lines[text]
            return self._script.block(lines)
        if len(self) > _MOST:
            self.clear()
        self[text] = block = self._script.block(self._lines[text])
        return block
