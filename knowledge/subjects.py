"""What a draft is about: an answer's code, a procedure's, or a procedure's and one of its fields."""

from collections.abc import Iterable

from sqlalchemy import or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from knowledge import drafting_wording as wording
from knowledge.agencies import Agency, lineage
from knowledge.answers import Answer
from knowledge.drafts import AnswerBody, Body, Draft, DraftKind, OverrideBody, PhrasingBody
from knowledge.editing_agencies import SLUG
from knowledge.phrasings import Phrasing
from knowledge.procedures import Procedure
from knowledge.refusals import RefusedError
from knowledge.vietnamese.folding import fold
from knowledge.vietnamese.spelling import words_of

LONGEST_CODE = 64
_MADE = 48
"""Letters of a code that is made of a question."""
_TRIES = 200


def code_of(kind: DraftKind, subject: str) -> str:
    """The code of the answer or the procedure."""
    return subject.rpartition(":")[0] if kind is DraftKind.OVERRIDE else subject


async def checked(session: AsyncSession, agency: Agency, kind: DraftKind, subject: str, body: Body) -> str:
    """The subject, a code made where a new answer has none yet. Raises RefusedError: it can't be of these."""
    if isinstance(body, AnswerBody):
        _expect(kind is DraftKind.ANSWER)
        return await _answer(session, agency, subject, body)
    code = code_of(kind, subject)
    if isinstance(body, OverrideBody):
        _expect(kind is DraftKind.OVERRIDE and subject == f"{code}:{body.facet.value}")
    else:
        _expect(kind is DraftKind.PHRASING)
        await _phrasings(session, agency, code, body)
    await known_procedure(session, agency, code)
    return subject


async def known_procedure(session: AsyncSession, agency: Agency, code: str) -> None:
    """Raises RefusedError for a procedure that neither the agency nor one above it has."""
    name, _ = await procedure_names(session, agency, code)
    if not name:
        raise RefusedError(wording.NO_PROCEDURE.format(code=code))


async def procedure_names(session: AsyncSession, agency: Agency, code: str) -> tuple[str, str]:
    """The name and the field of a procedure as the agency gives it; empty where it has none."""
    ids = await line_ids(session, agency)
    query = select(Procedure.agency_id, Procedure.name, Procedure.field).where(
        Procedure.code == code, Procedure.agency_id.in_(ids)
    )
    rows = sorted(await session.execute(query), key=lambda row: ids.index(row.agency_id))
    return _first(row.name for row in rows), _first(row.field for row in rows)


async def line_ids(session: AsyncSession, agency: Agency) -> list[int]:
    """The agency, and those above it, the nearest first."""
    return [each.id for each in await lineage(session, agency)]


def _first(texts: Iterable[str]) -> str:
    return next(filter(None, texts), "")


def _expect(fits: bool) -> None:
    if not fits:
        raise RefusedError(wording.BAD_SUBJECT)


async def _answer(session: AsyncSession, agency: Agency, subject: str, body: AnswerBody) -> str:
    if not subject:
        return await _made(session, body.questions[0])
    if len(subject) <= LONGEST_CODE and SLUG.fullmatch(subject):
        return subject
    ids = await line_ids(session, agency)
    held = select(Answer.id).where(Answer.code == subject, Answer.agency_id.in_(ids))
    drafted = select(Draft.id).where(
        Draft.kind == DraftKind.ANSWER, Draft.subject == subject, Draft.agency_id.in_(ids)
    )
    if await session.scalar(held.limit(1)) is None and await session.scalar(drafted.limit(1)) is None:
        raise RefusedError(wording.BAD_CODE)
    return subject


async def _made(session: AsyncSession, question: str) -> str:
    """A code that nobody has yet: one below us or above would be taken for ours otherwise."""
    words = "-".join(word for word in map(fold, words_of(question)) if word.isascii())
    base = words[:_MADE].strip("-") or "cau-tra-loi"
    wanted = [base, *(f"{base}-{number}" for number in range(2, _TRIES))]
    answers = select(Answer.code).where(or_(Answer.code == base, Answer.code.startswith(f"{base}-")))
    drafts = select(Draft.subject).where(
        Draft.kind == DraftKind.ANSWER, or_(Draft.subject == base, Draft.subject.startswith(f"{base}-"))
    )
    used = {*await session.scalars(answers), *await session.scalars(drafts)}
    return next(code for code in wanted if code not in used)


async def _phrasings(session: AsyncSession, agency: Agency, code: str, body: PhrasingBody) -> None:
    if not body.added and not body.removed:
        raise RefusedError(wording.NO_PHRASING_CHANGE)
    query = select(Phrasing.text).where(Phrasing.agency_id == agency.id, Phrasing.code == code)
    own = set(await session.scalars(query))
    for text in body.removed:
        if text not in own:
            raise RefusedError(wording.NOT_OWN_PHRASING.format(text=text))
