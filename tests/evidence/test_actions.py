import os
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest

from selfcheck.duties import queries as duty_queries
from selfcheck.duties.rules import DutyStatus
from selfcheck.enterprise import actions as enterprise
from selfcheck.errors import EvidenceError, NotReady
from selfcheck.evidence import actions, files, queries
from selfcheck.evidence.files import place, take_in
from selfcheck.progress import Progress
from selfcheck.rounds import RoundStatus
from tests.builders import NOW, TODAY, Workspace, a_jpeg, a_pack, a_workspace

ENTRANCE = "d01.entrance"


def add(work: Workspace, content: bytes, name: str = "照片.jpg", item: str = ENTRANCE) -> int:
    stored = take_in(work.folder, content, name=name)
    return work.act(actions.add, stored, round_id=1, item_key=item, now=NOW)


def cards(work: Workspace) -> tuple[queries.EvidenceCard, ...]:
    return work.read(queries.of_round, work.folder, 1)


def test_a_piece_is_recorded_with_what_the_file_tells(tmp_path: Path) -> None:
    folder = tmp_path / "张三 & 公司"
    with a_workspace(folder) as work:
        add(work, a_jpeg(taken="2026:11:20 08:15:00"), "有限空间 入口.jpg")
        (card,) = cards(work)

    assert (card.code, card.title) == ("E0001", "有限空间 入口")
    assert card.occurred_on == date(2026, 11, 20)
    assert card.taken_at == "2026-11-20 08:15:00"
    assert card.recorded_at == "2026-11-24T10:32:05+08:00"
    assert (card.item_keys, card.uses, card.is_photo) == ((ENTRANCE,), 1, True)
    assert card.source_words == "粘贴"
    assert card.present


def test_the_same_file_is_one_piece_used_twice(tmp_path: Path) -> None:
    with a_workspace(tmp_path) as work:
        first = add(work, a_jpeg(), "a.jpg")
        second = add(work, a_jpeg(), "b.jpg", "d02.trained")
        again = add(work, a_jpeg(), "c.jpg")
        (card,) = cards(work)
        (in_library,) = work.read(queries.library, work.folder)

    assert first == second == again
    assert card.item_keys == (ENTRANCE, "d02.trained")
    assert (in_library.uses, in_library.item_keys) == (2, ())


@pytest.mark.parametrize(
    ("taken", "day"),
    [
        ("2026:11:24 23:59:59", TODAY),
        ("2026:11:25 00:00:01", None),  # a camera whose clock is ahead
        ("0001:01:01 00:00:00", None),
        ("1949:10:01 00:00:00", date(1949, 10, 1)),
        ("", None),
    ],
)
def test_the_day_is_guessed_but_never_from_a_clock_that_cannot_be_right(
    tmp_path: Path, taken: str, day: date | None
) -> None:
    with a_workspace(tmp_path) as work:
        add(work, a_jpeg(taken=taken))
        assert cards(work)[0].occurred_on == day


def test_a_document_occurred_when_its_file_was_written(tmp_path: Path) -> None:
    source = tmp_path / "签到表.pdf"
    source.write_bytes(b"%PDF-1.4")
    then = (NOW - timedelta(days=3)).timestamp()
    os.utime(source, (then, then))
    with a_workspace(tmp_path / "档案") as work:
        stored = take_in(work.folder, source)
        work.act(actions.add, stored, round_id=1, item_key="d02.trained", now=NOW)
        (card,) = cards(work)

    assert card.occurred_on == TODAY - timedelta(days=3)
    assert not card.is_photo


def test_the_day_may_be_corrected_but_not_when_it_was_recorded(tmp_path: Path) -> None:
    with a_workspace(tmp_path) as work:
        piece = add(work, a_jpeg())
        later = NOW + timedelta(days=1)
        work.act(
            actions.describe,
            piece,
            round_id=1,
            title=" 入口照片\u200b ",
            occurred_on=date(2026, 11, 2),
            now=later,
        )
        (card,) = cards(work)

    assert (card.title, card.occurred_on) == ("入口照片", date(2026, 11, 2))
    assert card.recorded_at == "2026-11-24T10:32:05+08:00"


@pytest.mark.parametrize(
    ("title", "day", "codes"),
    [
        ("", None, ["EV01"]),
        (" \u200b", TODAY, ["EV01"]),
        ("长" * 61, None, ["EV01"]),
        ("照片", TODAY + timedelta(days=1), ["EV02"]),
        ("照片", date(1, 1, 1), ["EV02"]),
        ("", date(9999, 12, 31), ["EV01", "EV02"]),
    ],
)
def test_ev01_ev02_a_piece_has_a_name_and_a_day_that_can_be(
    tmp_path: Path, title: str, day: date | None, codes: list[str]
) -> None:
    with a_workspace(tmp_path) as work:
        piece = add(work, a_jpeg())
        with pytest.raises(NotReady) as refusal:
            work.act(actions.describe, piece, round_id=1, title=title, occurred_on=day, now=NOW)
    assert [problem.code for problem in refusal.value.problems] == codes


@pytest.mark.parametrize(
    ("name", "title"),
    [
        (".jpg", ".jpg"),
        ("  .jpg", ".jpg"),
        ("长" * 80 + ".jpg", "长" * 60),
        ("\u202e", "佐证文件"),
    ],
)
def test_a_piece_always_has_a_title_that_fits(tmp_path: Path, name: str, title: str) -> None:
    with a_workspace(tmp_path) as work:
        add(work, a_jpeg(), name)
        assert cards(work)[0].title == title


