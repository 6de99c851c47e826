"""What `congdan broadcast plan` does: a draft, what it would reach, a question, a plan."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot import broadcast_wording as wording
from bot.commands.act import now, on_database
from bot.commands.broadcast_acts import at
from bot.commands.broadcast_acts_reach import read_reach, say_reach
from bot.commands.channel_acts import on_platforms
from bot.commands.saying import say
from bot.commands.source_acts import agreed
from broadcasts import announcing, composing, proposing
from broadcasts.broadcast import Broadcast, BroadcastState
from connectors.database import Database
from knowledge import news_wording
from knowledge.agencies import Agency, only_root
from knowledge.articles import Article
from knowledge.refusals import RefusedError


@dataclass(frozen=True, slots=True)
class Wanted:
    """What was typed. `asking`: whether somebody is asked before anything is planned."""

    articles: Sequence[int]
    title: str
    text: str
    link: str
    agency: str | None
    emergency: bool
    by: str
    asking: bool


def plan(wanted: Wanted) -> None:
    """A draft that nobody says yes to is gone afterwards, also where the question is left by Ctrl-C."""
    if wanted.emergency and wanted.articles:
        raise RefusedError(wording.EMERGENCY_WORDS)
    code = on_database(lambda database: _agency(database, wanted))
    draft, name = on_database(
        lambda database: database.at_once(lambda session: _draft(session, wanted, code))
    )
    kind = wording.KINDS[draft.kind]
    agreed_to = False
    try:
        say(wording.DRAFTED.format(number=draft.id, kind=kind, agency=code, name=name))
        say_reach(on_platforms(lambda desk: read_reach(desk, draft.id)))
        ask = wording.ASK_EMERGENCY if wanted.emergency else wording.ASK_PLAN
        agreed_to = not wanted.asking or agreed(ask)
    finally:
        if not agreed_to:
            say(_discarded(draft.id, wanted.by))
    if agreed_to:
        _settled(draft.id, wanted)


def _draft(session: Session, wanted: Wanted, code: str) -> tuple[Broadcast, str]:
    words = {"title": wanted.title, "text": wanted.text, "link": wanted.link, "by": wanted.by}
    if wanted.emergency:
        draft = proposing.propose_emergency(session, code, now=now(), **words)
    else:
        draft = announcing.propose_news(session, code, wanted.articles, now=now(), **words)
    return draft, composing.name_of(session, draft)


def _settled(number: int, wanted: Wanted) -> None:
    if wanted.emergency:
        say(wording.PROPOSED.format(number=number))
        return

    def act(session: Session) -> Broadcast:
        broadcast = proposing.found(session, number)
        if broadcast.state is BroadcastState.PLANNED:  # by the agency's rule, meanwhile
            return broadcast
        return proposing.approve(session, number, by=wanted.by, now=now())

    planned = on_database(lambda database: database.at_once(act))
    say(wording.PLANNED.format(number=number, at=at(planned.start_at)))


def _discarded(number: int, by: str) -> str:
    def act(session: Session) -> str:
        if proposing.found(session, number).state is not BroadcastState.DRAFT:
            return wording.BY_RULE_MEANWHILE.format(number=number)
        announcing.discard(session, number, by=by, now=now())
        return wording.NOT_PLANNED

    return on_database(lambda database: database.at_once(act))


async def _agency(database: Database, wanted: Wanted) -> str:
    """Whose broadcast it is: the agency that was named, that of the articles, or the only root."""
    if wanted.agency is not None:
        return wanted.agency
    async with database.reading() as session:
        query = select(Agency.code).join(Article, Article.agency_id == Agency.id)
        theirs = query.where(Article.id.in_(wanted.articles)).distinct().order_by(Agency.code)
        codes = list(await session.scalars(theirs)) if wanted.articles else []
        if wanted.articles and not codes:
            raise RefusedError(news_wording.NO_ARTICLE.format(number=wanted.articles[0]))
        if len(codes) > 1:
            raise RefusedError(wording.AGENCIES_DIFFER.format(codes=", ".join(codes)))
        return codes[0] if codes else (await only_root(session)).code
