"""The first released schema: change log, rounds, enterprise, duties, evidence, submissions."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

_KEPT_FOR_GOOD = """
CREATE TRIGGER history_no_{verb} BEFORE {verb} ON history
BEGIN SELECT RAISE(ABORT, 'the change log is never changed'); END
"""


def _text(name: str, *, nullable: bool = False, unique: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.String(), nullable=nullable, unique=unique)


def _id() -> sa.Column[int]:
    return sa.Column("id", sa.Integer(), primary_key=True)


def _word(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.String(24), nullable=False)


def upgrade() -> None:
    """Create every table, and the triggers that keep the change log as it was written."""
    op.create_table(
        "history",
        sa.Column("seq", sa.Integer(), primary_key=True),
        _text("line"),
        _text("hash"),
    )
    for verb in ("UPDATE", "DELETE"):
        op.execute(_KEPT_FOR_GOOD.format(verb=verb))
    op.create_table(
        "rounds",
        _id(),
        _text("period"),
        sa.Column("sequence", sa.Integer(), nullable=False, unique=True),
        _word("status"),
        _text("pack_id"),
        _text("pack_version"),
        _text("pack_fingerprint"),
        _text("opened_at"),
    )
    op.create_table(
        "enterprise",
        _id(),
        *(
            _text(name)
            for name in ("name", "credit_code", "sector", "address", "department", "phone")
        ),
        sa.Column("head_count", sa.Integer(), nullable=True),
        sa.Column("profile", sa.JSON(), nullable=False),
    )
    op.create_table(
        "people",
        _id(),
        _text("name"),
        _word("role"),
        _text("title"),
        _text("phone"),
        sa.Column("left", sa.Boolean(), nullable=False),
    )
    _duties()
    _evidence()
    _submissions()


def _of_round() -> sa.Column[int]:
    return sa.Column(
        "round_id", sa.Integer(), sa.ForeignKey("rounds.id"), nullable=False, index=True
    )


def _duties() -> None:
    op.create_table(
        "answers",
        _id(),
        _of_round(),
        *(
            _text(n)
            for n in (
                "item_key",
                "value",
                "note",
                "reason",
                "evidence_reason",
                "measures",
                "owner",
            )
        ),
        sa.Column("deadline", sa.Date(), nullable=True),
        sa.Column("corrected_on", sa.Date(), nullable=True),
        _text("answered_at"),
        sa.UniqueConstraint("round_id", "item_key"),
    )
    op.create_table(
        "register_rows",
        _id(),
        _of_round(),
        _text("item_key"),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("cells", sa.JSON(), nullable=False),
        sa.Column("struck", sa.Boolean(), nullable=False),
    )
    op.create_table(
        "duty_marks",
        _id(),
        _of_round(),
        _text("duty_key"),
        _text("owner"),
        sa.Column("done", sa.Boolean(), nullable=False),
        *(_text(name) for name in ("not_applicable_reason", "confirmed_by", "confirmed_at")),
        sa.UniqueConstraint("round_id", "duty_key"),
    )


def _evidence() -> None:
    op.create_table(
        "evidence",
        _id(),
        _text("sha256", unique=True),
        sa.Column("size", sa.Integer(), nullable=False),
        *(_text(name) for name in ("media_type", "extension", "original_name", "title")),
        _word("source"),
        _text("taken_at"),
        sa.Column("occurred_on", sa.Date(), nullable=True),
        _text("recorded_at"),
    )
    op.create_table(
        "evidence_uses",
        _id(),
        sa.Column("evidence_id", sa.Integer(), sa.ForeignKey("evidence.id"), nullable=False),
        _of_round(),
        _text("item_key"),
        sa.UniqueConstraint("evidence_id", "round_id", "item_key"),
    )


def _submissions() -> None:
    op.create_table(
        "signing_keys",
        _id(),
        sa.Column(
            "person_id", sa.Integer(), sa.ForeignKey("people.id"), nullable=False, index=True
        ),
        _word("role"),
        *(
            _text(n)
            for n in ("file", "fingerprint", "sha1", "valid_from", "valid_to", "created_at")
        ),
        sa.Column("retired", sa.Boolean(), nullable=False),
    )
    op.create_table(
        "submissions",
        _id(),
        _of_round(),
        sa.Column("package_id", sa.String(), nullable=False, index=True),
        *(
            _text(n)
            for n in ("content_sha256", "approved_by", "approved_at", "approved_fingerprint")
        ),
        _text("manifest_sha256"),
        sa.Column("history_lines", sa.Integer(), nullable=False),
        _text("history_head"),
        sa.Column("files", sa.Integer(), nullable=False),
        sa.Column("bytes", sa.Integer(), nullable=False),
        sa.Column("withdrawn", sa.Boolean(), nullable=False),
        *(
            _text(n)
            for n in ("signed_by", "signed_at", "signed_fingerprint", "tagmanifest_sha256")
        ),
        _text("previous_sha256"),
        sa.Column("delivered_on", sa.Date(), nullable=True),
        _text("delivered_to"),
        _text("delivered_how"),
    )
    op.create_table(
        "exports",
        _id(),
        sa.Column(
            "submission_id",
            sa.Integer(),
            sa.ForeignKey("submissions.id"),
            nullable=False,
            index=True,
        ),
        _text("path"),
        _text("written_at"),
        sa.Column("files", sa.Integer(), nullable=False),
        sa.Column("bytes", sa.Integer(), nullable=False),
        sa.Column("seconds", sa.Float(), nullable=False),
    )
