"""Pages of articles that are looked at again, and what is done when one is not there any more."""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta

from sqlalchemy import or_, select, update
from sqlalchemy.orm import Session

from connectors.portal.pages import Missing, PortalError
from knowledge.articles import Article, ArticleAddress, ArticleState
from knowledge.sources import Source, SourceState

GONE_AFTER = timedelta(days=1)
"""A page is gone when it was missing twice, so long apart."""
_AFTER_MISS = timedelta(hours=12)
_AFTER_TROUBLE = timedelta(hours=6)
_MISSING = "missing"
_STAYS = frozenset({ArticleState.NEVER, ArticleState.GONE})


def due(session: Session, source_id: int, now: datetime, most: int) -> Sequence[Article]:
    """Articles whose pages are to be looked at again, the longest due first."""
    query = select(Article).where(Article.source_id == source_id, Article.check_at <= now)
    return session.scalars(query.order_by(Article.check_at, Article.id).limit(most)).all()


def look_again(session: Session, article_ids: Collection[int], at: datetime) -> None:
    """Have their pages looked at again at `at`, and their sources read then, unless that is due earlier.

    What is being read just now is left as it is, and so is a source that is stopped or in trouble.
    """
    later = Article.id.in_(article_ids), or_(Article.check_at.is_(None), Article.check_at > at)
    pages = select(Article).where(*later).order_by(Article.id).with_for_update(skip_locked=True)
    for article in session.scalars(pages):
        article.check_at = at
    theirs = Source.id.in_(select(Article.source_id).where(Article.id.in_(article_ids)))
    resting = Source.condition == SourceState.READING, Source.lease_until.is_(None), Source.due_at > at
    sources = select(Source).where(theirs, *resting).order_by(Source.id).with_for_update(skip_locked=True)
    for source in session.scalars(sources):
        source.due_at = at
    session.flush()


def note_trouble(session: Session, article_id: int, error: PortalError, now: datetime) -> bool:
    """Its page could not be read; whether it is gone now, and was not before.

    Only "there is nothing" counts, twice and a day apart; and only where no other address of it is left. What
    was approved and not told yet waits from the first time on: nobody is sent to a page that is not there.
    """
    article = session.get_one(Article, article_id)
    if not isinstance(error, Missing):
        article.check_at = now + _AFTER_TROUBLE
        return False
    if _elsewhere(session, article):
        article.check_at = now
        return False
    article.missing_at = article.missing_at or now
    article.check_at = now + _AFTER_MISS
    gone = now - article.missing_at >= GONE_AFTER
    if gone:
        article.check_at = now + 30 * GONE_AFTER
    if not gone and article.state is ArticleState.APPROVED and not article.told_version:
        article.state = ArticleState.WAITING
    if not gone or article.state in _STAYS:
        return False
    article.state = ArticleState.GONE
    return True


def note_there(session: Session, article_id: int) -> None:
    """Its page was read: none of its addresses is held to be missing."""
    stale = ArticleAddress.article_id == article_id, ArticleAddress.error == _MISSING
    session.execute(update(ArticleAddress).where(*stale).values(error=""))


def _elsewhere(session: Session, article: Article) -> bool:
    """Turn to another address of it that was not missing yet."""
    rows = session.scalars(
        select(ArticleAddress).where(ArticleAddress.article_id == article.id).order_by(ArticleAddress.id)
    ).all()
    for row in rows:
        if row.entry.get("url") == article.url:
            row.error = _MISSING
    left = [row for row in rows if row.error != _MISSING and row.entry.get("url")]
    if not left:
        return False
    article.url = left[0].entry["url"]
    return True
