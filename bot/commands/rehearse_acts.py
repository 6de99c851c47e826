"""What `congdan rehearse` does."""

import asyncio
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeElapsedColumn
from sqlalchemy.exc import ArgumentError

from bot.commands.act import now
from bot.commands.saying import say
from bot.rehearsal import reporting, wording
from bot.rehearsal.processes import NotStartedError
from bot.rehearsal.rehearsing import Phase, Rehearsed
from bot.rehearsal.rehearsing import rehearse as hold
from bot.rehearsal.wanted import Wanted
from connectors.database import driver_url
from knowledge.refusals import RefusedError

REPORT = "bao-cao"
SAY_SECONDS = 10.0


def rehearse(wanted: Wanted, url: str, keep: Path | None, json: Path | None) -> int:
    """The exit status: 0 when every promise held, else 1."""
    at = now()
    engine = _engine(url)
    with _folder(keep) as folder, _shown() as phase:
        try:
            rehearsed = asyncio.run(hold(wanted, folder, url, phase))
        except NotStartedError as error:
            raise RefusedError(wording.NOT_STARTED.format(told=error)) from error
    reporting.show(rehearsed, at, engine, reporting.console())
    _write(rehearsed, at, engine, keep, json)
    return 0 if rehearsed.held else 1


def _engine(url: str) -> str:
    try:
        name = driver_url(url).get_backend_name() if url else "sqlite"
    except (ValueError, ArgumentError) as error:
        raise RefusedError(wording.BAD_DATABASE_URL) from error
    return {"sqlite": "SQLite", "postgresql": "PostgreSQL"}.get(name, name)


@contextmanager
def _folder(keep: Path | None) -> Iterator[Path]:
    if keep is None:
        with tempfile.TemporaryDirectory(prefix="congdan-rehearse-") as folder:
            yield Path(folder)
        return
    keep.mkdir(parents=True, exist_ok=True)
    if any(keep.iterdir()):
        raise RefusedError(wording.KEEP_NOT_EMPTY.format(path=keep))
    yield keep.resolve()


def _write(rehearsed: Rehearsed, at: datetime, engine: str, keep: Path | None, json: Path | None) -> None:
    told = reporting.as_json(rehearsed, at, engine)
    if json is not None:
        json.write_text(told, encoding="utf-8")
    if keep is not None:
        (keep / f"{REPORT}.json").write_text(told, encoding="utf-8")
        with (keep / f"{REPORT}.txt").open("w", encoding="utf-8") as file:
            reporting.show(rehearsed, at, engine, Console(file=file, width=reporting.WIDTH))
        say(wording.KEPT.format(path=keep))


@contextmanager
def _shown() -> Iterator[Phase]:
    """A bar for a terminal; a line now and then for a log."""
    console = Console(stderr=True)
    if not console.is_terminal:
        yield _Lines()
        return
    columns = (
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=console, transient=True) as bar:
        yield _Bar(bar)


class _Lines:
    def __init__(self) -> None:
        self._said = 0.0

    def preparing(self) -> None:
        say(wording.PREPARING, err=True)

    def driving(self, done: int, of: int) -> None:
        self._now_and_then(wording.DRIVEN.format(done=done, of=of))

    def settling(self, left: int) -> None:
        self._now_and_then(wording.SETTLED.format(left=left))

    def judging(self) -> None:
        say(wording.JUDGING, err=True)

    def _now_and_then(self, words: str) -> None:
        if time.monotonic() - self._said >= SAY_SECONDS:
            self._said = time.monotonic()
            say(words, err=True)


class _Bar:
    def __init__(self, bar: Progress) -> None:
        self._bar = bar
        self._task: TaskID = bar.add_task(wording.PREPARING, total=None)
        self._most = 0

    def preparing(self) -> None:
        self._bar.update(self._task, description=wording.PREPARING)

    def driving(self, done: int, of: int) -> None:
        self._bar.update(self._task, description=wording.DRIVING, completed=done, total=of)

    def settling(self, left: int) -> None:
        self._most = max(self._most, left)
        done = self._most - left
        self._bar.update(self._task, description=wording.SETTLING, completed=done, total=self._most)

    def judging(self) -> None:
        self._bar.update(self._task, description=wording.JUDGING, total=None)
