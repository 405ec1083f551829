import os
import subprocess
import sys
import time
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

import pytest

from selfcheck import moments
from selfcheck.moments import CHINA

ROOT = Path(__file__).parents[1]
DAY = """
import os, sys
from datetime import datetime
from pathlib import Path
from selfcheck import moments
from selfcheck.duties import actions as duties
from selfcheck.evidence import actions as evidence, queries
from selfcheck.evidence.files import take_in
from selfcheck import history
from tests.builders import a_jpeg, a_workspace
import json

folder = Path(sys.argv[1])
source = folder / "a.pdf"
folder.mkdir()
source.write_bytes(b"%PDF-1.4")
then = 1795449599  # 2026-11-23 23:59:59 in China
os.utime(source, (then, then))
with a_workspace(folder / "w") as work:
    for content in (source, a_jpeg(taken="2026:11:24 00:10:00")):
        stored = take_in(work.folder, content, name="x")
        work.act(evidence.add, stored, round_id=1, item_key="d01.entrance", now=work.now)
    work.act(duties.answer, work.walk, "d01.issued", "conforms", now=work.now)
    copy = work.store.take_backup(work.now).path.name
    cards = work.read(queries.of_round, work.folder, 1)
    lines = [json.loads(line) for line in work.read(history.lines)]
print(copy, [str(card.occurred_on) for card in cards], cards[0].recorded_at)
print([line["at"] for line in lines], json.dumps([line["changes"] for line in lines]))
print(moments.now().utcoffset(), moments.now().tzinfo)
"""


def told_in(zone: str, folder: Path) -> str:
    run = subprocess.run(
        [sys.executable, "-c", DAY, str(folder)],
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
        env=os.environ | {"TZ": zone},
    )
    return run.stdout


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="zones of a process are POSIX")
def test_every_moment_and_day_is_the_same_in_any_zone(tmp_path: Path) -> None:
    zones = ("Asia/Shanghai", "UTC", "America/New_York", "Pacific/Kiritimati")
    told = {zone: told_in(zone, tmp_path / zone.replace("/", "-")) for zone in zones}

    assert len(set(told.values())) == 1, told
    assert "['2026-11-23', '2026-11-24'] 2026-11-24T10:32:05+08:00" in told["UTC"]


def test_now_is_chinese_time_to_the_second() -> None:
    told = moments.now()
    assert told.utcoffset() == timedelta(hours=8)
    assert told.microsecond == 0
    assert abs(told - datetime.now(UTC)) < timedelta(seconds=5)


@pytest.mark.parametrize(
    ("moment", "text"),
    [
        (datetime(2026, 11, 24, 10, 32, 5, tzinfo=CHINA), "2026-11-24T10:32:05+08:00"),
        (datetime(2026, 11, 23, 16, 0, 0, tzinfo=UTC), "2026-11-24T00:00:00+08:00"),
        (
            datetime(2026, 11, 23, 23, 59, tzinfo=timezone(timedelta(hours=-5))),
            "2026-11-24T12:59:00+08:00",
        ),
        (datetime(2026, 11, 24, 1, 2, 3, 999999, tzinfo=CHINA), "2026-11-24T01:02:03+08:00"),
    ],
)
def test_a_moment_is_written_with_the_chinese_offset_and_read_back(
    moment: datetime, text: str
) -> None:
    assert moments.written(moment) == text
    assert moments.read(text) == moment.replace(microsecond=0)
    assert moments.read(text).tzinfo is CHINA


def test_days_and_periods_are_told_in_words() -> None:
    assert moments.day_in_words(date(2026, 11, 23)) == "2026年11月23日 星期一"
    assert moments.day_in_words(date(2026, 3, 1)) == "2026年3月1日 星期日"
    assert moments.period_in_words("2026-03") == "2026年3月"
