"""How long the window takes to its first paint, beside a bare QMainWindow on the same machine.

    python build_scripts/benchmarks/startup.py [--runs 9] [--most 1.5]

Each run starts a fresh Python process, bare and ours in turn, so that both meet the same load. The time
runs from just before the process is started until the first paint has been flushed. Ends with 1 when
the ratio of the medians is above `--most`.
"""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

BARE = """
import sys, time
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMainWindow
class Window(QMainWindow):
    def paintEvent(self, event):
        super().paintEvent(event)
        QTimer.singleShot(0, self.told)
    def told(self):
        print(time.time_ns(), flush=True)
        QApplication.exit(0)
app = QApplication([])
window = Window()
window.resize(1366, 768)
window.show()
app.exec()
"""

OURS = """
import time
from selfcheck.__main__ import window_module
app = window_module()
from PySide6.QtWidgets import QApplication
def told(self):
    print(time.time_ns(), flush=True)
    QApplication.exit(0)
app.Program._on_painted = told
app.run(["selfcheck"])
"""


def milliseconds_to_paint(script: str, environment: dict[str, str]) -> float:
    """Start a process and wait for the moment it tells."""
    before = time.time_ns()
    told = subprocess.run(
        [sys.executable, "-c", script],
        env=environment,
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    return (int(told.stdout.split()[0]) - before) / 1e6


def measure(runs: int) -> tuple[float, float]:
    """The medians of a bare window and of ours, in milliseconds."""
    bare, ours = [], []
    with tempfile.TemporaryDirectory() as empty:
        environment = os.environ | {
            "QT_QPA_PLATFORM": os.environ.get("QT_QPA_PLATFORM", "offscreen"),
            "SELFCHECK_CONFIG": empty,
            "SELFCHECK_DATA": empty,
            "SELFCHECK_LOGS": empty,
            "PYTHONPATH": str(Path(__file__).resolve().parents[2] / "src"),
            # compiled once, as in an installed program
            "PYTHONPYCACHEPREFIX": str(Path(empty, "compiled")),
            "PYTHONDONTWRITEBYTECODE": "",
        }
        for script in (BARE, OURS):  # the first start of each reads the disk
            milliseconds_to_paint(script, environment)
        for _ in range(runs):
            bare.append(milliseconds_to_paint(BARE, environment))
            ours.append(milliseconds_to_paint(OURS, environment))
    return statistics.median(bare), statistics.median(ours)


def main() -> int:
    """Measure and say; 1 when a start has become too slow."""
    asked = argparse.ArgumentParser(description="first paint, bare and ours side by side")
    asked.add_argument("--runs", type=int, default=9, help="at least 7")
    asked.add_argument("--most", type=float, default=1.5, help="largest ratio that is accepted")
    wanted = asked.parse_args()
    bare, ours = measure(max(7, wanted.runs))
    ratio = ours / bare
    print(f"bare QMainWindow  {bare:6.1f} ms")
    print(f"selfcheck         {ours:6.1f} ms")
    print(f"ratio             {ratio:6.2f}   (at most {wanted.most})")
    return 0 if ratio <= wanted.most else 1


if __name__ == "__main__":
    sys.exit(main())
