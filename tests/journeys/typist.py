"""Somebody who types and types: python -m tests.journeys.typist FOLDER NUMBER

Opens the archive in the program's window and tells first what stands in its fields, then each value once
the window has kept it, as one JSON object a line. Goes on until the process is killed.
"""

import json
import sys
from collections.abc import Mapping
from pathlib import Path

from selfcheck.submission import walks
from selfcheck.ui.app import Program, make_application
from tests.journeys.driver import Person

DUTY = "d13"
ANSWER, FIGURE = "第 1 条 适用标准", "第 5 条 培训学时，单位学时"
NOTES = {"第 3 条 掌握标准，备注": "第 3 条备注", "第 7 条 培训档案，备注": "第 7 条备注"}
CELL = "XX-01 标准名称与版本"
PLACES = (ANSWER, FIGURE, *NOTES, CELL)
_MOST = 500  # hours that can be believed


def words(place: str, number: int) -> str:
    """What is typed somewhere; the number stands first."""
    return str(number) if place == FIGURE else f"{number} {'字' * (number % 90)}𠮷"


def _tell(told: Mapping[str, object]) -> None:
    sys.stdout.write(json.dumps(told, ensure_ascii=False) + "\n")
    sys.stdout.flush()


def open_page(person: Person) -> None:
    """The duty's page with every place open that is typed in."""
    person.press("十三项职责", person.part("导航"), starts=True)
    person.choose_row("十三项职责", walks.shipped_pack().duty(DUTY).title)
    for place, tool in NOTES.items():
        person.press(tool, starts=True)
        person.field(place)
    if not person.has_field(CELL):
        person.press("新增一次", person.part("专题学习登记表"))


def main(folder: Path, number: int) -> None:
    """Type without end."""
    make_application(["selfcheck"])
    program = Program(folder)
    program.window.resize(1366, 768)
    program.window.show()
    person = Person(program.window)
    person.wait_for("本机档案")
    open_page(person)
    _tell({"shown": {place: person.text_of(place) for place in PLACES}})
    while True:
        for place in PLACES:
            number = number % _MOST + 1
            text = words(place, number)
            person.write(place, text)
            _tell({"kept": place, "number": number, "text": text})


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
