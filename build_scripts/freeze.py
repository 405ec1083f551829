"""Makes the frozen program with PyInstaller: build/bundle/selfcheck, which needs no Python.

.venv/bin/python -m build_scripts.freeze
"""

import os
import subprocess
import sys
from pathlib import Path

from build_scripts.console import never_choke, say

ROOT = Path(__file__).resolve().parents[1]
BUNDLE = ROOT / "build" / "bundle" / "selfcheck"


def main() -> int:
    """Freeze; 0 when it worked. The same sources and packages give the same bytes."""
    never_choke()
    say("打包程序，约需一两分钟", "freezing the program, a minute or two")
    same_bytes = {
        "PYTHONHASHSEED": "0",
        "SOURCE_DATE_EPOCH": os.environ.get("SOURCE_DATE_EPOCH", "1767225600"),
    }
    command = [
        *(sys.executable, "-m", "PyInstaller", "--noconfirm", "--log-level", "WARN"),
        *("--distpath", str(BUNDLE.parent), "--workpath", str(ROOT / "build" / "freezing")),
        str(ROOT / "build_scripts" / "selfcheck.spec"),
    ]
    code = subprocess.run(
        command, cwd=ROOT, env=os.environ | same_bytes, check=False
    ).returncode
    if code == 0:
        files = [path for path in BUNDLE.rglob("*") if path.is_file() and not path.is_symlink()]
        size = sum(path.stat().st_size for path in files) / 1e6
        say(f"程序在 {BUNDLE}，{size:.0f} MB", f"{len(files)} files")
    return code


if __name__ == "__main__":
    sys.exit(main())
