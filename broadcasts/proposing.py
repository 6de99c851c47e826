"""What people decide about broadcasts: emergencies, approvals, starting at once, rehearsals.

Functions take a synchronous session that writes. Each act is recorded as a Change and raises RefusedError,
with what to do, where it can't be done; `by` is the name of who decides.
"""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from broadcasts import composing, rechecking, schedule
from broadcasts import planning_wording as wording
from broadcasts.broadcast import Broadcast, BroadcastItem, BroadcastKind, BroadcastState
from broadcasts.making import Plan, begin_at, called, make, set_out, standing, write_down
from broadcasts.preferences import Tester
from broadcasts.ruling import rule_of
from broadcasts.ways import reachable
from connectors.cleaning import cleaned
from knowledge import deciding
from knowledge.agencies import Agency
from knowledge.articles import Article, ArticleState
from knowledge.changes import in_order
from knowledge.refusals import RefusedError

LONGEST_NAME = 100
LONGEST_TITLE = 200
LONGEST_TEXT = 1_500
LONGEST_LINK = 1_000


def propose_emergency(
    session: Session, agency_code: str, *, title: str, text: str, link: str = "", by: str, now: datetime
) -> Broadcast:
    """Propose a notice that quiet hours and caps do not hold; nothing is sent before `second`."""
    name, agency = named(by), agency_of(session, agency_code)
    words = said(title, wording.A_TITLE, LONGEST_TITLE), said(text, wording.A_TEXT, LONGEST_TEXT)
    in_order(session)
    _reachable(session, agency)
    plan = Plan(BroadcastKind.EMERGENCY, name, None, now, title=words[0], text=words[1], link=linked(link))
    return make(session, agency, rule_of(session, agency.code), plan)


def second(session: Session, broadcast_id: int, *, by: str, now: datetime) -> Broadcast:
    """Approve an emergency as another person; it begins at once."""
    name, broadcast = named(by), found(session, broadcast_id)
    if broadcast.kind is not BroadcastKind.EMERGENCY:
        raise RefusedError(wording.NO_SECOND.format(number=broadcast.id))
    _draft(broadcast)
    if name.casefold() == broadcast.approved_by.casefold():
        raise RefusedError(wording.SAME_PERSON.format(name=name))
    agency = session.get_one(Agency, broadcast.agency_id)
    _reachable(session, agency)
    before = standing(broadcast)
    broadcast.second_by, broadcast.second_at = name, now
    set_out(session, broadcast, agency.code, rule_of(session, agency.code), now)
    what = wording.SECONDED.format(broadcast=called(session, broadcast))
    write_down(session, broadcast, name, what, now, before=before, after=standing(broadcast))
    return broadcast


def approve(session: Session, broadcast_id: int, *, by: str, now: datetime) -> Broadcast:
    """Approve a draft of news, or anew what changed after its approval, as it is now."""
    name, broadcast = named(by), found(session, broadcast_id)
    if broadcast.kind is BroadcastKind.EMERGENCY:
        raise RefusedError(wording.NEEDS_SECOND.format(number=broadcast.id))
    _draft(broadcast)
    articles = _articles(session, broadcast)
    if any(article.state is ArticleState.HELD for article in articles):
        raise RefusedError(wording.HELD_ARTICLE.format(number=broadcast.id))
    if not articles and not broadcast.title:
        raise RefusedError(wording.NOTHING_LEFT.format(number=broadcast.id))
    deciding.approve(session, [article.id for article in articles], by=name, now=now)
    agency = session.get_one(Agency, broadcast.agency_id)
    _reachable(session, agency)
    before = standing(broadcast)
    broadcast.approved_by = name
    rechecking.replan(session, broadcast, agency.code, rule_of(session, agency.code), now)
    what = wording.APPROVED.format(broadcast=called(session, broadcast))
    write_down(session, broadcast, name, what, now, before=before, after=standing(broadcast))
    return broadcast


def start(session: Session, broadcast_id: int, *, by: str, now: datetime) -> Broadcast:
    """Begin a planned broadcast without waiting for the end of the undo window; never in quiet hours."""
    name, broadcast = named(by), found(session, broadcast_id)
    urgent = broadcast.kind is BroadcastKind.EMERGENCY
    if broadcast.state is BroadcastState.DRAFT:
        lacking = wording.NEEDS_SECOND if urgent else wording.NOT_APPROVED
        raise RefusedError(lacking.format(number=broadcast.id))
    _not_begun(broadcast)
    agency = session.get_one(Agency, broadcast.agency_id)
    rule, before = rule_of(session, agency.code), standing(broadcast)
    begin_at(broadcast, rule, now if urgent else schedule.allowed(rule, now))
    what = wording.STARTED.format(broadcast=called(session, broadcast))
    write_down(session, broadcast, name, what, now, before=before, after=standing(broadcast))
    return broadcast


