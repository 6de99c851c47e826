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
from knowledge.drafts import AnswerBody, Body, DraftKind, OverrideBody
from knowledge.facets import Facet


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
    """Why two people are needed, as a sentence for the editor; empty: one is enough."""
    if isinstance(body, AnswerBody):
        if body.sensitive:
            return wording.DELICATE_MARKED
        return delicate_words((body.text, *body.questions), await _review_words(session, agency))
    if isinstance(body, OverrideBody) and body.facet is Facet.FEE:
        return wording.DELICATE_FEE_FACET
    name, field = await subjects.procedure_names(session, agency, subjects.code_of(kind, subject))
    added = await _review_words(session, agency)
    for words in added:
        if holds_words(field, words):
            return wording.DELICATE_FIELD.format(words=words)
    own = (body.text, body.reason) if isinstance(body, OverrideBody) else (*body.added, *body.removed)
    return delicate_words((*own, name, field), added)


async def _review_words(session: AsyncSession, agency: Agency) -> list[str]:
    ids = [each.id for each in await lineage(session, agency)]
    query = select(ReviewWord.words).where(ReviewWord.agency_id.in_(ids)).order_by(ReviewWord.id)
    return list(await session.scalars(query))
