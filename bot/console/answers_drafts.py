"""Drafts: written, shown again with everything typed where something does not fit, sent on their way."""

import asyncio
from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from aiohttp import web
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.console import answers_naming as naming
from bot.console import answers_showing as showing
from bot.console import answers_wording as wording
from bot.console import gate, groups_wording
from bot.console import groups_together as together
from bot.console.answers_form import Typed, read, values_of
from bot.console.answers_opened import anew, find, opened, page, seen_lock, theirs
from bot.console.approvers import names_of_approvers
from bot.console.refusing import GoneError
from bot.console.rights import Right
from bot.console.routing import Route, get, post
from bot.console.visit import Visit
from knowledge import drafting, grouping_drafts
from knowledge.agencies import Agency
from knowledge.drafting import BodyError, StaleError
from knowledge.drafts import Draft, DraftKind
from knowledge.groups import GroupState, QuestionGroup
from knowledge.live import live
from knowledge.questions import Question
from knowledge.refusals import RefusedError

WORDINGS = 8
"""Of a group, so many wordings stand in the form of a new answer."""


def routes() -> list[Route]:
    return [
        get("/answers/new", new, Right.DRAFT),
        post("/answers/new", save_new, Right.DRAFT),
        get(r"/answers/draft/{id:\d{1,9}}", show),
        post(r"/answers/draft/{id:\d{1,9}}", save, Right.DRAFT),
        post(r"/answers/draft/{id:\d{1,9}}/drop", drop, Right.DRAFT),
    ]


async def new(visit: Visit) -> web.StreamResponse:
    """An empty form; `?agency=…&code=…` for an answer that is there, `?group=1,2` for questions that wait."""
    query = visit.request.query
    code, numbers = query.get("code", ""), together.numbers_of(query.get("group", ""))
    async with visit.console.database.reading() as session:
        waiting = await _groups(session, visit, numbers)
        agency = (
            together.agency_for(visit, waiting)
            if waiting and not code
            else _agency_of(visit, query.get("agency", ""))
        )
        if code and (other := await drafting.open_draft(session, agency.id, DraftKind.ANSWER, code)):
            return visit.to(naming.draft_path(other.id), wording.OPEN_DRAFT)
        typed = await _first_words(session, visit, agency, code, waiting)
    return showing.new(visit, typed, agency=agency, code=code, group=_told(_left(waiting)))


async def _first_words(
    session: AsyncSession, visit: Visit, agency: Agency, code: str, groups: Sequence[QuestionGroup]
) -> Typed:
    blank = {"questions": visit.request.query.get("question", "")[:300], "text": "", "url": ""}
    empty = {**blank, "valid_from": "", "valid_until": "", "review_by": "", "sensitive": "", "withdrawn": ""}
    if code:
        for key in visit.console.agencies.line(agency.id):
            if (body := await live(session, key, DraftKind.ANSWER, code)) is not None:
                return Typed(values_of(body))
        raise GoneError
    if groups:
        query = select(Question.asked).where(Question.group_id.in_([each.id for each in groups])).limit(50)
        asked = dict.fromkeys((groups[0].title, *await session.scalars(query)))
        return Typed({**empty, "questions": "\n".join([*asked][:WORDINGS])})
    return Typed(empty)


async def save_new(visit: Visit) -> web.StreamResponse:
    form = visit.form
    agency = _agency_of(visit, form.text("agency"))
    visit.own(agency.id, Right.DRAFT)
    code, numbers = form.text("code"), together.numbers_of(form.text("group"))
    typed = await asyncio.to_thread(read, DraftKind.ANSWER, form)
    again = partial(showing.new, visit, agency=agency, code=code, group=form.text("group"), status=422)
    if typed.body is None:
        return again(typed)
    async with visit.console.database.writing() as session:
        left = _left(await _groups(session, visit, numbers))
        try:
            async with session.begin_nested():  # what is refused may be sent again, from the old page as well
                if led := await visit.first(session, "/console/answers"):
                    return visit.to(led)
                if left != numbers:
                    raise RefusedError(groups_wording.SOME_CHANGED)  # noqa: TRY301 (refused as any other)
                draft = await drafting.save(
                    session,
                    agency=agency,
                    kind=DraftKind.ANSWER,
                    subject=code,
                    body=typed.body,
                    by=visit.who.name,
                    now=visit.now,
                    group_id=next(iter(numbers), None),
                )
                await grouping_drafts.begun_for(session, agency, draft, numbers[1:])
        except StaleError as error:
            return showing.stale(visit, await theirs(session, error), typed)
        except BodyError as error:
            return again(_faulty(typed, error.faults))
        except RefusedError as error:
            return again(_faulty(typed, {"text": str(error)}), group=_told(left))
        onward = await _onward(session, visit, draft)
    return _begun(visit, draft, onward)


