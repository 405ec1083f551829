"""Draw the photos and set the papers of the sample enterprise into resources/sample/files.

usage: python -m build_scripts.sample_files [folder]

Nothing is photographed and nobody is shown: every picture is painted here, from numbers.
"""

import os
import sys
from collections.abc import Callable
from pathlib import Path

from PySide6.QtGui import QFontDatabase, QGuiApplication

from build_scripts.sample import (
    boards,
    cabinets,
    desk,
    exits,
    floor_plans,
    halls,
    hot_work,
    instruments,
    machines,
    meeting,
    papers,
    pits,
    yard,
)
from build_scripts.sample.phone import as_jpeg, as_taken
from build_scripts.sample.scene import Scene

_ROOT = Path(__file__).resolve().parent.parent
FONTS = _ROOT / "resources" / "fonts"
FILES = _ROOT / "resources" / "sample" / "files"
WORDS = _ROOT / "build_scripts" / "sample" / "papers.toml"

# name: what is painted, when it was taken, tilt of the hand in degrees, warmth and brightness of the light
Shot = tuple[Callable[[], Scene], str, float, float, float]
SHOTS: dict[str, Shot] = {
    "pit-unlocked": (pits.pit_unlocked, "2026:11:20 15:36:12", 0.9, 0.02, 1.0),
    "pit-fenced": (pits.pit_fenced, "2026:11:20 16:24:45", -0.7, 0.03, 0.96),
    "pit-locked": (pits.pit_locked, "2026:11:12 08:41:03", 0.5, 0.01, 1.04),
    "gas-detector": (instruments.gas_detector, "2026:11:12 09:14:37", -1.4, 0.01, 1.0),
    "fan": (instruments.fan, "2026:11:12 09:05:20", 1.2, 0.02, 1.0),
    "signin-sheet": (desk.signin_sheet, "2026:11:05 14:06:51", -0.4, 0.05, 1.04),
    "extinguisher": (cabinets.extinguisher, "2026:11:13 10:22:08", 0.6, 0.0, 1.0),
    "exit-blocked": (exits.exit_blocked, "2026:11:19 10:11:40", -0.8, -0.01, 0.98),
    "exit-cleared": (exits.exit_cleared, "2026:11:19 11:27:16", 0.7, 0.0, 1.04),
    "escape-map": (boards.escape_map, "2026:11:13 10:35:55", 0.4, 0.01, 1.0),
    "welding": (hot_work.welding, "2026:11:16 09:42:29", -0.6, -0.02, 0.94),
    "cylinders": (hot_work.cylinders, "2026:11:16 09:18:33", 0.8, 0.03, 1.02),
    "crane-hook": (machines.crane_hook, "2026:11:10 14:20:17", -1.1, 0.0, 1.0),
    "forklift": (machines.forklift, "2026:11:10 14:48:02", 0.6, 0.01, 1.0),
    "notice-board": (boards.notice_board, "2026:11:04 15:10:26", 0.3, 0.0, 1.03),
    "risk-board": (boards.risk_board, "2026:11:04 15:31:09", -0.5, 0.02, 1.0),
    "drill": (yard.drill, "2026:11:18 16:12:44", 0.8, 0.01, 1.0),
    "drill-smoke": (yard.drill_smoke, "2026:11:18 16:04:31", -1.0, 0.0, 1.0),
    "cabinet-lock": (cabinets.cabinet_lock, "2026:11:11 17:20:54", -1.3, 0.02, 0.97),
    "meeting": (meeting.meeting, "2026:11:06 16:36:18", 0.5, 0.04, 1.02),
    "warehouse": (halls.warehouse, "2026:11:10 09:52:41", -0.4, 0.01, 1.0),
    "workshop-aisle": (halls.workshop_aisle, "2026:11:10 10:08:13", 0.7, 0.0, 1.0),
    "inspection": (halls.inspection, "2026:11:09 10:15:36", -0.9, 0.01, 1.0),
    "press-guard": (machines.press_guard, "2026:11:10 10:26:57", 0.6, 0.0, 1.02),
    "supplies": (cabinets.supplies, "2026:11:13 11:02:24", -0.6, 0.02, 1.0),
    "bicycles": (yard.bicycles, "2026:11:13 11:40:10", 0.9, 0.02, 1.04),
}


def photo(name: str) -> bytes:
    """One photo as the camera would have written it."""
    paint, taken, tilt, warm, dim = SHOTS[name]
    scene = paint()
    image = as_taken(scene.finish(), seed=scene.seed, tilt=tilt, warm=warm, dim=dim)
    return as_jpeg(image, taken, most=84_000)


def draw_plans(folder: Path) -> None:
    """The floor plans beneath the risk map, as pictures."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, plan in (("hall", floor_plans.hall), ("site", floor_plans.site)):
        plan().save(str(folder / f"{name}.png"))


def main(folder: Path = FILES) -> None:
    """Draw everything anew; what no longer belongs there is removed."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application = QGuiApplication.instance() or QGuiApplication([])
    for weight in ("Regular", "Bold"):
        QFontDatabase.addApplicationFont(str(FONTS / f"NotoSansSC-{weight}.ttf"))
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.iterdir():
        old.unlink()
    for name in SHOTS:
        (folder / f"{name}.jpg").write_bytes(photo(name))
    papers.set_all(WORDS, FONTS, folder)
    draw_plans(folder.parent / "plans")
    made = sorted(folder.iterdir())
    print(f"{len(made)} files, {sum(path.stat().st_size for path in made) / 1e6:.1f} MB")
    application.quit()


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:2]))
