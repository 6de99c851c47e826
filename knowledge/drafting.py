"""Drafts are written, sent to a second person, given back, dropped. What citizens are told stays as it is."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from pydantic import ValidationError
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from knowledge import drafting_wording as wording
from knowledge import grouping_drafts, recorded_wording, subjects
from knowledge.agencies import Agency
from knowledge.changes import one_writer
from knowledge.delicate import delicate_because
from knowledge.drafts import (
    AnswerBody,
    Body,
    Draft,
    DraftKind,
    DraftState,
    OverrideBody,
    PhrasingBody,
)
from knowledge.reasons import by_field
from knowledge.recording import record
from knowledge.refusals import RefusedError

OPEN = (DraftState.DRAFT, DraftState.REVIEW, DraftState.RETURNED)
"""Of drafts that somebody may go on with."""
KINDS: Mapping[DraftKind, type[AnswerBody] | type[PhrasingBody] | type[OverrideBody]] = {
    DraftKind.ANSWER: AnswerBody,
    DraftKind.PHRASING: PhrasingBody,
    DraftKind.OVERRIDE: OverrideBody,
}


class StaleError(RefusedError):
    """Somebody else wrote meanwhile: `draft` is theirs. Show both texts; nothing was changed."""

    def __init__(self, draft: Draft, sentence: str) -> None:
        super().__init__(sentence.format(name=draft.author))
        self.draft = draft


class BodyError(RefusedError):
    """What was typed can't be kept: `faults` by the name of the field. Show the form again."""

    def __init__(self, faults: Mapping[str, str]) -> None:
        told = "; ".join(
            wording.FAULT.format(field=wording.FIELDS.get(name, name), why=why)
            for name, why in faults.items()
        )
        super().__init__(wording.FAULTS.format(faults=told))
        self.faults = faults


def body_of(kind: DraftKind, values: Mapping[str, Any]) -> Body:
    """A body from what a form or a row (`Draft.body`, `Version.body`) says. Raises BodyError."""
    try:
        return KINDS[kind].model_validate(dict(values))
    except ValidationError as error:
        raise BodyError(by_field(error)) from error


async def save(
    session: AsyncSession,
    *,
    agency: Agency,
    kind: DraftKind,
    subject: str,
    body: Body,
    by: str,
    now: datetime,
    draft_id: int | None = None,
    lock: int | None = None,
    group_id: int | None = None,
) -> Draft:
    """Begin a draft of `agency`, or with `draft_id` write one anew: it is in state *draft* afterwards.

    `subject` of a new answer may be empty: a code is made of its first question. `by` becomes the author, and
    one of the writers for good, unless nothing was changed. `lock` is that of the draft when it was read.
    `group_id`: the group of questions that it is to answer; it is *drafted* from then on.

    Raises StaleError: somebody else saved meanwhile, or a draft of this answer or field is open already.
    Raises RefusedError: no such procedure or draft, decided meanwhile, somebody else's phrasing.
    """
    await one_writer(session)
    if draft_id is not None:
        return await _rewritten(session, agency, kind, subject, body, by, now, draft_id, lock)
    subject = await subjects.checked(session, agency, kind, subject, body)
    if kind is not DraftKind.PHRASING and (other := await open_draft(session, agency.id, kind, subject)):
        raise _stale(session, other, wording.OTHER_DRAFT)
    draft = Draft(
        agency_id=agency.id,
        kind=kind,
        subject=subject,
        body=body.model_dump(mode="json"),
        state=DraftState.DRAFT,
        delicate=await delicate_because(session, agency, kind, subject, body),
        group_id=group_id,
        author=by,
        writers=[by],
        lock=1,
        created_at=now,
        updated_at=now,
    )
    session.add(draft)
    await session.flush()
    if group_id is not None:
        await grouping_drafts.begun(session, agency, group_id)
    await record(session, draft, recorded_wording.DRAFTED, by, now, after=draft.body)
    return draft


