"""The walk through the round being worked on: its questions, the enterprise's facts, today."""

from datetime import date
from functools import cache
from pathlib import Path

from sqlmodel import Session

from selfcheck import rounds
from selfcheck.duties.pages import Walk
from selfcheck.enterprise import queries as enterprise_queries
from selfcheck.enterprise.records import Role
from selfcheck.errors import WorkspaceError
from selfcheck.forms.pack import Pack, load_pack
from selfcheck.hazards.pages import Office
from selfcheck.paths import bundled

DEFAULT_PACK = "plan-2023"


@cache
def shipped_pack(pack_id: str = DEFAULT_PACK) -> Pack:
    """A pack that ships with the program, read once. Raises PackError when it has faults."""
    return load_pack(bundled("forms", pack_id))


def office(session: Session, folder: Path, today: date) -> Office:
    """What the ledger's questions and actions are asked with: who is there, and what day it is."""
    people = enterprise_queries.people(session)
    page = enterprise_queries.about(session)
    return Office(
        folder=folder,
        today=today,
        enterprise=page.name,
        sector=page.sector,
        department=page.department,
        facts=enterprise_queries.facts(session),
        principals=tuple(p.name for p in people if p.role is Role.PRINCIPAL),
        people=tuple(p.name for p in people),
    )


def current(session: Session, folder: Path, today: date) -> Walk:
    """What the screens ask with.

    Raises WorkspaceError when the workspace has no round yet, or its questions are not shipped here.
    """
    found = rounds.current(session)
    if found is None or found.id is None:
        raise WorkspaceError("这份档案还没有开始自查。新建企业时会自动开始第一次自查。")
    if not bundled("forms", found.pack_id).is_dir():
        raise WorkspaceError(
            f"这份档案用的规则包“{found.pack_id}”不在本程序里。安装填写时的版本再打开，数据没有改动。"
        )
    pack = shipped_pack(found.pack_id)
    return Walk(pack, found.id, enterprise_queries.facts(session), today, folder)
