import json
import os
from pathlib import Path

import pytest

from build_scripts import bundle_check
from build_scripts.bundle_check import AWKWARD, Answer, Frozen, Wrong, check

pytestmark = pytest.mark.skipif(os.name == "nt", reason="the stand-in is a shell script")

STAND_IN = """\
#!/bin/sh
case "$1" in
  write) echo x > "$(dirname "$0")/note" ;;
  env) env ;;
  place) echo "$0" ;;
  --workspace)
    case "$2" in
      */crashing) echo "Traceback" >&2; exit 3 ;;
      */closing) exit 0 ;;
    esac
    mkdir "$SELFCHECK_CONFIG"
    echo "{\\"recent\\": [\\"$2\\"]}" > "$SELFCHECK_CONFIG/settings.json"
    exec sleep 20 ;;
esac
"""


@pytest.fixture
def frozen(tmp_path: Path) -> Frozen:
    """A shell script that stands where the frozen program would."""
    bundle = tmp_path / "bundle"
    bundle.mkdir()
    program = bundle / "selfcheck"
    program.write_text(STAND_IN, "utf-8")
    program.chmod(0o755)
    return Frozen(bundle, tmp_path / AWKWARD)


def test_it_runs_under_a_path_with_chinese_a_space_and_an_ampersand(frozen: Frozen) -> None:
    place = frozen.run("place").out
    assert AWKWARD in place
    assert {" ", "&"} <= set(place)


def test_it_is_cut_off_from_this_python_and_given_a_gbk_console(
    frozen: Frozen, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHONPATH", "src")
    monkeypatch.setenv("LD_LIBRARY_PATH", "lib")
    given = dict(line.split("=", 1) for line in frozen.run("env").out.splitlines())
    assert "PYTHONPATH" not in given
    assert "LD_LIBRARY_PATH" not in given
    assert given["PYTHONIOENCODING"] == "gbk"
    assert given["HOME"] == str(frozen.home)


def test_a_program_that_writes_into_its_own_folder_is_found_out(frozen: Frozen) -> None:
    assert frozen.has_left_its_folder_alone()
    bundle_check._make_removable(frozen.folder)
    frozen.run("write")
    assert not frozen.has_left_its_folder_alone()


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write")
def test_its_folder_is_read_only(frozen: Frozen) -> None:
    frozen.run("write")
    assert frozen.has_left_its_folder_alone()


def test_a_window_that_opens_the_archive_and_stays_is_well(
    frozen: Frozen, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bundle_check, "SETTLING", 0.2)
    answer = frozen.open_window(frozen.home / "workspace")
    assert (answer.code, answer.err) == (0, "")


@pytest.mark.parametrize("kind", ["crashing", "closing"])
def test_a_window_that_goes_away_by_itself_is_not_well(frozen: Frozen, kind: str) -> None:
    assert frozen.open_window(frozen.home / kind).code != 0


def test_a_window_that_never_comes_is_ended(
    frozen: Frozen, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bundle_check, "PATIENCE", 0.2)
    monkeypatch.setattr(bundle_check, "_mentions", lambda _folder, _word: False)
    with pytest.raises(Wrong, match="no window"):
        frozen.open_window(frozen.home / "workspace")


class Played(Frozen):
    """A frozen program of which every answer is known, changed only where a test says so."""

    def __init__(self, home: Path, **changed: Answer) -> None:
        self.home = home
        self._changed = changed
        self._verified = 0

    def open_window(self, workspace: Path) -> Answer:
        assert workspace.name == "workspace"
        return self._changed.get("window", Answer(0, "", "", 0.1))

    def run(self, *arguments: str) -> Answer:
        name = arguments[0].strip("-")
        if name == "verify":
            self._verified += 1
            name = f"verify{self._verified}"
        if name in self._changed:
            return self._changed[name]
        if name == "demo":
            return an_answer(self._demo(Path(arguments[1])))
        if name == "verify2":
            findings = [{"code": "CHANGED_FILE"}]
            return an_answer({"packages": [{"accepted": False, "findings": findings}]}, code=1)
        if name == "verify1":
            return an_answer({"packages": [{"accepted": True, "findings": []}]})
        return Answer(0, "selfcheck 0.1.0\n", "", 0.1)

    def has_left_its_folder_alone(self) -> bool:
        return True

    def _demo(self, folder: Path) -> dict[str, str]:
        (folder / "screens").mkdir(parents=True)
        (folder / "screens" / "home.png").write_bytes(b"png")
        (folder / "x.zip").write_bytes(b"PK" * 10)
        certificates = ("principal_certificate", "safety_manager_certificate")
        return {"package": str(folder / "x.zip")} | dict.fromkeys(certificates, "c.pem")


def an_answer(value: object, *, code: int = 0) -> Answer:
    return Answer(code, json.dumps(value), "", 0.1)


def test_a_program_that_does_all_it_must_passes(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    check(Played(tmp_path))
    told = capsys.readouterr().out
    assert all(word in told for word in ("--version", "forms", "demo", "verify", "window"))


@pytest.mark.parametrize(
    ("step", "answer"),
    [
        ("version", Answer(0, "something else", "", 0.1)),
        ("version", Answer(1, "selfcheck 0.1.0", "", 0.1)),
        ("forms", Answer(1, "", "d01: 缺少依据", 0.1)),
        ("demo", Answer(0, "no JSON", "", 0.1)),
        ("demo", Answer(0, "{}", "Traceback (most recent call last)", 0.1)),
        ("verify1", an_answer({"packages": [{"accepted": False, "findings": []}]})),
        ("verify2", an_answer({"packages": [{"accepted": True, "findings": []}]})),
        ("verify2", an_answer({"packages": [{"accepted": False, "findings": []}]}, code=1)),
        ("window", Answer(134, "", "could not load the Qt platform plugin", 0.1)),
    ],
)
def test_each_broken_promise_is_found(tmp_path: Path, step: str, answer: Answer) -> None:
    with pytest.raises(Wrong):
        check(Played(tmp_path, **{step: answer}))
