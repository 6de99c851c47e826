"""What `congdan audit …` does."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import Progress

from bot.commands import editor_wording as wording
from bot.commands.act import on_database
from bot.commands.saying import number, say
from connectors.database import Database
from knowledge import auditing
from knowledge.auditing import Audit
from knowledge.refusals import RefusedError

HEAD_TOLD = "{number}:{digest}"
HEAD = re.compile(r"(\d{1,18}):([0-9a-f]{64})")


def verify(told: str) -> None:
    """Raises RefusedError where the log is not the one that was written: the exit code tells scripts."""
    found = HEAD.fullmatch(told.strip())
    if told and found is None:
        raise RefusedError(wording.BAD_HEAD)
    kept = None if found is None else (int(found[1]), found[2])
    _tell(on_database(lambda database: _verified(database, kept)))


async def _verified(database: Database, kept: tuple[int, str] | None) -> Audit:
    lines = await database.at_once(auditing.count, writing=False)
    with _bar(lines) as done:
        return await database.at_once(lambda session: auditing.verify(session, kept, done), writing=False)


def _tell(audit: Audit) -> None:
    head = HEAD_TOLD.format(number=audit.number, digest=audit.digest or auditing.NOTHING[1])
    told = {"lines": number(audit.lines), "head": head}
    if audit.broken is not None:
        raise RefusedError(wording.BROKEN.format(number=audit.broken, **told))
    if audit.found is False:
        raise RefusedError(wording.NOT_FOUND.format(**told))
    if not audit.guarded:
        raise RefusedError(wording.NOT_GUARDED.format(**told))
    if audit.found:
        say(wording.FOUND)
    say(wording.WHOLE.format(**told))


@contextmanager
def _bar(lines: int) -> Iterator[Callable[[int], None]]:
    """A bar for a terminal; nothing for a script."""
    console = Console(stderr=True)
    if not console.is_terminal:
        yield lambda _done: None
        return
    with Progress(console=console, transient=True) as bar:
        task = bar.add_task(wording.VERIFYING, total=lines)
        yield lambda done: bar.update(task, completed=done)
