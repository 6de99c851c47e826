"""How a broadcast comes into being: its row, its articles, its parts, and a Change. Takes a sync session."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from broadcasts import composing, schedule
from broadcasts import planning_wording as wording
from broadcasts.broadcast import (
    Broadcast,
    BroadcastItem,
    BroadcastKind,
    BroadcastPart,
    BroadcastState,
    Rhythm,
)
from broadcasts.rules import Rule
from broadcasts.ways import ways_of
from knowledge import recorded
from knowledge.agencies import Agency
from knowledge.articles import Article
from knowledge.changes import Change
from knowledge.vanishing import look_again

LOOKED_AT = timedelta(minutes=5)
"""So long before news begin their articles are looked at once more."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What a broadcast is to be. `start` None: it is a draft that waits for a second person."""

    kind: BroadcastKind
    by: str
    start: datetime | None
    now: datetime
    rhythm: Rhythm = Rhythm.INSTANT
    title: str = ""
    text: str = ""
    link: str = ""
    about_id: int | None = None


def make(
    session: Session,
    agency: Agency,
    rule: Rule,
    plan: Plan,
    articles: Sequence[Article] = (),
    *,
    before: Mapping[str, Any] | None = None,
) -> Broadcast:
    """The broadcast with all that belongs to it; the caller has waited for its turn (`changes.in_order`).

    `before`: what was told until now, for the change log.
    """
    broadcast = Broadcast(
        agency_id=agency.id,
        kind=plan.kind,
        state=BroadcastState.DRAFT,
        rhythm=plan.rhythm,
        title=plan.title,
        text=plan.text,
        link=plan.link,
        about_id=plan.about_id,
        created_by=plan.by,
        created_at=plan.now,
        approved_by=plan.by,
        approved_at=plan.now,
    )
    session.add(broadcast)
    session.flush()
    add_items(session, broadcast, articles)
    if plan.start is not None:
        set_out(session, broadcast, agency.code, rule, plan.start)
    what = wording.MADE[plan.kind.value].format(broadcast=called(session, broadcast))
    write_down(session, broadcast, plan.by, what, plan.now, before=before, after=words_of(broadcast))
    return broadcast


def set_out(session: Session, broadcast: Broadcast, code: str, rule: Rule, start: datetime) -> None:
    """Plan it for `start`, and its parts, one for each way of each account of the agency `code`."""
    broadcast.state, broadcast.reason = BroadcastState.PLANNED, ""
    begin_at(broadcast, rule, start)
    for part in session.scalars(select(BroadcastPart).where(BroadcastPart.broadcast_id == broadcast.id)):
        session.delete(part)
    session.flush()
    session.add_all(
        BroadcastPart(broadcast_id=broadcast.id, channel=channel, agency=code, way=way)
        for channel, way in list(ways_of(session, broadcast, code, rule, start))
    )
    session.flush()
    look_before(session, broadcast)


def look_before(session: Session, broadcast: Broadcast) -> None:
    """Have the portal asked, shortly before news begin, whether their articles are as they were approved."""
    if broadcast.kind is BroadcastKind.NEWS and broadcast.start_at is not None:
        items = select(BroadcastItem.article_id).where(BroadcastItem.broadcast_id == broadcast.id)
        look_again(session, session.scalars(items).all(), broadcast.start_at - LOOKED_AT)


def begin_at(broadcast: Broadcast, rule: Rule, start: datetime) -> None:
    """It begins then, and ends as long after as the rule says."""
    broadcast.start_at, broadcast.until = start, start + timedelta(hours=rule.kept_hours)


def add_items(session: Session, broadcast: Broadcast, articles: Iterable[Article], *, first: int = 0) -> None:
    """Put articles into a broadcast, in the versions they have now."""
    for place, article in enumerate(articles, first):
        values = {"article_id": article.id, "version": article.version, "position": place}
        session.add(BroadcastItem(broadcast_id=broadcast.id, **values))
    session.flush()


def start_of(rule: Rule, approved: datetime, now: datetime) -> datetime:
    """When something approved then may begin: after the undo window, outside quiet hours, not in the past."""
    return schedule.allowed(rule, max(now, approved + timedelta(minutes=rule.undo_minutes)))


def called(session: Session, broadcast: Broadcast) -> str:
    """A broadcast as the change log names it: its number, and what it is called."""
    name = composing.name_of(session, broadcast)
    named = wording.CALLED if name else wording.NAMELESS
    return named.format(number=broadcast.id, name=recorded.quoted(name))


def write_down(
    session: Session,
    broadcast: Broadcast,
    by: str,
    what: str,
    now: datetime,
    *,
    before: Mapping[str, Any] | None,
    after: Mapping[str, Any] | None,
) -> None:
    """Note who did what to a broadcast, and what it was and is; citizens' answers do not change by it."""
    change = Change(agency_id=broadcast.agency_id, by=by, what=what, at=now, learned=False)
    change.subject = f"broadcast:{broadcast.id}"
    change.before = None if before is None else dict(before)
    change.after = None if after is None else dict(after)
    session.add(change)
    session.flush()


def standing(broadcast: Broadcast) -> dict[str, Any]:
    """How far it is, for the change log: asked before an act and after it."""
    start = broadcast.start_at
    return {
        "state": broadcast.state.value,
        "start_at": None if start is None else start.isoformat(),
        "approved_by": broadcast.approved_by,
        "second_by": broadcast.second_by,
        "reason": broadcast.reason,
    }


def words_of(broadcast: Broadcast) -> dict[str, Any]:
    """What it is and says, for the change log: told when it comes to be, and when it is forgotten."""
    said = {"title": broadcast.title, "text": broadcast.text, "link": broadcast.link}
    kept = ("state", "start_at")
    told = {name: value for name, value in standing(broadcast).items() if name in kept}
    return {"kind": broadcast.kind.value, **told, **{name: text for name, text in said.items() if text}}
