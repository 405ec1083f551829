"""一图一牌三清单 as files of the package: map and boards to print, lists to print and to work with."""

from collections.abc import Iterator

from selfcheck.progress import Progress
from selfcheck.submission import risk_boards, risk_papers
from selfcheck.submission.snapshot import Snapshot

FOLDER = "data/papers/"
MAP, BOARDS, LISTS = (
    f"{FOLDER}{name}.pdf" for name in ("risk-map", "risk-boards", "risk-lists")
)
LISTS_TABLE = "data/tables/risk-lists.xlsx"
ANALYSES_TABLE = "data/tables/risk-analyses.xlsx"
TITLES = {
    MAP: "四色分布图",
    BOARDS: "安全风险告知牌",
    LISTS: "三清单",
    LISTS_TABLE: "三清单（表格）",
    ANALYSES_TABLE: "风险分析表（JHA、SCL）",
}


def files(snapshot: Snapshot, progress: Progress) -> Iterator[tuple[str, bytes]]:
    """Each file with its name; none while nothing is registered. Same snapshot, same bytes."""
    from selfcheck.reports.risk_board import boards_pdf
    from selfcheck.reports.risk_lists import lists_pdf
    from selfcheck.reports.risk_map import map_pdf
    from selfcheck.reports.risk_sheet import lists_xlsx

    found, whose, today = snapshot.risk, snapshot.whose, snapshot.today
    if not found.points:
        return
    lists = risk_papers.three_lists(found, whose, today)
    if found.plans:
        yield MAP, map_pdf(risk_papers.map_paper(found, whose, today), progress)
    boards = risk_boards.boards(found, whose, today)
    yield BOARDS, boards_pdf(boards, progress=progress)
    yield LISTS, lists_pdf(lists, progress)
    yield LISTS_TABLE, lists_xlsx(lists, progress)
    analyses = risk_papers.analyses(found, whose, today)
    yield ANALYSES_TABLE, lists_xlsx(analyses, progress)
