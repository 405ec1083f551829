"""A small enterprise with a ledger, whose rounds are approved and signed without keys or files."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from io import BytesIO
from pathlib import Path

import pypdf

from selfcheck.duties import actions as duties
from selfcheck.errors import Problem
from selfcheck.hazards.pages import HazardPage
from selfcheck.progress import Progress
from selfcheck.submission import actions, handover, readiness, snapshot
from selfcheck.submission.actions import Approved, Signed
from selfcheck.submission.snapshot import Snapshot
from tests.builders import a_pack
from tests.hazards.builders import MANAGER, PRINCIPAL, Ledger, a_ledger


class Stage(Ledger):
    """The ledger of the hazards' own tests, and the round that reports it."""

    def __enter__(self) -> "Stage":
        return self

    def frozen(self) -> Snapshot:
        """The round as it stands."""
        return self.work.read(snapshot.take, self.work.walk)

    def told(self) -> dict[str, HazardPage]:
        """The hazards that a submission reports now, by number."""
        return {page.number: page for page in self.frozen().ledger.hazards}

    def numbers(self, *hazard_ids: int) -> list[str]:
        """The numbers of hazards."""
        return [self.row(one).number for one in hazard_ids]

    def problems(self) -> list[Problem]:
        """What of the ledger stands in the way of signing."""
        frozen = self.frozen()
        found = readiness.problems(frozen, now=self.now, last_entry=None)
        return [p for p in found if p.where.startswith(snapshot.LEDGER) or p.code == "RE12"]

    def codes(self) -> list[str]:
        """The codes of what blocks."""
        return [p.code for p in self.problems() if p.blocking]

    def draft(self) -> str:
        """The text of the report to be read before signing, without line breaks."""
        pdf = handover.draft_report(self.frozen(), now=self.now, progress=Progress())
        pages = pypdf.PdfReader(BytesIO(pdf)).pages
        return "".join(page.extract_text() for page in pages).replace("\n", "")

    # the round

    def fault(self, item_key: str, **written: str | date) -> None:
        """An answer 不符合, with what is written beside it."""
        self.answer(item_key, "does_not_conform")
        for name, value in written.items():
            self.work.act(duties.write, self.work.walk, item_key, name, value, now=self.now)

    def answer(self, item_key: str, value: str) -> None:
        """An answer."""
        self.work.act(duties.answer, self.work.walk, item_key, value, now=self.now)

    def approve(self, *, at: datetime | None = None) -> datetime:
        """The safety manager approves what stands there; returns when."""
        frozen, moment = self.frozen(), at or self._tick()
        made = Approved(
            package_id=frozen.package_id,
            content_sha256=frozen.content_sha256,
            by=MANAGER,
            at=moment,
            fingerprint="a" * 64,
            manifest_sha256="b" * 64,
            history_lines=frozen.head.lines,
            history_head=frozen.head.hash,
            files=1,
            bytes=1,
        )
        self.work.act(actions.record_approval, self.work.walk, made)
        return moment

    def sign(self) -> None:
        """The principal signs what was approved."""
        made = Signed(PRINCIPAL, self._tick(), "c" * 64, "d" * 64, files=1, bytes=1)
        self.work.act(actions.record_signature, self.work.walk, made)

    def submit(self) -> datetime:
        """Both, one after the other; returns when it was approved."""
        moment = self.approve()
        self.sign()
        return moment

    def next_round(self, *, correction: bool = False) -> None:
        """Begin the round after a signed one."""
        made = self.work.act(
            actions.begin_next,
            pack=a_pack(),
            period="2026-11" if correction else "2026-12",
            correction=correction,
            now=self._tick(),
        )
        self.work.walk = replace(self.work.walk, round_id=made)

    def set_clock(self, **back: int) -> None:
        """Somebody sets the PC's clock back."""
        self.now -= timedelta(**back)


def a_stage(folder: Path) -> Stage:
    """An empty ledger in a workspace of its own, its first round open."""
    return Stage(a_ledger(folder).work)
