"""What was read is put where it belongs: a new article, another address of one, or its next version.

Identity is canonical address and digest. A text that any version of any article of the agency had is that
article, wherever it stands and whenever it comes back; only what nobody ever saw can be news.
"""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Session

from connectors.portal.addresses import canonical
from knowledge.agencies import Agency
from knowledge.articles import Article, ArticleAddress, ArticleState, ArticleVersion
from knowledge.entries import Entry
from knowledge.guarding import RemarkKind
from knowledge.identity import Piece, believed
from knowledge.opening import VIETNAM
from knowledge.topics import MOST_TOPICS, topics_of

YOUNG, YOUNGISH, GROWN, OLD = timedelta(days=1), timedelta(days=7), timedelta(days=30), timedelta(days=365)
_DAY = timedelta(days=1)


class Filed(StrEnum):
    NEW = "new"
    JOINED = "joined"
    """Another address of an article that is known."""
    CHANGED = "changed"
    SAME = "same"


@dataclass(frozen=True, slots=True)
class Shelf:
    """Where articles of a source go. `home`: names of the agency and those above it, for places."""

    source_id: int
    agency_id: int
    home: str
    topics: tuple[str, ...] = ()
    """Codes that all articles of the source get."""
    fresh: timedelta = timedelta(days=3)
    """What is older when it is first seen is not announced."""
    announces: bool = True
    """Whether anything of it can be news; files of a folder are none."""


def file(session: Session, shelf: Shelf, row: ArticleAddress, piece: Piece, now: datetime) -> Filed:
    """The page of an address that waited. Short; the caller's transaction is kept with what it says."""
    session.execute(select(Agency.id).where(Agency.id == shelf.agency_id).with_for_update(key_share=True))
    entry = Entry.model_validate(row.entry)
    final = canonical(piece.url)
    article = _known(session, shelf.agency_id, final, piece)
    filed = Filed.JOINED if article else Filed.NEW
    if article is None:
        article = _added(session, shelf, entry, piece, now)
    elif article.missing_at is not None:
        come_back(article, piece.url, shelf.fresh, now)
    link(session, shelf, article.id, row.address, entry.url)
    for address, url in _others(row.address, final, piece):
        link(session, shelf, article.id, address, url)
    return filed


def revise(session: Session, shelf: Shelf, article: Article, piece: Piece, now: datetime) -> Filed:
    """The page of an article, read again: the same, or its next version."""
    if article.missing_at is not None:
        come_back(article, article.url, shelf.fresh, now)
    article.checked_at, article.check_at = now, check_at(article, now)
    if piece.digest == article.digest:
        return Filed.SAME
    article.version += 1
    article.changed_at = now
    article.published_at = believed(piece.published, now) or article.published_at
    article.categories = list(dict.fromkeys((*article.categories, *piece.categories)))
    _write(article, shelf, piece)
    article.check_at = check_at(article, now)
    _keep_version(session, article, now)
    if any(remark["holds"] for remark in article.remarks) and _may_be_held(article):
        article.state = ArticleState.HELD
    return Filed.CHANGED


def come_back(article: Article, url: str, fresh: timedelta, now: datetime) -> None:
    """It is there again: what was told stays told, what nobody decided about may still be news."""
    article.missing_at, article.url = None, url
    article.check_at = check_at(article, now)
    if article.state is not ArticleState.GONE:
        return
    if article.told_version:
        article.state = ArticleState.APPROVED
    elif any(remark["holds"] for remark in article.remarks):
        article.state = ArticleState.HELD
    elif article.published_at and _young(article.published_at, fresh, now):
        article.state = ArticleState.WAITING
    else:
        article.state = ArticleState.KEPT


def check_at(article: Article, now: datetime) -> datetime:
    """When its page is looked at again: often while it is young."""
    age = now - (article.changed_at or article.published_at or article.first_at)
    for limit, pause in ((YOUNG, _DAY / 12), (YOUNGISH, _DAY / 2), (GROWN, _DAY), (OLD, 7 * _DAY)):
        if age < limit:
            return now + pause
    return now + 30 * _DAY


def link(session: Session, shelf: Shelf, article_id: int, address: str, url: str) -> None:
    """Note that the article stands under this address, unless another one does."""
    query = select(ArticleAddress).where(
        ArticleAddress.agency_id == shelf.agency_id, ArticleAddress.address == address
    )
    row = session.scalar(query)
    if row is None:
        row = ArticleAddress(agency_id=shelf.agency_id, source_id=shelf.source_id, address=address, tries=0)
        session.add(row)
    elif row.article_id not in {None, article_id}:
        return
    row.article_id, row.entry, row.due_at, row.error, row.tries = article_id, {"url": url}, None, "", 0
    session.flush()


