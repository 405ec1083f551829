"""The ledger of hazards: its tables, evidence without a round, marks on photos, the link from an answer."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_HAZARD_TEXTS = (
    ("description", "location", "part", "category", "source", "found_by"),
    ("recorded_at", "accident_type", "factor", "basis"),
    ("situation", "severity", "difficulty", "goal", "measures"),
    ("supplies", "owner", "department", "organisation", "requirements", "safeguards"),
    ("plan_approved_by", "result", "acceptor", "acceptance_note"),
    ("supervision_number", "supervised_by", "closeout_by", "closeout_number"),
    ("closed_at", "closed_by", "void_reason", "origin_item", "import_key", "changed_at"),
)


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.String(), nullable=False)


def _id() -> sa.Column[int]:
    return sa.Column("id", sa.Integer(), primary_key=True)


def _word(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.String(24), nullable=False)


def _flag(name: str) -> sa.Column[bool]:
    return sa.Column(name, sa.Boolean(), nullable=False)


def _json(name: str) -> sa.Column[object]:
    return sa.Column(name, sa.JSON(), nullable=False)


def _pointing(name: str, to: str, *, nullable: bool = False) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), sa.ForeignKey(to), nullable=nullable)


def upgrade() -> None:
    """Add what the ledger keeps; what stands already is kept as it is."""
    with op.batch_alter_table("evidence_uses", recreate="always") as uses:
        uses.alter_column("round_id", existing_type=sa.Integer(), nullable=True)
        uses.add_column(sa.Column("marks", sa.JSON(), nullable=False, server_default="[]"))
    for name in ("evidence_id", "item_key"):
        op.create_index(f"ix_evidence_uses_{name}", "evidence_uses", [name])
    op.add_column(
        "answers", sa.Column("hazard_number", sa.String(), nullable=False, server_default="")
    )
    _import_batches()
    _hazards()
    _children()


def _import_batches() -> None:
    op.create_table(
        "import_batches",
        _id(),
        *(_text(name) for name in ("file", "sha256", "sheet", "at", "by")),
        sa.Column("rows_new", sa.Integer(), nullable=False),
        sa.Column("rows_changed", sa.Integer(), nullable=False),
        _flag("finished"),
        _json("before"),
    )


def _hazards() -> None:
    op.create_table(
        "hazards",
        _id(),
        sa.Column("number", sa.String(), nullable=False, unique=True),
        sa.Column("serial", sa.Integer(), nullable=True, unique=True),
        _word("state"),
        _word("grade"),
        *(_text(name) for names in _HAZARD_TEXTS for name in names),
        *(_flag(n) for n in ("anonymous", "on_site", "supervised", "review_risk")),
        *(
            sa.Column(name, sa.Integer(), nullable=True)
            for name in ("reward_fen", "budget_fen", "spent_fen")
        ),
        *(
            sa.Column(name, sa.Date(), nullable=True)
            for name in ("found_on", "deadline", "rectified_on", "accepted_on", "closeout_on")
        ),
        sa.Column("recurrences", sa.Integer(), nullable=False),
        _pointing("merged_into", "hazards.id", nullable=True),
        _pointing("origin_round", "rounds.id", nullable=True),
        _pointing("batch_id", "import_batches.id", nullable=True),
    )
    for name in (
        *("state", "grade", "found_on", "batch_id", "import_key", "changed_at"),
        "merged_into",  # asked for by every deletion of an import that is taken back
    ):
        op.create_index(f"ix_hazards_{name}", "hazards", [name])
    op.create_index("ix_hazards_waiting", "hazards", ["deadline", "state", "grade"])


def _of_hazard(table: str, *columns: sa.Column[Any]) -> None:
    op.create_table(table, _id(), _pointing("hazard_id", "hazards.id"), *columns)
    op.create_index(f"ix_{table}_hazard_id", table, ["hazard_id"])


def _children() -> None:
    _of_hazard(
        "hazard_determinations",
        _word("grade"),
        *(_json(name) for name in ("clauses", "matched", "unmatched", "answers")),
        *(
            _text(n)
            for n in ("reason", "argument", "argued_by", "decided_by", "second_by", "at")
        ),
    )
    _of_hazard(
        "hazard_stops",
        _word("scope"),
        *(_text(n) for n in ("what", "stopped_at", "decided_by", "interim", "reason")),
        *(_text(n) for n in ("resumed_at", "resumed_by", "resumed_note")),
    )
    _of_hazard(
        "hazard_reports",
        _word("told"),
        _text("receiver"),
        sa.Column("reported_on", sa.Date(), nullable=False),
        *(_text(name) for name in ("way", "note", "recorded_at")),
    )
    _of_hazard(
        "hazard_explanations", *(_text(n) for n in ("about", "reason", "confirmed_by", "at"))
    )
    _of_hazard(
        "hazard_events",
        *(_text(n) for n in ("at", "by", "kind", "state_from", "state_to", "words")),
        *(_json(name) for name in ("edits", "evidence")),
    )
