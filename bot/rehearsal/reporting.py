"""The report that one can show: plain tables for people, and the same as data."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from rich.box import ASCII
from rich.console import Console
from rich.table import Table

from bot.rehearsal import wording
from bot.rehearsal.judging import Verdict
from bot.rehearsal.plan import HOUR
from bot.rehearsal.rehearsing import Rehearsed

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")
WIDTH = 110
"""Of a line where there is no terminal to ask."""
Row = tuple[str, ...]


def show(rehearsed: Rehearsed, at: datetime, database: str, console: Console) -> None:
    """Print it. `database`: what it was rehearsed on, in a word."""
    console.print(f"\n{wording.TITLE}\n", markup=False)
    console.print(_table(wording.WHAT, wording.WHAT_COLUMNS, list(_what(rehearsed, at, database))))
    faults = list(_faults(rehearsed))
    if faults:
        console.print(_table(wording.FAULTS, wording.FAULT_COLUMNS, faults))
    else:
        console.print(wording.NO_FAULTS)
    promises = [_promise(verdict) for verdict in rehearsed.verdicts]
    console.print(_table(wording.PROMISES, wording.PROMISE_COLUMNS, promises))
    for verdict in rehearsed.verdicts:
        if not verdict.held and verdict.examples:
            console.print(wording.EXAMPLES.format(promise=wording.PROMISE_NAMES[verdict.promise]))
            for example in verdict.examples:
                console.print(f"  {example}", markup=False, highlight=False)
    if (back := max(rehearsed.back.values(), default=0.0)) >= (hour := rehearsed.plan.wanted.real(HOUR)):
        console.print(wording.TOO_FAST.format(back=number(back), hour=number(hour)))
    console.print(f"\n{conclusion(rehearsed.verdicts)}", markup=False, highlight=False)


def conclusion(verdicts: Sequence[Verdict]) -> str:
    held = sum(verdict.held for verdict in verdicts)
    words = wording.PASSED if held == len(verdicts) else wording.FAILED
    return words.format(held=held, count=len(verdicts))


def console(*, terminal: bool | None = None) -> Console:
    """One whose tables keep their columns where they are piped into a file."""
    made = Console(force_terminal=terminal)
    return made if made.is_terminal else Console(width=WIDTH)


def as_json(rehearsed: Rehearsed, at: datetime, database: str) -> str:
    """The same as data: what was rehearsed, faults that struck, a verdict for each promise."""
    wanted, evidence = rehearsed.plan.wanted, rehearsed.evidence
    told: dict[str, Any] = {
        "at": at.isoformat(),
        "messages": wanted.messages,
        "people": rehearsed.plan.people,
        "faults": sorted(wanted.trials),
        "seed": wanted.seed,
        "scale": wanted.scale,
        "serve": wanted.serve,
        "work": wanted.work,
        "database": database,
        "seconds": round(rehearsed.seconds, 1),
        "killed": dict(evidence.killed),
        "back_seconds": {name: round(seconds, 2) for name, seconds in rehearsed.back.items()},
        "platforms": {
            name: {"struck": dict(of.struck), "taken": len(of.taken), "calls": asdict(of.calls)}
            for name, of in evidence.platforms.items()
        },
        "promises": [
            {
                "name": verdict.promise,
                "held": verdict.held,
                "figures": dict(verdict.figures),
                "examples": list(verdict.examples),
            }
            for verdict in rehearsed.verdicts
        ],
        "held": rehearsed.held,
    }
    return json.dumps(told, ensure_ascii=False, indent=2)


def _what(rehearsed: Rehearsed, at: datetime, database: str) -> Iterator[Row]:
    plan, wanted = rehearsed.plan, rehearsed.plan.wanted
    yield wording.ROW_WHEN, f"{at.astimezone(VIETNAM):%d/%m/%Y %H:%M}"
    yield wording.ROW_MESSAGES, number(plan.counted)
    yield wording.ROW_PEOPLE, number(plan.people)
    yield wording.ROW_SPLIT, _split(rehearsed)
    yield wording.ROW_SCENARIO, wording.SCENARIO.format(seed=wanted.seed, scale=f"{wanted.scale:g}")
    yield wording.ROW_PROCESSES, wording.PROCESSES.format(serve=wanted.serve, work=wanted.work)
    yield wording.ROW_DATABASE, database
    yield wording.ROW_SECONDS, wording.SECONDS.format(seconds=number(rehearsed.seconds))
    yield wording.ROW_KILLED, _killed(rehearsed)
    middle = max((of.calls.p50 for of in rehearsed.evidence.platforms.values()), default=0.0)
    yield wording.ROW_MIDDLE, wording.MILLISECONDS.format(value=number(middle * 1000))


def _split(rehearsed: Rehearsed) -> str:
    counts = {
        name: sum(act.counted and act.platform == name for act in rehearsed.plan.acts)
        for name in wording.PLATFORMS
    }
    return "; ".join(f"{wording.PLATFORMS[name]}: {number(count)}" for name, count in counts.items())


def _killed(rehearsed: Rehearsed) -> str:
    told = [
        wording.KILLED.format(process=name, count=count, back=number(rehearsed.back[name], 1))
        for name, count in sorted(rehearsed.evidence.killed.items())
    ]
    return "\n".join(told) or wording.NOBODY_KILLED


def _faults(rehearsed: Rehearsed) -> Iterator[Row]:
    struck = [rehearsed.evidence.platforms[name].struck for name in wording.PLATFORMS]
    for fault, name in wording.FAULT_NAMES.items():
        counts = [each.get(fault, 0) for each in struck]
        if any(counts):
            yield name, *map(number, counts)


def _promise(verdict: Verdict) -> Row:
    figures = {name: number(figure) for name, figure in verdict.figures.items()}
    return (
        wording.PROMISE_NAMES[verdict.promise],
        wording.PROMISE_FIGURES[verdict.promise].format(**figures),
        wording.HELD if verdict.held else wording.BROKEN,
    )


def number(value: float, digits: int = 0) -> str:
    """As it is written in Vietnam: 10.000 and 0,5."""
    return f"{value:,.{digits}f}".translate(str.maketrans(",.", ".,"))


def _table(title: str, columns: Row, rows: Sequence[Row]) -> Table:
    table = Table(title=title, title_justify="left", box=ASCII, show_lines=False)
    for column in columns:
        table.add_column(column, overflow="fold")
    for row in rows:
        table.add_row(*row)
    return table
