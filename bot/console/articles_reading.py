"""What the pages about articles show. Functions take a synchronous session that reads."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Text, and_, cast, or_, select
from sqlalchemy.orm import Session

from broadcasts import naming
from broadcasts.broadcast import Broadcast, BroadcastItem
from broadcasts.rules import Rule
from broadcasts.ruling import rule_of
from connectors.masking import masked
from knowledge.articles import Article, ArticleAddress, ArticleState, ArticleVersion
from knowledge.guarding import Remark, marked
from knowledge.sources import Source
from knowledge.versions import difference, versions_of

ROWS = 30
MOST_SOURCES = 200
TO_SEE = (ArticleState.WAITING, ArticleState.HELD)
CHANGED = "changed"
_SINCE_TOLD = and_(Article.told_version > 0, Article.told_version < Article.version)


@dataclass(frozen=True, slots=True)
class Filter:
    """What the list is narrowed to; `state` empty: what needs an editor. `before`: numbers below it."""

    state: str = ""
    topic: str = ""
    source: int | None = None
    before: int | None = None


@dataclass(frozen=True, slots=True)
class Listed:
    """A page of the list. `more`: the number below which the next page goes on; None: there is none."""

    articles: Sequence[Article]
    more: int | None
    sources: Sequence[Source]
    rule: Rule


@dataclass(frozen=True, slots=True)
class Opened:
    """An article with all that is shown of it."""

    article: Article
    lines: Sequence[tuple[str, tuple[Remark, ...]]]
    changes: Sequence[str]
    versions: Sequence[ArticleVersion]
    addresses: Sequence[str]
    told_in: Mapping[int, str]
    """Numbers and names of broadcasts that it is in."""
    rule: Rule


def listed(session: Session, agencies: Collection[int], code: str, wanted: Filter) -> Listed:
    """The newest first; `code` is the agency whose rule is told."""
    where = [Article.agency_id.in_(agencies), _state(wanted.state)]
    if wanted.topic:
        where.append(cast(Article.topics, Text).contains(f'"{wanted.topic}"', autoescape=True))
    if wanted.source is not None:
        where.append(Article.source_id == wanted.source)
    if wanted.before is not None:
        where.append(Article.id < wanted.before)
    found = session.scalars(select(Article).where(*where).order_by(Article.id.desc()).limit(ROWS + 1)).all()
    sources = select(Source).where(Source.agency_id.in_(agencies)).order_by(Source.id).limit(MOST_SOURCES)
    more = found[ROWS - 1].id if len(found) > ROWS else None
    return Listed(found[:ROWS], more, session.scalars(sources).all(), rule_of(session, code))


def opened(session: Session, number: int, code: str) -> Opened | None:
    """None: there is no such article."""
    article = session.get(Article, number)
    if article is None:
        return None
    versions = versions_of(session, number)
    query = select(ArticleAddress).where(ArticleAddress.article_id == number).order_by(ArticleAddress.id)
    urls = (row.entry.get("url") or row.address for row in session.scalars(query))
    others = [url for url in dict.fromkeys(urls) if url != article.url]
    lines = [*marked(article.title, article.lead, article.text)]
    told_in = _told_in(session, number)
    changes = _changes(article, versions)
    return Opened(article, lines, changes, versions, others, told_in, rule_of(session, code))


def _told_in(session: Session, number: int) -> dict[int, str]:
    query = (
        select(Broadcast)
        .join(BroadcastItem, BroadcastItem.broadcast_id == Broadcast.id)
        .where(BroadcastItem.article_id == number)
        .order_by(Broadcast.id.desc())
        .limit(ROWS)
    )
    return naming.names_of(session, session.scalars(query).all())


def _state(state: str) -> ColumnElement[bool]:
    if state == CHANGED:
        return _SINCE_TOLD
    if state in set(ArticleState):
        return Article.state == ArticleState(state)
    vanished = and_(Article.told_version > 0, Article.state == ArticleState.GONE)
    return or_(Article.state.in_(TO_SEE), _SINCE_TOLD, vanished)


def _changes(article: Article, versions: Sequence[ArticleVersion]) -> list[str]:
    """Between what was told and what it says now, else between the last two versions; numbers masked."""
    by_number = {version.number: version for version in versions}
    new = by_number.get(article.version)
    before = article.told_version if 0 < article.told_version < article.version else article.version - 1
    old = by_number.get(before)
    return [masked(line) for line in difference(old, new)] if old and new else []
