"""What a notice board says as the data give it, and a short hash of it: a board printed for another is old."""

import hashlib
import json
from collections.abc import Mapping

from selfcheck.riskmap.pages import (
    MEASURES,
    PointLine,
)

BOARD_WORDS: Mapping[str, str] = {
    "name": "名称",
    "factors": "主要危险因素",
    "accidents": "可能发生的事故类型",
    "measures": "管控措施",
    "emergency": "应急处置措施",
}


def board_fields(point: PointLine) -> dict[str, str]:
    """The texts of a notice board as the data give them; a person may write others."""
    measures = [point.measures(name) for name in MEASURES if name != "emergency"]
    steps = point.emergency["steps"] or point.measures("emergency")
    first = point.emergency["first_response"]
    return {
        "name": point.name,
        "factors": point.factor_words,
        "accidents": point.accident_words,
        "measures": "\n".join(text for text in measures if text),
        "emergency": "\n".join(text for text in (first, steps) if text),
    }


def board_digest(point: PointLine) -> str:
    """What a point's board says, as a short hash: a board printed for another one is out of date."""
    told = {
        **board_fields(point), "level": point.level_words, "owner": point.owner,
        "phone": point.phone, "department": point.department, "signs": list(point.signs),
        "confined": dict(point.confined_details),
    }  # fmt: skip
    text = json.dumps(told, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:16]
