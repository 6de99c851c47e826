"""Questions whose answers can be told apart: each procedure's answer begins with its own name."""

from dataclasses import dataclass
from datetime import datetime
from itertools import permutations

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot import rendering
from knowledge.findings import Context, Found
from knowledge.library import Library
from knowledge.procedures import Procedure
from knowledge.replaying import context_after

ENOUGH = 22
"""More than one person asks; every pair of them is tried beforehand."""
LONGEST = 600
"""Characters of an answer that surely leaves as one message on each platform."""


@dataclass(frozen=True, slots=True)
class Question:
    """`marker`: the line by which its answer is known, and no other."""

    text: str
    marker: str


async def names(session: AsyncSession) -> list[str]:
    """The official names of all procedures, in order."""
    return sorted(set(await session.scalars(select(Procedure.name))))


def choose(library: Library, agency: str, names: list[str], now: datetime) -> list[Question]:
    """Up to `ENOUGH` names that are answered by a text of their own, whatever was asked just before."""
    told: dict[str, Question] = {}
    for name in names:
        question = _asked(library, agency, name, None, now)
        if question is not None and question.marker not in told:
            told[question.marker] = question
        if len(told) == ENOUGH:
            break
    unsteady = {
        second
        for first, second in permutations(told.values(), 2)
        if _asked(library, agency, second.text, _after(library, agency, first, now), now) != second
    }
    return [question for question in told.values() if question not in unsteady]


def _asked(
    library: Library, agency: str, text: str, before: Context | None, now: datetime
) -> Question | None:
    finding = library.answer(agency, text, before, now)
    if not isinstance(finding, Found) or finding.also or finding.facets or finding.procedure.name != text:
        return None
    said = rendering.found(library.agency(agency), finding).text
    marker = rendering.named(finding.procedure)
    return Question(text, marker) if len(said) <= LONGEST and said.startswith(f"{marker}\n") else None


def _after(library: Library, agency: str, question: Question, now: datetime) -> Context:
    finding = library.answer(agency, question.text, None, now)
    return context_after(None, question.text, finding, now)
