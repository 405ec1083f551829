"""`selfcheck` and `python -m selfcheck`: the window, or the command line if a command is given."""

import sys
from collections.abc import Sequence


def wants_window(arguments: Sequence[str]) -> bool:
    """Whether these arguments ask for the window: none, or only --workspace DIR."""
    match list(arguments):
        case [] | ["--workspace", _]:
            return True
        case [only] if only.startswith("--workspace="):
            return True
    return False


def main() -> int:
    """Open the window or run a command; returns the exit code."""
    arguments = sys.argv[1:]
    if wants_window(arguments):
        from selfcheck.ui import app

        return app.run([sys.argv[0], *arguments])
    from selfcheck import cli

    cli.main(arguments)
    return 0


if __name__ == "__main__":
    sys.exit(main())
