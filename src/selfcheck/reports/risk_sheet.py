"""The lists of risks as a workbook: a sheet a list, the revision on a sheet of its own."""

from selfcheck.progress import Progress
from selfcheck.reports.risk_content import RiskLists
from selfcheck.reports.sheet import Cell, Sheet, build

TITLE = "风险管控清单"


def lists_xlsx(lists: RiskLists, progress: Progress | None = None) -> bytes:
    """The workbook; the same rows give the same bytes.

    Raises SelfCheckError when a text is longer than a cell can hold, and Cancelled.
    """
    progress = progress or Progress()
    origin = lists.origin
    about: list[tuple[Cell, ...]] = [
        ("企业", origin.enterprise), ("信用代码", origin.credit_code), ("修订号", origin.revision),
        ("日期", origin.day), ("编制", origin.made_by), ("审核", origin.checked_by),
        ("批准", origin.approved_by), ("下次复评", origin.next_review),
    ]  # fmt: skip
    about += [(one.title, len(one.rows)) for one in lists.lists]
    sheets = [
        Sheet(one.title, [column.title for column in one.columns], one.rows)
        for one in progress.over(lists.lists, "正在写表格")
    ]
    sheets.append(Sheet("修订", ("项目", "内容"), about))
    return build(sheets, title=f"{TITLE} {origin.revision}")