def _known(session: Session, agency_id: int, final: str, piece: Piece) -> Article | None:
    """The article that this is, by its address, its text, or what the page calls its address."""
    article = _at(session, agency_id, final) or _with_digest(session, agency_id, piece.digest)
    if article is None and piece.claimed:
        claimed = _at(session, agency_id, canonical(piece.claimed))
        article = claimed if claimed is not None and claimed.title == piece.title else None
    return article


def _at(session: Session, agency_id: int, address: str) -> Article | None:
    query = (
        select(Article)
        .join(ArticleAddress, ArticleAddress.article_id == Article.id)
        .where(ArticleAddress.agency_id == agency_id, ArticleAddress.address == address)
    )
    return session.scalar(query)


def _with_digest(session: Session, agency_id: int, digest: str) -> Article | None:
    query = (
        select(Article)
        .join(ArticleVersion, ArticleVersion.article_id == Article.id)
        .where(ArticleVersion.digest == digest, Article.agency_id == agency_id)
        .order_by(Article.id)
    )
    return session.scalars(query).first()


def _added(session: Session, shelf: Shelf, entry: Entry, piece: Piece, now: datetime) -> Article:
    dates = [at for at in (believed(piece.published, now), entry.published) if at is not None]
    article = Article(
        agency_id=shelf.agency_id,
        source_id=shelf.source_id,
        url=piece.url,
        categories=list(dict.fromkeys((*entry.categories, *piece.categories))),
        picture=piece.picture or entry.picture,
        published_at=dates[0] if dates else None,
        version=1,
        state=ArticleState.KEPT,
        first_at=now,
        seen_at=now,
        checked_at=now,
        told_version=0,
    )
    _write(article, shelf, piece)
    article.check_at = check_at(article, now)
    article.state = _first_state(shelf, entry, article, min(dates, default=None), now)
    session.add(article)
    session.flush()
    _keep_version(session, article, now)
    return article


def _write(article: Article, shelf: Shelf, piece: Piece) -> None:
    article.title, article.lead, article.text = piece.title, piece.lead, piece.text
    article.author, article.origin = piece.author, piece.origin
    article.picture = piece.picture or article.picture
    article.files = [asdict(file) for file in piece.files]
    article.digest = piece.digest
    found = topics_of(article.categories, piece.title, piece.lead, piece.text, shelf.home)
    article.topics = list(dict.fromkeys((*shelf.topics[:MOST_TOPICS], *found)))
    article.remarks = [remark.as_mapping() for remark in piece.remarks]


def _first_state(
    shelf: Shelf, entry: Entry, article: Article, oldest: datetime | None, now: datetime
) -> ArticleState:
    kinds = {RemarkKind(remark["kind"]) for remark in article.remarks if remark["holds"]}
    news = shelf.announces and _is_news(entry, oldest, shelf.fresh, now)
    if kinds - {RemarkKind.UNREADABLE} or (kinds and (news or not shelf.announces)):
        return ArticleState.HELD
    return ArticleState.WAITING if news else ArticleState.KEPT


def _is_news(entry: Entry, oldest: datetime | None, fresh: timedelta, now: datetime) -> bool:
    """Of several dates the oldest counts: portals date old articles anew when they list them again."""
    if oldest is None:
        return entry.head and not entry.baseline
    return _young(oldest, fresh, now)


def _young(at: datetime, fresh: timedelta, now: datetime) -> bool:
    local = at.astimezone(VIETNAM)
    midnight = (local.hour, local.minute, local.second) == (0, 0, 0)
    return now - at <= fresh + (_DAY if midnight else timedelta())  # a date without a time is the whole day


def _may_be_held(article: Article) -> bool:
    waits = {ArticleState.KEPT, ArticleState.WAITING, ArticleState.APPROVED}
    return article.state in waits and article.told_version == 0


def _keep_version(session: Session, article: Article, now: datetime) -> None:
    version = ArticleVersion(
        article_id=article.id,
        number=article.version,
        digest=article.digest,
        title=article.title,
        lead=article.lead,
        text=article.text,
        published_at=article.published_at,
        at=now,
    )
    session.add(version)


def _others(own: str, final: str, piece: Piece) -> Iterable[tuple[str, str]]:
    """Further addresses: where it was led to, and what the page calls itself."""
    further = [(final, piece.url)]
    if piece.claimed:
        further.append((canonical(piece.claimed), piece.claimed))
    return [(address, url) for address, url in further if address != own]
