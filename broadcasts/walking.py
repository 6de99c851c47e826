"""A worker's walk through a parcel, step by step: each step is one transaction.

A step writes down how the attempts since the last one went, looks whether more may be attempted now, and
marks the next ones as attempted. The platform is called after it, never inside.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from broadcasts import attempting, parcels, recording, schedule
from broadcasts.attempting import Going, Terms, Walk
from broadcasts.broadcast import BroadcastKind, BroadcastState
from broadcasts.deliveries import Delivery, DeliveryState, Skip
from broadcasts.driver import Driver
from broadcasts.outcomes import Outcome
from broadcasts.recording import Alarm
from connectors.pace import Wait

NEVER_QUIET = (BroadcastKind.EMERGENCY, BroadcastKind.REHEARSAL)
"""Quiet hours do not hold them."""
SHUT_BEYOND = timedelta(seconds=5)
"""A turn that comes later than that is not waited for: the parcel is handed back."""

A_WHILE = timedelta(minutes=10)


@dataclass(slots=True)
class Step:
    """What a step came to."""

    going: list[Going] = field(default_factory=list)
    """To be called now; on record as attempted."""
    ended: bool = False
    """The parcel was settled, handed back or taken over."""
    wait: Wait | None = None
    """The account's pace lets nothing go before."""


@dataclass(frozen=True, slots=True)
class _End:
    """That the walk ends: the parcel is settled, or handed back until `due_at`."""

    due_at: datetime | None = None
    why: str = ""
    put_off: bool = False


def step(
    session: Session,
    walk: Walk,
    outcomes: Sequence[Outcome],
    terms: Terms,
    now: datetime,
    *,
    room: int,
    flying: int,
    alarm: Alarm,
    stopping: bool = False,
) -> Step:
    """Take one step. `room`: how many more may be attempted; `flying`: how many are under way besides."""
    standing = _standing(session, walk, terms, now)
    if not standing.ours and outcomes:
        parcels.mark_changed(session, walk.parcel)
    _record(session, walk, outcomes, terms, alarm, troubled=standing.troubled)
    if not standing.ours:
        return Step(ended=flying == 0)
    if walk.renewed + terms.lease / 3 <= now:
        walk.renewed = now
        parcels.renew(session, walk.parcel, now + terms.lease)
    if terms.stopped is not None and terms.stopped.ours and flying == 0:
        alarm(session, walk.parcel.channel, walk.parcel.agency, str(terms.stopped), now)
    came = _why_not(session, walk, terms, standing, now, stopping=stopping)
    taken = Step() if came is None else came
    if isinstance(taken, Step) and room > 0:
        taken = _next(session, walk, terms, now, room, shut=standing.shut)
    if isinstance(taken, Step):
        return taken
    if flying:
        return Step()
    _end(session, walk, taken, now)
    return Step(ended=True)


# Who pauses or cancels waits for the steps under way. And it is read as it stands once the parcel is held:
# PostgreSQL, having waited for a lock, takes rows that it does not lock as they were before.
_LOCKED = " FOR UPDATE OF p FOR SHARE OF b"
_STANDING = (
    "SELECT b.state, b.until <= ?, a.failures > 0 OR a.shut_until IS NOT NULL, a.shut_until > ?,"  # noqa: S608 (ours)
    " NOT p.urgent AND EXISTS (SELECT 1 FROM parcel u WHERE u.urgent AND u.state = 'waiting'"
    " AND u.channel = p.channel AND u.agency = p.agency AND u.due_at <= ?)"
    " FROM parcel p JOIN broadcast b ON b.id = p.broadcast_id"
    " LEFT JOIN account_pace a ON a.account_id = ?"
    " WHERE p.id = ? AND p.lease_until = ? AND p.state = 'waiting'" + _LOCKED
)


