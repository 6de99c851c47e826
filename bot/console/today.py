"""Today: the first page, the ten decisions that are worth most now."""

from aiohttp import web
from sqlalchemy.orm import Session

from bot.console import cards_answers, cards_news, undoing_acts, undoing_wording
from bot.console import today_wording as wording
from bot.console.articles import as_seen, since
from bot.console.cards import SHOWN, Card, Kind, chosen
from bot.console.refusing import GoneError, SaidError
from bot.console.rendering import address
from bot.console.rights import Right
from bot.console.routing import Route, get, post
from bot.console.undoing import offer
from bot.console.undos import Undo
from bot.console.visit import Visit
from knowledge import deciding
from knowledge.articles import Article

KINDS = (
    cards_news.talk_cards,
    cards_news.trouble_cards,
    cards_news.broadcast_cards,
    cards_answers.group_cards,
    cards_answers.draft_cards,
    cards_news.article_cards,
    cards_answers.ending_cards,
    cards_answers.later_cards,
)
DECIDING = {"approve": deciding.approve, "hold": deciding.hold, "never": deciding.never}


def routes() -> list[Route]:
    return [
        get("/", today),
        post("/today/articles/{id}", decide_article, Right.EDIT),
        post("/undo/{id}", take_back, Right.READ),
    ]


async def today(visit: Visit) -> web.StreamResponse:
    """The page. At most eleven queries, whatever there is."""

    def read(session: Session) -> list[Card]:
        return [card for kind in KINDS for card in kind(session, visit)]

    found = await visit.console.database.at_once(read, writing=False)
    shown = chosen(found)
    return visit.page(
        "today/today.html",
        wording,
        title=wording.TITLE,
        cards=shown,
        more=len(found) - len(shown),
        most=SHOWN,
        Kind=Kind,
        undo=undoing(visit),
    )


async def decide_article(visit: Visit) -> web.StreamResponse:
    """Approve, hold or never tell an article."""
    act = DECIDING.get(visit.form.text("decision"))
    number = numbered(visit)
    if act is None:
        raise SaidError(wording.CHOOSE)
    async with visit.console.database.writing() as session:
        if await visit.first(session, "/console/"):
            return visit.to("/console/")
        article = await session.get(Article, number)
        if article is None:
            raise GoneError
        visit.own(article.agency_id, Right.EDIT)
        if visit.form.text("seen") != as_seen(article):
            raise SaidError(since(article))
        before = article.state
        who, now = visit.who.name, visit.now
        await session.run_sync(lambda sync: act(sync, [number], by=who, now=now))
        told = wording.ARTICLE_DECIDED[article.state].format(title=article.title)
        data = {"article": number, "before": before.value, "after": article.state.value}
        undo = await offer(session, visit, undoing_acts.ARTICLE, article.agency_id, told, data)
    return done(visit, undo)


async def take_back(visit: Visit) -> web.StreamResponse:
    """Undo what the visitor did last."""
    async with visit.console.database.writing() as session:
        undo = await undoing_acts.undo(session, visit, numbered(visit))
    back = visit.form.text("back") or "/console/"
    return visit.to(back, undoing_wording.UNDONE.format(told=undo.told))


def done(visit: Visit, undo: Undo, path: str = "/console/") -> web.Response:
    """What is shown once a card was decided: a line in its place, or its page; each with the undo."""
    if visit.request.headers.get("HX-Request"):
        return visit.piece("today/done.html", wording, told=undo.told, undo=undo.id)
    return visit.to(address(path, undo=undo.id), undo.told)


def undoing(visit: Visit) -> int | None:
    """The number of the act that the page offers to take back."""
    return _number(visit.request.query.get("undo", ""))


def numbered(visit: Visit, name: str = "id") -> int:
    """The number in the address. Raises GoneError for anything else."""
    number = _number(visit.request.match_info[name])
    if number is None:
        raise GoneError
    return number


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else None  # noqa: PLR2004 (of an INTEGER)
