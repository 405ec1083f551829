"""The ledger as a file that a person keeps: a workbook or sheets to print, put in its place in one step."""

import os
import tempfile
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path

from sqlmodel import Session

from selfcheck.errors import SelfCheckError, StoreError
from selfcheck.hazards import queries
from selfcheck.hazards.pages import Office, View
from selfcheck.progress import Progress
from selfcheck.reports.ledger import ledger_pdf
from selfcheck.reports.ledger_sheet import ledger_xlsx
from selfcheck.submission import ledger_papers, no_folder

ENDINGS = (".xlsx", ".pdf")
Work = Callable[[Progress], int]  # writes the file; how many hazards it holds


def export(session: Session, office: Office, view: View, target: Path, *, force: bool) -> Work:
    """What writes the hazards of a view into a file: read here, set and written by long work.

    Raises SelfCheckError for an ending that is none of ENDINGS, or when the file is there and `force`
    does not allow to replace it.
    """
    ending = target.suffix.lower()
    if ending not in ENDINGS:
        raise SelfCheckError("文件名以 .xlsx（表格）或 .pdf（打印）结尾。")
    if target.exists() and not force:
        raise SelfCheckError(f"“{target}”已经有了，没有覆盖。换一个文件名。")
    ids = queries.ids(session, office, view)
    if ending == ".xlsx":
        make = partial(ledger_xlsx, ledger_papers.ledger_sheet(session, office, ids))
    else:
        words = ledger_papers.filter_words(view) if view != View(filter="all") else ""
        make = partial(ledger_pdf, ledger_papers.ledger_paper(session, office, ids, words))

    def work(progress: Progress) -> int:
        put(target, make(progress))
        return len(ids)

    return work


def put(target: Path, content: bytes) -> None:
    """Write beside the place, then move in: a file is there whole or not at all.

    Raises StoreError with what to do when the place takes no file.
    """
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=target.parent, prefix=".", suffix=target.suffix)
    except OSError as error:
        raise StoreError(no_folder.words(target.parent, error)) from error
    beside = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        beside.chmod(0o666 & ~_umask())
        beside.replace(target)
    except OSError as error:
        text = f"“{target}”写不进去。在 WPS 或 Excel 里关闭它，检查磁盘空间后再导出。"
        raise StoreError(text) from error
    finally:
        with suppress(OSError):
            beside.unlink(missing_ok=True)


def _umask() -> int:
    """What new files are not allowed; mkstemp allows only the owner."""
    found = os.umask(0)
    os.umask(found)
    return found
