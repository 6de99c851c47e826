"""Questions into figures by day. Each is counted once, whatever came late and however many processes count.

A question itself knows whether it was counted, and whether its mark was: nothing is looked for but what an
index of just these holds, and questions that are deleted later stay in the figures.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import Row, case, select, update
from sqlalchemy.orm import Session

from bot.numbers.days import HourDay, ProcedureDay, QuestionDay
from bot.numbers.hours import open_hours
from bot.numbers.upserting import add_up
from connectors.database import Database
from knowledge.opening import VIETNAM
from knowledge.questions import UNCOUNTED, Question

STEP = 2_000
"""Questions of one transaction: whoever writes meanwhile waits for 0.1 s at most."""
STEPS = 25
"""Steps of one tick; what is left waits for the next."""
SECONDS = ((1, "within_1"), (2, "within_2"), (5, "within_5"), (10, "within_10"), (30, "within_30"))
UNANSWERED, KEPT = "unknown", "kept"
KINDS = ("found", "written", "unsure", UNANSWERED, "routed", KEPT)
ANSWER = "answer:"
"""Before the code of an editor's answer."""
Key = tuple[Any, ...]
Asked = Row[int, int, str, str, list[str], datetime, float | None, int, datetime | None]
IsOpen = Callable[[int, datetime], bool | None]


async def count_due(database: Database) -> int:
    """Count what was not counted yet, in steps; returns how many questions that were."""
    counted = 0
    for _ in range(STEPS):
        if not await database.at_once(_any, writing=False):
            break
        counted += await database.at_once(count_some)
    return counted


def count_some(session: Session, most: int = STEP) -> int:
    """One step: the oldest of what is not counted, that nobody else is just counting."""
    rows: Sequence[Asked] = session.execute(
        select(
            Question.id,
            Question.agency_id,
            Question.channel,
            Question.kind,
            Question.codes,
            Question.asked_at,
            Question.seconds,
            Question.counted,
            Question.wrong_at,
        )
        .where(UNCOUNTED)
        .order_by(Question.id)
        .limit(most)
        .with_for_update(skip_locked=True)
    ).all()
    if rows:
        _write(session, rows)
    return len(rows)


def _any(session: Session) -> bool:
    return session.scalar(select(Question.id).where(UNCOUNTED).limit(1)) is not None


def _write(session: Session, rows: Sequence[Asked]) -> None:
    is_open = open_hours(session)
    days: dict[Key, Counter[str]] = defaultdict(Counter)
    hours, codes = Counter[Key](), Counter[Key]()
    for row in rows:
        day, hour = _local(row.asked_at)
        days[day, row.agency_id, row.channel].update(dict(_figures(row, is_open)))
        if row.counted == 0 and row.kind != KEPT:
            hours[day, row.agency_id, hour] += 1
            codes.update((day, row.agency_id, code) for code in _answers(row))
    add_up(session, QuestionDay, days)
    add_up(session, HourDay, {key: {"count": count} for key, count in hours.items()})
    add_up(session, ProcedureDay, {key: {"count": count} for key, count in codes.items()})
    session.execute(
        update(Question)
        .where(Question.id.in_([row.id for row in rows]))
        .values(counted=case((Question.wrong_at.is_(None), 1), else_=2)),
        execution_options={"synchronize_session": False},
    )


def _figures(row: Asked, is_open: IsOpen) -> Iterator[tuple[str, int]]:
    """What the question adds to its day."""
    if row.kind not in {UNANSWERED, KEPT}:
        yield "wrong", (row.wrong_at is not None) - (row.counted == 2)  # noqa: PLR2004 (see the column)
    if row.counted:
        return
    if row.kind in KINDS:
        yield row.kind, 1
    if row.kind == KEPT:
        return
    if row.seconds is not None:
        yield next((name for most, name in SECONDS if row.seconds <= most), "longer"), 1
    is_open_then = is_open(row.agency_id, row.asked_at)
    if is_open_then is not None:
        yield "inside" if is_open_then else "outside", 1


def _answers(row: Asked) -> set[str]:
    if row.kind == "written":
        return {f"{ANSWER}{code}" for code in row.codes}
    return set(row.codes) if row.kind == "found" else set()


def _local(at: datetime) -> tuple[date, int]:
    there = at.astimezone(VIETNAM)
    return there.date(), there.hour
