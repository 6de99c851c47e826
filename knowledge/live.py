"""What is live, as a body: an answer, the phrasings of a procedure, a field that an agency words itself."""

import hashlib
import json
from collections.abc import Collection
from datetime import datetime

from sqlalchemy import delete, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from knowledge import drafting_wording as wording
from knowledge.agencies import Agency
from knowledge.answers import Answer
from knowledge.drafts import (
    MOST_PHRASINGS,
    AnswerBody,
    Body,
    DraftKind,
    OverrideBody,
    PhrasingBody,
    Version,
)
from knowledge.facets import Facet
from knowledge.opening import VIETNAM
from knowledge.overrides import Override
from knowledge.phrasings import Phrasing
from knowledge.refusals import RefusedError
from knowledge.subjects import code_of


async def live(session: AsyncSession, agency_id: int, kind: DraftKind, subject: str) -> Body | None:
    """What the agency itself says now; None: nothing, it has only what it inherits.

    Of phrasings all that the agency has, and those that were taken away.
    """
    if kind is DraftKind.ANSWER:
        answer = await _answer(session, agency_id, subject)
        return None if answer is None else _answer_body(answer)
    if kind is DraftKind.PHRASING:
        own = await _phrasings(session, agency_id, subject)
        gone = (await taken_away(session, agency_id, [subject])).get(subject, ())
        return PhrasingBody.model_construct(added=own, removed=tuple(gone)) if own or gone else None
    override = await _override(session, agency_id, subject)
    if override is None:
        return None
    return OverrideBody(facet=Facet(override.facet), text=override.text, reason=override.reason)


async def put(
    session: AsyncSession, agency_id: int, kind: DraftKind, subject: str, body: Body, now: datetime
) -> Body:
    """Make it live; what is live then, for the `Version`. Raises RefusedError: nothing to withdraw."""
    if isinstance(body, AnswerBody):
        await _put_answer(session, agency_id, subject, body, now)
        return body
    if isinstance(body, OverrideBody):
        await _put_override(session, agency_id, code_of(kind, subject), body, now)
        return body
    return await _put_phrasings(session, agency_id, subject, body)


async def taken_away(
    session: AsyncSession, agency_id: int, codes: Collection[str]
) -> dict[str, tuple[str, ...]]:
    """The phrasings that an editor took from these procedures: no file brings them back."""
    newest = (
        select(Version.subject, func.max(Version.number).label("number"))
        .where(Version.agency_id == agency_id, Version.kind == DraftKind.PHRASING, Version.subject.in_(codes))
        .group_by(Version.subject)
        .subquery()
    )
    query = (
        select(Version.subject, Version.body)
        .join(newest, (Version.subject == newest.c.subject) & (Version.number == newest.c.number))
        .where(Version.agency_id == agency_id, Version.kind == DraftKind.PHRASING)
    )
    rows = await session.execute(query)
    return {code: tuple(body["removed"]) for code, body in rows if body["removed"]}


async def published_answers(session: AsyncSession, agency: Agency) -> set[str]:
    """The codes of answers that an editor of the agency published or withdrew: files leave these alone."""
    query = select(Version.subject).where(
        Version.agency_id == agency.id, Version.kind == DraftKind.ANSWER, Version.approver != wording.BY_FILE
    )
    return set(await session.scalars(query.distinct()))


async def _answer(session: AsyncSession, agency_id: int, code: str) -> Answer | None:
    query = select(Answer).where(Answer.agency_id == agency_id, Answer.code == code)
    return await session.scalar(query.execution_options(populate_existing=True))


def _answer_body(answer: Answer) -> AnswerBody:
    # Not validated: a file may have brought more than a form takes.
    return AnswerBody.model_construct(
        text=answer.text,
        questions=tuple(answer.questions),
        url=answer.url,
        valid_from=answer.valid_from,
        valid_until=answer.valid_until,
        review_by=answer.review_by,
        sensitive=answer.sensitive,
        withdrawn=False,
    )


async def _put_answer(
    session: AsyncSession, agency_id: int, code: str, body: AnswerBody, now: datetime
) -> None:
    answer = await _answer(session, agency_id, code)
    if body.withdrawn:
        if answer is None:
            raise RefusedError(wording.NOTHING_TO_WITHDRAW)
        await session.delete(answer)
        return
    if answer is None:
        answer = Answer(agency_id=agency_id, code=code)
        session.add(answer)
    said = body.model_dump(mode="json")
    answer.text, answer.url, answer.questions = body.text, body.url, list(body.questions)
    answer.valid_from, answer.valid_until = body.valid_from, body.valid_until
    answer.review_by, answer.sensitive = body.review_by, body.sensitive
    answer.as_of, answer.updated_at = now.astimezone(VIETNAM).date().isoformat(), now
    answer.digest = hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()


async def _override(session: AsyncSession, agency_id: int, subject: str) -> Override | None:
    code, _, facet = subject.rpartition(":")
    query = select(Override).where(
        Override.agency_id == agency_id, Override.code == code, Override.facet == facet
    )
    return await session.scalar(query.execution_options(populate_existing=True))


async def _put_override(
    session: AsyncSession, agency_id: int, code: str, body: OverrideBody, now: datetime
) -> None:
    override = await _override(session, agency_id, f"{code}:{body.facet.value}")
    if not body.text:
        if override is not None:
            await session.delete(override)
        return
    if override is None:
        override = Override(agency_id=agency_id, code=code, facet=body.facet.value)
        session.add(override)
    override.text, override.reason, override.at = body.text, body.reason, now


async def _phrasings(session: AsyncSession, agency_id: int, code: str) -> tuple[str, ...]:
    query = select(Phrasing.text).where(Phrasing.agency_id == agency_id, Phrasing.code == code)
    return tuple(await session.scalars(query.order_by(Phrasing.id)))


async def _put_phrasings(
    session: AsyncSession, agency_id: int, code: str, body: PhrasingBody
) -> PhrasingBody:
    own = await _phrasings(session, agency_id, code)
    gone = (await taken_away(session, agency_id, [code])).get(code, ())
    kept = [text for text in own if text not in body.removed or text in body.added]
    added = [text for text in body.added if text not in own]
    if len(kept) + len(added) > MOST_PHRASINGS:
        raise RefusedError(wording.TOO_MANY_PHRASINGS.format(most=MOST_PHRASINGS))
    leaving = [text for text in own if text not in kept]
    await session.execute(
        delete(Phrasing).where(
            Phrasing.agency_id == agency_id, Phrasing.code == code, Phrasing.text.in_(leaving)
        )
    )
    session.add_all(Phrasing(agency_id=agency_id, code=code, text=text) for text in added)
    now = (*kept, *added)
    away = tuple(text for text in dict.fromkeys((*gone, *leaving)) if text not in now)
    # Not validated: a file may have brought words that a form would write otherwise.
    return PhrasingBody.model_construct(added=now, removed=away[-MOST_PHRASINGS:])
