"""How much of what Facebook allows is used up, as each answer says: facebook-messenger.md, 6.5."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

STOP_AT = 100.0
"""Percent of the limit at which nothing more is taken."""
_WHOLE = ("x-app-usage", "x-page-usage")
_BY_CASE = "x-business-use-case-usage"
_FIGURES = ("call_count", "total_time", "total_cputime")
_LONGEST = 16_384
_UNTOLD = timedelta(minutes=5)
_LONGEST_WAIT = timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class Usage:
    """`percent` of the limit that is used up; `regain`: how long nothing may be sent, None: one may send."""

    percent: float
    regain: timedelta | None = None


def usage(headers: Mapping[str, str], *, case: str = "") -> Usage | None:
    """The tightest limit that the headers tell of; None where they tell of none.

    `case` leaves out the limits of other use cases (`messenger`, `pages`). Names of headers in lower case.
    """
    found = [*_whole(headers), *_cases(headers, case)]
    if not found:
        return None
    return max(found, key=lambda one: (one.regain or timedelta(0), one.percent))


def regain(headers: Mapping[str, str]) -> timedelta | None:
    """How long nothing may be sent, whatever the use case; None where the headers do not say."""
    found = usage(headers)
    return found.regain if found else None


def _whole(headers: Mapping[str, str]) -> Iterator[Usage]:
    for name in _WHOLE:
        figures = _read(headers.get(name))
        if isinstance(figures, dict):
            yield _one(figures)


def _cases(headers: Mapping[str, str], case: str) -> Iterator[Usage]:
    owners = _read(headers.get(_BY_CASE))
    for limits in owners.values() if isinstance(owners, dict) else ():
        for figures in limits if isinstance(limits, list) else ():
            if isinstance(figures, dict) and (not case or figures.get("type", case) == case):
                yield _one(figures)


def _one(figures: dict[str, Any]) -> Usage:
    percent = max(_figure(figures.get(name)) for name in _FIGURES)
    minutes = _figure(figures.get("estimated_time_to_regain_access"))
    if percent < STOP_AT and not minutes:
        return Usage(percent)
    told = min(timedelta(minutes=minutes), _LONGEST_WAIT)
    return Usage(max(percent, STOP_AT), told or _UNTOLD)


def _figure(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return 0.0
    return float(value) if 0 < value < 1_000_000 else 0.0  # noqa: PLR2004 (more is no figure, nor is NaN)


def _read(header: str | None) -> Any:
    if not header:
        return None
    try:
        return json.loads(header[:_LONGEST])
    except (ValueError, RecursionError):
        return None
