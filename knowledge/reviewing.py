"""Answers that somebody must look at: they end soon, or were to be looked at by now."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import ColumnElement, exists, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from knowledge.answers import Answer
from knowledge.drafting import OPEN
from knowledge.drafts import Draft, DraftKind

SOON = timedelta(days=14)
SHOWN = 50


@dataclass(frozen=True, slots=True)
class Due:
    """An answer to be looked at."""

    answer: Answer
    ended: bool
    """It is not given any more."""
    ends: date | None
    """The last day on which it is given, where that is near or over."""
    review_by: date | None
    """By when it was to be looked at, where that is over."""


async def due(
    session: AsyncSession, agency_ids: Collection[int], today: date, most: int = SHOWN
) -> Sequence[Due]:
    """The answers of these agencies that end within 14 days, ended in the last 14, or are to be looked at.

    The most urgent first, at most `most`. One of which a draft is open is left out: somebody is at it.
    `today` is Vietnam's day.
    """
    ends = Answer.valid_until.between(today - SOON, today + SOON)
    query = (
        select(Answer)
        .where(Answer.agency_id.in_(agency_ids), or_(ends, Answer.review_by <= today), ~_drafted())
        .order_by(Answer.valid_until.is_(None), Answer.valid_until, Answer.review_by, Answer.id)
        .limit(most)
    )
    return [_due(answer, today) for answer in await session.scalars(query)]


def _drafted() -> ColumnElement[bool]:
    return exists().where(
        Draft.agency_id == Answer.agency_id,
        Draft.kind == DraftKind.ANSWER,
        Draft.subject == Answer.code,
        Draft.state.in_(OPEN),
    )


def _due(answer: Answer, today: date) -> Due:
    until, review = answer.valid_until, answer.review_by
    near = until if until is not None and until <= today + SOON else None
    return Due(
        answer,
        ended=until is not None and until < today,
        ends=near,
        review_by=review if review is not None and review <= today else None,
    )
