"""Questions without a good answer, put together by meaning.

A group is of the agency that was asked. Every question of kind unknown or unsure is looked at once, in the
order of their numbers; it joins the nearest group, whatever was decided about that, or opens one.
"""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from connectors.database import Database
from knowledge.library import Library

MOST = 200
"""Questions looked at in one transaction."""


async def group_new(database: Database, library: Library, now: datetime, *, most: int = MOST) -> int:
    """Look at the oldest questions that were not looked at, at most `most`; returns how many.

    Safe in two processes at once: each question is counted once. A group that was answered or sent is
    opened again by a question that still found nothing; one that is ignored only counts it.
    """
    raise NotImplementedError


async def askers(session: AsyncSession, groups: Collection[int], since: datetime) -> dict[int, int]:
    """How many people (talks, by day) asked each of `groups` since then; a group nobody asked is left out."""
    raise NotImplementedError


async def wordings(session: AsyncSession, group: int, *, most: int = 3) -> list[str]:
    """Different ways in which the questions of a group were put, those nearest to its middle first."""
    raise NotImplementedError
