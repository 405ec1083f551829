"""records.json: one reading only, as published in its schema, and of this package."""

import hashlib
import json
import math
from collections import Counter
from collections.abc import Mapping
from typing import Any

from selfcheck.paths import bundled
from selfcheck.submission import layout
from selfcheck.submission.findings import Finding, Malformed
from selfcheck.submission.package_id import parse as parse_id

VERSION = 1  # of the published schema that this program knows


def parse(content: bytes, where: str = layout.RECORDS) -> Any:
    """JSON that no two programs read differently. Raises Malformed."""

    def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        found = dict(pairs)
        if len(found) != len(pairs):
            twice, _ = Counter(key for key, _ in pairs).most_common(1)[0]
            raise Malformed(Finding.DUPLICATE_KEY, where, twice)
        return found

    def finite(text: str) -> float:
        number = float(text)
        if not math.isfinite(number):
            raise Malformed(Finding.NOT_A_NUMBER, where, text)
        return number

    try:
        value = json.loads(
            content.decode("utf-8"),
            object_pairs_hook=once,
            parse_float=finite,
            parse_constant=finite,
        )
        json.dumps(value, ensure_ascii=False).encode()  # half a surrogate pair is no text
    except (ValueError, RecursionError) as error:
        raise Malformed(Finding.BAD_JSON, where) from error
    return value


def check(content: bytes, package_id: str) -> dict[str, Any]:
    """The records, checked against the schema and against the package they came in."""
    records = parse(content)
    version = records.get("schema") if isinstance(records, dict) else None
    if isinstance(version, int) and version > VERSION:
        raise Malformed(Finding.NEWER_FORMAT, layout.RECORDS)
    _check_schema(records)
    told = (
        records["package_id"],
        records["enterprise"]["credit_code"],
        records["round"]["period"],
        records["round"]["sequence"],
    )
    if told != (package_id, *parse_id(package_id)):
        raise Malformed(Finding.RECORDS_OF_ANOTHER, layout.RECORDS)
    checked: dict[str, Any] = records
    return checked


def has_its_questions(records: Mapping[str, Any]) -> bool:
    """Whether the questions in the records are those of the fingerprint: as `Pack.fingerprint`."""
    pack = records["pack"]
    text = json.dumps(
        pack["content"], ensure_ascii=False, sort_keys=True, separators=(",", ":")
    )
    fingerprint: str = pack["fingerprint"]
    return hashlib.sha256(text.encode()).hexdigest() == fingerprint


def _check_schema(records: Any) -> None:
    """Raise Malformed with the place of the first value that the schema does not allow."""
    import jsonschema  # slow to import, and needed only here

    schema = json.loads(
        bundled("resources", "schema", "records-1.schema.json").read_text("utf-8")
    )
    validator = jsonschema.Draft202012Validator(schema)
    error = next(validator.iter_errors(records), None)
    if error is not None:
        place = "/".join(str(part) for part in error.absolute_path)
        raise Malformed(Finding.AGAINST_SCHEMA, layout.RECORDS, place or "最外层")
