"""The room of articles: what portals published, what an editor decides about it."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Protocol

from aiohttp import web
from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.console import articles_wording as wording
from bot.console import broadcasts_previews as previews
from bot.console.articles_reading import TO_SEE, Filter, listed, opened
from bot.console.plain_refusals import refused_plainly
from bot.console.refusing import GoneError, SaidError
from bot.console.rendering import address
from bot.console.rights import Right
from bot.console.routing import Route, get, post
from bot.console.visit import Visit
from broadcasts import composing
from broadcasts.rules import Rule
from knowledge import deciding, topics
from knowledge.agencies import Agency
from knowledge.articles import Article
from knowledge.changes import in_order

LIST = "/console/articles"
_NUMBER = 9


class Act(Protocol):
    """A decision about articles."""

    def __call__(self, session: Session, ids: Sequence[int], *, by: str, now: datetime) -> list[Article]: ...


ACTS: Mapping[str, Act] = {"approve": deciding.approve, "hold": deciding.hold, "never": deciding.never}


def routes() -> list[Route]:
    return [
        get("/articles", show_list),
        get(r"/articles/{number:\d{1,9}}", show_article),
        post("/articles/decide", decide, Right.EDIT),
    ]


async def show_list(visit: Visit) -> web.StreamResponse:
    wanted = _filter(visit)
    sight = visit.sight()
    found = await visit.console.database.at_once(
        lambda session: listed(session, sight, visit.agency.code, wanted), writing=False
    )
    query = {"state": wanted.state, "topic": wanted.topic, "source": wanted.source}
    return visit.page(
        "articles/list.html",
        wording,
        title=wording.TITLE,
        found=found,
        wanted=wanted,
        here=address(LIST, **query, before=wanted.before),
        after=address(LIST, **query, before=found.more) if found.more else "",
        before=address(LIST, **query) if wanted.before else "",
        topics=[(topic.code, topic.name) for topic in topics.topics()],
        consequence=consequence(found.rule),
        to_see=TO_SEE,
    )


async def show_article(visit: Visit) -> web.StreamResponse:
    number = int(visit.request.match_info["number"])
    found = await visit.console.database.at_once(
        lambda session: opened(session, number, visit.agency.code), writing=False
    )
    if found is None:
        raise GoneError
    article = found.article
    agency = visit.console.agencies.all.get(article.agency_id)
    if agency is None or not _may_read(visit, agency):
        raise GoneError
    return visit.page(
        "articles/article.html",
        wording,
        title=article.title,
        found=found,
        article=article,
        previews=previews.of(visit.console.platforms, agency.code, composing.of_article(agency, article)),
        topics=[topics.name_of(code) for code in article.topics],
        agency=agency,
        own=visit.may(Right.EDIT, article.agency_id),
        consequence=consequence(found.rule),
    )


async def decide(visit: Visit) -> web.StreamResponse:
    """About the articles that were ticked, as they were when the page was shown."""
    act = ACTS.get(visit.form.text("act"))
    numbers = [int(text) for text in visit.form.texts("article") if text.isdecimal() and len(text) <= _NUMBER]
    if act is None or not numbers:
        raise SaidError(wording.NO_CHOICE)
    seen = dict(text.split(":", 1) for text in visit.form.texts("seen") if ":" in text)
    back = visit.form.text("back") or LIST
    async with visit.console.database.writing() as session:
        await session.run_sync(in_order)
        if led := await visit.first(session, back):
            return visit.to(led)
        with refused_plainly():
            changed = await session.run_sync(lambda sync: _decided(visit, sync, act, numbers, seen))
        if not changed:
            await visit.not_done(session)
    said = wording.DONE[visit.form.text("act")] if changed else wording.NOTHING_DONE
    return visit.to(back, said.format(count=changed))


def consequence(rule: Rule) -> str:
    """What an approval leads to."""
    quiet = rule.quiet_from != rule.quiet_until
    told = wording.CONSEQUENCE if quiet else wording.CONSEQUENCE_NO_QUIET
    return told.format(
        minutes=rule.undo_minutes,
        quiet_from=previews.clock(rule.quiet_from),
        quiet_until=previews.clock(rule.quiet_until),
    )


def _decided(
    visit: Visit, session: Session, act: Act, numbers: Sequence[int], seen: Mapping[str, str]
) -> int:
    for article in session.scalars(select(Article).where(Article.id.in_(numbers)).with_for_update()):
        visit.own(article.agency_id, Right.EDIT)
        then = seen.get(str(article.id))
        if then != as_seen(article):
            raise SaidError(since(article))
    return len(act(session, numbers, by=visit.who.name, now=visit.now))


def as_seen(article: Article) -> str:
    """By what a page knows whether somebody decided, or the portal changed it, since it was shown."""
    return f"{article.version}:{article.state.value}"


def since(article: Article) -> str:
    """What became of it since a page showed it, as a sentence."""
    by = wording.BY.format(name=article.decided_by) if article.decided_by else ""
    state = wording.STATES[article.state.value]
    return wording.SINCE.format(title=article.title, state=state, version=article.version, by=by)


def _filter(visit: Visit) -> Filter:
    query = visit.request.query
    state = query.get("state", "")
    topic = query.get("topic", "")
    return Filter(
        state if state in wording.FILTERS else "",
        topic if topics.known(topic) else "",
        _number(query.get("source", "")),
        _number(query.get("before", "")),
    )


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= _NUMBER else None


def _may_read(visit: Visit, agency: Agency) -> bool:
    """One's own and those below, and what stands above the agency that is worked for."""
    return visit.may(Right.READ, agency.id) or agency.id in visit.console.agencies.line(visit.agency.id)
