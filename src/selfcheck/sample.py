"""The sample enterprise: founded, described and answered through the same actions as any other.

It shows a newcomer what a filled-in round looks like, and is what the demo signs and exports. Its story is
data (`resources/sample/sample.toml`): enterprise, people, answers, and which files prove what.
"""

import io
import re
import tempfile
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import partial
from itertools import cycle
from pathlib import Path
from typing import Any

from selfcheck import history, sample_ledger, sample_risk
from selfcheck.duties import actions as duty_actions
from selfcheck.duties import rules as duty_rules
from selfcheck.duties.pages import Walk
from selfcheck.enterprise import actions as enterprise_actions
from selfcheck.enterprise.records import Role
from selfcheck.evidence import actions as evidence_actions
from selfcheck.evidence.files import Stored, take_in
from selfcheck.forms.conditions import applicable_items
from selfcheck.forms.pack import Column, Duty, Item
from selfcheck.history import By
from selfcheck.paths import bundled
from selfcheck.progress import Progress
from selfcheck.store import Store
from selfcheck.submission import walks

_DAY_IN_WORDS = re.compile(r"\{(today(?:[+-][0-9]+)?)\}")
_DAY_IN_PHOTO = re.compile(rb"[0-9]{4}:[0-9]{2}:[0-9]{2}(?= [0-9]{2}:[0-9]{2}:[0-9]{2}\x00)")
_MOMENT_IN_PHOTO = re.compile(rb"[0-9]{4}(:[0-9]{2}){2} ([0-9]{2}:){2}[0-9]{2}(?=\x00)")
_EXIF_BYTES = 4096  # where a camera writes its time

PASSPHRASES = {
    "principal": "示例口令-主要负责人-2026",
    "safety_manager": "示例口令-安全管理员-2026",
}


@dataclass
class _Scribe:
    """Writes the story into a workspace, action by action."""

    store: Store
    story: Mapping[str, Any]
    now: datetime
    files: dict[str, Stored] = field(default_factory=dict)

    def act(self, actor: str, action: Any, /, *args: Any, **kwargs: Any) -> Any:
        return history.act(self.store, By(actor, self.now), action, *args, **kwargs)

    @property
    def manager(self) -> str:
        return self.first(Role.SAFETY_MANAGER)

    @property
    def principal(self) -> str:
        return self.first(Role.PRINCIPAL)

    def first(self, role: Role) -> str:
        """The name of the first person told of this role."""
        return next(str(p["name"]) for p in self.story["people"] if p["role"] == role)

    def walk(self) -> Walk:
        with self.store.transaction() as session:
            return walks.current(session, self.store.folder, self.now.date())

    def stored(self, name: str) -> Stored:
        """A file of the sample, taken in once; a photo's own date is told around today like all others."""
        if name not in self.files:
            content = bundled("resources", "sample", "files", name).read_bytes()
            if name.endswith(".jpg"):
                day = self.now.date() - timedelta(days=self.story["files"][name]["days_ago"])
                content = _dated_photo(content, f"{day:%Y:%m:%d}", _DAY_IN_PHOTO)
            self.files[name] = _taken_in(self.store.folder, name, content)
        return self.files[name]


def _dated_photo(content: bytes, moment: str, there: re.Pattern[bytes]) -> bytes:
    """The photo with another moment in its EXIF data, of the same length as the one that stands there."""
    return there.sub(moment.encode(), content[:_EXIF_BYTES]) + content[_EXIF_BYTES:]


