"""What an officer does with a talk: take it, write, give it back to the assistant, close it."""

from datetime import timedelta

from aiohttp import web
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.console import talks_page
from bot.console import talks_wording as wording
from bot.console.refusing import SaidError
from bot.console.rights import Right
from bot.console.routing import Route, post
from bot.console.visit import Visit
from bot.officers import acting
from bot.officers.acting import Officer
from bot.officers.talks import OfficerTalk, TalkState
from connectors.cleaning import cleaned
from knowledge.changes import Change, one_writer

LONGEST = 4_000
"""Letters of one answer; channels split what is too long for them."""


def routes() -> list[Route]:
    acts = (("claim", claim), ("take", take), ("write", write), ("back", back), ("close", close))
    return [post(rf"/talks/{{talk:\d{{1,9}}}}/{name}", act, Right.TALK) for name, act in acts]


async def claim(visit: Visit) -> web.StreamResponse:
    """Of two who claim at once one gets it, and the other is told who."""
    async with visit.console.database.writing() as session:
        talk = await _own(session, visit)
        officer, number = _officer(visit), talk.id
        won = await session.run_sync(acting.claim, number, officer, visit.now)
        if won:
            _note(session, visit, talk, wording.CHANGE_CLAIMED)
        said = _claimed(visit, talk, won=won)
    return visit.to(_path(number), said)


async def take(visit: Visit) -> web.StreamResponse:
    """Take it from the colleague whom the page showed; not from one who took it since."""
    async with visit.console.database.writing() as session:
        talk = await _own(session, visit)
        number, seen = talk.id, visit.form.text("from")
        before = _standing(talk)
        won = await session.run_sync(
            lambda sync: acting.take_over(sync, number, _officer(visit), visit.now, seen=seen)
        )
        if won:
            _note(session, visit, talk, wording.CHANGE_TAKEN, before=before)
        said = _claimed(visit, talk, won=won)
    return visit.to(_path(number), said)


async def write(visit: Visit) -> web.StreamResponse:
    """Send words to the person; a talk that waits is claimed by it. What can't be sent stays in the box."""
    text = cleaned(visit.form.text("text"), LONGEST + 1).strip()
    async with visit.console.database.writing() as session:
        talk = await _own(session, visit)
        fault = _fault(text) or await _hindrance(session, visit, talk)
        if not fault:
            path = _path(talk.id)
            if not await visit.first(session, path):
                await session.run_sync(acting.write, talk, _officer(visit), text, visit.now)
                _note(session, visit, talk, wording.CHANGE_WROTE)
            return visit.to(path, wording.SENDING)
        shown = await talks_page.read(session, visit, talk)
    return talks_page.show(visit, shown, text=visit.form.text("text"), fault=fault)


async def back(visit: Visit) -> web.StreamResponse:
    """The assistant answers again, and the person is told."""
    async with visit.console.database.writing() as session:
        talk = await _own(session, visit)
        if talk.state is not TalkState.CLOSED and not await visit.first(session, "/console/talks"):
            name, before = visit.console.agencies.name(talk.agency_id), _standing(talk)
            await session.run_sync(acting.hand_back, talk, _officer(visit), name, visit.now)
            _note(session, visit, talk, wording.CHANGE_BACK, before=before)
    return visit.to("/console/talks", wording.HANDED_BACK)


async def close(visit: Visit) -> web.StreamResponse:
    """The assistant answers again; nothing is said."""
    async with visit.console.database.writing() as session:
        talk = await _own(session, visit)
        if talk.state is not TalkState.CLOSED:
            before = _standing(talk)
            await session.run_sync(acting.close, talk, visit.now)
            _note(session, visit, talk, wording.CHANGE_CLOSED, before=before)
    return visit.to("/console/talks", wording.CLOSED_NOW)


async def _own(session: AsyncSession, visit: Visit) -> OfficerTalk:
    """The talk, as nobody else changes it until the act ends."""
    await one_writer(session)
    talk = await talks_page.own(session, visit)
    await session.scalar(select(OfficerTalk.id).where(OfficerTalk.id == talk.id).with_for_update())
    await session.refresh(talk)
    return talk


def _claimed(visit: Visit, talk: OfficerTalk, *, won: bool) -> str:
    """What whoever wanted the talk is told. Raises SaidError where it is closed."""
    if won or talk.claimed_by == visit.who.name:
        return wording.CLAIMED_NOW.format(minutes=visit.console.settings.handover_minutes)
    if talk.state is TalkState.CLOSED:
        raise SaidError(wording.NOT_OPEN)
    return wording.CLAIMED_BY.format(name=visit.called(talk.claimed_by))


async def _hindrance(session: AsyncSession, visit: Visit, talk: OfficerTalk) -> str:
    """Why nothing can be written in the talk; one that waits is claimed now."""
    if talk.state is TalkState.CLOSED:
        return wording.NOT_OPEN
    if talk.state is TalkState.WAITING:
        await session.run_sync(acting.claim, talk.id, _officer(visit), visit.now)
    if talk.claimed_by == visit.who.name:
        return ""
    return wording.TAKEN.format(name=visit.called(talk.claimed_by))


def _fault(text: str) -> str:
    if not text:
        return wording.EMPTY
    return wording.TOO_LONG.format(most=LONGEST) if len(text) > LONGEST else ""


def _officer(visit: Visit) -> Officer:
    silence = timedelta(minutes=visit.console.settings.handover_minutes)
    return Officer(visit.who.name, visit.who.full_name, silence)


def _note(
    session: AsyncSession,
    visit: Visit,
    talk: OfficerTalk,
    what: str,
    before: dict[str, str] | None = None,
) -> None:
    """Who did what and when; never what was said."""
    session.add(
        Change(
            agency_id=talk.agency_id,
            by=visit.who.name,
            what=what.format(number=talk.id),
            at=visit.now,
            subject=f"talk:{talk.id}",
            before=before,
            after=_standing(talk),
            learned=False,
        )
    )


def _standing(talk: OfficerTalk) -> dict[str, str]:
    return {"state": talk.state.value, "claimed_by": talk.claimed_by}


def _path(number: int) -> str:
    return f"/console/talks/{number}"
