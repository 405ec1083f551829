"""What every command says, and how: results on standard output, the rest on standard error."""

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import typer

from selfcheck.progress import Progress


def say(text: str) -> None:
    """One line of the result."""
    typer.echo(text)


def complain(text: str) -> None:
    """One line about what is wrong."""
    typer.echo(text, err=True)


def say_json(content: object) -> None:
    """One JSON object; only a console that can show every character gets them unescaped."""
    encoding = (getattr(sys.stdout, "encoding", None) or "ascii").lower().replace("-", "")
    say(json.dumps(content, ensure_ascii=not encoding.startswith("utf")))


@contextmanager
def progress() -> Iterator[Progress]:
    """A bar on standard error, and only on a terminal."""
    if not sys.stderr.isatty():
        yield Progress()
        return
    from rich.console import Console
    from rich.progress import Progress as Bar

    with Bar(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=None)
        yield Progress(
            lambda done, total, text: bar.update(
                task, completed=done, total=total, description=text
            )
        )