async def _rewritten(
    session: AsyncSession,
    agency: Agency,
    kind: DraftKind,
    subject: str,
    body: Body,
    by: str,
    now: datetime,
    draft_id: int,
    lock: int | None,
) -> Draft:
    draft = await taken(session, draft_id, -1 if lock is None else lock)
    if (draft.agency_id, draft.kind, draft.subject) != (agency.id, kind, subject or draft.subject):
        raise RefusedError(wording.NOT_THIS_DRAFT)
    await subjects.checked(session, agency, kind, draft.subject, body)
    before, after = draft.body, body.model_dump(mode="json")
    if before != after:
        draft.author, draft.body = by, after
        draft.writers = list(dict.fromkeys((*draft.writers, by)))
    draft.state, draft.reviewer, draft.note = DraftState.DRAFT, "", ""
    draft.delicate = await delicate_because(session, agency, kind, draft.subject, body)
    _written(draft, now)
    await record(session, draft, recorded_wording.REDRAFTED, by, now, before=before, after=after)
    return draft


async def send_for_review(
    session: AsyncSession, draft_id: int, *, by: str, now: datetime, lock: int | None = None
) -> Draft:
    """It waits for somebody else from now on. Raises RefusedError; StaleError if `lock` is told and old."""
    await one_writer(session)
    draft = await taken(session, draft_id, lock)
    if draft.state is DraftState.REVIEW:
        raise RefusedError(wording.NOT_TO_BE_SENT)
    before, draft.state = {"state": draft.state.value}, DraftState.REVIEW
    _written(draft, now)
    await record(
        session, draft, recorded_wording.SENT, by, now, before=before, after={"state": draft.state.value}
    )
    return draft


async def give_back(
    session: AsyncSession, draft_id: int, *, by: str, now: datetime, note: str, lock: int | None = None
) -> Draft:
    """Its writers are asked for what `note` says.

    Raises StaleError if `lock` is told and old. Raises RefusedError: not in review, no note.
    """
    await one_writer(session)
    draft = await taken(session, draft_id, lock)
    if draft.state is not DraftState.REVIEW:
        raise RefusedError(wording.NOT_IN_REVIEW)
    if not note.strip():
        raise RefusedError(wording.NOTE_NEEDED)
    before = {"state": draft.state.value}
    draft.state, draft.reviewer, draft.note = DraftState.RETURNED, by, note.strip()
    _written(draft, now)
    after = {"state": draft.state.value, "note": draft.note}
    await record(session, draft, recorded_wording.GIVEN_BACK, by, now, before=before, after=after)
    return draft


async def drop(
    session: AsyncSession, draft_id: int, *, by: str, now: datetime, lock: int | None = None
) -> Draft:
    """It is not to be published; its group waits for a decision again. Raises RefusedError, StaleError."""
    await one_writer(session)
    draft = await taken(session, draft_id, lock)
    draft.state, draft.decided_at = DraftState.DROPPED, now
    _written(draft, now)
    await record(session, draft, recorded_wording.DROPPED, by, now, before=draft.body)
    await session.flush()
    await grouping_drafts.given_up(session, draft, OPEN)
    return draft


async def open_draft(session: AsyncSession, agency_id: int, kind: DraftKind, subject: str) -> Draft | None:
    """The newest draft of this that somebody may go on with."""
    query = (
        select(Draft)
        .where(Draft.agency_id == agency_id, Draft.kind == kind, Draft.subject == subject)
        .where(Draft.state.in_(OPEN))
        .order_by(Draft.id.desc())
        .limit(1)
    )
    return await session.scalar(query)


async def taken(session: AsyncSession, draft_id: int, lock: int | None = None) -> Draft:
    """The open draft as it is now, held until the transaction ends. Raises RefusedError, StaleError."""
    query = select(Draft).where(Draft.id == draft_id).with_for_update()
    draft = await session.scalar(query.execution_options(populate_existing=True))
    if draft is None:
        raise RefusedError(wording.NO_DRAFT)
    if draft.state not in OPEN:
        raise RefusedError(wording.DRAFT_LIVE if draft.state is DraftState.LIVE else wording.DRAFT_DROPPED)
    if lock is not None and draft.lock != lock:
        raise _stale(session, draft, wording.STALE)
    return draft


def _stale(session: AsyncSession, draft: Draft, sentence: str) -> StaleError:
    session.expunge(draft)  # it outlives the transaction, which is given up
    return StaleError(draft, sentence)


def _written(draft: Draft, now: datetime) -> None:
    draft.lock += 1
    draft.updated_at = now
