"""What editors call broadcasts. Takes a synchronous session."""

from collections.abc import Sequence

from sqlalchemy import and_, select
from sqlalchemy.orm import Session

from broadcasts import composing_wording as wording
from broadcasts.broadcast import Broadcast, BroadcastItem
from knowledge.articles import Article, ArticleVersion


def names_of(session: Session, broadcasts: Sequence[Broadcast]) -> dict[int, str]:
    """What each is called, by number: as it was told, or by the name of what it is about."""
    about = _rows(session, {row.about_id for row in broadcasts if row.about_id is not None})
    titles = titles_as_told(session, [*broadcasts, *about])
    return {row.id: titles[row.id] or titles.get(row.about_id or 0, "") for row in broadcasts}


def titles_as_told(session: Session, broadcasts: Sequence[Broadcast]) -> dict[int, str]:
    """What each was called when it was told, also where its articles left since; empty where it had none."""
    found = {row.id: row.title for row in broadcasts}
    articles = _titles(session, [number for number, title in found.items() if not title])
    return {number: title or _together(articles.get(number, [])) for number, title in found.items()}


def _together(titles: Sequence[str]) -> str:
    if len(titles) < 2:  # noqa: PLR2004 (one, or none)
        return "".join(titles)
    return wording.AND_OTHERS.format(title=titles[0], count=len(titles) - 1)


def _titles(session: Session, numbers: Sequence[int]) -> dict[int, list[str]]:
    """The titles of the articles of each, in the versions that are told."""
    version = and_(
        ArticleVersion.article_id == BroadcastItem.article_id, ArticleVersion.number == BroadcastItem.version
    )
    query = (
        select(BroadcastItem.broadcast_id, ArticleVersion.title, Article.title)
        .join(Article, Article.id == BroadcastItem.article_id)
        .join(ArticleVersion, version, isouter=True)
        .where(BroadcastItem.broadcast_id.in_(numbers))
        .order_by(BroadcastItem.broadcast_id, BroadcastItem.position, Article.id)
    )
    found: dict[int, list[str]] = {}
    for number, then, now in session.execute(query) if numbers else ():
        found.setdefault(number, []).append(now if then is None else then)
    return found


def _rows(session: Session, numbers: set[int]) -> Sequence[Broadcast]:
    if not numbers:
        return ()
    return session.scalars(select(Broadcast).where(Broadcast.id.in_(numbers))).all()
