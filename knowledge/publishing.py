"""A draft becomes what citizens are told, and everything that was live stays in its history.

What an editor published wins over files: a later import leaves it as it is, and says so.
"""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Select, delete, select
from sqlalchemy.ext.asyncio import AsyncSession

from knowledge import drafting_wording as wording
from knowledge import grouping_drafts, recorded_wording
from knowledge.agencies import Agency
from knowledge.changes import one_writer
from knowledge.delicate import delicate_because
from knowledge.drafting import body_of, save, taken
from knowledge.drafts import (
    AnswerBody,
    Body,
    Draft,
    DraftKind,
    DraftState,
    PhrasingBody,
    Version,
)
from knowledge.live import live, put
from knowledge.material import WRITTEN
from knowledge.recording import record
from knowledge.refusals import RefusedError
from knowledge.regressions import Regression
from knowledge.subjects import code_of

SHOWN = 50
"""Versions of one history that are told."""


async def publish(
    session: AsyncSession,
    draft_id: int,
    *,
    by: str,
    now: datetime,
    forced: str = "",
    lock: int | None = None,
) -> Version:
    """Make a draft live, with its version, its questions of the regression set and its group.

    The gate is asked by the caller, before; `forced` is why a chief goes on in spite of it. `lock`: that of
    the draft when `by` read it, so that nobody approves what they did not see.

    Raises StaleError: it was written meanwhile. Raises RefusedError: it is delicate and `by` has written in
    it, it was given back, it is live or dropped already.
    """
    await one_writer(session)
    draft = await taken(session, draft_id, lock)
    if draft.state is DraftState.RETURNED:
        raise RefusedError(wording.NOT_TO_BE_PUBLISHED)
    agency = await session.get_one(Agency, draft.agency_id)
    body = body_of(draft.kind, draft.body)
    draft.delicate = await delicate_because(session, agency, draft.kind, draft.subject, body)
    if draft.delicate and draft.written_by(by):
        raise RefusedError(wording.TWO_NEEDED.format(why=draft.delicate, who=by))
    before = await live(session, draft.agency_id, draft.kind, draft.subject)
    version = await _version(session, draft, before, body, by, now)
    version.forced = forced
    await _regress(session, draft, body, by, now)
    draft.state, draft.reviewer, draft.decided_at = DraftState.LIVE, by, now
    draft.lock, draft.updated_at = draft.lock + 1, now
    await grouping_drafts.answered(session, draft, _answers(draft), by, now)
    told = before.model_dump(mode="json") if before else None
    what = _what(body, forced)
    await record(session, draft, what, by, now, before=told, after=version.body, learned=True)
    await session.flush()
    return version


async def history(session: AsyncSession, agency: Agency, kind: DraftKind, subject: str) -> Sequence[Version]:
    """What was live at the agency, the newest first, at most `SHOWN`."""
    query = _versions(agency.id, kind, subject).order_by(Version.number.desc()).limit(SHOWN)
    return (await session.scalars(query)).all()


async def restore(session: AsyncSession, version_id: int, *, by: str, now: datetime) -> Draft:
    """A draft that brings back what a version said, to be published as any other.

    Raises RefusedError: no such version, the same as what is live. Raises StaleError as `save` does.
    """
    await one_writer(session)
    version = await session.get(Version, version_id)
    if version is None:
        raise RefusedError(wording.NO_VERSION)
    agency = await session.get_one(Agency, version.agency_id)
    body = body_of(version.kind, version.body)
    now_live = await live(session, version.agency_id, version.kind, version.subject)
    if isinstance(body, PhrasingBody):
        body = _difference(body, now_live)
    elif now_live is not None and body.model_dump() == now_live.model_dump():
        raise RefusedError(wording.SAME_AS_LIVE)
    return await save(
        session, agency=agency, kind=version.kind, subject=version.subject, body=body, by=by, now=now
    )


def _difference(then: PhrasingBody, now: Body | None) -> PhrasingBody:
    own = now.added if isinstance(now, PhrasingBody) else ()
    added = tuple(text for text in then.added if text not in own)
    removed = tuple(text for text in own if text not in then.added)
    if not added and not removed:
        raise RefusedError(wording.SAME_AS_LIVE)
    return PhrasingBody(added=added, removed=removed)


async def _version(
    session: AsyncSession, draft: Draft, before: Body | None, body: Body, by: str, now: datetime
) -> Version:
    """The new version; what a file brought becomes the first, so that it can be returned to."""
    query = _versions(draft.agency_id, draft.kind, draft.subject)
    last = await session.scalar(query.order_by(Version.number.desc()).limit(1))
    number = last.number if last else 0
    if last is None and before is not None:
        number = 1
        session.add(_row(draft, 1, before, wording.BY_FILE, wording.BY_FILE, now))
    after = await put(session, draft.agency_id, draft.kind, draft.subject, body, now)
    version = _row(draft, number + 1, after, draft.author, by, now)
    session.add(version)
    return version


def _row(draft: Draft, number: int, body: Body, author: str, approver: str, now: datetime) -> Version:
    return Version(
        agency_id=draft.agency_id,
        kind=draft.kind,
        subject=draft.subject,
        number=number,
        body=body.model_dump(mode="json"),
        author=author,
        approver=approver,
        at=now,
    )


async def _regress(session: AsyncSession, draft: Draft, body: Body, by: str, now: datetime) -> None:
    """What was published is to be answered so from now on; what was taken away need not be."""
    expected = _answers(draft)
    own = (Regression.agency_id == draft.agency_id, Regression.expected == expected)
    if isinstance(body, AnswerBody):
        asked = () if body.withdrawn else body.questions
        await session.execute(delete(Regression).where(*own, Regression.asked.not_in(asked)))
    elif isinstance(body, PhrasingBody):
        asked = body.added
        await session.execute(delete(Regression).where(*own, Regression.asked.in_(body.removed)))
    else:
        return
    query = select(Regression).where(Regression.agency_id == draft.agency_id, Regression.asked.in_(asked))
    known = {row.asked: row for row in await session.scalars(query)}
    for text in asked:
        row = known.get(text) or Regression(agency_id=draft.agency_id, asked=text)
        row.expected, row.added_by, row.at = expected, by, now
        session.add(row)


def _answers(draft: Draft) -> str:
    """What its questions lead to, as the regression set and groups name it."""
    code = code_of(draft.kind, draft.subject)
    return f"{WRITTEN}{code}" if draft.kind is DraftKind.ANSWER else code


def _what(body: Body, forced: str) -> str:
    if isinstance(body, AnswerBody) and body.withdrawn:
        return recorded_wording.WITHDRAWN
    return (
        recorded_wording.PUBLISHED_ANYWAY.replace("{forced}", _braced(forced))
        if forced
        else recorded_wording.PUBLISHED
    )


def _braced(text: str) -> str:
    return text.replace("{", "{{").replace("}", "}}")


def _versions(agency_id: int, kind: DraftKind, subject: str) -> Select[Version]:
    return select(Version).where(
        Version.agency_id == agency_id, Version.kind == kind, Version.subject == subject
    )