def test_taking_away_keeps_the_file_in_the_library(tmp_path: Path) -> None:
    with a_workspace(tmp_path) as work:
        piece = add(work, a_jpeg())
        work.act(actions.take_away, piece, round_id=1, item_key=ENTRANCE)
        assert cards(work) == ()
        (card,) = work.read(queries.library, work.folder)
        assert (card.present, card.uses) == (True, 0)
        work.act(actions.use, piece, round_id=1, item_key="d02.trained")
        assert cards(work)[0].item_keys == ("d02.trained",)


def test_du14_a_missing_file_is_a_red_card_and_blocks(tmp_path: Path) -> None:
    with a_workspace(tmp_path) as work:
        add(work, a_jpeg())
        (card,) = cards(work)
        card.path.unlink()
        (gone,) = cards(work)
        page = work.read(duty_queries.duty_page, work.walk, "d01")
        faults = work.read(queries.faults, work.folder, Progress())

    assert not gone.present
    assert page.status is DutyStatus.HAS_PROBLEM
    assert [p.code for p in page.lines[1].problems] == ["DU01", "DU06", "DU14"]
    assert page.lines[1].mark == "bad"
    assert faults == [("E0001 照片", "找不到文件")]


def test_only_the_very_same_content_is_brought_back(tmp_path: Path) -> None:
    with a_workspace(tmp_path) as work:
        piece = add(work, a_jpeg())
        (card,) = cards(work)
        card.path.unlink()
        other = take_in(work.folder, a_jpeg(shade=5), name="照片.jpg")
        with pytest.raises(EvidenceError, match="内容不同"):
            work.act(actions.bring_back, piece, stored=other)
        assert not cards(work)[0].present

        same = take_in(work.folder, a_jpeg(), name="另一个名字.jpg")
        work.act(actions.bring_back, piece, stored=same)
        assert cards(work)[0].present


def test_the_same_bytes_under_another_name_are_found_after_being_brought_back(
    tmp_path: Path,
) -> None:
    with a_workspace(tmp_path) as work:
        piece = add(work, b"plain words", "说明.txt")
        cards(work)[0].path.unlink()
        stored = take_in(work.folder, b"plain words", name="说明.csv")
        work.act(actions.bring_back, piece, stored=stored)
        (card,) = cards(work)

    assert card.present
    assert card.path == place(tmp_path, card.sha256, ".csv")


def test_a_changed_file_of_the_same_size_is_found_by_the_deep_look(tmp_path: Path) -> None:
    with a_workspace(tmp_path) as work:
        piece = add(work, a_jpeg())
        (card,) = cards(work)
        card.path.write_bytes(card.path.read_bytes()[:-1] + b"?")
        faults = work.read(queries.faults, work.folder, Progress())
        assert [told for _, told in faults] == ["文件内容变了"]

        work.act(actions.bring_back, piece, stored=take_in(work.folder, a_jpeg(), name="a.jpg"))
        assert work.read(queries.faults, work.folder, Progress()) == []


CHANGES: dict[str, Callable[[Workspace, int], object]] = {
    "add": lambda work, _: add(work, a_jpeg(shade=1)),
    "use": lambda work, piece: work.act(actions.use, piece, round_id=1, item_key="d02.trained"),
    "take away": lambda work, piece: work.act(
        actions.take_away, piece, round_id=1, item_key=ENTRANCE
    ),
    "describe": lambda work, piece: work.act(
        actions.describe, piece, round_id=1, title="新", occurred_on=None, now=NOW
    ),
}


@pytest.mark.parametrize("change", CHANGES)
def test_every_change_of_evidence_withdraws_the_approval(tmp_path: Path, change: str) -> None:
    with a_workspace(tmp_path) as work:
        piece = add(work, a_jpeg())
        work.stand_at(RoundStatus.APPROVED)
        CHANGES[change](work, piece)
        assert work.status() is RoundStatus.DRAFT


@pytest.mark.parametrize("change", CHANGES)
def test_rd01_a_signed_round_refuses_every_change_of_evidence(
    tmp_path: Path, change: str
) -> None:
    with a_workspace(tmp_path) as work:
        piece = add(work, a_jpeg())
        work.stand_at(RoundStatus.SIGNED)
        before = work.lines()
        with pytest.raises(NotReady) as refusal:
            CHANGES[change](work, piece)
        assert [problem.code for problem in refusal.value.problems] == ["RD01"]
        assert work.lines() == before


@pytest.mark.parametrize("everything", [True, False])
def test_a_correction_shows_the_same_evidence_and_a_new_round_gathers_its_own(
    tmp_path: Path, everything: bool
) -> None:
    with a_workspace(tmp_path) as work:
        add(work, a_jpeg())
        work.stand_at(RoundStatus.SIGNED)
        new = work.act(enterprise.open_round, pack=a_pack(), period="2026-12", now=NOW)
        work.act(actions.carry_over, old_round=1, new_round=new, everything=everything)
        carried = work.read(queries.of_round, work.folder, new)
        assert len(carried) == int(everything)
        assert len(cards(work)) == 1


def test_only_jpeg_and_png_count_as_photos() -> None:
    assert {"image/jpeg", "image/png"} == files.PHOTO_TYPES
