"""What the pages about broadcasts show. Functions take a synchronous session that reads."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from broadcasts import composing, naming, reporting, tallies
from broadcasts.broadcast import Broadcast, BroadcastKind, BroadcastState
from broadcasts.composing import Composed
from broadcasts.deliveries import DeliveryState
from broadcasts.posts import Post
from broadcasts.preferences import Tester
from broadcasts.ruling import rule_of
from broadcasts.tallies import Progress
from knowledge.agencies import Agency

WAITING, ROWS = 50, 20
_OPEN = (BroadcastState.DRAFT, BroadcastState.SENDING, BroadcastState.PAUSED, BroadcastState.PLANNED)
_OVER = (BroadcastState.DONE, BroadcastState.CANCELLED)
_SECTION = {BroadcastState.PAUSED: "sending", BroadcastState.CANCELLED: "done"}
_UNDONE = (DeliveryState.PLANNED, DeliveryState.ATTEMPTED)


@dataclass(frozen=True, slots=True)
class Listed:
    """Broadcasts by section. `more`: the number below which the next page of ended ones goes on."""

    sections: Mapping[str, Sequence[Broadcast]]
    names: Mapping[int, str]
    more: int | None
    more_waiting: bool


@dataclass(frozen=True, slots=True)
class Opened:
    """A broadcast with all that is shown of it but for its reach."""

    broadcast: Broadcast
    name: str
    composed: Composed
    posts: Sequence[Post]
    progress: Progress | None
    """None: it has not begun."""
    testers: Sequence[str]
    undo_minutes: int

    @property
    def everybody(self) -> int:
        return sum(self.progress.states.values()) if self.progress else 0

    @property
    def done(self) -> int:
        states = self.progress.states if self.progress else {}
        return self.everybody - sum(states.get(state, 0) for state in _UNDONE)


def listed(session: Session, agencies: Collection[int], before: int | None) -> Listed:
    """What waits and goes on, emergencies first; then what ended, the newest first, below `before`."""
    mine = Broadcast.agency_id.in_(agencies)
    query = select(Broadcast).where(mine, Broadcast.state.in_(_OPEN)).order_by(Broadcast.id.desc())
    waiting = session.scalars(query.limit(WAITING + 1)).all() if before is None else []
    over = select(Broadcast).where(mine, Broadcast.state.in_(_OVER)).order_by(Broadcast.id.desc())
    if before is not None:
        over = over.where(Broadcast.id < before)
    ended = session.scalars(over.limit(ROWS + 1)).all()
    shown = [*sorted(waiting[:WAITING], key=_emergencies_first), *ended[:ROWS]]
    sections: dict[str, list[Broadcast]] = {name: [] for name in ("draft", "sending", "planned", "done")}
    for broadcast in shown:
        sections[_SECTION.get(broadcast.state, broadcast.state.value)].append(broadcast)
    more = ended[ROWS - 1].id if len(ended) > ROWS else None
    return Listed(sections, naming.names_of(session, shown), more, len(waiting) > WAITING)


def opened(session: Session, number: int, now: datetime) -> Opened | None:
    """None: there is no such broadcast."""
    broadcast = session.get(Broadcast, number)
    if broadcast is None:
        return None
    begun = broadcast.began_at is not None
    composed = composing.compose(session, broadcast)
    agency = session.get_one(Agency, broadcast.agency_id)
    progress = tallies.progress(session, number, now) if begun else None
    return Opened(
        broadcast,
        _name(session, broadcast, composed),
        composed,
        reporting.posts(session, number) if begun else (),
        progress,
        () if begun else _testers(session, broadcast.agency_id),
        0 if begun else rule_of(session, agency.code).undo_minutes,
    )


def progress_of(session: Session, number: int, now: datetime) -> tuple[Broadcast, Progress] | None:
    """How far it is; None: there is no such broadcast."""
    broadcast = session.get(Broadcast, number)
    return None if broadcast is None else (broadcast, tallies.progress(session, number, now))


def _name(session: Session, broadcast: Broadcast, composed: Composed) -> str:
    if broadcast.title or len(composed.items) != 1:
        return broadcast.title or naming.names_of(session, [broadcast])[broadcast.id]
    return composed.items[0].title


def _testers(session: Session, agency_id: int) -> Sequence[str]:
    query = select(Tester.name).where(Tester.agency_id == agency_id).order_by(Tester.added_at)
    return session.scalars(query).all()


def _emergencies_first(broadcast: Broadcast) -> tuple[bool, int]:
    return broadcast.kind is not BroadcastKind.EMERGENCY, -broadcast.id
