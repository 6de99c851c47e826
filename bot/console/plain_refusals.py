"""What floors below say to whoever types commands, as it is told at the desk: without the commands."""

import re
from collections.abc import Iterator
from contextlib import contextmanager

from knowledge.refusals import RefusedError

_SENTENCE = re.compile(r"(?<=[.!?])\s+")
_COMMAND = re.compile(r"\s*[:;,(]?\s*(?:--|congdan )")


def plainly(told: str) -> str:
    """Its sentences; of one that names a command, what stands before its last colon."""
    kept = (_without_command(sentence) for sentence in _SENTENCE.split(told.strip()))
    return " ".join(filter(None, kept))


def _without_command(sentence: str) -> str:
    found = _COMMAND.search(sentence)
    if found is None:
        return sentence
    before = sentence[: found.start()].strip()
    # "Xem danh sách" alone says nothing here; a whole statement before the colon does.
    return f"{before}." if len(before) > LEAST else ""


LEAST = 40
"""Letters of a statement that can stand by itself."""


@contextmanager
def refused_plainly() -> Iterator[None]:
    """A refusal that leaves this block names no command."""
    try:
        yield
    except RefusedError as error:
        raise RefusedError(plainly(str(error))) from error
