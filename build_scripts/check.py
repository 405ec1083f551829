"""Every check, one command: never stops at the first failure, and sums up at the end.

.venv/bin/python -m build_scripts.check [--without-tests]
"""

import argparse
import os
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from build_scripts import tracked_text
from build_scripts.commands import side_by_side
from build_scripts.console import never_choke

ROOT = Path(__file__).resolve().parents[1]


@dataclass(frozen=True)
class Check:
    """One thing that must hold; `run` gives 0 when it does."""

    name: str
    run: Callable[[], int]


def tool(*arguments: str) -> Callable[[], int]:
    """A check done by a tool of the environment that runs this."""
    command = [str(Path(sys.executable).with_name(arguments[0])), *arguments[1:]]
    quiet = os.environ | {"QT_QPA_PLATFORM": "offscreen"}

    def run() -> int:
        return subprocess.run(command, cwd=ROOT, env=quiet, check=False).returncode

    return run


def all_checks(*, with_tests: bool) -> list[Check]:
    """The quick ones first, so that a slip of the pen shows at once."""
    checks = [
        Check("text", lambda: tracked_text.main(ROOT)),
        Check("ruff format", tool("ruff", "format", "--check")),
        Check("ruff check", tool("ruff", "check")),
        Check("import-linter", tool("lint-imports")),
        Check("mypy", tool("mypy")),
        Check("forms", tool("python", "-m", "selfcheck", "forms", "check")),
    ]
    if with_tests:
        checks.append(Check("pytest", tool("pytest", *side_by_side())))
    return checks


def perform(checks: Sequence[Check]) -> int:
    """Run all of them, whatever happens, and say how each went."""
    results = []
    for check in checks:
        print(f"\n--- {check.name}", flush=True)
        start = time.monotonic()
        results.append((check.name, check.run(), time.monotonic() - start))
    print("\n--- all checks")
    for name, code, seconds in results:
        print(f"{'FAILED' if code else 'ok':>8}  {name}  ({seconds:.1f} s)")
    return int(any(code for _, code, _ in results))


def main(arguments: Sequence[str]) -> int:
    """Parse the command line and perform the checks."""
    never_choke()
    parser = argparse.ArgumentParser(description="Every check there is.")
    parser.add_argument("--without-tests", action="store_true", help="all but pytest")
    asked = parser.parse_args(arguments)
    return perform(all_checks(with_tests=not asked.without_tests))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
