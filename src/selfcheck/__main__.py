"""`selfcheck` and `python -m selfcheck`: the window, or the command line if a command is given."""

import gc
import sys
from collections.abc import Sequence
from types import ModuleType


def wants_window(arguments: Sequence[str]) -> bool:
    """Whether these arguments ask for the window: none, or only --workspace DIR."""
    match list(arguments):
        case [] | ["--workspace", _]:
            return True
        case [only] if only.startswith("--workspace="):
            return True
    return False


def window_module() -> ModuleType:
    """The window's code. Collecting garbage would only delay the first paint; it is resumed after."""
    gc.disable()
    from selfcheck.ui import app

    return app


def main() -> int:
    """Open the window or run a command; returns the exit code."""
    arguments = sys.argv[1:]
    if "--pictures" in arguments:
        from selfcheck.ui import pictures

        if wanted := pictures.from_arguments(arguments):
            return pictures.run(wanted)
    if wants_window(arguments):
        code: int = window_module().run([sys.argv[0], *arguments])
        return code
    from selfcheck import cli

    cli.main(arguments)
    return 0


if __name__ == "__main__":
    sys.exit(main())
