"""The ledger as a workbook: dates, money, many rows, and every office program opens it."""

import csv
import io
import shutil
import subprocess
import zipfile
from dataclasses import fields
from datetime import date
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from selfcheck.errors import Cancelled, SelfCheckError
from selfcheck.progress import Progress
from selfcheck.reports.ledger_content import LedgerSheetRow
from selfcheck.reports.ledger_sheet import COLUMNS, ledger_xlsx


def a_row(number: int = 52, **changes: object) -> LedgerSheetRow:
    """A major hazard with every column filled."""
    values: dict[str, object] = {
        "number": f"YH-2026-{number:03d}",
        "what": "3号中频炉炉坑积水约 4 cm，当班仍在熔炼",
        "place": "熔炼工部",
        "part": "炉坑",
        "source": "班组",
        "found_by": "何建平",
        "found_on": date(2026, 11, 16),
        "grade": "重大",
        "clause": "工贸判定标准 第七条（三）",
        "accident_type": "高温熔融物爆炸",
        "interim": "断电、上锁、挂牌",
        "stop": "设备停用：3号中频炉",
        "measures": "截排水沟＋液位报警",
        "owner": "陈国梁",
        "owner_department": "熔炼工部",
        "deadline": date(2026, 11, 27),
        "planned_fen": 4_600_000,
        "spent_fen": 3_100_050,
        "safety_and_emergency": "喷爆现场处置方案",
        "reported_on": date(2026, 11, 16),
        "published_on": date(2026, 11, 17),
        "done_on": date(2026, 11, 22),
        "result": "炉坑干燥，联锁动作正常",
        "acceptor": "周立民",
        "accepted_on": date(2026, 11, 24),
        "state": "已销号",
        "closed_on": date(2026, 11, 25),
        "note": "一个月后回头看",
    }
    return LedgerSheetRow(**(values | changes))  # type: ignore[arg-type]  # a builder's changes are fields


def read(data: bytes) -> list[list[object]]:
    """The rows as another program reads them."""
    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    return [list(row) for row in book.get_sheet_by_name("隐患台账").to_python()]


def test_every_field_has_its_column_and_is_read_back_as_it_was() -> None:
    row = a_row()
    head, cells = read(ledger_xlsx([row], Progress()))
    assert head == list(COLUMNS)
    assert len(COLUMNS) == len(fields(LedgerSheetRow))
    wanted = [getattr(row, field.name) for field in fields(LedgerSheetRow)]
    wanted[16], wanted[17] = 46_000.0, 31_000.5
    assert cells == wanted


def test_money_is_shown_in_yuan_with_two_decimals() -> None:
    with zipfile.ZipFile(io.BytesIO(ledger_xlsx([a_row()], Progress()))) as archive:
        styles = archive.read("xl/styles.xml").decode()
        page = archive.read("xl/worksheets/sheet1.xml").decode()
    assert 'formatCode="0.00"' in styles
    assert "<v>46000</v>" in page
    assert "<v>31000.5</v>" in page


def test_what_is_not_known_stays_empty() -> None:
    bare = LedgerSheetRow("YH-2026-001", "安全出口堵塞")
    nothing = a_row(planned_fen=0)
    _, first, second = read(ledger_xlsx([bare, nothing], Progress()))
    assert first[:2] == ["YH-2026-001", "安全出口堵塞"]
    assert set(first[2:]) == {""}
    assert second[16] == 0.0


def test_text_never_becomes_a_formula() -> None:
    data = ledger_xlsx([a_row(what='=HYPERLINK("http://a.cn")', note="-5")], Progress())
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert "<f>" not in archive.read("xl/worksheets/sheet1.xml").decode()
    assert read(data)[1][1] == '=HYPERLINK("http://a.cn")'


def test_a_text_longer_than_a_cell_is_refused_with_its_place() -> None:
    with pytest.raises(SelfCheckError, match="第 2 行的“备注”"):
        ledger_xlsx([a_row(1), a_row(2, note="字" * 40_000)], Progress())


def test_many_rows_are_all_there_in_their_order() -> None:
    data = ledger_xlsx([a_row(number) for number in range(5_500)], Progress())
    assert [row[0] for row in read(data)[1:]] == [f"YH-2026-{n:03d}" for n in range(5_500)]


def test_the_same_rows_give_the_same_bytes() -> None:
    rows = [a_row(number) for number in range(20)]
    assert ledger_xlsx(rows, Progress()) == ledger_xlsx(rows, Progress())


def test_stopping_ends_the_work() -> None:
    progress = Progress()

    def stop_soon(done: int, total: int, text: str) -> None:
        if done >= 1_000:
            progress.stop.set()

    progress.report = stop_soon
    with pytest.raises(Cancelled):
        ledger_xlsx([a_row(number) for number in range(3_000)], progress)


def test_libreoffice_opens_it(tmp_path: Path) -> None:
    if not shutil.which("soffice"):
        pytest.skip("soffice (LibreOffice) is not installed")
    path = tmp_path / "ledger.xlsx"
    path.write_bytes(ledger_xlsx([a_row()], Progress()))
    command = [
        "soffice",
        "--headless",
        f"-env:UserInstallation={(tmp_path / 'office').as_uri()}",
    ]
    filter_ = "csv:Text - txt - csv (StarCalc):44,34,76"
    subprocess.run(
        [*command, "--convert-to", filter_, "--outdir", tmp_path, path],
        check=True,
        capture_output=True,
    )
    head, cells = csv.reader(io.StringIO((tmp_path / "ledger.csv").read_text("utf-8")))
    shown = dict(zip(head, cells, strict=True))
    assert head == list(COLUMNS)
    assert shown["预算资金（元）"] == "46000.00"
    assert shown["发现日期"] == "2026-11-16"
    assert shown["编号"] == "YH-2026-052"
