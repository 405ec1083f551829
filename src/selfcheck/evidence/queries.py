"""What is shown of evidence: cards beside an item, the library, and what became of the files."""

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from sqlmodel import Session, col, func, select

from selfcheck.evidence import files
from selfcheck.evidence.records import SOURCE_WORDS, Evidence, EvidenceUse
from selfcheck.progress import Progress

_ASKED_BY_NAME = 400  # SQLite takes a limited number of values in one question


@dataclass(frozen=True)
class EvidenceCard:
    """One piece as the tray shows it."""

    evidence_id: int
    code: str  # E0007
    title: str
    original_name: str
    media_type: str
    source_words: str  # 拍摄 · 扫描 · 导入 · 粘贴
    occurred_on: date | None
    taken_at: str
    recorded_at: str
    sha256: str
    size: int
    path: Path
    present: bool  # False: the file is gone or has another size; shown as a red card
    item_keys: tuple[str, ...]  # used here in this round
    uses: int  # used in this many places altogether
    marks: tuple[Mapping[str, Any], ...] = ()  # drawn over the photo at the place asked about

    @property
    def is_photo(self) -> bool:
        """JPEG and PNG count as photos; anything counts as a document."""
        return self.media_type in files.PHOTO_TYPES


def _card(
    folder: Path,
    found: Evidence,
    keys: tuple[str, ...],
    uses: int,
    marks: tuple[Mapping[str, Any], ...] = (),
) -> EvidenceCard:
    assert found.id is not None
    return EvidenceCard(
        evidence_id=found.id,
        code=f"E{found.id:04d}",
        title=found.title,
        original_name=found.original_name,
        media_type=found.media_type,
        source_words=SOURCE_WORDS[found.source],
        occurred_on=found.occurred_on,
        taken_at=found.taken_at,
        recorded_at=found.recorded_at,
        sha256=found.sha256,
        size=found.size,
        path=files.place(folder, found.sha256, found.extension),
        present=not files.fault_of(folder, found.sha256, found.extension, found.size),
        item_keys=keys,
        uses=uses,
        marks=marks,
    )


def of_round(session: Session, folder: Path, round_id: int) -> tuple[EvidenceCard, ...]:
    """Every piece used in a round, in the order it was recorded."""
    uses = session.exec(select(EvidenceUse).order_by(col(EvidenceUse.id))).all()
    total = Counter(use.evidence_id for use in uses)
    places: dict[int, list[str]] = {}
    for use in uses:
        if use.round_id == round_id:
            places.setdefault(use.evidence_id, []).append(use.item_key)
    found = session.exec(select(Evidence).order_by(col(Evidence.id))).all()
    return tuple(
        _card(folder, piece, tuple(places[piece.id]), total[piece.id])
        for piece in found
        if piece.id is not None and piece.id in places
    )


def beside(
    session: Session, folder: Path, places: Collection[str]
) -> dict[str, tuple[EvidenceCard, ...]]:
    """What stands at places of the ledger (hazard.12.before …), by place, in the order it was put there."""
    found: dict[str, list[EvidenceCard]] = {place: [] for place in places}
    asked = (
        select(EvidenceUse, Evidence)
        .where(EvidenceUse.evidence_id == Evidence.id, col(EvidenceUse.round_id).is_(None))
        .order_by(col(EvidenceUse.id))
    )
    # a few places are asked for by name; the whole ledger is read at once
    if len(found) <= _ASKED_BY_NAME:
        asked = asked.where(col(EvidenceUse.item_key).in_(list(found)))
    rows = [(use, piece) for use, piece in session.exec(asked) if use.item_key in found]
    numbers = {piece.id for _, piece in rows}
    counted = select(EvidenceUse.evidence_id)
    if len(numbers) <= _ASKED_BY_NAME:
        counted = counted.where(col(EvidenceUse.evidence_id).in_(numbers))
    total = Counter(session.exec(counted))
    for use, piece in rows:
        card = _card(folder, piece, (use.item_key,), total[use.evidence_id], tuple(use.marks))
        found[use.item_key].append(card)
    return {place: tuple(cards) for place, cards in found.items()}


def library(session: Session, folder: Path) -> tuple[EvidenceCard, ...]:
    """Every piece ever recorded, newest first, for choosing one again."""
    total = Counter(session.exec(select(EvidenceUse.evidence_id)))
    found = session.exec(select(Evidence).order_by(col(Evidence.id).desc())).all()
    return tuple(_card(folder, piece, (), total[piece.id or 0]) for piece in found)


def totals(session: Session) -> tuple[int, int]:
    """How many pieces the library holds, and their bytes together."""
    pieces, size = session.exec(
        select(func.count(col(Evidence.id)), func.sum(Evidence.size))
    ).one()
    return pieces, size or 0


def faults(session: Session, folder: Path, progress: Progress) -> list[tuple[str, str]]:
    """Every stored file that is missing or differs from its hash, as (title, what is wrong)."""
    pieces = session.exec(select(Evidence).order_by(col(Evidence.id))).all()
    return [
        (f"E{piece.id:04d} {piece.title}", fault)
        for piece in progress.over(pieces, "正在核对佐证文件")
        if (
            fault := files.fault_of(
                folder, piece.sha256, piece.extension, piece.size, deep=True
            )
        )
    ]
