"""A small pack, workspaces, files and photos for the tests: nothing is wrong with them but what a
test changes."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from functools import cache
from io import BytesIO
from pathlib import Path
from types import TracebackType
from typing import Any, Concatenate, ParamSpec, TypeVar
from zipfile import ZipFile

from PIL import Image
from sqlmodel import Session

import selfcheck.hazards.records
import selfcheck.riskmap.records
import selfcheck.submission.records  # noqa: F401 - every table of a workspace is known here
from selfcheck import history
from selfcheck.duties.pages import Walk
from selfcheck.enterprise import actions as enterprise
from selfcheck.enterprise import queries as enterprise_queries
from selfcheck.enterprise.records import Role
from selfcheck.forms.pack import Pack
from selfcheck.history import By
from selfcheck.moments import CHINA
from selfcheck.rounds import Round, RoundStatus
from selfcheck.store import Store

P = ParamSpec("P")
T = TypeVar("T")

NOW = datetime(2026, 11, 24, 10, 32, 5, tzinfo=CHINA)
TODAY = date(2026, 11, 24)
ENTERPRISE = "江城精密机械有限公司"


def an_item(key: str, answer: str = "conformity", **more: Any) -> dict[str, Any]:
    """One question as it stands in a pack, with nothing asked beside the answer."""
    fields = {
        "key": key,
        "text": f"是否做到 {key}",
        "short": key.split(".")[1][:8],
        "answer": answer,
        "legal_basis": "《安全生产法》第二十一条",
        "clause": "第二十一条",
    }
    return fields | more


def a_duty(key: str, number: int, *items: dict[str, Any], **more: Any) -> dict[str, Any]:
    """One duty as it stands in a pack."""
    fields = {
        "key": key,
        "number": number,
        "group": "base",
        "title": f"落实 {key}",
        "short_title": f"职责{number}",
        "summary": "每月做一次",
        "source": "区实施方案",
        "legal_basis": ["《安全生产法》第二十一条"],
        "items": items,
    }
    return fields | more


SPACES: dict[str, Any] = {
    "title": "有限空间台账",
    "noun": "处",
    "add_text": "新增一处",
    "none_text": "本企业没有有限空间",
    "code_prefix": "KJ",
    "columns": [
        {"key": "name", "title": "名称", "kind": "text", "required": True},
        {"key": "depth", "title": "深度", "kind": "number", "unit": "米"},
        {"key": "checked", "title": "检测有效期", "kind": "date", "expires": True},
        {"key": "locked", "title": "上锁", "kind": "yes_no", "must_be": "yes"},
        {
            "key": "sort",
            "title": "类别",
            "kind": "choice",
            "options": [{"key": "pit", "text": "地下"}, {"key": "tank", "text": "罐体"}],
        },
    ],
}
DRILLS: dict[str, Any] = {
    "title": "演练记录",
    "noun": "次",
    "add_text": "新增一次",
    "least": 2,
    "code_prefix": "YL",
    "columns": [
        {"key": "day", "title": "日期", "kind": "date", "required": True},
        {"key": "topic", "title": "内容", "kind": "text", "required": True},
    ],
}


@cache
def a_pack() -> Pack:
    """Five duties: every kind of answer, a condition, a prerequisite, a statutory one."""
    photo = {"kind": "photo", "least": 1, "what": "现场照片"}
    sheet = {"kind": "document", "least": 2, "what": "签到表"}
    options = [{"key": "month", "text": "每月"}, {"key": "year", "text": "每年"}]
    return Pack.model_validate(
        {
            "format": 1,
            "id": "small",
            "version": "1",
            "title": "小规则包",
            "short_title": "小包",
            "notice": "仅供核对",
            "source": "区实施方案",
            "groups": [{"key": "base", "title": "责任落实"}],
            "profile_questions": [
                {"key": "uses_gas", "text": "使用燃气"},
                {"key": "has_spaces", "text": "有有限空间"},
            ],
            "reporting": {"receiver": "区应急管理局", "day_of_month": 25, "hour": 17},
            "declaration": {"text": "以上属实", "legal_basis": "令13"},
            "duties": [
                a_duty(
                    "d01",
                    1,
                    an_item("d01.issued"),
                    an_item("d01.entrance", evidence=photo),
                    an_item("d01.people", "number", unit="人", minimum=1, maximum=5000),
                    an_item("d01.issued_on", "date"),
                    an_item("d01.how_often", "choice", options=options),
                    an_item("d01.told", "yes_no"),
                    an_item("d01.remarks", "text", required=False),
                ),
                a_duty("d02", 2, an_item("d02.trained", evidence=sheet), after=["d01"]),
                a_duty(
                    "d03",
                    3,
                    an_item("d03.spaces", "register", register=SPACES),
                    an_item("d03.drills", "register", register=DRILLS, required=False),
                ),
                a_duty(
                    "d04",
                    4,
                    an_item("d04.alarm", applies_to={"uses_gas": True}),
                    not_applicable_reason="不使用燃气",
                ),
            ],
            "statutory": [
                a_duty("s01", 1, an_item("s01.known")),
                a_duty("s02", 2, covered_by=["d01", "d02"]),
            ],
        }
    )


class Workspace:
    """An open workspace with an enterprise, its people and one round; acts as one person."""

    def __init__(self, store: Store, walk: Walk) -> None:
        self.store, self.walk, self.now, self.actor = store, walk, NOW, "周建华"

    def __enter__(self) -> "Workspace":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.store.close()

    @property
    def folder(self) -> Path:
        return self.store.folder

    def act(
        self, action: Callable[Concatenate[Session, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """Run an action as the program does."""
        return history.act(self.store, By(self.actor, self.now), action, *args, **kwargs)

    def read(
        self, query: Callable[Concatenate[Session, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """Ask a query as the program does."""
        with self.store.transaction() as session:
            return query(session, *args, **kwargs)

    def lines(self) -> int:
        """How many lines the change log has."""
        return self.read(history.head).lines

    def meet(self, **facts: bool | str) -> None:
        """Say other facts of the enterprise."""
        self.walk = replace(self.walk, facts={**self.walk.facts, **facts})

    def stand_at(self, status: RoundStatus) -> None:
        """Put the round where a test needs it."""

        def put(session: Session) -> None:
            session.get_one(Round, self.walk.round_id).status = status

        self.act(put)

    def status(self) -> RoundStatus:
        """Where the round stands."""
        return self.read(lambda session: session.get_one(Round, self.walk.round_id).status)


def _walk(store: Store, round_id: int) -> Walk:
    with store.transaction() as session:
        facts = enterprise_queries.facts(session)
    return Walk(a_pack(), round_id, facts, TODAY, store.folder)


def a_workspace(folder: Path) -> Workspace:
    """A new workspace in a folder: named, with two people, and with its first round open."""
    store = Store.create(folder, now=NOW)
    by = By("周建华", NOW)
    history.act(store, by, enterprise.found, name=ENTERPRISE, credit_code=a_code())
    history.act(store, by, enterprise.add_person, name="张𠮷", role=Role.PRINCIPAL)
    history.act(store, by, enterprise.add_person, name="周建华", role=Role.SAFETY_MANAGER)
    number = history.act(
        store, by, enterprise.open_round, pack=a_pack(), period="2026-11", now=NOW
    )
    return Workspace(store, _walk(store, number))


def reopened(folder: Path) -> Workspace:
    """The same workspace, opened again."""
    store = Store.open(folder, now=NOW)
    return Workspace(store, _walk(store, 1))


@cache
def a_code(first: str = "91420200MA49TEQTX") -> str:
    """A credit code whose check character is worked out here, apart from the program's rule."""
    letters = "0123456789ABCDEFGHJKLMNPQRTUWXY"
    total = sum(letters.index(c) * pow(3, place, 31) for place, c in enumerate(first))
    return first + letters[-total % 31]


def a_jpeg(
    *,
    taken: str = "",
    make: str = "",
    size: tuple[int, int] = (32, 24),
    shade: int = 90,
) -> bytes:
    """A photo, with what a camera writes into it: taken="2026:11:20 08:15:00"."""
    exif = Image.Exif()
    if make:
        exif[0x010F] = make
    if taken:
        exif.get_ifd(0x8769)[0x9003] = taken
    written = BytesIO()
    Image.new("RGB", size, (shade, shade, 200)).save(written, "JPEG", exif=exif.tobytes())
    return written.getvalue()


def a_png() -> bytes:
    """A pasted picture."""
    written = BytesIO()
    Image.new("RGB", (8, 8), (10, 20, 30)).save(written, "PNG")
    return written.getvalue()


def a_zip(*names: str) -> bytes:
    """An archive with files of these names, such as word/document.xml."""
    written = BytesIO()
    with ZipFile(written, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return written.getvalue()
