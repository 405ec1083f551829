import os
import subprocess
import sys
from pathlib import Path

import pytest

from build_scripts import bundle_contents as contents
from build_scripts.environment import ROOT


@pytest.mark.parametrize(
    "name",
    [
        "PySide6/Qt/plugins/platforms/libqxcb.so",
        "PySide6/Qt/plugins/platforms/libqoffscreen.so",
        "PySide6/plugins/platforms/qwindows.dll",
        "PySide6/Qt/plugins/platforminputcontexts/libibusplatforminputcontextplugin.so",
        "PySide6/Qt/plugins/imageformats/libqjpeg.so",
        "PySide6/Qt/translations/qtbase_zh_CN.qm",
        "PySide6/Qt/lib/libQt6Gui.so.6",
        "PySide6/QtWidgets.abi3.so",
        "libglib-2.0.so.0",
        "libfontconfig.so.1",
        "libharfbuzz-fb49c9fc.so.0",
        "forms/plan-2023/pack.toml",
    ],
)
def test_what_the_window_needs_goes_along(name: str) -> None:
    assert contents.is_wanted(name)


@pytest.mark.parametrize(
    "name",
    [
        "PySide6/Qt/lib/libQt6Qml.so.6",
        "PySide6\\Qt6Quick.dll",
        "PySide6/QtSql.abi3.so",
        "libQt6EglFSDeviceIntegration.so.6",
        "PySide6/Qt/plugins/sqldrivers/libqsqlite.so",
        "PySide6/plugins/tls/qopensslbackend.dll",
        "PySide6/Qt/plugins/platforms/libqvnc.so",
        "PySide6/Qt/plugins/platformthemes/libqgtk3.so",
        "PySide6/Qt/translations/qt_de.qm",
        "libharfbuzz.so.0",
        "libcairo.so.2",
    ],
)
def test_what_nothing_loads_stays_out(name: str) -> None:
    assert not contents.is_wanted(name)


def test_every_module_of_ours_is_named_because_some_are_imported_by_name() -> None:
    named = contents.hidden_imports(ROOT)
    assert {"selfcheck.cli", "selfcheck.store", "selfcheck.migrations.env"} <= set(named)
    assert "selfcheck" in named
    assert [name for name in named if name.endswith(("__init__", "__main__"))] == []


def test_nothing_that_is_imported_is_also_excluded() -> None:
    assert set(contents.hidden_imports(ROOT)) & set(contents.EXCLUDED_MODULES) == set()


def test_questions_resources_and_migration_steps_lie_as_files() -> None:
    targets = {target for _, target in contents.files_to_ship(ROOT)}
    assert {"forms", "resources", "selfcheck/migrations/versions", "LICENSES"} <= targets
    sources = [Path(source) for source, _ in contents.files_to_ship(ROOT)]
    assert [path for path in sources if "*" not in path.name and not path.exists()] == []


def test_the_version_is_the_one_the_program_tells() -> None:
    from selfcheck.version import VERSION

    assert contents.version(ROOT) == VERSION


BLOCKER = """
import importlib, sys

excluded = {excluded!r}

class Gone:
    def find_spec(self, name, path=None, target=None):
        if any(name == one or name.startswith(one + ".") for one in excluded):
            raise ModuleNotFoundError(name, name=name)

sys.meta_path.insert(0, Gone())
for name in {modules!r}:
    importlib.import_module(name)
"""


def test_the_program_imports_whole_without_the_modules_that_are_left_out() -> None:
    modules = [
        name for name in contents.hidden_imports(ROOT) if not name.endswith("migrations.env")
    ]
    code = BLOCKER.format(excluded=contents.EXCLUDED_MODULES, modules=modules)
    done = subprocess.run(
        [sys.executable, "-c", code],
        env=os.environ | {"PYTHONPATH": str(ROOT / "src"), "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
