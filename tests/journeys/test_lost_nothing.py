"""What was typed and left is kept, whatever becomes of the window afterwards."""

import json
import os
import random
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from pytestqt.qtbot import QtBot

from selfcheck import moments, sample
from selfcheck.ui.app import Program
from tests.journeys import typist
from tests.journeys.driver import Person
from tests.journeys.papers import Papers

ROOT = Path(__file__).parents[2]
LIVES = 6


def an_archive(desk: Path) -> Path:
    sample.found(desk / "示例 企业 & 档案", now=moments.now()).close()
    return desk / "示例 企业 & 档案"


# ---- the process is killed


def number_in(text: str) -> int:
    """Which of the typed values this is; 0 for an empty field."""
    return int((text.split() or ["0"])[0])


class Life:
    """The window in a process of its own, from its start until it is killed."""

    def __init__(self, folder: Path, number: int) -> None:
        command = [sys.executable, "-m", "tests.journeys.typist", str(folder), str(number)]
        self._process = subprocess.Popen(
            command,
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            env=os.environ | {"QT_QPA_PLATFORM": "offscreen", "PYTHONIOENCODING": "utf-8"},
        )

    def hear(self) -> dict[str, Any]:
        """The next thing that the window has shown or kept."""
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        if not line:
            _, complaint = self._process.communicate()
            raise AssertionError(f"the window died by itself: {complaint}")
        told: dict[str, Any] = json.loads(line)
        return told

    def kill(self) -> list[dict[str, Any]]:
        """End it on the spot; returns what it had still told."""
        self._process.kill()
        rest, _ = self._process.communicate()
        return [
            json.loads(line) for line in rest.splitlines(keepends=True) if line.endswith("\n")
        ]


def test_a_killed_window_has_lost_nothing_that_was_typed_and_left(desk: Path) -> None:
    folder, seed = an_archive(desk), time.time_ns() % 10**6
    dice, number, kept = random.Random(seed), 0, dict[str, str]()
    for life in range(LIVES + 1):
        window = Life(folder, number)
        try:
            shown = window.hear()["shown"]
            # one value may have been kept after the last word that was heard
            lost = {
                place: (text, shown[place])
                for place, text in kept.items()
                if number_in(shown[place]) < number_in(text)
            }
            assert not lost, f"seed {seed}, life {life}"
            told = [window.hear() for _ in range(dice.randint(1, 7) if life < LIVES else 0)]
            time.sleep(dice.uniform(0.0, 0.3))
        finally:
            rest = window.kill()
        for one in (*told, *rest):
            kept[one["kept"]], number = one["text"], one["number"]
    assert set(kept) == set(typist.PLACES), f"seed {seed}"
    doctor = [sys.executable, "-m", "selfcheck", "doctor", "--workspace", str(folder)]
    ended = subprocess.run(doctor, capture_output=True, encoding="utf-8", check=False)
    assert ended.returncode == 0, ended.stdout + ended.stderr


# ---- the window is closed


def started(folder: Path) -> tuple[Program, Person]:
    program = Program(folder)
    program.window.resize(1366, 768)
    program.window.show()
    program.window.activateWindow()
    person = Person(program.window)
    person.wait_for("本机档案")
    return program, person


def test_closing_the_window_keeps_the_field_that_is_still_being_typed_in(
    qtbot: QtBot, desk: Path
) -> None:
    folder = an_archive(desk)
    texts = {place: typist.words(place, 7) for place in typist.PLACES} | {
        "XX-01 学习日期": "20261103"
    }
    for place, text in texts.items():
        program, person = started(folder)
        typist.open_page(person)
        person.put(place, text)
        program.window.close()
    program, person = started(folder)
    typist.open_page(person)
    shown = {place: person.text_of(place) for place in texts}
    program.window.close()
    assert shown == texts | {"XX-01 学习日期": "2026-11-03"}


def test_closing_the_window_keeps_what_is_being_typed_about_the_enterprise(
    qtbot: QtBot, desk: Path
) -> None:
    folder = an_archive(desk)
    texts = {"生产经营地址": "江城区 𠮷祥路 18 号", "主要负责人周建华的职务": "董事长 & 总经理"}
    for place, text in texts.items():
        program, person = started(folder)
        person.press("企业概况", person.part("导航"))
        person.put(place, text)
        program.window.close()
    program, person = started(folder)
    person.press("企业概况", person.part("导航"))
    shown = {place: person.text_of(place) for place in texts}
    program.window.close()
    assert shown == texts


def test_closing_the_details_of_a_piece_of_evidence_keeps_the_name_being_typed(
    qtbot: QtBot, desk: Path
) -> None:
    program, person = started(an_archive(desk))
    photo = Papers(desk / "照片", moments.now()).photo()
    with person.at_the_file_dialogs():
        typist.open_page(person)
        person.will_choose(photo)
        person.press("添加到第", person.part("证据"), starts=True)
        person.press("证据 ", starts=True)
        person.put("名称", "车间 𠮷 号门")
        person.press("关闭")
        person.until(
            lambda: person.has_button("证据 车间 𠮷 号门，", starts=True), "the new name"
        )
    program.window.close()
