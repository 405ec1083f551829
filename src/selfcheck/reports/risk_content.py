"""What the map, the boards and the lists of risks say: plain values, every word decided.

Places on a plan are in the plan's own units, from its upper left corner, as on the screen.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Literal

from selfcheck.forms.signs import Sign
from selfcheck.reports.content import RiskWord

XY = tuple[float, float]
MarkKind = Literal["exit", "assembly", "fire"]
LEVELS: tuple[RiskWord, ...] = ("重大", "较大", "一般", "低")
COLOURS: dict[RiskWord, str] = {"重大": "红", "较大": "橙", "一般": "黄", "低": "蓝"}
UNKNOWN = "未评估"  # the word of a risk point without an assessment


@dataclass(frozen=True)
class RiskOrigin:
    """Whose papers they are and of which revision: map, boards and lists carry the same code."""

    enterprise: str
    credit_code: str
    code: str  # R17-4F2A
    day: str  # of the revision; of printing while it is a draft
    draft: bool = False  # 草稿: not published, or changed since
    made_by: str = ""
    checked_by: str = ""
    approved_by: str = ""
    next_review: str = ""
    head: str = ""  # 64 hex of the change log's head

    @property
    def revision(self) -> str:
        """The code as it is printed, with 草稿 while nobody has approved it."""
        return f"{self.code} 草稿" if self.draft else self.code


# ---- the map


@dataclass(frozen=True)
class MapZone:
    """A zone in the colour of its highest level."""

    name: str
    level: RiskWord | None  # None: no assessed risk in it
    points: tuple[XY, ...]
    label: XY  # middle of its label
    moved: bool = False  # a person put the label there


@dataclass(frozen=True)
class MapPoint:
    """A risk point where it stands."""

    number: str
    name: str
    level: RiskWord | None
    x: float
    y: float


@dataclass(frozen=True)
class MapMark:
    """An exit, an assembly point or fire equipment."""

    kind: MarkKind
    x: float
    y: float
    name: str = ""


@dataclass(frozen=True)
class MapSheet:
    """One floor plan with all that is drawn on it."""

    name: str
    width: float
    height: float
    base: Path | bytes | None = None
    base_title: str = ""
    base_missing: bool = False
    metres_per_unit: float | None = None  # None: not calibrated, so there is no scale
    north: float = 0.0  # degrees, clockwise from the sheet's top
    made_by: str = ""
    zones: tuple[MapZone, ...] = ()
    points: tuple[MapPoint, ...] = ()
    routes: tuple[tuple[XY, ...], ...] = ()
    marks: tuple[MapMark, ...] = ()


@dataclass(frozen=True)
class MapPaper:
    """The four-colour map (一图), a page for each plan."""

    origin: RiskOrigin
    method: str  # LEC 法
    legend: tuple[tuple[RiskWord, str], ...]  # 重大 → D≥320
    sheets: tuple[MapSheet, ...]


# ---- a board


@dataclass(frozen=True)
class GasLimit:
    """A line of the table of limits on a confined-space board."""

    what: str
    limit: str


@dataclass(frozen=True)
class ConfinedPart:
    """What a board says more when the risk point is a confined space."""

    word: str  # 有限空间; 受限空间 at chemical enterprises
    shape: str
    volume: str
    principal: str
    supervisor: str
    limits: tuple[GasLimit, ...]
    basis: str  # the standard of the limits


@dataclass(frozen=True)
class RiskBoard:
    """One notice board (安全风险告知牌)."""

    origin: RiskOrigin
    number: str
    name: str
    place: str
    level: RiskWord | None
    factors: str
    accidents: str
    measures: tuple[str, ...]
    emergency: tuple[str, ...]
    department: str
    owner: str  # a name, or the post on a public board
    phone: str
    enterprise_phone: str
    signs: tuple[Sign, ...] = ()  # in the order they hang
    confined: ConfinedPart | None = None
    public: bool = False  # without names and mobile phones


# ---- the lists


@dataclass(frozen=True)
class RiskColumn:
    """A column of a list: its title, its share of the width, and whether it holds a level."""

    title: str
    share: float
    level: bool = False


Cell = str | int | Decimal | date | None


@dataclass(frozen=True)
class RiskList:
    """One of the lists with its rows, each as long as the columns."""

    title: str
    columns: tuple[RiskColumn, ...]
    rows: tuple[tuple[Cell, ...], ...]
    note: str = ""


@dataclass(frozen=True)
class RiskLists:
    """Lists that are printed together, all of one revision."""

    origin: RiskOrigin
    lists: tuple[RiskList, ...]


# ---- the section of the report


@dataclass(frozen=True)
class RiskRow:
    """A major or considerable risk point in the report."""

    number: str
    name: str
    place: str
    level: RiskWord
    accidents: str
    department: str
    owner: str
    phone: str


@dataclass(frozen=True)
class RiskPart:
    """The section on risks in the report of a round."""

    revision: str  # R17-4F2A, 2026-11-20 发布; 尚未发布
    counts: tuple[tuple[RiskWord, int], ...]
    unknown: int  # points without an assessment
    rows: tuple[RiskRow, ...]
    paper: MapPaper | None = None  # a reduced page for each plan
    note: str = ""
