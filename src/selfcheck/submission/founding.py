"""A new enterprise's archive: named, its profile answered, its first round open."""

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from selfcheck import history
from selfcheck.enterprise import actions, rules
from selfcheck.errors import NotReady
from selfcheck.history import By
from selfcheck.store import Store
from selfcheck.submission.walks import shipped_pack


def found_enterprise(
    folder: Path,
    *,
    name: str,
    credit_code: str,
    profile: Mapping[str, bool],
    actor: str,
    now: datetime,
) -> None:
    """Make the archive of a new enterprise in an empty or missing folder, and close it again.

    Raises NotReady (EN01, EN02) before anything is written, WorkspaceError for an unsuitable place.
    """
    values = {"name": name.strip(), "credit_code": rules.tidy_credit_code(credit_code)}
    wrong = [p for p in rules.enterprise_problems(values) if p.code in ("EN01", "EN02")]
    if wrong:
        raise NotReady(wrong)
    pack = shipped_pack()
    store = Store.create(folder, now=now)
    try:
        by = By(actor, now)
        history.act(store, by, actions.found, name=name, credit_code=credit_code)
        history.act(store, by, actions.open_round, pack=pack, period=f"{now:%Y-%m}", now=now)
        for question, answer in profile.items():
            history.act(store, by, actions.answer_profile, question, answer)
    finally:
        store.close()
