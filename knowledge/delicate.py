"""What needs two people: fees, land, penalties, and what a chief editor added."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ForeignKey, UniqueConstraint, case, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from connectors.database import Table
from knowledge import drafting_wording as wording
from knowledge import subjects
from knowledge.agencies import Agency, lineage
from knowledge.delicate_words import delicate_words, holds_words
from knowledge.drafts import AnswerBody, Body, DraftKind, OverrideBody, PhrasingBody
from knowledge.facets import Facet
from knowledge.live import live


class ReviewWord(Table):
    """A word or the name of a field; what holds it, in this agency or below, needs a second person."""

    __tablename__ = "review_word"
    __table_args__ = (UniqueConstraint("agency_id", "words"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"))
    words: Mapped[str]
    added_by: Mapped[str]
    at: Mapped[datetime]


async def review_words(
    session: AsyncSession, line: Sequence[int], most: int | None = None
) -> list[ReviewWord]:
    """Words of these agencies, an agency and those above it, the nearest agency's first; at most `most`."""
    nearest = case({key: place for place, key in enumerate(line)}, value=ReviewWord.agency_id)
    query = select(ReviewWord).where(ReviewWord.agency_id.in_(line)).order_by(nearest, ReviewWord.id)
    return list(await session.scalars(query.limit(most)))


async def delicate_because(
    session: AsyncSession, agency: Agency, kind: DraftKind, subject: str, body: Body
) -> str:
    """Why two people are needed, as a sentence for the editor; empty: one is enough.

    What is said now counts as well: nobody takes a delicate answer away, or its mark, alone.
    """
    if isinstance(body, AnswerBody):
        return await _of_answer(session, agency, subject, body)
    if isinstance(body, OverrideBody) and body.facet is Facet.FEE:
        return wording.DELICATE_FEE_FACET
    name, field = await subjects.procedure_names(session, agency, subjects.code_of(kind, subject))
    added = await _review_words(session, agency)
    for words, whose in added.items():
        if holds_words(field, words):
            return wording.DELICATE_FIELD.format(words=words, agency=whose)
    if isinstance(body, PhrasingBody):
        return delicate_words((*body.added, *body.removed, name, field), added)
    now = await live(session, agency.id, kind, subject)
    before = now.text if isinstance(now, OverrideBody) else ""
    return delicate_words((body.text, body.reason, before, name, field), added)


async def _of_answer(session: AsyncSession, agency: Agency, code: str, body: AnswerBody) -> str:
    """Of the words as drafted; else of the words, here or above, in whose place they are to stand."""
    added = await _review_words(session, agency)
    if body.sensitive:
        return wording.DELICATE_MARKED
    if told := delicate_words((body.text, *body.questions), added):
        return told
    for owner in await lineage(session, agency):
        now = await live(session, owner.id, DraftKind.ANSWER, code)
        if isinstance(now, AnswerBody):
            why = wording.DELICATE_MARKED if now.sensitive else ""
            why = why or delicate_words((now.text, *now.questions), added)
            return wording.DELICATE_NOW.format(why=why) if why else ""
    return ""


async def _review_words(session: AsyncSession, agency: Agency) -> dict[str, str]:
    """The words that hold for an agency, each with the name of the nearest that added it."""
    names = {each.id: each.name for each in await lineage(session, agency)}
    rows = await review_words(session, tuple(names))
    return {row.words: names[row.agency_id] for row in reversed(rows)}
