"""What would be known if a draft were published."""

import asyncio
from dataclasses import dataclass
from datetime import datetime

from connectors.database import Database
from knowledge import live
from knowledge.drafts import AnswerBody, Body, DraftKind, PhrasingBody
from knowledge.library import Library
from knowledge.material import WRITTEN, Material, read
from knowledge.subjects import code_of


@dataclass(frozen=True, slots=True)
class Proposal:
    """A change as it would be published."""

    agency_id: int
    kind: DraftKind
    subject: str
    body: Body

    @property
    def target(self) -> str:
        """What it is about, as the regression set names it."""
        code = code_of(self.kind, self.subject)
        return WRITTEN + code if self.kind is DraftKind.ANSWER else code

    @property
    def own(self) -> tuple[str, ...]:
        """The questions that it is to answer."""
        match self.body:
            case AnswerBody(withdrawn=False, questions=questions):
                return questions
            case PhrasingBody(added=added):
                return added
        return ()


class _TakenBackError(Exception):
    """Ends a transaction of which nothing is to stay."""


async def trial(database: Database, library: Library, proposal: Proposal, now: datetime) -> Library:
    """A library that knows what would be known; `library` itself is brought up to date first.

    The draft is published in a transaction that is taken back, so it is known exactly as it will be; only
    the days from and until which an answer holds are left out. Raises RefusedError as publishing would.
    """
    return (await both(database, library, proposal, now))[1]


async def both(
    database: Database, library: Library, proposal: Proposal, now: datetime
) -> tuple[Library, Library]:
    """What is known, and what would be, at one and the same revision."""
    while True:
        await library.refresh(database)
        today = library.still()
        material = await _material(database, today.holdings.material, proposal, now)
        if material.revision == today.holdings.catalog.revision:
            return today, await asyncio.to_thread(today.knowing, material)


async def _material(database: Database, before: Material, proposal: Proposal, now: datetime) -> Material:
    body = proposal.body
    if isinstance(body, AnswerBody):
        body = body.model_copy(update={"valid_from": None, "valid_until": None})
    material = before
    try:
        async with database.writing() as session:
            await live.put(session, proposal.agency_id, proposal.kind, proposal.subject, body, now)
            await session.flush()
            material = await read(session, before)
            session.expunge_all()  # what was read outlives the transaction
            raise _TakenBackError  # noqa: TRY301 (the transaction ends by it)
    except _TakenBackError:
        return material
