"""The files of a verdict as a clerk reads them: Chinese names, what differs first, the rest folded."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from selfcheck import sizes
from selfcheck.submission import layout, risk_contents
from selfcheck.submission.contents import ANSWERS_TABLE, LEDGER_TABLE, REGISTERS_TABLE
from selfcheck.submission.verdict import FileState, FileVerdict

Kind = Literal["report", "records", "history", "table", "index", "evidence", "tag"]


def _kind_of(name: str) -> Kind:
    return "table" if name.endswith(".xlsx") else "report"


KNOWN: dict[str, tuple[str, Kind]] = {  # in the order of the table
    layout.REPORT: ("自查报告.pdf", "report"),
    layout.RECORDS: ("职责与答案数据.json", "records"),
    layout.HISTORY: ("变更记录.jsonl", "history"),
    ANSWERS_TABLE: ("检查条目与答案.xlsx", "table"),
    REGISTERS_TABLE: ("登记表.xlsx", "table"),
    LEDGER_TABLE: ("隐患台账.xlsx", "table"),
    **{
        name: (f"{title}{name[name.rindex('.') :]}", _kind_of(name))
        for name, title in risk_contents.TITLES.items()
    },
    layout.INDEX: ("佐证索引.csv", "index"),
    layout.BAGIT: ("打包格式声明.txt", "tag"),
    layout.BAG_INFO: ("报送包说明.txt", "tag"),
    layout.MANIFEST: ("数据清单.txt", "tag"),
    layout.TAGMANIFEST: ("总清单.txt", "tag"),
    layout.VERIFY: ("核验说明.txt", "tag"),
    **{
        where[role]: (f"{title}{words}", "tag")
        for role, title in layout.ROLE_TITLES.items()
        for where, words in (
            (layout.CERTIFICATE, "证书.cer"),
            (layout.CERTIFICATE_PEM, "证书.pem"),
            (layout.SIGNATURE, "签名.p7s"),
        )
    },
}
_PLACES = list(KNOWN)
STATE_WORDS = {
    FileState.OK: "一致",
    FileState.CHANGED: "被改动",
    FileState.MISSING: "缺少",
    FileState.EXTRA: "多出",
}


@dataclass(frozen=True)
class FileLine:
    """One row of the table: a file, or several of a kind that are all as they were signed."""

    name: str  # 自查报告.pdf; 佐证 214 件
    where: str  # inside the base folder; "" for several
    kind: Kind
    size: int  # bytes, of all of them
    expected: str  # 64 hex; "" for several, and for an extra file
    found: str  # 64 hex; "" for several, and for a missing or extra file
    state: FileState

    @property
    def size_words(self) -> str:
        return sizes.in_words(self.size) if self.size or self.state is FileState.OK else ""

    @property
    def state_words(self) -> str:
        return STATE_WORDS[self.state]

    @property
    def accessible(self) -> str:
        """The whole row as one sentence."""
        return "，".join(
            part for part in (self.name, self.size_words, self.state_words) if part
        )

    @property
    def copied(self) -> str:
        """The row for the clipboard, with whole digests."""
        digests = [self.expected, self.found] if self.expected != self.found else [self.found]
        parts = (self.where or self.name, str(self.size), *digests, self.state_words)
        return "\t".join(part for part in parts if part)


def name_of(where: str) -> str:
    """What a person calls a file of a package; where it lies, for one that nobody knows."""
    if where in KNOWN:
        return KNOWN[where][0]
    if where.startswith(("data/photos/", "data/files/")):
        return f"佐证 {where.rpartition('/')[2]}"
    return where


def _kind(where: str) -> Kind:
    if where in KNOWN:
        return KNOWN[where][1]
    if where.startswith("data/tables/"):
        return "table"
    return "evidence" if where.startswith(layout.DATA) else "tag"


def _order(file: FileVerdict) -> tuple[bool, int, str]:
    """What differs first, then the order in which a person asks for them; the lists come last."""
    kind = _kind(file.name)
    place = _PLACES.index(file.name) if file.name in KNOWN else len(_PLACES)
    late = 2 if kind == "tag" else 1 if kind == "evidence" else 0
    return file.state is FileState.OK, late * 1000 + place, file.name


def _line(file: FileVerdict) -> FileLine:
    return FileLine(
        name_of(file.name),
        file.name,
        _kind(file.name),
        file.size,
        file.sha256_expected,
        file.sha256_found,
        file.state,
    )


def every(files: Sequence[FileVerdict]) -> tuple[FileLine, ...]:
    """Every file, one row each."""
    return tuple(_line(file) for file in sorted(files, key=_order))


def folded(files: Sequence[FileVerdict]) -> tuple[FileLine, ...]:
    """The same with evidence in one row and certificates, signatures and lists in another."""
    words: dict[Kind, str] = {"evidence": "佐证 {} 件", "tag": "证书、签名、清单 {} 件"}
    lines, together = list[FileLine](), dict[Kind, list[FileLine]]()
    for line in every(files):
        if line.kind in words and line.state is FileState.OK:
            together.setdefault(line.kind, []).append(line)
        else:
            lines.append(line)
    for kind, several in together.items():
        size = sum(line.size for line in several)
        name = words[kind].format(len(several))
        lines.append(FileLine(name, "", kind, size, "", "", FileState.OK))
    return tuple(lines)


@dataclass(frozen=True)
class Counts:
    """How many files there are of each state."""

    same: int
    changed: int
    missing: int
    extra: int

    @classmethod
    def of(cls, files: Sequence[FileVerdict]) -> "Counts":
        """Count them."""
        states = [file.state for file in files]
        return cls(*(states.count(state) for state in FileState))

    @property
    def wanted(self) -> int:
        """How many the signed lists name."""
        return self.same + self.changed + self.missing

    @property
    def sentence(self) -> str:
        """应有 235 个文件：234 个一致，1 个被改动，没有多出，没有缺少."""
        if not (self.changed or self.missing or self.extra):
            return f"应有 {self.wanted} 个文件，全部一致；没有多出，没有缺少，没有改动"
        parts = (
            f"{self.same} 个一致",
            f"{self.changed} 个被改动" if self.changed else "没有改动",
            f"多出 {self.extra} 个" if self.extra else "没有多出",
            f"缺少 {self.missing} 个" if self.missing else "没有缺少",
        )
        return f"应有 {self.wanted} 个文件：{'，'.join(parts)}"

    @property
    def trouble(self) -> str:
        """1 个文件被改动; several kinds are told in a row. Empty when all are the same."""
        parts = (
            f"{self.changed} 个文件被改动" if self.changed else "",
            f"缺少 {self.missing} 个文件" if self.missing else "",
            f"多出 {self.extra} 个文件" if self.extra else "",
        )
        return "，".join(part for part in parts if part)
