"""A major hazard in a window of its own process: python -m tests.journeys.real_ledger FOLDER WORKSPACE

Found, graded and stopped on the display that the environment names, in a copy of the sample enterprise. Prints
one JSON object, as the other journey in a real window does.
"""

import sys
from pathlib import Path

from tests import prepared
from tests.journeys.ledger import FURNACE, LedgerKeeper
from tests.journeys.papers import Papers
from tests.journeys.real_window import a_window, picture, tell


def main(folder: Path, workspace: Path) -> None:
    """From the list to the stop that keeps the furnace out of use."""
    program, person = a_window(workspace, lambda: prepared.NOW)
    papers, keeper = Papers(folder / "照片", prepared.NOW), LedgerKeeper(person)
    person.wait_for("本机档案")
    keeper.go("隐患台账")
    keeper.register_and_grade(papers.photo("炉坑积水"))
    pictures = [picture(folder, "ledger")]
    keeper.open(FURNACE)
    keeper.stop(papers.photo("断电上锁"))
    pictures.append(picture(folder, "hazard"))
    told = {"grade": keeper.grade, "state": keeper.state, "listed": keeper.lists_with(FURNACE)}
    tell(program, {**told, "pictures": pictures})


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
