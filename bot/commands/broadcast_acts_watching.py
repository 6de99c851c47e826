"""What `congdan broadcast show --watch` does: a bar for a terminal, a line for each change else."""

import asyncio
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from bot import broadcast_wording as wording
from bot.broadcast_means import lasting
from bot.commands.act import on_database
from bot.commands.broadcast_acts_showing import Shown, progress_lines, read_shown
from bot.commands.saying import say
from broadcasts.broadcast import BroadcastState
from broadcasts.deliveries import DeliveryState
from connectors.database import Database

EVERY = 1.0
_OVER = (BroadcastState.DONE, BroadcastState.CANCELLED)


def watch(number: int) -> None:
    """Until it has ended. Raises RefusedError where there is none."""
    with _telling() as tell:
        on_database(lambda database: _watch(database, number, tell))


async def _watch(database: Database, number: int, tell: Callable[[Shown], None]) -> None:
    while True:
        found = await database.at_once(lambda session: read_shown(session, number), writing=False)
        tell(found)
        if found.broadcast.state in _OVER:
            return
        await asyncio.sleep(EVERY)


@contextmanager
def _telling() -> Iterator[Callable[[Shown], None]]:
    console = Console()
    if not console.is_terminal:
        yield _lines()
        return
    columns = (
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[left]}", markup=False),
    )
    with Progress(*columns, console=console) as bar:
        task = bar.add_task("", total=None, left="")

        def tell(found: Shown) -> None:
            states, left = found.progress.states, found.progress.left
            everybody = sum(states.values())
            undone = states.get(DeliveryState.PLANNED, 0) + states.get(DeliveryState.ATTEMPTED, 0)
            bar.update(
                task,
                description=_title(found),
                total=everybody or None,
                completed=everybody - undone,
                left=wording.LEFT.format(left=lasting(left)) if left and undone else "",
            )

        yield tell


def _lines() -> Callable[[Shown], None]:
    """Says what has changed since it was told last."""
    last: list[str] = []

    def tell(found: Shown) -> None:
        lines = [_title(found), *progress_lines(found)]
        if lines != last:
            say("\n".join(lines))
            last[:] = lines

    return tell


def _title(found: Shown) -> str:
    return wording.BAR.format(number=found.broadcast.id, state=wording.STATES[found.broadcast.state])
