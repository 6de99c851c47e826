"""A process that ends itself, as by `kill -9`, at a named moment of its own work in the database."""

import os
import signal
from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel
from sqlalchemy import Engine, event
from sqlalchemy.pool import Pool

_MARKED, _DYING = "doomed", "dying"


class Doom(BaseModel):
    """`when`: before a statement that holds all of `words`, before its transaction is committed, or after.

    After the commit nobody was told yet that it worked. `left`: the so many-th such moment.
    """

    words: tuple[str, ...]
    when: str
    left: int = 1

    def strike(self) -> None:
        self.left -= 1
        if self.left <= 0:
            os.kill(os.getpid(), signal.SIGKILL)


def doom(fate: Doom) -> None:
    """Let it come true in this process, whatever engine it opens."""

    def executing(connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        told = statement.casefold()
        if all(word in told for word in fate.words):
            if fate.when == "before":
                fate.strike()
            connection.info[_MARKED] = True

    def committing(connection: Any) -> None:
        if connection.info.pop(_MARKED, False):
            if fate.when == "commit":
                fate.strike()
            connection.info[_DYING] = fate.when == "after"

    def returned(_connection: Any, record: Any) -> None:
        if record.info.pop(_DYING, False):
            fate.strike()

    event.listen(Engine, "before_cursor_execute", executing)
    event.listen(Engine, "commit", committing)
    event.listen(Pool, "checkin", returned)


def fates(stages: dict[str, tuple[str, ...]], most: int) -> Iterator[Doom]:
    """Every moment of every stage, up to so many of the same later."""
    for words in stages.values():
        for when in ("before", "commit", "after"):
            for left in range(1, most + 1):
                yield Doom(words=words, when=when, left=left)
