"""What waits to begin, looked at once more: articles that left or changed since they were approved.

Functions take a synchronous session whose caller has waited for its turn (`changes.in_order`).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from broadcasts import planning_wording as wording
from broadcasts.broadcast import Broadcast, BroadcastItem, BroadcastKind, BroadcastState
from broadcasts.items import LEFT_OUT
from broadcasts.making import called, set_out, standing, start_of, write_down
from broadcasts.newsrooms import Newsroom
from broadcasts.rules import Rule
from knowledge.agencies import Agency
from knowledge.articles import Article, ArticleState

KINDS = (BroadcastKind.NEWS, BroadcastKind.DIGEST)
_WAITING = (BroadcastState.PLANNED, BroadcastState.DRAFT)


@dataclass(frozen=True, slots=True)
class Looked:
    """The articles of a broadcast that waits: those that left, those that are not as they were approved."""

    broadcast: Broadcast
    pairs: Sequence[tuple[BroadcastItem, Article]]

    @property
    def left(self) -> list[Article]:
        return [article for _, article in self.pairs if article.state in LEFT_OUT]

    @property
    def changed(self) -> list[Article]:
        return [
            article
            for item, article in self.pairs
            if article.state not in LEFT_OUT
            and (article.state is not ArticleState.APPROVED or article.version != item.version)
        ]

    @property
    def approved_again(self) -> bool:
        """Whether a draft may be told as it is now: every article was approved after it changed."""
        return bool(self.pairs) and all(_as_approved(article) for _, article in self.pairs)

    @property
    def calls(self) -> bool:
        """Whether something must be done about it."""
        if self.left:
            return True
        draft = self.broadcast.state is BroadcastState.DRAFT
        return self.approved_again if draft else bool(self.changed)


def anything(session: Session, room: Newsroom) -> bool:
    """Whether `recheck` would change something."""
    return any(looked.calls for looked in _all(session, room)) or bool(_unplanned(session, room))


def recheck(session: Session, room: Newsroom, now: datetime) -> int:
    """Let articles that left leave the agency's plans, and show an editor what changed; how much it was."""
    calling = [looked for looked in _all(session, room, locked=True) if looked.calls]
    for looked in calling:
        _act(session, looked, room, now)
    stale = _unplanned(session, room)
    for article in stale:
        article.state = ArticleState.WAITING
    session.flush()
    return len(calling) + len(stale)


def fit_to_begin(session: Session, broadcast: Broadcast, now: datetime) -> bool:
    """Whether a planned broadcast, whose row the caller has locked, may begin as it was approved.

    Where it may, its articles count as told. Else it is a draft again, or cancelled, with the reason; or it
    has lost those articles of several that left.
    """
    if broadcast.kind not in KINDS:
        return True
    looked = _look(session, broadcast)
    if looked.calls:
        agency = session.get_one(Agency, broadcast.agency_id)
        _settle(session, looked, agency, now)
    if broadcast.state is not BroadcastState.PLANNED:
        return False
    for item, article in _look(session, broadcast).pairs:
        if article.agency_id == broadcast.agency_id:
            article.told_version = max(article.told_version, item.version)
    session.flush()
    return True


def _all(session: Session, room: Newsroom, *, locked: bool = False) -> list[Looked]:
    waiting = select(Broadcast).where(
        Broadcast.agency_id == room.agency.id, Broadcast.kind.in_(KINDS), Broadcast.state.in_(_WAITING)
    )
    chosen = waiting.order_by(Broadcast.id)
    if locked:
        chosen = chosen.with_for_update()
    return [_look(session, broadcast) for broadcast in session.scalars(chosen)]


def _look(session: Session, broadcast: Broadcast) -> Looked:
    pairs = session.execute(
        select(BroadcastItem, Article)
        .join(Article, Article.id == BroadcastItem.article_id)
        .where(BroadcastItem.broadcast_id == broadcast.id)
        .order_by(BroadcastItem.position)
    )
    return Looked(broadcast, [(item, article) for item, article in pairs])


def _act(session: Session, looked: Looked, room: Newsroom, now: datetime) -> None:
    broadcast = looked.broadcast
    if broadcast.state is BroadcastState.DRAFT and looked.approved_again and not looked.left:
        replan(session, broadcast, room.agency.code, room.rule, now)
    else:
        _settle(session, looked, room.agency, now)


def replan(session: Session, broadcast: Broadcast, code: str, rule: Rule, now: datetime) -> None:
    """Plan a draft anew, with its articles as they are now."""
    pairs = _look(session, broadcast).pairs
    for item, article in pairs:
        item.version = article.version
    approved = max((article.decided_at or now for _, article in pairs), default=now)
    broadcast.approved_by = broadcast.approved_by or pairs[0][1].decided_by
    broadcast.approved_at = approved
    set_out(session, broadcast, code, rule, start_of(rule, approved, now))


def _settle(session: Session, looked: Looked, agency: Agency, now: datetime) -> None:
    """Take out what left; without anything left it is over; what changed goes back to an editor."""
    broadcast = looked.broadcast
    before, name = _noted(looked, ()), called(session, broadcast)
    digest = broadcast.kind is BroadcastKind.DIGEST
    out = [*looked.left, *(looked.changed if digest else ())]
    _take_out(session, broadcast, out)
    if len(out) == len(looked.pairs):
        broadcast.state, broadcast.reason, broadcast.ended_at = (
            BroadcastState.CANCELLED,
            wording.ALL_LEFT,
            now,
        )
        what = wording.CANCELLED_ALL_LEFT
    elif looked.changed and not digest and broadcast.state is BroadcastState.PLANNED:
        broadcast.state, broadcast.reason = BroadcastState.DRAFT, _why(looked.changed)
        broadcast.approved_by, broadcast.approved_at = "", None
        what = wording.FELL_BACK
        for article in looked.changed:
            if article.state is ArticleState.APPROVED and not article.told_version:
                article.state = ArticleState.WAITING
    else:
        what = wording.SOME_LEFT
    by = wording.BY_RULE.format(agency=agency.name)
    what = what.format(broadcast=name)
    write_down(session, broadcast, by, what, now, before=before, after=_noted(looked, out))


def _noted(looked: Looked, out: Sequence[Article]) -> dict[str, Any]:
    """For the change log: how far it is, and its articles but for those that are taken out."""
    titles = [article.title for _, article in looked.pairs if article not in out]
    return {**standing(looked.broadcast), "articles": titles}


def _why(changed: Sequence[Article]) -> str:
    """As an editor reads it."""
    missing = [article for article in changed if article.missing_at is not None]
    told = wording.MISSING if missing else wording.CHANGED
    return told.format(titles="; ".join(f"“{article.title}”" for article in (missing or changed)[:3]))


def _take_out(session: Session, broadcast: Broadcast, articles: Sequence[Article]) -> None:
    ids = [article.id for article in articles]
    gone = (BroadcastItem.broadcast_id == broadcast.id, BroadcastItem.article_id.in_(ids))
    session.execute(delete(BroadcastItem).where(*gone))


def _unplanned(session: Session, room: Newsroom) -> list[Article]:
    """Articles that changed after their approval and before they were planned."""
    stale = select(Article).where(
        Article.agency_id == room.agency.id,
        Article.state == ArticleState.APPROVED,
        Article.told_version == 0,
        Article.changed_at > Article.decided_at,
    )
    return list(session.scalars(stale))


def _as_approved(article: Article) -> bool:
    unchanged = article.changed_at is None or (
        article.decided_at is not None and article.changed_at <= article.decided_at
    )
    return article.state is ArticleState.APPROVED and unchanged
