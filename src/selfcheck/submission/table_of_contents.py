"""What a package holds, in ten lines that a person reads: on the screen and on the handover slip."""

from collections.abc import Iterable
from dataclasses import dataclass

from selfcheck.submission import layout
from selfcheck.submission.pages import ExportPage

_FOLDERS = {
    "data/papers/": "papers",
    "data/tables/": "tables",
    "data/photos/": "photos",
    "data/files/": "files",
    "certs/": "certificates",
    "approvals/": "signatures",
    "signatures/": "signatures",
}
_FILES = {
    layout.REPORT: "report",
    layout.RECORDS: "records",
    layout.HISTORY: "history",
    layout.INDEX: "index",
}
_ORDER = (
    "report",
    "records",
    "history",
    "papers",
    "tables",
    "index",
    "photos",
    "files",
    "certificates",
    "signatures",
    "lists",
)


@dataclass(frozen=True)
class ContentsLine:
    """One kind of contents."""

    key: str
    name: str  # 自查报告.pdf
    words: str  # 两处签名
    files: int
    bytes: int
    example: str  # where it lies in the package


def _kind(name: str) -> str:
    if name in _FILES:
        return _FILES[name]
    found = (kind for folder, kind in _FOLDERS.items() if name.startswith(folder))
    return next(found, "lists")


def _words(kind: str, count: int, page: ExportPage) -> tuple[str, str]:
    """Name and explanation of a kind."""
    return {
        "report": ("自查报告.pdf", "带审核、签署两处签名"),
        "records": ("职责与答案数据.json", f"{page.answers} 个答案，可由程序读取"),
        "history": ("变更记录.jsonl", f"{page.history_lines:,} 条，逐条相连"),
        "papers": ("一图一牌三清单", "四色图、告知牌、三清单（PDF）"),
        "tables": (f"表格 {count} 个", "答案、登记表、隐患台账等（XLSX）"),
        "index": ("佐证索引.csv", "编号与中文名对照"),
        "photos": ("佐证照片", f"{count} 张"),
        "files": ("佐证文件", f"{count} 个扫描件与文档"),
        "certificates": ("证书", f"{page.approved_by}、{page.signed_by}"),
        "signatures": ("签名", "先审核，后签署"),
        "lists": ("清单与核验说明", "可用系统自带工具核对"),
    }[kind]


def listed(files: Iterable[tuple[str, int]], page: ExportPage) -> tuple[ContentsLine, ...]:
    """The kinds that a package holds, from its files' names and sizes in bytes."""
    kinds: dict[str, list[tuple[str, int]]] = {kind: [] for kind in _ORDER}
    for name, size in files:
        kinds[_kind(name)].append((name, size))
    lines = []
    for kind, held in kinds.items():
        if held:
            name, words = _words(kind, len(held), page)
            total = sum(size for _, size in held)
            lines.append(ContentsLine(kind, name, words, len(held), total, held[0][0]))
    return tuple(lines)
