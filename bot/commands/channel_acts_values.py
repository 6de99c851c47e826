"""Values that a person gives one after the other; secrets come hidden, from a file or the environment."""

import json
import os
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import typer

from bot import channel_wording as wording
from bot.commands.saying import say
from bot.connecting.values import Value, fitting
from knowledge.refusals import RefusedError

ENVIRONMENT = "CONGDAN_CHANNEL_"
_LARGEST_FILE = 65_536


@dataclass(frozen=True, slots=True)
class Given:
    """What stands in options, environment and file; and what is known from before, to be kept."""

    kind: str
    options: Mapping[str, str | None]
    file: Path | None = None
    kept: Mapping[str, str] = field(default_factory=dict, repr=False)


def gathered(given: Given, values: Sequence[Value]) -> dict[str, str]:
    """Every value that was given, is kept, or was typed when asked for.

    Raises:
        RefusedError: one has another shape, or is missing and nobody is there to ask.
    """
    told = {**_environment(values), **_filed(given.file, values)}
    told |= {name: text for name, text in given.options.items() if text is not None}
    # All that was given is looked at before anything is asked.
    found = {
        value.name: fitting(given.kind, value, told[value.name]) for value in values if value.name in told
    }
    for value in values:
        if value.name not in found and value.asked:
            found[value.name] = _asked(given, value)
    return {name: text for name, text in found.items() if text}


def answer_to(question: str, *, secret: bool) -> str:
    """What was typed, or the next line of what is piped in. Raises RefusedError where there is none."""
    if sys.stdin.isatty():
        return _typed(question, secret=secret)
    say(f"{question}:")
    line = sys.stdin.readline()
    if not line:
        raise RefusedError(wording.NO_MORE_INPUT.format(label=question))
    return line.strip()


def _typed(question: str, *, secret: bool) -> str:
    try:
        typed: str = typer.prompt(question, default="", hide_input=secret, show_default=False)
    except typer.Abort:  # which nobody above takes for a person's wish to stop
        raise KeyboardInterrupt from None
    return typed.strip()


def _asked(given: Given, value: Value) -> str:
    key = f"{given.kind}.{value.name}"
    kept, label, where = given.kept.get(value.name, ""), wording.LABELS[key], wording.WHERE[key]
    question = wording.ASK_KEPT if kept else wording.ASK_OPTIONAL if value.optional else wording.ASK
    if given.file is not None and not sys.stdin.isatty() and not kept and not value.optional:
        raise RefusedError(wording.MISSING.format(label=label, where=where))
    if given.file is not None and not sys.stdin.isatty():
        return kept
    say(f"\n{where}")
    while True:
        text = answer_to(question.format(label=label), secret=value.secret)
        if not text and (kept or value.optional):
            return kept
        try:
            return fitting(given.kind, value, text)
        except RefusedError as error:
            if not sys.stdin.isatty():
                raise
            say(str(error))


def _environment(values: Sequence[Value]) -> dict[str, str]:
    named = {value.name: os.environ.get(ENVIRONMENT + value.name.upper(), "") for value in values}
    return {name: text for name, text in named.items() if text}


def _filed(path: Path | None, values: Sequence[Value]) -> dict[str, str]:
    """What the file holds. It may hold ids, too; nothing of it is ever told back."""
    if path is None:
        return {}
    names = ", ".join(value.name for value in values)
    try:
        told = json.loads(_read(path))
    except (ValueError, RecursionError):
        raise RefusedError(wording.BAD_SECRETS_FILE.format(names=names)) from None
    if not isinstance(told, dict) or not all(isinstance(text, str) for text in told.values()):
        raise RefusedError(wording.BAD_SECRETS_FILE.format(names=names))
    unknown = [name[:30] for name in told if name not in {value.name for value in values}]
    if unknown:
        raise RefusedError(wording.UNKNOWN_SECRETS.format(unknown=", ".join(unknown), names=names))
    return told


def _read(path: Path) -> bytes:
    if str(path) == "-":
        return sys.stdin.buffer.read(_LARGEST_FILE)
    with path.open("rb") as file:
        return file.read(_LARGEST_FILE)
