"""One command on a fresh machine: python3 build_scripts/bootstrap.py demo.

Needs nothing but Python. This file stays readable to old Pythons, so that they can say
what they lack; everything else is in the modules beside it.
"""

import sys
from pathlib import Path

OLDEST = (3, 11)


def too_old(version: tuple) -> str:  # type: ignore[type-arg]  # an old Python cannot read tuple[int, ...]
    """The sentence for a Python that cannot run this program, or "" when it can."""
    if version[:2] >= OLDEST:
        return ""
    found = ".".join(str(part) for part in version[:2])
    return (
        "需要 Python 3.11 或更新的版本，当前是 " + found + "。安装后再运行同一条命令。\n"
        "Python 3.11 or newer is needed, this is "
        + found
        + ". Install it, then repeat the command."
    )


def main() -> int:
    """Set this machine up as far as the command needs, then run it."""
    sentence = too_old(tuple(sys.version_info))
    if sentence:
        sys.stderr.write(sentence + "\n")
        return 1
    sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
    from build_scripts import commands  # an old Python cannot read it

    return commands.main(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
