"""News that an editor plans by hand: articles that were chosen, or words of the agency's own.

A draft comes first, which nobody is sent: its reach is shown, then it is approved or discarded. Functions
take a synchronous session that writes and raise RefusedError with what to do.
"""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from broadcasts import announcing_wording as wording
from broadcasts import planning_wording
from broadcasts.broadcast import (
    Broadcast,
    BroadcastItem,
    BroadcastKind,
    BroadcastPart,
    BroadcastState,
)
from broadcasts.making import Plan, called, make, words_of, write_down
from broadcasts.planning import MOST_ITEMS
from broadcasts.proposing import LONGEST_TEXT, LONGEST_TITLE, agency_of, found, linked, named, said
from broadcasts.ruling import rule_of
from broadcasts.ways import reachable
from knowledge import news_wording
from knowledge.agencies import Agency
from knowledge.articles import Article, ArticleState
from knowledge.changes import in_order
from knowledge.refusals import RefusedError

_TELLABLE = (ArticleState.KEPT, ArticleState.WAITING, ArticleState.APPROVED)


def propose_news(
    session: Session,
    agency_code: str,
    numbers: Sequence[int],
    *,
    title: str = "",
    text: str = "",
    link: str = "",
    by: str,
    now: datetime,
) -> Broadcast:
    """A draft of news of these articles, or of these words; `proposing.approve` plans it."""
    name, agency = named(by), agency_of(session, agency_code)
    if numbers and (title or text or link):
        raise RefusedError(wording.WORDS_OR_ARTICLES)
    words = _words(title, text) if not numbers else ("", "")
    in_order(session)
    if not reachable(session, agency.code):
        raise RefusedError(planning_wording.NO_ACCOUNT.format(agency=agency.name))
    articles = _articles(session, agency, list(dict.fromkeys(numbers)))
    plan = Plan(BroadcastKind.NEWS, name, None, now, title=words[0], text=words[1], link=linked(link))
    draft = make(session, agency, rule_of(session, agency.code), plan, articles)
    draft.approved_by, draft.approved_at = "", None
    session.flush()
    return draft


def discard(session: Session, broadcast_id: int, *, by: str, now: datetime) -> None:
    """Forget a draft, so that its articles may be planned as if it had never been."""
    draft = found(session, broadcast_id)
    if draft.state is not BroadcastState.DRAFT:
        raise RefusedError(wording.NOT_A_DRAFT.format(number=draft.id))
    what = wording.DISCARDED.format(broadcast=called(session, draft))
    write_down(session, draft, named(by), what, now, before=words_of(draft), after=None)
    for table in (BroadcastItem, BroadcastPart):
        session.execute(delete(table).where(table.broadcast_id == draft.id))
    session.delete(draft)
    session.flush()


def _words(title: str, text: str) -> tuple[str, str]:
    heading = said(title, planning_wording.A_TITLE, LONGEST_TITLE)
    return heading, said(text, planning_wording.A_TEXT, LONGEST_TEXT)


def _articles(session: Session, agency: Agency, numbers: Sequence[int]) -> list[Article]:
    """These articles in that order. Raises RefusedError for one that the agency can't tell, or told."""
    if len(numbers) > MOST_ITEMS:
        raise RefusedError(wording.TOO_MANY.format(most=MOST_ITEMS))
    rows = {row.id: row for row in session.scalars(select(Article).where(Article.id.in_(numbers)))}
    articles, line = [], _line(session, agency)
    for number in numbers:
        article = rows.get(number)
        if article is None:
            raise RefusedError(news_wording.NO_ARTICLE.format(number=number))
        _tellable(article, line, agency)
        if told := _told_in(session, agency, number):
            raise RefusedError(
                wording.TOLD_ALREADY.format(number=number, title=article.title, broadcast=told)
            )
        articles.append(article)
    return articles


def _tellable(article: Article, line: Sequence[int], agency: Agency) -> None:
    if article.agency_id not in line:
        raise RefusedError(wording.NOT_THEIRS.format(number=article.id, agency=agency.name))
    if article.state not in _TELLABLE:
        raise RefusedError(wording.NOT_TELLABLE.format(number=article.id))
    if not article.title:
        raise RefusedError(wording.UNTITLED.format(number=article.id))


def _told_in(session: Session, agency: Agency, number: int) -> int | None:
    """The broadcast of news, not cancelled, that the article is in."""
    query = (
        select(Broadcast.id)
        .join(BroadcastItem, BroadcastItem.broadcast_id == Broadcast.id)
        .where(
            BroadcastItem.article_id == number,
            Broadcast.agency_id == agency.id,
            Broadcast.kind == BroadcastKind.NEWS,
            Broadcast.state != BroadcastState.CANCELLED,
        )
    )
    return session.scalar(query.order_by(Broadcast.id.desc()).limit(1))


def _line(session: Session, agency: Agency) -> list[int]:
    """The agency and all above it, whose articles it may tell."""
    line = [agency]
    while line[-1].parent_id is not None:
        line.append(session.get_one(Agency, line[-1].parent_id))
    return [each.id for each in line]
