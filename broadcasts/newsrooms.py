"""Who tells what: the agencies with their rules, and whose articles each of them tells."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Select, and_, or_, select
from sqlalchemy.orm import Session

from broadcasts.broadcast import Broadcast, BroadcastItem, BroadcastKind, Rhythm
from broadcasts.rules import Rule
from broadcasts.ruling import rule_of
from knowledge.agencies import Agency
from knowledge.articles import Article, ArticleState


@dataclass(frozen=True, slots=True)
class Newsroom:
    """One agency with the rule that holds for it, and the agencies whose articles it tells: its own first."""

    agency: Agency
    rule: Rule
    sources: tuple[int, ...]


def newsrooms(session: Session) -> list[Newsroom]:
    """All of them, parents before children."""
    agencies = {agency.id: agency for agency in session.scalars(select(Agency).order_by(Agency.id))}
    rules = {agency.id: rule_of(session, agency.code) for agency in agencies.values()}
    found = [
        Newsroom(agency, rules[agency.id], _sources(agencies, rules, agency)) for agency in agencies.values()
    ]
    return sorted(found, key=lambda newsroom: (len(newsroom.sources), newsroom.agency.id))


def untold(newsroom: Newsroom, now: datetime) -> Select[Article]:
    """Approved articles of which the agency has no broadcast of news; the oldest approval first."""
    since = now - timedelta(days=newsroom.rule.fresh_days)
    return _approved(newsroom, BroadcastKind.NEWS, Rhythm.INSTANT).where(Article.decided_at > since)


def undigested(newsroom: Newsroom, rhythm: Rhythm, since: datetime, until: datetime) -> Select[Article]:
    """Approved after `since`, until `until`, and in no digest of this rhythm."""
    approved = _approved(newsroom, BroadcastKind.DIGEST, rhythm)
    return approved.where(Article.decided_at > since, Article.decided_at <= until)


def as_approved() -> ColumnElement[bool]:
    """Whether an article says what it said when it was approved."""
    unchanged = or_(Article.changed_at.is_(None), Article.changed_at <= Article.decided_at)
    return and_(Article.state == ArticleState.APPROVED, unchanged)


def _approved(newsroom: Newsroom, kind: BroadcastKind, rhythm: Rhythm) -> Select[Article]:
    told = (
        select(BroadcastItem.article_id)
        .join(Broadcast, Broadcast.id == BroadcastItem.broadcast_id)
        .where(
            BroadcastItem.article_id == Article.id,
            Broadcast.agency_id == newsroom.agency.id,
            Broadcast.kind == kind,
            Broadcast.rhythm == rhythm,
        )
    )
    theirs = Article.agency_id.in_(newsroom.sources)
    return (
        select(Article).where(theirs, as_approved(), ~told.exists()).order_by(Article.decided_at, Article.id)
    )


def _sources(agencies: Mapping[int, Agency], rules: Mapping[int, Rule], agency: Agency) -> tuple[int, ...]:
    """The agency and, while each passes on what its parent tells, those above."""
    line = [agency.id]
    while rules[line[-1]].passes_on and (parent := agencies[line[-1]].parent_id) is not None:
        line.append(parent)
    return tuple(line)
