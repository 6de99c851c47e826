"""A broadcast that is planned by hand: of articles, of words of the agency's own, or an emergency."""

from collections.abc import Sequence

from aiohttp import web
from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from bot.console import broadcasts_wording as wording
from bot.console.plain_refusals import plainly
from bot.console.rendering import address
from bot.console.rights import Right
from bot.console.routing import Route, get, post
from bot.console.visit import Form, Visit
from broadcasts import announcing, proposing
from broadcasts.broadcast import Broadcast, BroadcastItem, BroadcastKind, BroadcastState
from knowledge.articles import Article, ArticleState
from knowledge.changes import in_order
from knowledge.refusals import RefusedError

NEW = "/console/broadcasts/new"
SHOWN = 30
_NUMBER = 9
_TELLABLE = (ArticleState.WAITING, ArticleState.APPROVED, ArticleState.KEPT)


def routes() -> list[Route]:
    return [get("/broadcasts/new", show, Right.EDIT), post("/broadcasts/new", make, Right.EDIT)]


async def show(visit: Visit) -> web.StreamResponse:
    """Empty, or with what another broadcast says (`like`), or with articles already chosen."""
    query = visit.request.query
    values = {name: query.getall(name) for name in ("article",) if name in query}
    if like := _numbers(query.getall("like", [])):
        values = await visit.console.database.at_once(
            lambda session: _like(visit, session, like[0]), writing=False
        )
    kind = query.get("kind", "words" if "title" in values else "articles")
    return await _page(visit, kind, Form(values), "")


async def make(visit: Visit) -> web.StreamResponse:
    """A draft, which nobody is sent: its page shows whom it reaches, and is where it is approved."""
    kind, form = visit.form.text("kind"), visit.form
    try:
        async with visit.console.database.writing() as session:
            await session.run_sync(in_order)
            if led := await visit.first(session, "/console/broadcasts"):
                return visit.to(led)
            number = await session.run_sync(lambda sync: _draft(visit, sync, kind))
    except RefusedError as error:
        return await _page(visit, kind, form, plainly(str(error)), status=422)
    return visit.to(f"/console/broadcasts/{number}", wording.DRAFTED)


def _draft(visit: Visit, session: Session, kind: str) -> int:
    form, code = visit.form, visit.agency.code
    words = {"title": form.text("title"), "text": form.text("text"), "link": form.text("link")}
    by = {"by": visit.who.name, "now": visit.now}
    if kind == "emergency":
        return proposing.propose_emergency(session, code, **words, **by).id  # type: ignore[arg-type] # texts, a name, a time
    numbers = _numbers(form.texts("article")) if kind == "articles" else []
    said = {} if numbers else words
    return announcing.propose_news(session, code, numbers, **said, **by).id  # type: ignore[arg-type] # the same


async def _page(visit: Visit, kind: str, form: Form, fault: str, *, status: int = 200) -> web.Response:
    chosen = _numbers(form.texts("article"))
    kind = kind if kind in wording.NEW_KINDS else "articles"
    articles = await visit.console.database.at_once(
        lambda session: _articles(visit, session, chosen), writing=False
    )
    return visit.page(
        "broadcasts/new.html",
        wording,
        status=status,
        title=wording.NEW,
        kind=kind,
        kinds=[(name, address(NEW, kind=name), told) for name, told in wording.NEW_KINDS.items()],
        form=form,
        fault=fault,
        chosen=chosen,
        articles=articles,
    )


def _articles(visit: Visit, session: Session, chosen: Sequence[int]) -> Sequence[Article]:
    """Those chosen, then the newest that were told to nobody and are in no broadcast of the agency."""
    line = visit.console.agencies.line(visit.agency.id)
    tellable = select(Article).where(
        Article.agency_id.in_(line),
        Article.state.in_(_TELLABLE),
        Article.title != "",
        Article.told_version == 0,
    )
    of_news = Broadcast.agency_id == visit.agency.id, Broadcast.kind == BroadcastKind.NEWS
    planned = (
        exists()
        .where(BroadcastItem.article_id == Article.id, BroadcastItem.broadcast_id == Broadcast.id)
        .where(*of_news, Broadcast.state != BroadcastState.CANCELLED)
    )
    newest = session.scalars(tellable.where(~planned).order_by(Article.id.desc()).limit(SHOWN)).all()
    missing = set(chosen) - {article.id for article in newest}
    more = select(Article).where(Article.id.in_(missing), Article.agency_id.in_(line))
    return [*session.scalars(more), *newest] if missing else newest


def _like(visit: Visit, session: Session, number: int) -> dict[str, list[str]]:
    """What a broadcast that was taken back says, to be planned anew."""
    broadcast = session.get(Broadcast, number)
    if broadcast is None:
        return {}
    visit.own(broadcast.agency_id, Right.READ)
    items = select(BroadcastItem.article_id).where(BroadcastItem.broadcast_id == number)
    articles = session.scalars(items.order_by(BroadcastItem.position)).all()
    if articles:
        return {"article": [str(article) for article in articles]}
    return {"title": [broadcast.title], "text": [broadcast.text], "link": [broadcast.link]}


def _numbers(texts: Sequence[str]) -> list[int]:
    return [int(text) for text in texts if text.isascii() and text.isdecimal() and len(text) <= _NUMBER]
