"""Canned answers: what officers say again and again."""

from aiohttp import web
from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.console import canned_wording as wording
from bot.console.refusing import GoneError
from bot.console.rights import Right
from bot.console.routing import Route, get, post
from bot.console.visit import Visit
from bot.officers.canned import CannedAnswer
from knowledge.changes import Change, one_writer

MOST = 50
"""Of one agency."""
LONGEST_TITLE, LONGEST_TEXT = 80, 4_000
HOME = "/console/canned"


def routes() -> list[Route]:
    one = r"/canned/{answer:\d{1,9}}"
    return [
        get("/canned", page, Right.TALK),
        post("/canned", add, Right.TALK),
        get(one, edit, Right.TALK),
        post(one, save, Right.TALK),
        post(f"{one}/delete", delete, Right.TALK),
    ]


async def page(visit: Visit) -> web.StreamResponse:
    """The agency's answers, those of the agencies above it, and a form for one more."""
    async with visit.console.database.reading() as session:
        return await _page(session, visit)


async def add(visit: Visit) -> web.StreamResponse:
    title, text = visit.form.text("title"), visit.form.text("text")
    async with visit.console.database.writing() as session:
        await one_writer(session)
        theirs = select(func.count()).where(CannedAnswer.agency_id == visit.agency.id)
        fault = _fault(title, text)
        if not fault and (await session.scalar(theirs) or 0) >= MOST:
            fault = wording.TOO_MANY.format(most=MOST)
        if fault:
            return await _page(session, visit, title=title, text=text, fault=fault)
        if not await visit.first(session, HOME):
            answer = CannedAnswer(agency_id=visit.agency.id, title=title, text=text)
            session.add(answer)
            await session.flush()
            _note(session, visit, answer, wording.CHANGE_ADDED)
    return visit.to(HOME, wording.ADDED)


async def edit(visit: Visit) -> web.StreamResponse:
    async with visit.console.database.reading() as session:
        answer = await _own(session, visit)
    return _edit(visit, answer, answer.title, answer.text)


async def save(visit: Visit) -> web.StreamResponse:
    """Save a change; the second of two who change it at once sees what the first wrote, and both texts."""
    title, text = visit.form.text("title"), visit.form.text("text")
    async with visit.console.database.writing() as session:
        await one_writer(session)
        answer = await _own(session, visit)
        fault = _fault(title, text)
        if not fault and await visit.first(session, HOME):
            return visit.to(HOME, wording.SAVED)
        if not fault and visit.form.number("version") != answer.version:
            await visit.not_done(session)
            fault = wording.CHANGED.format(text=answer.text)
        if fault:
            return _edit(visit, answer, title, text, fault=fault)
        before = {"title": answer.title, "text": answer.text}
        answer.title, answer.text, answer.version = title, text, answer.version + 1
        _note(session, visit, answer, wording.CHANGE_SAVED, before)
    return visit.to(HOME, wording.SAVED)


async def delete(visit: Visit) -> web.StreamResponse:
    """As the page showed it; what a colleague made of it since is shown first."""
    async with visit.console.database.writing() as session:
        await one_writer(session)
        if await visit.first(session, HOME):
            return visit.to(HOME, wording.DELETED)
        answer = await _own(session, visit)
        if visit.form.number("version") != answer.version:
            await visit.not_done(session)
            return _edit(visit, answer, answer.title, answer.text, fault=wording.NOT_DELETED)
        _note(session, visit, answer, wording.CHANGE_DELETED, {"title": answer.title, "text": answer.text})
        await session.delete(answer)
    return visit.to(HOME, wording.DELETED)


async def _page(
    session: AsyncSession, visit: Visit, *, title: str = "", text: str = "", fault: str = ""
) -> web.Response:
    line = visit.console.agencies.line(visit.agency.id)
    chosen = select(CannedAnswer).where(CannedAnswer.agency_id.in_(line)).order_by(CannedAnswer.title)
    rows = list(await session.scalars(chosen.limit(MOST * len(line))))
    return visit.page(
        "canned/list.html",
        wording,
        status=422 if fault else 200,
        title=wording.TITLE,
        rows=[(row, visit.console.agencies.name(row.agency_id)) for row in rows],
        name=title,
        text=text,
        fault=fault,
    )


def _edit(visit: Visit, answer: CannedAnswer, title: str, text: str, *, fault: str = "") -> web.Response:
    return visit.page(
        "canned/one.html",
        wording,
        status=422 if fault else 200,
        title=wording.EDIT_ONE,
        answer=answer,
        name=title,
        text=text,
        fault=fault,
    )


async def _own(session: AsyncSession, visit: Visit) -> CannedAnswer:
    answer = await session.get(CannedAnswer, int(visit.request.match_info["answer"]))
    if answer is None:
        raise GoneError
    visit.own(answer.agency_id, Right.TALK)
    return answer


def _fault(title: str, text: str) -> str:
    if not title or not text:
        return wording.EMPTY
    if len(title) > LONGEST_TITLE or len(text) > LONGEST_TEXT:
        return wording.TOO_LONG.format(title=LONGEST_TITLE, text=LONGEST_TEXT)
    return ""


def _note(
    session: AsyncSession, visit: Visit, answer: CannedAnswer, what: str, before: dict[str, str] | None = None
) -> None:
    session.add(
        Change(
            agency_id=answer.agency_id,
            by=visit.who.name,
            what=what.format(title=answer.title),
            at=visit.now,
            subject=f"canned:{answer.id}",
            before=before,
            after=None if what == wording.CHANGE_DELETED else {"title": answer.title, "text": answer.text},
            learned=False,
        )
    )