@dataclass(frozen=True, slots=True)
class _Standing:
    ours: bool
    state: BroadcastState
    expired: bool = False
    troubled: bool = False
    shut: bool = False
    alarmed: bool = False
    """An emergency waits for the account, and this is none."""


def _standing(session: Session, walk: Walk, terms: Terms, now: datetime) -> _Standing:
    """How the broadcast, the lease and the account stand; none of the first two changes until the commit."""
    driver, parcel = Driver(session), walk.parcel
    found = driver.rows(
        _STANDING if driver.is_postgres else _STANDING.removesuffix(_LOCKED),
        *[driver.time(now)] * 3,
        terms.account_id,
        parcel.id,
        driver.time(parcel.lease_until),
    )
    if not found:
        return _Standing(ours=False, state=BroadcastState.DONE)
    state, *others = found[0]
    return _Standing(True, BroadcastState(state), *map(bool, others))


def _record(
    session: Session, walk: Walk, outcomes: Sequence[Outcome], terms: Terms, alarm: Alarm, *, troubled: bool
) -> None:
    if not outcomes:
        return
    recording.record(session, walk.parcel, outcomes, counted=attempting.is_counted(walk))
    if terms.account_id is not None and terms.rate is not None:
        recording.judge_account(session, terms.account_id, terms.rate, outcomes, troubled=troubled)
    recording.raise_alarm(session, walk.parcel, outcomes, alarm)


def _why_not(
    session: Session, walk: Walk, terms: Terms, standing: _Standing, now: datetime, *, stopping: bool
) -> _End | None:
    """Why nothing more is attempted here, if so."""
    if standing.state is BroadcastState.CANCELLED or standing.expired:
        cancelled = standing.state is BroadcastState.CANCELLED
        attempting.skip_rest(session, walk, Skip.CANCELLED if cancelled else Skip.EXPIRED, now)
        return _End()
    if standing.state is not BroadcastState.SENDING:
        return _End(parcels.NEVER, "paused")
    if stopping or standing.alarmed:
        return _End(walk.parcel.due_at, "stopping" if stopping else "an emergency goes first")
    if terms.stopped is not None:
        return _End(now + (terms.stopped.retry_after or A_WHILE), str(terms.stopped), put_off=True)
    if walk.broadcast.kind not in NEVER_QUIET and (end := schedule.quiet_end(terms.rule, now)) is not None:
        return _End(end, "quiet hours")
    return None


def _next(session: Session, walk: Walk, terms: Terms, now: datetime, room: int, *, shut: bool) -> Step | _End:
    """The next deliveries, marked as attempted; or why there are none."""
    keys = attempting.planned(session, walk, now, room)
    if not keys and walk.cursor:  # some may have been put back behind
        walk.cursor = ""
        keys = attempting.planned(session, walk, now, room)
    if not keys:
        return _rest(session, walk)
    going, wait = attempting.attempt(session, walk, terms, keys, now, shut=shut)
    if wait is not None and (wait.shut or wait.until - now > SHUT_BEYOND):
        return _End(wait.until, wait.reason or "pace", put_off=True)
    return Step(going=going, wait=wait)


def _rest(session: Session, walk: Walk) -> _End:
    """Done, or handed back until the first of what is planned for later."""
    parcel = walk.parcel
    later = select(func.count(), func.min(Delivery.due_at)).where(
        Delivery.broadcast_id == parcel.broadcast_id,
        Delivery.person_key.between(parcel.first_key, parcel.last_key),
        Delivery.state == DeliveryState.PLANNED,
    )
    count, due_at = session.execute(later).one()
    return _End(due_at, "later") if count else _End()


def _end(session: Session, walk: Walk, end: _End, now: datetime) -> None:
    if end.due_at is None:
        parcels.settle(session, walk.parcel, now)
        return
    parcels.release(session, walk.parcel, end.due_at, end.why)
    if end.put_off:
        parcels.put_off(session, walk.parcel.channel, walk.parcel.agency, end.due_at)
