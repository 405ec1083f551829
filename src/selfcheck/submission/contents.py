"""The files under data/ of a package, made from a snapshot: same snapshot, same bytes."""

import codecs
import csv
import io
import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from selfcheck import moments
from selfcheck.duties import queries as duty_queries
from selfcheck.duties import states as duty_states
from selfcheck.duties.pages import DutyState, ItemLine
from selfcheck.errors import SigningError
from selfcheck.evidence.queries import EvidenceCard
from selfcheck.progress import Progress
from selfcheck.reports.ledger_sheet import ledger_xlsx
from selfcheck.reports.sheet import Sheet
from selfcheck.reports.sheet import build as build_workbook
from selfcheck.submission import layout, risk_contents
from selfcheck.submission.layout import Payload
from selfcheck.submission.snapshot import Snapshot, file_in_package, hazards_of

ANSWERS_TABLE = "data/tables/answers.xlsx"
REGISTERS_TABLE = "data/tables/registers.xlsx"
LEDGER_TABLE = "data/tables/ledger.xlsx"
_INDEX_COLUMNS = (
    "包内文件",
    "编号",
    "名称",
    "原文件名",
    "发生日期",
    "登记时间",
    "来源",
    "字节数",
    "SHA-256",
    "用于",
)
_READ_AS_FORMULA = ("=", "+", "-", "@", "\t", "\r")

Cell = str | int | float | date | None


def records_json(snapshot: Snapshot) -> bytes:
    """Everything of the round for machines (resources/schema/records-1.schema.json)."""
    content = {
        **snapshot.content,
        "history": {"lines": snapshot.head.lines, "head": snapshot.head.hash},
    }
    return (json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()


def history_jsonl(snapshot: Snapshot) -> bytes:
    """The change log as it was written, a line a line: each can be hashed by itself."""
    return "".join(f"{line}\n" for line in snapshot.history).encode()


def item_numbers(snapshot: Snapshot) -> dict[str, str]:
    """「6.4」 for each item key: how paper refers to an item; 法2.1 for the statutory ones."""
    return {
        line.key: f"{'法' if state.duty.key.startswith('s') else ''}{state.duty.number}.{line.number}"
        for state in snapshot.states
        for line in state.lines
    }


def used_by(snapshot: Snapshot, numbers: dict[str, str], card: EvidenceCard) -> str:
    """What a piece of evidence stands beside: 6.4、YH-2026-052."""
    items = [numbers[key] for key in card.item_keys if key in numbers]
    return "、".join((*items, *hazards_of(card, snapshot.hazard_numbers)))


def _harmless(text: str) -> str:
    """A text that no spreadsheet program takes for a formula."""
    return f"'{text}" if text.startswith(_READ_AS_FORMULA) else text


def index_csv(snapshot: Snapshot) -> bytes:
    """Which file of the package is which piece of evidence, for people: BOM and CRLF for Excel."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(_INDEX_COLUMNS)
    numbers = item_numbers(snapshot)
    for card in snapshot.evidence:
        used = used_by(snapshot, numbers, card)
        row = (
            file_in_package(card),
            card.code,
            card.title,
            card.original_name,
            card.occurred_on.isoformat() if card.occurred_on else "",
            card.recorded_at,
            card.source_words,
            str(card.size),
            card.sha256,
            used,
        )
        writer.writerow([_harmless(cell) for cell in row])
    return codecs.BOM_UTF8 + text.getvalue().encode()


def _answer_rows(state: DutyState) -> Iterator[tuple[Cell, ...]]:
    for line in state.lines:
        yield (
            f"{state.duty.number}.{line.number}",
            state.duty.short_title,
            line.text,
            line.legal_basis,
            line.words,
            line.note,
            line.reason or line.evidence_reason,
            line.measures,
            line.owner,
            line.corrected_on or line.deadline,
            "、".join(card.code for card in line.cards),
        )


def answers_xlsx(snapshot: Snapshot) -> bytes:
    """Every answer of the round as a table."""
    columns = (
        *("条目", "职责", "检查内容", "依据", "答案", "说明", "理由"),
        *("整改措施", "整改责任人", "整改期限或完成日", "佐证编号"),
    )
    rows = tuple(row for state in snapshot.states for row in _answer_rows(state))
    status = tuple(
        (
            duty_states.ordinal(state.duty),
            state.duty.title,
            duty_queries.status_words(state),
            state.mark.owner,
            state.mark.confirmed_by,
            state.mark.confirmed_at[:10],
        )
        for state in snapshot.states
    )
    sheets = (
        Sheet("职责完成情况", ("序号", "职责", "状态", "责任人", "确认人", "确认日期"), status),
        Sheet("检查条目与答案", columns, rows),
    )
    return build_workbook(sheets, title=f"{snapshot.enterprise.name} {snapshot.package_id}")


def _register_sheet(line: ItemLine) -> Sheet:
    columns = ("编号", *(column.title for column in line.columns))
    rows = tuple(
        (
            row.code,
            *(_typed(row.cells, row.words, column.key, column.kind) for column in line.columns),
        )
        for row in line.rows
    )
    empty = ((line.words, *("" for _ in line.columns)),)
    return Sheet(line.register_title, columns, rows or empty)


def _typed(cells: object, words: object, key: str, kind: str) -> Cell:
    assert isinstance(cells, dict)
    assert isinstance(words, dict)
    text = str(cells.get(key, ""))
    if kind == "date" and text:
        try:
            return date.fromisoformat(text)
        except ValueError:
            return text
    return str(words.get(key, ""))


def registers_xlsx(snapshot: Snapshot) -> bytes:
    """Every register of the round, one sheet each."""
    sheets = tuple(
        _register_sheet(line)
        for state in snapshot.states
        for line in state.lines
        if line.columns
    )
    if not sheets:
        sheets = (Sheet("登记表", ("说明",), (("本期没有适用的登记表",),)),)
    return build_workbook(sheets, title=f"{snapshot.enterprise.name} {snapshot.package_id}")


def evidence_payload(card: EvidenceCard) -> Payload:
    """A piece of evidence as it travels: the file itself, under its number."""
    if not card.present:
        raise SigningError(f"佐证“{card.title}”（{card.code}）找不到文件。重新指定原文件再签。")
    return Payload(file_in_package(card), card.path, title=card.title, sha256=card.sha256)


def payload(snapshot: Snapshot) -> tuple[Payload, ...]:
    """Every file under data/. Raises SigningError when a piece of evidence is missing."""
    made = {
        layout.RECORDS: (records_json(snapshot), "职责与答案数据"),
        layout.HISTORY: (history_jsonl(snapshot), "变更记录"),
        layout.INDEX: (index_csv(snapshot), "佐证索引"),
        ANSWERS_TABLE: (answers_xlsx(snapshot), "检查条目与答案"),
        REGISTERS_TABLE: (registers_xlsx(snapshot), "登记表"),
        LEDGER_TABLE: (ledger_xlsx(snapshot.ledger.table, Progress()), "隐患台账"),
    }
    files = [Payload(name, content, title=title) for name, (content, title) in made.items()]
    files += [
        Payload(name, content, title=risk_contents.TITLES[name])
        for name, content in risk_contents.files(snapshot, Progress())
    ]
    return (*files, *(evidence_payload(card) for card in snapshot.evidence))


def moment_words(moment: str) -> str:
    """A stored moment as printed: 2026-11-24 10:32."""
    return f"{moments.read(moment):%Y-%m-%d %H:%M}" if moment else ""


def workspace_relative(path: Path, folder: Path) -> str:
    """A path inside the workspace, with forward slashes on every system."""
    return path.relative_to(folder).as_posix()