async def show(visit: Visit) -> web.StreamResponse:
    """The page of the state that the draft is in."""
    async with visit.console.database.reading() as session:
        it = await opened(session, visit)
    return page(visit, it, edit="edit" in visit.request.query)


async def save(visit: Visit) -> web.StreamResponse:
    """What was typed is kept first; then it goes where the button says."""
    async with visit.console.database.reading() as session:
        it = await opened(session, visit, Right.DRAFT)
    draft, again = it.draft, partial(showing.form, visit, it, status=422)
    typed = await asyncio.to_thread(read, draft.kind, visit.form, draft.subject.rpartition(":")[2])
    if typed.body is None:
        return again(typed)
    async with visit.console.database.writing() as session:
        try:
            async with session.begin_nested():
                if led := await visit.first(session, naming.draft_path(draft.id)):
                    return visit.to(led)
                saved = await drafting.save(
                    session,
                    agency=visit.console.agencies.all[draft.agency_id],
                    kind=draft.kind,
                    subject=draft.subject,
                    body=typed.body,
                    by=visit.who.name,
                    now=visit.now,
                    draft_id=draft.id,
                    lock=visit.form.number("lock"),
                )
        except StaleError as error:
            return showing.stale(visit, await theirs(session, error), typed)
        except BodyError as error:
            return again(_faulty(typed, error.faults))
        except RefusedError as error:
            return again(_faulty(typed, {"": str(error)}))
        onward = await _onward(session, visit, saved)
    return _begun(visit, saved, onward)


async def drop(visit: Visit) -> web.StreamResponse:
    """Given up as the page showed it; what went on since is shown first."""
    path = "/console/answers?show=drafts"
    try:
        async with visit.console.database.writing() as session:
            draft = await find(session, visit, Right.DRAFT)
            if led := await visit.first(session, path):
                return visit.to(led)
            lock = seen_lock(visit)
            await drafting.drop(session, draft.id, by=visit.who.name, now=visit.now, lock=lock)
    except StaleError:
        return await anew(visit, wording.NOT_DROPPED, edit=True)
    return visit.to(path, wording.DROPPED)


async def _onward(session: AsyncSession, visit: Visit, draft: Draft) -> tuple[str, str]:
    """The page to which the button that was pressed leads, now that the draft is saved, and what is said."""
    path, act = naming.draft_path(draft.id), visit.form.text("act")
    await visit.leads(session, path)
    if act == "try":
        return f"{path}/try", wording.SAVED
    if act == "publish" and visit.may(Right.EDIT, draft.agency_id) and not draft.delicate:
        return f"{path}/gate", wording.SAVED
    if act in {"send", "publish"}:
        await drafting.send_for_review(session, draft.id, by=visit.who.name, now=visit.now)
        names = await names_of_approvers(session, visit, draft)
        return path, wording.SENT.format(who=", ".join(names)) if names else wording.SENT_NOBODY
    return path, wording.SAVED


def _begun(visit: Visit, draft: Draft, onward: tuple[str, str]) -> web.StreamResponse:
    """The gate is asked once the draft is in the database."""
    path, sentence = onward
    if path.endswith("/gate"):
        gate.begin(visit, draft)
    return visit.to(path, sentence)


async def _groups(session: AsyncSession, visit: Visit, numbers: Sequence[int]) -> list[QuestionGroup]:
    """Those that are there. Raises GoneError where the first is not."""
    query = select(QuestionGroup).where(QuestionGroup.id.in_(numbers))
    found = {group.id: group for group in await session.scalars(query)} if numbers else {}
    if numbers and numbers[0] not in found:
        raise GoneError
    for group in found.values():
        visit.own(group.agency_id, Right.DRAFT)
    return [found[number] for number in numbers if number in found]


def _left(groups: Sequence[QuestionGroup]) -> list[int]:
    """Of several only those that still wait."""
    several = len(groups) > 1
    return [group.id for group in groups if not several or group.state is GroupState.OPEN]


def _told(numbers: Sequence[int]) -> str:
    return ",".join(map(str, numbers))


def _agency_of(visit: Visit, code: str) -> Agency:
    """The agency of a code for which one may draft, else the one that is worked for."""
    named = next((each for each in visit.console.agencies.all.values() if each.code == code), None)
    return named if named is not None and visit.may(Right.DRAFT, named.id) else visit.agency


def _faulty(typed: Typed, faults: Mapping[str, str]) -> Typed:
    return Typed(typed.values, faults=dict[str, Any](faults))
