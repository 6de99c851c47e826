"""The shared inbox: people who asked for a person, on every channel, who waits longest first."""

from collections.abc import Sequence
from typing import Any

from aiohttp import web
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.console import talks_acts, talks_page
from bot.console import talks_showing as showing
from bot.console import talks_wording as wording
from bot.console.rendering import address
from bot.console.rights import Right
from bot.console.routing import Route, get
from bot.console.visit import Visit
from bot.officers.talks import OfficerTalk, TalkState

PAGE = 30
MOST_CLAIMED = 50


def routes() -> list[Route]:
    """The inbox and its talks."""
    return [
        get("/talks", inbox, Right.TALK),
        get("/talks/open", open_ones, Right.TALK),
        *talks_page.routes(),
        *talks_acts.routes(),
    ]


async def inbox(visit: Visit) -> web.StreamResponse:
    """The page: what waits, what somebody answers; or, with `state=closed`, what is over."""
    if visit.request.query.get("state") == "closed":
        return await _closed(visit)
    return visit.page("talks/inbox.html", wording, title=wording.TITLE, **await _open(visit))


async def open_ones(visit: Visit) -> web.StreamResponse:
    """The lists alone, for a page that looks again and again."""
    return visit.piece("talks/open.html", wording, **await _open(visit))


async def _open(visit: Visit) -> dict[str, Any]:
    after = _number(visit, "after")
    async with visit.console.database.reading() as session:
        waiting = await _talks(session, visit, TalkState.WAITING, after)
        claimed = [] if after else await _talks(session, visit, TalkState.CLAIMED, 0)
        rows = await showing.rows(session, visit, [*waiting[:PAGE], *claimed[:MOST_CLAIMED]])
    shown = len(waiting[:PAGE])
    following = address("/console/talks", after=waiting[PAGE - 1].id) if len(waiting) > PAGE else ""
    here = address("/console/talks/open", after=after or "")
    return {"waiting": rows[:shown], "claimed": rows[shown:], "following": following, "here": here}


async def _closed(visit: Visit) -> web.StreamResponse:
    async with visit.console.database.reading() as session:
        talks = await _talks(session, visit, TalkState.CLOSED, _number(visit, "before"))
        rows = await showing.rows(session, visit, talks[:PAGE])
    older = address("/console/talks", state="closed", before=talks[PAGE - 1].id) if len(talks) > PAGE else ""
    days = visit.console.settings.talk_days
    return visit.page("talks/closed.html", wording, title=wording.CLOSED, rows=rows, older=older, days=days)


async def _talks(session: AsyncSession, visit: Visit, state: TalkState, beyond: int) -> Sequence[OfficerTalk]:
    """Talks of this state in sight, one more than a page: the oldest first, closed ones the newest first."""
    chosen = select(OfficerTalk).where(
        OfficerTalk.state == state, OfficerTalk.agency_id.in_(visit.sight(Right.TALK))
    )
    if state is TalkState.CLOSED:
        before = chosen.where(OfficerTalk.id < beyond) if beyond else chosen
        return (await session.scalars(before.order_by(OfficerTalk.id.desc()).limit(PAGE + 1))).all()
    after = chosen.where(OfficerTalk.id > beyond)
    order = (OfficerTalk.id,) if state is TalkState.WAITING else (OfficerTalk.heard_at,)
    most = PAGE + 1 if state is TalkState.WAITING else MOST_CLAIMED
    return (await session.scalars(after.order_by(*order).limit(most))).all()


def _number(visit: Visit, name: str) -> int:
    text = visit.request.query.get(name, "")
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else 0  # noqa: PLR2004 (of an INTEGER)