def rehearse(session: Session, broadcast_id: int, *, by: str, now: datetime) -> Broadcast:
    """Send a broadcast to the agency's test group only, at once; the broadcast itself stays as it is."""
    name, about = named(by), found(session, broadcast_id)
    agency = session.get_one(Agency, about.agency_id)
    if about.kind is BroadcastKind.REHEARSAL:
        raise RefusedError(wording.IS_REHEARSAL.format(number=about.id))
    if not session.scalar(select(exists().where(Tester.agency_id == agency.id))):
        raise RefusedError(wording.NO_TESTERS.format(agency=agency.name))
    if composing.compose(session, about).empty:
        raise RefusedError(wording.NOTHING_LEFT.format(number=about.id))
    _reachable(session, agency)
    plan = Plan(BroadcastKind.REHEARSAL, name, now, now, about_id=about.id)
    return make(session, agency, rule_of(session, agency.code), plan)


def found(session: Session, broadcast_id: int) -> Broadcast:
    """The broadcast's row for this transaction alone, in the order of changes. Raises RefusedError."""
    in_order(session)
    chosen = select(Broadcast).where(Broadcast.id == broadcast_id).with_for_update()
    broadcast = session.scalar(chosen.execution_options(populate_existing=True))
    if broadcast is None:
        raise RefusedError(wording.NO_BROADCAST.format(number=broadcast_id))
    return broadcast


def agency_of(session: Session, code: str) -> Agency:
    """Raises RefusedError if there is none of this code."""
    agency = session.scalar(select(Agency).where(Agency.code == code))
    if agency is None:
        raise RefusedError(wording.NO_AGENCY.format(code=code))
    return agency


def named(by: str) -> str:
    """The name of who decides. Raises RefusedError where there is none."""
    name = " ".join(cleaned(by, LONGEST_NAME).split())
    if not name:
        raise RefusedError(wording.NO_NAME)
    return name


def said(text: str, what: str, longest: int) -> str:
    """Words as they are kept. Raises RefusedError where there are none, or too many."""
    words = cleaned(text, longest + 1).strip()
    if not words:
        raise RefusedError(wording.EMPTY.format(what=what))
    if len(words) > longest:
        raise RefusedError(wording.TOO_LONG.format(what=what, longest=longest))
    return words


def linked(link: str) -> str:
    """An address that opens in a browser, or none. Raises RefusedError for anything else."""
    url = link.strip()
    safe = url.lower().startswith(("https://", "http://")) and url.isprintable() and " " not in url
    if url and (not safe or len(url) > LONGEST_LINK):
        raise RefusedError(wording.BAD_LINK)
    return url


def _reachable(session: Session, agency: Agency) -> None:
    if not reachable(session, agency.code):
        raise RefusedError(wording.NO_ACCOUNT.format(agency=agency.name))


def _draft(broadcast: Broadcast) -> None:
    if broadcast.state is BroadcastState.DRAFT:
        return
    _not_begun(broadcast)
    raise RefusedError(wording.ALREADY_APPROVED.format(number=broadcast.id))


def _not_begun(broadcast: Broadcast) -> None:
    """Raises RefusedError unless it waits for its start, or for an approval."""
    if broadcast.state is BroadcastState.CANCELLED:
        raise RefusedError(wording.WAS_CANCELLED.format(number=broadcast.id))
    if broadcast.state not in (BroadcastState.PLANNED, BroadcastState.DRAFT):
        raise RefusedError(wording.HAS_BEGUN.format(number=broadcast.id))


def _articles(session: Session, broadcast: Broadcast) -> Sequence[Article]:
    """As they stand, locked: what is held meanwhile is not approved with the others."""
    query = select(Article).join(BroadcastItem, BroadcastItem.article_id == Article.id)
    chosen = query.where(BroadcastItem.broadcast_id == broadcast.id).order_by(Article.id)
    return session.scalars(chosen.with_for_update(of=Article)).all()
