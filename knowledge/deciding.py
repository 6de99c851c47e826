"""What an editor, or a rule, decides about articles. Each act is recorded."""

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from knowledge import news_wording as wording
from knowledge import recorded, recorded_wording
from knowledge.articles import Article, ArticleState
from knowledge.changes import Change, in_order
from knowledge.refusals import RefusedError


def approve(session: Session, ids: Collection[int], *, by: str, now: datetime) -> list[Article]:
    """These may be told to followers; those that were not approved before are returned.

    An article with remarks that hold may be approved, too: that is what an editor is asked for; a rule asks
    `ArticleState.HELD` itself. Raises RefusedError, and changes nothing: unknown, gone, without a title.
    """
    return _decide(session, ids, ArticleState.APPROVED, _may_be_told, by, now)


def hold(session: Session, ids: Collection[int], *, by: str, now: datetime) -> list[Article]:
    """These wait for a second look; those that did not before are returned. Raises RefusedError."""
    return _decide(session, ids, ArticleState.HELD, _is_untold, by, now)


def never(session: Session, ids: Collection[int], *, by: str, now: datetime) -> list[Article]:
    """These are never told; those that could have been are returned. Raises RefusedError."""
    return _decide(session, ids, ArticleState.NEVER, _is_untold, by, now)


def _decide(
    session: Session,
    ids: Collection[int],
    state: ArticleState,
    allowed: Callable[[Article], None],
    by: str,
    now: datetime,
) -> list[Article]:
    if not by.strip():
        raise RefusedError(wording.NO_NAME)
    in_order(session)
    articles = _found(session, ids)
    changed = [article for article in articles if article.state is not state]
    for article in changed:
        allowed(article)
    before = {article.id: article.state for article in changed}
    for article in changed:
        article.state, article.decided_by, article.decided_at = state, by.strip(), now
    for agency_id in dict.fromkeys(article.agency_id for article in changed):
        theirs = [article for article in changed if article.agency_id == agency_id]
        own = [article.id for article in theirs]
        titles = recorded.articles([(article.id, article.title) for article in theirs])
        what = recorded_wording.DECIDED[state.value].format(articles=titles)
        change = Change(agency_id=agency_id, by=by.strip(), what=what, at=now, learned=False)
        change.subject = f"article:{own[0]}" if len(own) == 1 else "articles"
        change.before = _states({number: before[number] for number in own})
        change.after = _states(dict.fromkeys(own, state))
        session.add(change)
    return changed


def _states(of: Mapping[int, ArticleState]) -> dict[str, str]:
    """For the change log: the state of the one article, or of each by its number."""
    single = len(of) == 1
    return {"state" if single else str(number): state.value for number, state in of.items()}


def _found(session: Session, ids: Collection[int]) -> Sequence[Article]:
    query = select(Article).where(Article.id.in_(ids)).order_by(Article.id).with_for_update()
    articles = session.scalars(query.execution_options(populate_existing=True)).all()
    unknown = set(ids) - {article.id for article in articles}
    if unknown:
        raise RefusedError(wording.NO_ARTICLE.format(number=min(unknown)))
    return articles


def _may_be_told(article: Article) -> None:
    if article.state is ArticleState.GONE:
        raise RefusedError(wording.GONE_ARTICLE.format(number=article.id))
    if not article.title:
        raise RefusedError(wording.UNTITLED_ARTICLE.format(number=article.id))


def _is_untold(article: Article) -> None:
    if article.told_version:
        raise RefusedError(wording.TOLD_ARTICLE.format(number=article.id))
