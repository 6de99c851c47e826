"""What needs two people: fees, land, penalties, and what a chief editor added."""

from datetime import datetime

from sqlalchemy import ForeignKey, UniqueConstraint, select
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
    for words in added:
        if holds_words(field, words):
            return wording.DELICATE_FIELD.format(words=words)
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


async def _review_words(session: AsyncSession, agency: Agency) -> list[str]:
    ids = [each.id for each in await lineage(session, agency)]
    query = select(ReviewWord.words).where(ReviewWord.agency_id.in_(ids)).order_by(ReviewWord.id)
    return list(await session.scalars(query))