def _taken_in(workspace: Path, name: str, content: bytes) -> Stored:
    """A file, not something pasted: the program tells the two apart."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, name)
        path.write_bytes(content)
        return take_in(workspace, path, name=name)


def _story() -> dict[str, Any]:
    return tomllib.loads(bundled("resources", "sample", "sample.toml").read_text("utf-8"))


def found(folder: Path, *, now: datetime, ledger: bool = False) -> Store:
    """A new workspace holding the sample enterprise, its people and its first round, nothing answered.

    With `ledger` the enterprise has kept its ledger of hazards for some weeks before, and its risk map.
    """
    store = Store.create(folder, now=now)
    begun = now - sample_ledger.EARLIEST if ledger else now
    scribe = _Scribe(store, _story(), begun)
    told = scribe.story["enterprise"]
    who = scribe.manager
    scribe.act(
        who, enterprise_actions.found, name=told["name"], credit_code=told["credit_code"]
    )
    for name in ("sector", "address", "department", "phone", "head_count"):
        scribe.act(who, enterprise_actions.describe, name, told[name])
    for key, answer in told["profile"].items():
        scribe.act(who, enterprise_actions.answer_profile, key, answer)
    for person in scribe.story["people"]:
        scribe.act(
            who,
            enterprise_actions.add_person,
            name=person["name"],
            role=Role(person["role"]),
            title=person["title"],
            phone=person.get("phone", ""),
        )
    if ledger:
        sample_ledger.Teller(store, now, partial(_taken_at, store.folder)).tell()
        sample_risk.tell(store, by=who, principal=scribe.principal, now=now)
        scribe.now = now
    pack = walks.shipped_pack()
    scribe.act(who, enterprise_actions.open_round, pack=pack, period=f"{now:%Y-%m}", now=now)
    return store


def _taken_at(folder: Path, name: str, moment: datetime) -> Stored:
    """A photo of the sample as if it had been taken at this moment."""
    content = bundled("resources", "sample", "files", name).read_bytes()
    dated = _dated_photo(content, f"{moment:%Y:%m:%d %H:%M:%S}", _MOMENT_IN_PHOTO)
    return _taken_in(folder, name, dated)


def fill(
    store: Store,
    *,
    now: datetime,
    complete: bool,
    photos: int = 0,
    progress: Progress | None = None,
) -> None:
    """Answer the thirteen duties; `complete` also says each of them done, ready to be signed.

    `photos` more pictures are made and added, to show what a large package costs. Raises Cancelled.
    """
    progress = progress or Progress()
    scribe = _Scribe(store, _story(), now)
    walk = scribe.walk()
    unfinished = {} if complete else scribe.story["unfinished"]
    pictures = _pictures(scribe, photos)
    duties = [
        duty for duty in walk.pack.all_duties if duty.key not in unfinished.get("untouched", ())
    ]
    owners = scribe.story["owners"]
    for duty in walk.pack.all_duties:
        scribe.act(scribe.manager, duty_actions.assign, walk, duty.key, owners[duty.key])
    for duty in progress.over(duties, "正在填写示例企业"):
        owner = owners[duty.key]
        items = applicable_items(duty, walk.facts)
        for item in items[: unfinished.get("started", {}).get(duty.key)]:
            _answer(scribe, walk, item, owner, unfinished)
            for picture in next(pictures, ()):
                _attach(scribe, walk, item, picture, owner)
        if complete or duty.key in unfinished.get("done", ()):
            _finish(scribe, walk, duty, owner)
    for rest in pictures:
        for picture in rest:
            _attach(scribe, walk, duties[-1].items[-1], picture, scribe.manager)
    if complete:
        sample_ledger.complete(store, by=scribe.manager, now=now)
    store.take_backup(now)


def _answer(
    scribe: _Scribe, walk: Walk, item: Item, owner: str, unfinished: Mapping[str, Any]
) -> None:
    told = scribe.story["answers"].get(item.key, {})
    now = scribe.now
    if item.register is not None and told.get("value") != duty_rules.NOTHING_TO_LIST:
        for row in told.get("rows") or [_row(item.register.columns, owner, now.date())]:
            cells = {key: _dated(text, now.date()) for key, text in row.items()}
            scribe.act(owner, duty_actions.add_row, walk, item.key, cells, now=now)
    else:
        value = _dated(told.get("value", ""), now.date()) or _value(item, now.date())
        scribe.act(owner, duty_actions.answer, walk, item.key, value, now=now)
    lacking = unfinished.get("lacking", {}).get(item.key, ())
    for name in (
        "note",
        "reason",
        "evidence_reason",
        "measures",
        "owner",
        "deadline",
        "corrected_on",
    ):
        if name in told and name not in lacking:
            text = _dated(told[name], now.date())
            day = name in ("deadline", "corrected_on")
            given = date.fromisoformat(text) if day else text
            scribe.act(owner, duty_actions.write, walk, item.key, name, given, now=now)
    for name in told.get("evidence") or _default_evidence(scribe, item, told):
        _attach(scribe, walk, item, scribe.stored(name), owner)


def _attach(scribe: _Scribe, walk: Walk, item: Item, stored: Stored, owner: str) -> None:
    place = {"round_id": walk.round_id, "item_key": item.key}
    number = scribe.act(owner, evidence_actions.add, stored, now=scribe.now, **place)
    told = scribe.story["files"].get(stored.original_name)
    if told is not None:
        scribe.act(
            owner,
            evidence_actions.describe,
            number,
            round_id=walk.round_id,
            title=told["title"],
            occurred_on=scribe.now.date() - timedelta(days=told["days_ago"]),
            now=scribe.now,
        )


def _finish(scribe: _Scribe, walk: Walk, duty: Duty, owner: str) -> None:
    now = scribe.now
    if not applicable_items(duty, walk.facts):
        scribe.act(
            scribe.principal,
            duty_actions.confirm_not_applicable,
            walk,
            duty.key,
            reason=duty.not_applicable_reason,
            by=scribe.principal,
            now=now,
        )
        return
    by = scribe.principal if duty.personal else owner
    scribe.act(by, duty_actions.say_done, walk, duty.key, by=by, now=now)


def _dated(text: Any, today: date) -> str:
    """「today-12」 in the story as a date, 「{today-12}」 inside a sentence as people write it (11月12日)."""

    def day(told: str) -> date:
        return today + timedelta(days=int(told.removeprefix("today") or 0))

    words = str(text)
    if words.startswith("today"):
        return day(words).isoformat()
    return _DAY_IN_WORDS.sub(lambda found: f"{(d := day(found[1])).month}月{d.day}日", words)


def _value(item: Item, today: date) -> str:
    """An ordinary answer to an item that the story says nothing about."""
    if item.answer == "conformity":
        return duty_rules.Conformity.CONFORMS
    if item.answer == "number":
        return f"{item.minimum or 1:g}"
    if item.answer == "date":
        return (today - timedelta(days=6)).isoformat()
    if item.answer == "choice":
        return item.options[0].key
    return {"yes_no": "yes", "text": "已按本单位制度办理，记录存档备查"}[item.answer]


def _row(columns: tuple[Column, ...], owner: str, today: date) -> dict[str, str]:
    """An ordinary row of a register that the story says nothing about."""
    row = {}
    for column in columns:
        if column.kind == "date":
            row[column.key] = (
                today + timedelta(days=300 if column.expires else -9)
            ).isoformat()
        elif column.kind == "choice":
            row[column.key] = column.must_be or column.options[0].key
        else:
            ordinary = {"number": "2", "yes_no": column.must_be or "yes", "text": owner}
            row[column.key] = ordinary[column.kind]
    return row


def _default_evidence(scribe: _Scribe, item: Item, told: Mapping[str, Any]) -> list[str]:
    need = item.evidence
    if need is None or told.get("value") in (duty_rules.NOTHING_TO_LIST, "not_applicable"):
        return []
    if "evidence_reason" in told:
        return []
    names = scribe.story["ordinary"][need.kind]
    first = sum(map(ord, item.key)) % len(names)
    return [names[(first + place) % len(names)] for place in range(need.least)]


def _pictures(scribe: _Scribe, wanted: int) -> Iterator[list[Stored]]:
    """Further photos, a few for each item: the sample's own, each made different by a number in it."""
    from PIL import Image, ImageDraw

    names = cycle(scribe.story["ordinary"]["photo"])
    for first in range(0, wanted, 4):
        batch = []
        for number in range(first, min(first + 4, wanted)):
            name = next(names)
            with Image.open(bundled("resources", "sample", "files", name)) as photo:
                photo.load()
                corner = ImageDraw.Draw(photo)
                corner.rectangle((0, 0, 90, 26), fill="white")
                corner.text((6, 6), f"No. {number + 1:05d}", fill="black")
                made = io.BytesIO()
                photo.save(made, "JPEG", quality=82)
            content = made.getvalue()
            batch.append(
                take_in(scribe.store.folder, content, name=f"现场-{number + 1:05d}.jpg")
            )
        yield batch
