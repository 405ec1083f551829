"""The program draws itself: every screen, in the look asked for, without touching anybody's settings."""

from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from selfcheck import settings
from selfcheck.moments import CHINA
from selfcheck.ui import look, pictures
from selfcheck.ui.pictures import Wanted
from tests import prepared

OF_AN_ARCHIVE = [
    "home",
    "duties",
    "duty",
    "duty_plain",
    "duty_absent",
    "riskmap",
    "risks",
    "riskpoint",
    "ledger",
    "hazard",
    "hazard_closed",
    "ledger_import",
    "enterprise",
    "answers",
    "signoff",
    "settings",
]


@pytest.fixture(autouse=True)
def _own_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SELFCHECK_CONFIG", str(tmp_path / "config"))


def test_every_screen_of_an_archive_is_drawn(qapp: QApplication, tmp_path: Path) -> None:
    wanted = Wanted(
        tmp_path / "图",
        prepared.a_filled_workspace(tmp_path, complete=False),
        look="dark",
        size=(1093, 614),
        suffix="_dark",
        at=prepared.NOW,
    )
    made = pictures.draw(qapp, wanted)

    assert [path.name for path in made] == [f"{name}_dark.png" for name in OF_AN_ARCHIVE]
    images = [QImage(str(path)) for path in made]
    assert {(image.width(), image.height()) for image in images} == {(1093, 614)}
    corners = {image.pixelColor(1090, 2).name() for image in images}
    assert corners == {look.colour("page").name()}
    assert settings.load().recent == ()


def test_a_signed_round_also_shows_its_export_and_its_package(
    qapp: QApplication, tmp_path: Path
) -> None:
    wanted = Wanted(tmp_path / "图", prepared.a_demo(tmp_path).workspace)
    names = [path.stem for path in pictures.draw(qapp, wanted)]
    assert names == [*OF_AN_ARCHIVE, "export", "verify"]


def test_a_first_start_ignores_what_was_open_last(qapp: QApplication, tmp_path: Path) -> None:
    last = prepared.a_filled_workspace(tmp_path, complete=False)
    settings.save(settings.Settings(recent=(str(last),)))
    package = prepared.the_demonstration().package
    made = pictures.draw(qapp, Wanted(tmp_path / "图", None, package))
    assert [path.stem for path in made] == [
        "welcome",
        "verify_empty",
        "settings",
        "verify_given",
    ]


def test_what_is_asked_for_on_the_command_line() -> None:
    options = {
        "--pictures": "图",
        "--workspace": "档案",
        "--package": "a.zip",
        "--look": "dark",
        "--text": "larger",
        "--size": "1093x614",
        "--suffix": "_x",
        "--at": "2026-11-24T10:32:05+08:00",
    }
    arguments = [word for option in options.items() for word in option]
    assert pictures.from_arguments(arguments) == Wanted(
        Path("图"),
        Path("档案"),
        Path("a.zip"),
        "dark",
        "larger",
        (1093, 614),
        "_x",
        prepared.NOW.astimezone(CHINA),
    )
    assert pictures.from_arguments(["--pictures", "图"]) == Wanted(Path("图"), None)


@pytest.mark.parametrize(
    "arguments",
    [
        "--pictures",
        "--workspace 档案",
        "--pictures 图 --look loud",
        "--pictures 图 --text tiny",
        "--pictures 图 --size large",
        "--pictures 图 --at yesterday",
        "--pictures 图 --else x",
        "--pictures 图 verify",
    ],
)
def test_what_cannot_be_told_is_left_to_the_command_line(arguments: str) -> None:
    assert pictures.from_arguments(arguments.split()) is None


def test_an_archive_that_cannot_be_opened_is_told_not_asked_about(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    assert pictures.run(Wanted(tmp_path / "图", tmp_path / "没有")) == 1
    assert capsys.readouterr().err.strip()
    assert not (tmp_path / "图").exists()
