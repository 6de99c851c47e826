"""Looking for questions: a window of the newest ones is read, never the whole table.

A page reads at most `WINDOW` questions. Where they are of one agency, the index of its questions leads to
them; where of many, their numbers do, which grow with time. Words are compared without marks, in memory: most
people type without them, and neither engine compares so.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, String, cast, func, or_, select
from sqlalchemy.orm import Session

from connectors.masking import masked
from knowledge.agencies import Agency
from knowledge.opening import VIETNAM
from knowledge.questions import Question
from knowledge.vietnamese.folding import fold

WINDOW = 5_000
PAGE = 30
COLUMNS = (
    Question.id,
    Question.agency_id,
    Question.channel,
    Question.asked,
    Question.kind,
    Question.codes,
    Question.confidence,
    Question.asked_at,
    Question.wrong_by,
    Question.group_id,
)
BANDS = {"low": (0.0, 0.4), "middle": (0.4, 0.7), "high": (0.7, 1.01)}
KINDS = ("found", "written", "unsure", "unknown", "routed", "kept")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is looked for; empty: whatever."""

    agencies: tuple[int, ...]
    words: str = ""
    channel: str = ""
    since: date | None = None
    """Vietnam's days, both included."""
    until: date | None = None
    kind: str = ""
    band: str = ""
    code: str = ""
    wrong: bool = False


@dataclass(frozen=True, slots=True)
class Looked:
    """`following`: where to look on, empty at the end. `whole`: the page is full, or all was read."""

    rows: Sequence[Row[Any]]
    following: str
    whole: bool
    back_to: datetime | None
    """The oldest question that was looked at."""


def look(session: Session, wanted: Wanted, cursor: str) -> Looked:
    """One page, the newest first. At most three queries."""
    start = _start(session, wanted, cursor)
    if start is None:
        return Looked((), "", whole=True, back_to=None)
    query = _within(wanted, start).where(*_filters(wanted)).execution_options(yield_per=500)
    found = _first(session.execute(query), wanted)
    if len(found) > PAGE:
        last = found[PAGE - 1]
        return Looked(found[:PAGE], _packed(last.asked_at, last.id), whole=True, back_to=last.asked_at)
    oldest, lowest, on = _end(session, wanted, start)
    if wanted.since is not None and oldest is not None and oldest < _midnight(wanted.since):
        on = False
    following = _packed(oldest, lowest) if on and oldest is not None else ""
    return Looked(found, following, whole=not following, back_to=oldest)


def _end(session: Session, wanted: Wanted, start: tuple[datetime, int]) -> tuple[datetime | None, int, bool]:
    """When and at which number the window ends, and whether there is anything behind it."""
    if len(wanted.agencies) == 1:
        window = _of_one(wanted.agencies[0], start).subquery()
        end = select(func.min(window.c.asked_at), func.min(window.c.id), func.count())
        oldest, lowest, count = session.execute(end).one()
        return oldest, lowest or 1, count >= WINDOW
    lowest = max(1, start[1] - WINDOW)
    query = select(Question.asked_at).where(Question.id >= lowest).order_by(Question.id).limit(1)
    return session.scalar(query), lowest, lowest > 1


def _first(rows: Any, wanted: Wanted) -> list[Row[Any]]:
    words = fold(wanted.words.lower()).split()
    found: list[Row[Any]] = []
    for row in rows:
        if words and not _says(row.asked, words):
            continue
        found.append(row)
        if len(found) > PAGE:
            rows.close()
            break
    return found


def _says(asked: str, words: Sequence[str]) -> bool:
    text = fold(asked.lower())
    return all(word in text for word in words)


def _within(wanted: Wanted, start: tuple[datetime, int]) -> Select[*tuple[Any, ...]]:
    """The questions of the window, the newest first."""
    query = select(*COLUMNS)
    if len(wanted.agencies) == 1:
        window = _of_one(wanted.agencies[0], start).subquery()
        mine = query.where(Question.id.in_(select(window.c.id)))
        return mine.order_by(Question.asked_at.desc(), Question.id.desc())
    # Plus nothing: else SQLite takes the index of agencies, and reads all that they were ever asked.
    ours = (Question.agency_id + 0).in_(wanted.agencies)
    numbers = (Question.id < start[1], Question.id >= start[1] - WINDOW)
    return query.where(*numbers, ours).order_by(Question.id.desc())


def _of_one(agency_id: int, start: tuple[datetime, int]) -> Select[int, datetime]:
    at, number = start
    earlier = or_(Question.asked_at < at, Question.id < number)
    mine = select(Question.id, Question.asked_at).where(Question.agency_id == agency_id)
    before = mine.where(Question.asked_at <= at, earlier)
    return before.order_by(Question.asked_at.desc(), Question.id.desc()).limit(WINDOW)


def _start(session: Session, wanted: Wanted, cursor: str) -> tuple[datetime, int] | None:
    """Before which moment and number to look; None: there is nothing."""
    if kept := unpacked(cursor):
        return kept
    if wanted.until is not None:
        end = _midnight(wanted.until + timedelta(days=1))
        newest = (
            select(Question.id)
            .where(Question.agency_id == Agency.id, Question.asked_at < end)
            .order_by(Question.asked_at.desc())
            .limit(1)
            .correlate(Agency)
            .scalar_subquery()
        )
        number = session.scalar(select(func.max(newest)).where(Agency.id.in_(wanted.agencies)))
        return None if number is None else (end, number + 1)
    number = session.scalar(select(func.max(Question.id)))
    return None if number is None else (datetime.max.replace(tzinfo=VIETNAM), number + 1)


def _filters(wanted: Wanted) -> Iterator[ColumnElement[bool]]:
    if wanted.channel:
        yield Question.channel == wanted.channel
    if wanted.kind:
        yield Question.kind == wanted.kind
    if wanted.wrong:
        yield Question.wrong_by != ""
    if wanted.code:  # by the letters of the column, so that only few rows of a window are fetched
        yield cast(Question.codes, String).contains(json.dumps(wanted.code), autoescape=True)
    if wanted.band in BANDS:
        low, high = BANDS[wanted.band]
        yield Question.confidence >= low
        yield Question.confidence < high
    if wanted.since is not None:
        yield Question.asked_at >= _midnight(wanted.since)
    if wanted.until is not None:
        yield Question.asked_at < _midnight(wanted.until + timedelta(days=1))


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), VIETNAM)


def _packed(at: datetime, number: int) -> str:
    return f"{int(at.timestamp() * 1_000_000)}-{number}"


def unpacked(cursor: str) -> tuple[datetime, int] | None:
    """Of a cursor from an address; None where it is none."""
    micros, _, number = cursor.partition("-")
    if not (micros.isdecimal() and number.isdecimal() and len(micros) < 17 and len(number) < 10):  # noqa: PLR2004 (times, INTEGERs)
        return None
    return datetime.fromtimestamp(0, VIETNAM) + timedelta(microseconds=int(micros)), int(number)


def safe(words: str) -> str:
    """What was typed to look for, personal data masked as it is in the questions."""
    return masked(words)[:200]
