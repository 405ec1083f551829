"""Where the columns of the ledger's list are: captions and rows both ask here."""

from dataclasses import dataclass

from PySide6.QtCore import QRectF

from selfcheck.ui import look

ROW = 44  # height of a row, in pixels before scaling
LEAST_WORDS = 250  # the description keeps this much; places and owners give way before it
_MENU, _EDGE = 24, 12


@dataclass(frozen=True)
class Span:
    """One column: its left edge and width."""

    x: float
    width: float

    def within(self, box: QRectF) -> QRectF:
        """The column's part of a row."""
        return QRectF(box.left() + self.x, box.top(), max(self.width, 0), box.height())

    def holds(self, x: float) -> bool:
        """Whether a point lies in it."""
        return self.x <= x < self.x + self.width


@dataclass(frozen=True)
class Columns:
    """Every column from the list's left edge; `location` and `owner` are None where there is no room."""

    check: Span
    number: Span
    words: Span
    grade: Span
    location: Span | None
    owner: Span | None
    deadline: Span
    state: Span
    late: Span
    menu: Span

    @classmethod
    def of(cls, width: float) -> "Columns":
        """The columns of a row of this width: places give way first, then owners."""
        px = look.px
        check = Span(16, px(16))
        number = Span(check.x + check.width + 12, px(92))
        begin = number.x + number.width + 12
        for kept in (("location", "owner"), ("owner",), ()):
            found, left = _from_the_right(width, kept)
            words = Span(begin, left - 20 - begin)
            if words.width >= px(LEAST_WORDS) or not kept:
                break
        return cls(
            check=check,
            number=number,
            words=words,
            grade=found["grade"],
            location=found.get("location"),
            owner=found.get("owner"),
            deadline=found["deadline"],
            state=found["state"],
            late=found["late"],
            menu=found["menu"],
        )

    def named(self, name: str) -> Span | None:
        """A column by its name, as the captions call it."""
        found = getattr(self, name)
        return found if isinstance(found, Span) else None


def _from_the_right(width: float, kept: tuple[str, ...]) -> tuple[dict[str, Span], float]:
    px = look.px
    menu = Span(width - _EDGE - px(_MENU), px(_MENU))
    found, x = {"menu": menu}, menu.x
    for name, wide, gap in (
        ("late", 74, 8),
        ("state", 88, 12),
        ("deadline", 72, 12),
        ("owner", 88, 16),
        ("location", 80, 16),
        ("grade", 62, 20),
    ):
        if name in ("location", "owner") and name not in kept:
            continue
        x -= gap + px(wide)
        found[name] = Span(x, px(wide))
    return found, x
