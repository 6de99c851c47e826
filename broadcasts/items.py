"""The articles of a broadcast: which of them may still be told, in which version.

Functions take a synchronous session.
"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, bindparam, select
from sqlalchemy.orm import Session

from broadcasts.broadcast import Broadcast, BroadcastItem, BroadcastKind
from connectors.portal.addresses import to_tell
from knowledge.articles import Article, ArticleState, ArticleVersion

LEFT_OUT = (ArticleState.GONE, ArticleState.NEVER, ArticleState.HELD)
"""What an article may become while a broadcast of it waits or goes on; nobody is told it from then on."""


@dataclass(frozen=True, slots=True)
class Told:
    """One article as it is told: the version that was approved."""

    article_id: int
    version: int
    title: str
    lead: str
    text: str
    link: str
    picture: str
    topics: frozenset[str]
    published_at: datetime | None


def items_told(session: Session, broadcast: Broadcast, *, left_too: bool = False) -> list[Told]:
    """The articles that may be told, in their order: none that left the portal or is held (or `left_too`)."""
    rows = session.execute(_ITEMS, {"broadcast": _source(broadcast)})
    return [_told(*row) for row in rows if left_too or row[0].state not in LEFT_OUT]


@dataclass(frozen=True, slots=True)
class Standing:
    """What the articles of a broadcast still are: the topics of each that may be told."""

    topics: list[frozenset[str]]
    numbers: frozenset[int]
    """Of the articles that may be told."""
    none_left: bool
    """It was about articles, and none of them may be told any more."""


def standing(session: Session, broadcast: Broadcast) -> Standing:
    """How the articles stand now."""
    rows = session.execute(_TOPICS, {"broadcast": _source(broadcast)}).all()
    told = [row for row in rows if row.state not in LEFT_OUT]
    topics = [frozenset(row.topics) for row in told]
    return Standing(topics, frozenset(row.id for row in told), bool(rows) and not told)


def topics_told(session: Session, broadcast: Broadcast) -> list[frozenset[str]]:
    """The topics of each article that may be told."""
    return standing(session, broadcast).topics


def _source(broadcast: Broadcast) -> int:
    """A rehearsal tells the articles of what is rehearsed."""
    rehearsed = broadcast.kind is BroadcastKind.REHEARSAL and broadcast.about_id is not None
    return broadcast.about_id or 0 if rehearsed else broadcast.id


def as_told(article: Article) -> Told:
    """An article as it would be told now."""
    return _told_as(article, article.version, article)


def _told(article: Article, item: BroadcastItem, version: ArticleVersion | None) -> Told:
    return _told_as(article, item.version, version or article)


def _told_as(article: Article, version: int, said: Article | ArticleVersion) -> Told:
    return Told(
        article.id,
        version,
        said.title,
        said.lead,
        said.text,
        to_tell(article.url),
        article.picture,
        frozenset(article.topics),
        said.published_at,
    )


_TOPICS = (
    select(Article.id, Article.topics, Article.state)
    .join(BroadcastItem, BroadcastItem.article_id == Article.id)
    .where(BroadcastItem.broadcast_id == bindparam("broadcast"))
)
_ITEMS = (
    select(Article, BroadcastItem, ArticleVersion)
    .join(BroadcastItem, BroadcastItem.article_id == Article.id)
    .join(
        ArticleVersion,
        and_(ArticleVersion.article_id == Article.id, ArticleVersion.number == BroadcastItem.version),
        isouter=True,
    )
    .where(BroadcastItem.broadcast_id == bindparam("broadcast"))
    .order_by(BroadcastItem.position, Article.id)
)
