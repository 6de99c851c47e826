"""How commands write on the screen."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import typer
from rich.console import Console
from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TimeRemainingColumn

Reporter = Callable[[int], None]
"""Told how many bytes of a file are done."""


def say(text: str, *, err: bool = False) -> None:
    """One line or more. Names of files may hold bytes that are no text: they become question marks."""
    typer.echo(text.encode(errors="replace").decode(), err=err)


def number(count: int) -> str:
    """As it is written in Vietnam: 3.005."""
    return f"{count:,}".replace(",", ".")


@contextmanager
def progress(words: str, path: Path) -> Iterator[Reporter]:
    """A bar with the time left, for a terminal; for a log, only what is being done."""
    console = Console(stderr=True)
    size = path.stat().st_size if path.is_file() else 0
    if not console.is_terminal:
        say(f"{words} …", err=True)
        yield lambda _done: None
        return
    columns = (
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        DownloadColumn(),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task(words, total=size)
        yield lambda done: bar.update(task, completed=done)
