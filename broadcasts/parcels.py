"""Parcels: claimed by any worker, handed back, settled. A synchronous session, as in connectors.claims."""

from collections.abc import Collection
from datetime import UTC, datetime, timedelta
from typing import TypeAlias

from sqlalchemy import ColumnElement, and_, bindparam, literal_column, not_, or_, select, text, update
from sqlalchemy.orm import Session

from broadcasts import tallies
from broadcasts.broadcast import Broadcast, BroadcastState
from broadcasts.deliveries import DeliveryState, Parcel
from broadcasts.driver import Driver
from connectors import claims
from connectors.database import UtcTime

NEVER = datetime(9999, 1, 1, tzinfo=UTC)
"""When a parcel is due whose broadcast is paused."""
_FOR_EVER = 1_000_000
"""A parcel is never given up: its people would be forgotten."""
_BLIND = {"synchronize_session": False}
_RUNNING = (BroadcastState.SENDING, BroadcastState.CANCELLED)
Key: TypeAlias = tuple[str, str]
_URGENT = text("parcel.urgent")  # written out, as the index has it
_ALARMED = (
    select(Parcel.channel, Parcel.agency)
    .where(_URGENT, text("parcel.state = 'waiting'"), Parcel.due_at <= bindparam("now", type_=UtcTime()))
    .distinct()
)
"""Accounts for which an emergency waits."""


def claim(
    session: Session,
    now: datetime,
    lease: timedelta,
    *,
    channels: Collection[str],
    apart: Collection[Key] = (),
    full: Collection[Key] = (),
) -> Parcel | None:
    """Lease the parcel of these channels that was due first, those of emergencies before all others.

    Of accounts of `apart` (channel, agency) only those of emergencies, of `full` none; an account for which
    an emergency waits sends nothing else. What an earlier worker had attempted and never recorded is unknown
    from now on. While it is leased, the parcel is counted as it stands.
    """
    urgent = {(row.channel, row.agency) for row in session.execute(_ALARMED, {"now": now})}
    found = None
    if urgent - set(full):
        found = _claimed(session, now, lease, and_(_URGENT, _of(channels, full)))
    if found is None:
        found = _claimed(session, now, lease, _of(channels, {*apart, *full, *urgent}))
    if found is None:
        return None
    _leave_unknown(session, found, now)
    claims.keep(session, Parcel, found, dirty=True)
    return found


def _claimed(session: Session, now: datetime, lease: timedelta, only: ColumnElement[bool]) -> Parcel | None:
    found = claims.claim(session, Parcel, now=now, lease=lease, most=1, attempts=_FOR_EVER, only=only)
    return found[0] if found else None


def _of(channels: Collection[str], without: Collection[Key]) -> ColumnElement[bool]:
    """Of an account of these channels, but for those."""
    busy = [and_(Parcel.channel == channel, Parcel.agency == agency) for channel, agency in sorted(without)]
    return and_(Parcel.channel.in_(channels), *([not_(or_(*busy))] if busy else []))


def renew(session: Session, parcel: Parcel, until: datetime) -> bool:
    """Hold it longer; says whether it was still ours."""
    held = claims.keep(session, Parcel, parcel, lease_until=until)
    if held:
        parcel.lease_until = until
    return held


def settle(session: Session, parcel: Parcel, now: datetime) -> None:
    """Nothing of it is left to be sent."""
    counted = tallies.of_parcel(session, parcel)
    claims.settle(session, Parcel, [parcel], tally=counted, dirty=False, settled_at=now)


def release(session: Session, parcel: Parcel, due_at: datetime, why: str = "") -> None:
    """Hand it back until then."""
    counted = tallies.of_parcel(session, parcel)
    claims.keep(session, Parcel, parcel, tally=counted, dirty=False)
    claims.release(session, Parcel, parcel, due_at=due_at, error=why, attempts=_FOR_EVER, counted=False)


def mark_changed(session: Session, parcel: Parcel) -> None:
    """Have one counted anew that is not ours any more.

    Called before its deliveries are changed: whoever has it now locks it first, too.
    """
    session.execute(update(Parcel).where(Parcel.id == parcel.id).values(dirty=True), execution_options=_BLIND)


def put_off(session: Session, channel: str, agency: str, until: datetime) -> None:
    """Let what waits for this account wait until then: none of it need find out by itself."""
    theirs = (Parcel.channel == channel, Parcel.agency == agency, Parcel.due_at < until)
    _due(session, and_(*theirs), until)


def go_on(session: Session, channel: str, agency: str, now: datetime) -> None:
    """The account is well again: what waits for it is due now, but for what is paused."""
    theirs = (Parcel.channel == channel, Parcel.agency == agency)
    _due(session, and_(*theirs, Parcel.due_at > now, Parcel.due_at < NEVER), now)


def hold(session: Session, broadcast_id: int) -> None:
    """Let none of a broadcast's parcels be claimed any more, until `let_go`."""
    _due(session, Parcel.broadcast_id == broadcast_id, NEVER)


def let_go(session: Session, broadcast_id: int, now: datetime) -> None:
    """All of a broadcast's parcels may be claimed at once."""
    _due(session, and_(Parcel.broadcast_id == broadcast_id, Parcel.due_at > now), now)


def anything_forgotten(session: Session) -> bool:
    """Whether a parcel was handed back as paused just as its broadcast went on; takes no lock."""
    return session.scalar(select(Parcel.id).where(_forgotten()).limit(1)) is not None


def let_go_forgotten(session: Session, now: datetime) -> int:
    """Let such parcels be claimed; returns how many."""
    return _due(session, _forgotten(), now)


def _forgotten() -> ColumnElement[bool]:
    going_on = select(Broadcast.id).where(Broadcast.state.in_(_RUNNING))
    waiting = Parcel.state == literal_column("'waiting'")
    return and_(waiting, Parcel.due_at >= NEVER, Parcel.broadcast_id.in_(going_on))


def _due(session: Session, which: ColumnElement[bool], due_at: datetime) -> int:
    """But for those that somebody is taking a step in just now: who does finds out by itself what holds.

    To wait for them would be a deadlock where their step waits for others in turn.
    """
    waiting = select(Parcel.id).where(Parcel.state == literal_column("'waiting'"), which)
    chosen = waiting.with_for_update(skip_locked=True).cte("chosen")
    moved = update(Parcel).where(Parcel.id.in_(select(chosen.c.id))).values(due_at=due_at)
    return len(session.scalars(moved.returning(Parcel.id), execution_options=_BLIND).all())


def _leave_unknown(session: Session, parcel: Parcel, now: datetime) -> None:
    driver = Driver(session)
    driver.run(
        "UPDATE delivery SET state = ?, reason = ?, ended_at = ? WHERE broadcast_id = ?"
        " AND person_key BETWEEN ? AND ? AND state = 'attempted'",
        DeliveryState.UNKNOWN.value,
        "its worker died",
        driver.time(now),
        parcel.broadcast_id,
        parcel.first_key,
        parcel.last_key,
    )
