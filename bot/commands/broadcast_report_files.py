"""The ledger of a broadcast in a file of the operator's."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from rich.console import Console

from bot import broadcast_report_wording as wording
from bot.broadcast_books import write_book
from bot.commands.act import on_database
from bot.commands.saying import number as shown
from bot.commands.saying import say

_OWN = 0o600


def write(number: int, kind: str, output: Path, *, unknown: bool) -> None:
    """Write it beside its place and put it there when it is whole; only its owner may read it."""
    partial = output.with_name(f"{output.name}.part")
    os.close(os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, _OWN))
    try:
        with _counting(output) as tell:
            count = on_database(
                lambda database: write_book(database, number, kind, partial, tell, unknown=unknown)
            )
        partial.replace(output)
    finally:
        partial.unlink(missing_ok=True)
    say(wording.WRITTEN.format(file=output, count=shown(count)))


@contextmanager
def _counting(output: Path) -> Iterator[Callable[[int], None]]:
    """A count that runs on a terminal; for a log, only what is being done."""
    console, doing = Console(stderr=True), wording.WRITING.format(file=output)
    if not console.is_terminal:
        say(f"{doing} …", err=True)
        yield lambda _count: None
        return
    with console.status(doing) as status:
        yield lambda count: status.update(f"{doing}: {shown(count)}")
