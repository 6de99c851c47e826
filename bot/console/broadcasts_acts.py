"""What colleagues do with broadcasts at the desk: each act once, on record, by whoever may."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from aiohttp import web
from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.broadcast_wording import STATES
from bot.console import broadcasts_wording as wording
from bot.console.filters import moment
from bot.console.plain_refusals import refused_plainly
from bot.console.refusing import GoneError, SaidError
from bot.console.rights import Right
from bot.console.routing import Route, post
from bot.console.visit import Visit
from broadcasts import announcing, controlling, corrections, proposing, settling_posts
from broadcasts.broadcast import Broadcast, BroadcastState
from broadcasts.posts import Post
from connectors.cleaning import cleaned
from knowledge.changes import in_order

LONGEST_REASON = 500


@dataclass(frozen=True, slots=True)
class Asked:
    """What a form asks for: by whom, when, with which words."""

    by: str
    now: datetime
    reason: str
    text: str
    link: str


Act = Callable[[Session, int, Asked], Broadcast | None]
"""Returns the broadcast whose page is shown then; None: the list."""


def routes() -> list[Route]:
    return [
        post(r"/broadcasts/{number:\d{1,9}}/{act:[a-z-]+}", act, Right.EDIT),
        post(r"/posts/{number:\d{1,9}}/settle", settle, Right.SEND),
    ]


async def act(visit: Visit) -> web.StreamResponse:
    """One of `_ACTS`, as the address says; only where the broadcast is as it was when the page was shown."""
    number, name = int(visit.request.match_info["number"]), visit.request.match_info["act"]
    if name not in _ACTS:
        raise GoneError
    right, do = _ACTS[name]
    here = f"/console/broadcasts/{number}"
    form = visit.form
    reason = cleaned(form.text("reason"), LONGEST_REASON).strip()
    asked = Asked(visit.who.name, visit.now, reason, form.text("text"), form.text("link"))
    async with visit.console.database.writing() as session:
        await session.run_sync(in_order)
        if led := await visit.first(session, here):
            return visit.to(led)
        with refused_plainly():
            then = await session.run_sync(lambda sync: _done(visit, sync, number, right, do, asked))
    at = moment(then.start_at) if then is not None else ""
    there = f"/console/broadcasts/{then.id}" if then is not None else "/console/broadcasts"
    return visit.to(there, wording.DONE[name].format(at=at))


async def settle(visit: Visit) -> web.StreamResponse:
    """What an editor saw on the platform of a publication whose outcome nobody could ask about."""
    number, sent = int(visit.request.match_info["number"]), visit.form.text("outcome") == "sent"
    if visit.form.text("outcome") not in {"sent", "not-sent"}:
        raise GoneError

    def settled(session: Session) -> int:
        row = session.get(Post, number)
        if row is None:
            raise GoneError
        visit.own(session.get_one(Broadcast, row.broadcast_id).agency_id, Right.SEND)
        settling_posts.settle(session, number, sent, visit.who.name, visit.now)
        return row.broadcast_id

    async with visit.console.database.writing() as session:
        await session.run_sync(in_order)
        if led := await visit.first(session, "/console/broadcasts"):
            return visit.to(led)
        with refused_plainly():
            broadcast_id = await session.run_sync(settled)
    return visit.to(f"/console/broadcasts/{broadcast_id}", wording.SETTLED)


def _done(
    visit: Visit, session: Session, number: int, right: Right, do: Act, asked: Asked
) -> Broadcast | None:
    broadcast = session.scalar(select(Broadcast).where(Broadcast.id == number).with_for_update())
    if broadcast is None:
        raise GoneError
    visit.own(broadcast.agency_id, right)
    seen = visit.form.text("seen")
    if seen != broadcast.state.value:
        raise SaidError(wording.CHANGED_SINCE.format(state=STATES[broadcast.state]))
    return do(session, number, asked)


def _approve(session: Session, number: int, asked: Asked) -> Broadcast:
    return proposing.approve(session, number, by=asked.by, now=asked.now)


def _second(session: Session, number: int, asked: Asked) -> Broadcast:
    return proposing.second(session, number, by=asked.by, now=asked.now)


def _discard(session: Session, number: int, asked: Asked) -> None:
    announcing.discard(session, number, by=asked.by, now=asked.now)


def _start(session: Session, number: int, asked: Asked) -> Broadcast:
    return proposing.start(session, number, by=asked.by, now=asked.now)


def _rehearse(session: Session, number: int, asked: Asked) -> Broadcast:
    proposing.rehearse(session, number, by=asked.by, now=asked.now)
    return session.get_one(Broadcast, number)


def _take_back(session: Session, number: int, asked: Asked) -> Broadcast:
    """While nobody was told: once it began, it is paused or cancelled instead."""
    if session.get_one(Broadcast, number).state is not BroadcastState.PLANNED:
        raise SaidError(wording.HAS_BEGUN)
    reason = asked.reason or wording.TAKEN_BACK
    controlling.cancel(session, number, asked.by, asked.now, reason)
    return session.get_one(Broadcast, number)


def _pause(session: Session, number: int, asked: Asked) -> Broadcast:
    controlling.pause(session, number, asked.by, asked.now, _needed(asked.reason))
    return session.get_one(Broadcast, number)


def _resume(session: Session, number: int, asked: Asked) -> Broadcast:
    controlling.resume(session, number, asked.by, asked.now)
    return session.get_one(Broadcast, number)


def _cancel(session: Session, number: int, asked: Asked) -> Broadcast:
    controlling.cancel(session, number, asked.by, asked.now, _needed(asked.reason))
    return session.get_one(Broadcast, number)


def _correct(session: Session, number: int, asked: Asked) -> Broadcast:
    return corrections.correct(session, number, text=asked.text, link=asked.link, by=asked.by, now=asked.now)


def _withdraw(session: Session, number: int, asked: Asked) -> Broadcast:
    return corrections.withdraw(session, number, text=asked.text, by=asked.by, now=asked.now)


def _needed(reason: str) -> str:
    if not reason:
        raise SaidError(wording.NO_REASON)
    return reason


_ACTS: Mapping[str, tuple[Right, Act]] = {
    "approve": (Right.SEND, _approve),
    "second": (Right.SEND, _second),
    "discard": (Right.EDIT, _discard),
    "start": (Right.SEND, _start),
    "rehearse": (Right.EDIT, _rehearse),
    "take-back": (Right.SEND, _take_back),
    "pause": (Right.SEND, _pause),
    "resume": (Right.SEND, _resume),
    "cancel": (Right.SEND, _cancel),
    "correct": (Right.SEND, _correct),
    "withdraw": (Right.SEND, _withdraw),
}
