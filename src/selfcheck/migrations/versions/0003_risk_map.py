"""The risk map: points, units, assessments, floor plans and what is drawn on them, boards, revisions."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def _text(*names: str) -> list[sa.Column[str]]:
    return [sa.Column(name, sa.String(), nullable=False) for name in names]


def _id() -> sa.Column[int]:
    return sa.Column("id", sa.Integer(), primary_key=True)


def _word(name: str, *, nullable: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.String(24), nullable=nullable)


def _flag(*names: str) -> list[sa.Column[bool]]:
    return [sa.Column(name, sa.Boolean(), nullable=False) for name in names]


def _json(*names: str) -> list[sa.Column[object]]:
    return [sa.Column(name, sa.JSON(), nullable=False) for name in names]


def _number(name: str, *, nullable: bool = False) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), nullable=nullable)


def _float(name: str, *, nullable: bool = False) -> sa.Column[float]:
    return sa.Column(name, sa.Float(), nullable=nullable)


def _day(name: str, *, nullable: bool = False) -> sa.Column[object]:
    return sa.Column(name, sa.Date(), nullable=nullable)


def _to(name: str, to: str, *, nullable: bool = False) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), sa.ForeignKey(to), nullable=nullable)


def upgrade() -> None:
    """Create what the risk map is kept in."""
    op.create_table(
        "risk_settings", _id(), _word("method"), *_json("bands"), _number("review_months"),
        *_text("emergency_phone"),
    )  # fmt: skip
    op.create_table(
        "floor_plans", _id(), *_text("name"), _number("place"),
        _to("base_evidence", "evidence.id", nullable=True), _number("base_page"),
        _float("width"), _float("height"), _float("metres_per_unit", nullable=True),
        _float("north"), *_flag("locked"), *_text("made_by"), *_flag("struck"),
    )  # fmt: skip
    op.create_table(
        "map_shapes", sa.Column("key", sa.String(), primary_key=True),
        _to("plan_id", "floor_plans.id"), _word("kind"), *_text("name"),
        *_json("points", "label"), *_text("owner", "phone"), *_flag("struck"),
    )  # fmt: skip
    _points()
    op.create_table(
        "board_texts", _id(), _to("point_id", "risk_points.id"),
        *_text("field", "text", "replaced"), *_flag("struck"),
    )  # fmt: skip
    op.create_table(
        "map_revisions", _id(), sa.Column("number", sa.Integer(), nullable=False, unique=True),
        *_text("code", "content_sha256", "made_by", "checked_by", "approved_by"),
        _day("published_on"), _day("next_review"), *_json("points"),
    )  # fmt: skip
    for table, column in (
        ("map_shapes", "plan_id"), ("risk_points", "zone_key"), ("risk_points", "plan_id"),
        ("risk_units", "point_id"), ("risk_assessments", "unit_id"), ("board_texts", "point_id"),
    ):  # fmt: skip
        op.create_index(f"ix_{table}_{column}", table, [column])


def _points() -> None:
    op.create_table(
        "risk_points", _id(), sa.Column("number", sa.String(), nullable=False, unique=True),
        *_text("name"), _word("kind"), *_text("place"),
        sa.Column("zone_key", sa.String(), sa.ForeignKey("map_shapes.key"), nullable=True),
        _to("plan_id", "floor_plans.id", nullable=True), _float("x", nullable=True),
        _float("y", nullable=True), *_text("department", "owner", "phone"),
        *_text("warning_signs", "first_response", "steps", "forbidden", "supplies", "route"),
        *_text("report_to", "emergency_owner", "plan_number"), _day("drilled_on", nullable=True),
        *_flag("confined"), *_json("confined_details", "signs"), *_flag("use_inherent"),
        *_text("review_wanted"), *_flag("struck"), *_text("changed_at"),
    )  # fmt: skip
    op.create_table(
        "risk_units", _id(), _to("point_id", "risk_points.id"), *_text("table"),
        _number("number"), *_text("name", "standard", "event", "consequence"),
        *_json("factors", "accident_types"),
        *_text("engineering", "management", "training", "protection", "emergency", "suggested"),
        _word("control", nullable=True), *_text("department", "owner", "phone", "check_cycle"),
        *_flag("struck"),
    )  # fmt: skip
    op.create_table(
        "risk_assessments", _id(), _to("unit_id", "risk_units.id"), *_flag("inherent"),
        _word("method"), *_json("factors"), *_text("score"), *_json("bands"), *_text("direct"),
        _word("level"), *_text("people", "reason"), _day("assessed_on"), _day("next_review"),
        *_text("recorded_at"),
    )  # fmt: skip
