"""One talk: what was said, how long one may write, what the assistant would say, the box to write in."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from aiohttp import web
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.console import talks_showing as showing
from bot.console import talks_wording as wording
from bot.console.refusing import GoneError
from bot.console.rights import Right
from bot.console.routing import Route, get
from bot.console.talks_showing import Row, Spoken
from bot.console.visit import Visit
from bot.conversation import Conversation, answers
from bot.officers.canned import CannedAnswer
from bot.officers.talks import OfficerTalk, Side, TalkState
from connectors.messages import Reply
from knowledge.findings import Unsure

MOST_LINES = 200
MOST_CANNED = 50


@dataclass(frozen=True, slots=True)
class Shown:
    """What stands on the page of a talk; `draft` is what the assistant would answer."""

    row: Row
    lines: list[Spoken]
    draft: str
    canned: list[CannedAnswer]


def routes() -> list[Route]:
    return [
        get(r"/talks/{talk:\d{1,9}}", page, Right.TALK),
        get(r"/talks/{talk:\d{1,9}}/lines", lines, Right.TALK),
    ]


async def page(visit: Visit) -> web.StreamResponse:
    """The page; `put` in its address puts the draft or a canned answer into the box."""
    async with visit.console.database.reading() as session:
        shown = await read(session, visit, await own(session, visit))
    return show(visit, shown, text=_put(visit, shown))


async def lines(visit: Visit) -> web.StreamResponse:
    """What was said, for a page that looks again and again: what is being typed is no part of it."""
    async with visit.console.database.reading() as session:
        shown = await read(session, visit, await own(session, visit))
    return visit.piece("talks/lines.html", wording, **_values(visit, shown))


def show(visit: Visit, shown: Shown, *, text: str = "", fault: str = "") -> web.Response:
    """The page with `text` in the box; a fault is told beside it."""
    return visit.page(
        "talks/talk.html",
        wording,
        status=422 if fault else 200,
        title=shown.row.title,
        text=text,
        fault=fault,
        canned=shown.canned,
        days=visit.console.settings.talk_days,
        minutes=visit.console.settings.handover_minutes,
        **_values(visit, shown),
    )


async def own(session: AsyncSession, visit: Visit) -> OfficerTalk:
    """The talk of the address. Raises GoneError, NotAllowedError."""
    talk = await session.get(OfficerTalk, int(visit.request.match_info["talk"]))
    if talk is None:
        raise GoneError
    visit.own(talk.agency_id, Right.TALK)
    return talk


async def read(session: AsyncSession, visit: Visit, talk: OfficerTalk) -> Shown:
    """Everything that is shown of it."""
    said = await showing.spoken(session, talk, MOST_LINES)
    draft = _draft(visit.console.conversation, talk, said, visit.now)
    line = visit.console.agencies.line(talk.agency_id)
    words = select(CannedAnswer).where(CannedAnswer.agency_id.in_(line)).order_by(CannedAnswer.title)
    canned = list(await session.scalars(words.limit(MOST_CANNED)))
    return Shown(await showing.shown(session, visit, talk), said, draft, canned)


def _values(visit: Visit, shown: Shown) -> dict[str, Any]:
    talk = shown.row.talk
    mine = talk.state is TalkState.CLAIMED and talk.claimed_by == visit.who.name
    return {
        "row": shown.row,
        "talk": talk,
        "lines": shown.lines,
        "draft": shown.draft,
        "full": len(shown.lines) == MOST_LINES,
        "is_open": talk.state is not TalkState.CLOSED,
        "is_waiting": talk.state is TalkState.WAITING,
        "is_mine": mine,
    }


def _draft(conversation: Conversation, talk: OfficerTalk, said: list[Spoken], now: datetime) -> str:
    """What the assistant would say to the last words; empty where it has no answer or would only ask back."""
    asked = said[-1].line if said else None
    if asked is None or asked.side is not Side.PERSON or talk.state is TalkState.CLOSED:
        return ""
    code = talk.key.removeprefix(f"{talk.channel}:").removesuffix(f":{talk.person}")
    try:
        finding = conversation.library.answer(code, asked.text, None, now, talk.channel)
        agency = conversation.library.agency(code)
    except KeyError:
        return ""
    if not answers(finding) or isinstance(finding, Unsure):
        return ""
    return _plain(conversation.rendered(agency, asked.text, finding, now, topic=True))


def _plain(reply: Reply) -> str:
    """The reply as an officer can send it: offered choices as lines, links written out."""
    choices = (f"- {choice.label}" for choice in reply.choices if reply.text.endswith("?"))
    return "\n".join((reply.text, *choices, *(f"{label}: {url}" for label, url in reply.links)))


def _put(visit: Visit, shown: Shown) -> str:
    wanted = visit.request.query.get("put", "")
    if wanted == "draft":
        return shown.draft
    return next((each.text for each in shown.canned if wanted == f"canned-{each.id}"), "")
