"""How the set-up speaks: one short line in Chinese and in English, on any console."""

import sys


class SetupError(Exception):
    """The set-up cannot go on; the two sentences say what a person has to do."""

    def __init__(self, chinese: str, english: str) -> None:
        super().__init__(chinese, english)
        self.chinese = chinese
        self.english = english


def never_choke() -> None:
    """Let a console that lacks a character show a substitute instead of failing."""
    for stream in (sys.stdout, sys.stderr):
        if reconfigure := getattr(stream, "reconfigure", None):
            reconfigure(errors="replace", line_buffering=True)


def say(chinese: str, english: str) -> None:
    """Tell what is being done."""
    print(f"» {chinese}  ({english})")


def warn(chinese: str, english: str) -> None:
    """Tell a person what they have to do."""
    print(f"! {chinese}\n! {english}", file=sys.stderr)
