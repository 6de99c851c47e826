"""What platforms tell later of deliveries: echoes settle what was unknown, receipts say that it was seen.

Where a platform carries no tag, an echo or a receipt that comes before the answer is recognised by the person
and the words, among the broadcasts of late. All functions take a synchronous session.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, and_, or_, select, text, tuple_
from sqlalchemy.orm import Session

from broadcasts.broadcast import Broadcast
from broadcasts.deliveries import REACHED, Delivery, DeliveryState
from broadcasts.driver import Driver
from broadcasts.fingerprints import fingerprint
from broadcasts.sending import NEWS
from connectors.cleaning import unaltered
from connectors.messages import Echoed, Event, Receipt, ReceiptKind
from connectors.outgoing import SKEW, TAG

OF_LATE = timedelta(days=7)
"""So long after its end a broadcast is looked for by the person; by a message's id it always is."""
_OPEN = (DeliveryState.ATTEMPTED, DeliveryState.UNKNOWN)
_MOST_DIGITS = 9
_HAS_ID = text("delivery.platform_id <> ''")  # written out: else no planner takes the partial index


def note(session: Session, events: Sequence[Event]) -> None:
    """Settle what the platform repeats or has receipts for; other events are passed over."""
    told = [event for event in events if isinstance(event, Echoed | Receipt)]
    if not told:
        return
    rows = _locked(session, _concerned(session, told))
    if not rows:
        return
    sent = _Sent(rows)
    for event in told:
        if isinstance(event, Echoed):
            sent.echoed(event)
        else:
            sent.received(event)
    changed = [row for row in rows if row in session.dirty and session.is_modified(row)]
    session.flush()
    count_again(session, [(row.broadcast_id, row.person_key) for row in changed])


def count_again(session: Session, deliveries: Iterable[tuple[int, str]]) -> None:
    """Have the parcels of these deliveries counted anew."""
    driver, keys = Driver(session), defaultdict[int, list[str]](list)
    for number, key in sorted(deliveries):
        keys[number].append(key)
    listed = "unnest(?::text[]) AS given (value)" if driver.is_postgres else "json_each(?) AS given"
    for number, theirs in keys.items():
        driver.run(
            "UPDATE parcel SET dirty = true WHERE NOT dirty AND id IN (SELECT (SELECT p.id FROM parcel p"  # noqa: S608 (ours)
            " WHERE p.broadcast_id = ? AND p.first_key <= given.value ORDER BY p.first_key DESC LIMIT 1)"
            f" FROM {listed})",
            number,
            driver.keys(theirs),
        )


def _concerned(session: Session, told: Sequence[Echoed | Receipt]) -> set[tuple[int, str]]:
    """The rows that may be meant: by number and person, by the message's id, by the person alone."""
    tagged = {named for event in told if isinstance(event, Echoed) and (named := _named(event))}
    names = {unaltered(name) for event in told for name in _names(event)} - {""}
    rows = set[tuple[int, str]]()
    if names:
        by_name = select(Delivery.broadcast_id, Delivery.person_key, Delivery.platform_id)
        found = session.execute(by_name.where(Delivery.platform_id.in_(names), _HAS_ID)).all()
        rows |= {(row.broadcast_id, row.person_key) for row in found}
        names -= {row.platform_id for row in found}
    early = {unaltered(event.address.key) for event in told if _is_early(event, names)}
    marked = {unaltered(event.address.key) for event in told if isinstance(event, Receipt) and event.upto}
    if tagged or early or marked:
        rows |= _of_late(session, tagged, early, marked, min(event.at for event in told))
    return rows


def _of_late(
    session: Session,
    tagged: Collection[tuple[int, str]],
    early: Collection[str],
    marked: Collection[str],
    at: datetime,
) -> set[tuple[int, str]]:
    recent = and_(
        Broadcast.began_at.is_not(None),
        or_(Broadcast.ended_at.is_(None), Broadcast.ended_at > at - OF_LATE),
    )
    numbers = session.scalars(select(Broadcast.id).where(recent)).all()
    if not numbers:
        return set()
    theirs = tuple_(Delivery.broadcast_id, Delivery.person_key)
    of_late = Delivery.broadcast_id.in_(numbers)
    unseen = and_(
        Delivery.state.in_(REACHED), or_(Delivery.seen_at.is_(None), Delivery.delivered_at.is_(None))
    )
    ways: tuple[tuple[Collection[object], ColumnElement[bool]], ...] = (
        (tagged, theirs.in_(sorted(tagged))),
        (early, and_(of_late, Delivery.person_key.in_(sorted(early)), Delivery.state.in_(_OPEN))),
        (marked, and_(of_late, Delivery.person_key.in_(sorted(marked)), unseen)),
    )
    chosen = select(Delivery.broadcast_id, Delivery.person_key)
    return {(row[0], row[1]) for any_, way in ways if any_ for row in session.execute(chosen.where(way))}


def _locked(session: Session, rows: Collection[tuple[int, str]]) -> Sequence[Delivery]:
    """These rows as they stand now, locked in the one order in which all take them."""
    if not rows:
        return ()
    which = tuple_(Delivery.broadcast_id, Delivery.person_key).in_(sorted(rows))
    chosen = select(Delivery).where(which).order_by(Delivery.broadcast_id, Delivery.person_key)
    return session.scalars(chosen.with_for_update().execution_options(populate_existing=True)).all()


def _named(echo: Echoed) -> tuple[int, str] | None:
    """Broadcast and person of an echo with a tag of ours."""
    number, _, part = echo.tag.removeprefix(TAG + NEWS).rpartition(":")
    ours = echo.tag.startswith(TAG + NEWS) and part == "0" and len(number) <= _MOST_DIGITS
    return (int(number), unaltered(echo.address.key)) if ours and _is_number(number) else None


def _is_number(text_: str) -> bool:
    return text_.isascii() and text_.isdecimal()


def _names(event: Echoed | Receipt) -> tuple[str, ...]:
    if isinstance(event, Receipt):
        return event.ids
    return () if event.tag else (event.id,)


def _is_early(event: Echoed | Receipt, unknown: Collection[str]) -> bool:
    """Whether it names a message whose id we were not told yet."""
    return any(unaltered(name) in unknown for name in _names(event))


class _Sent:
    """Deliveries, by all that events name them by."""

    def __init__(self, rows: Sequence[Delivery]) -> None:
        self._rows = {(row.broadcast_id, row.person_key): row for row in rows}
        self._by_id = {row.platform_id: row for row in rows if row.platform_id}
        self._to = defaultdict[str, list[Delivery]](list)
        for row in rows:
            self._to[row.person_key].append(row)

    def echoed(self, echo: Echoed) -> None:
        name, row = unaltered(echo.id), self._repeated(echo)
        if row is None or row.state not in _OPEN:
            return
        row.state, row.reason, row.platform_id, row.ended_at = DeliveryState.ACCEPTED, "", name, echo.at
        if row.seen_at or row.delivered_at:
            row.state = DeliveryState.SEEN if row.seen_at else DeliveryState.DELIVERED
        self._by_id[name] = row

    def received(self, receipt: Receipt) -> None:
        seen = receipt.kind is ReceiptKind.SEEN
        for row in self._arrived(receipt):
            row.seen_at = row.seen_at or (receipt.at if seen else None)
            row.delivered_at = row.delivered_at or receipt.at
            if row.state in REACHED:
                row.state = DeliveryState.SEEN if row.seen_at else DeliveryState.DELIVERED

    def _repeated(self, echo: Echoed) -> Delivery | None:
        if echo.tag:
            return self._rows.get(_named(echo) or (0, ""))
        if known := self._by_id.get(unaltered(echo.id)):
            return known if known.person_key == unaltered(echo.address.key) else None
        words = fingerprint(echo.text)
        open_ = (row for row in self._to[unaltered(echo.address.key)] if row.state in _OPEN)
        return next((row for row in open_ if row.words == words and _left_before(row, echo.at)), None)

    def _arrived(self, receipt: Receipt) -> list[Delivery]:
        theirs, upto = self._to[unaltered(receipt.address.key)], receipt.upto
        if not receipt.ids:
            return [row for row in theirs if upto and row.state in REACHED and _left_by(row, upto)]
        return [row for name in receipt.ids if (row := self._named(unaltered(name), theirs, receipt.at))]

    def _named(self, name: str, theirs: Sequence[Delivery], at: datetime) -> Delivery | None:
        """By the id; an id that nobody knows may be of what is just being sent to the person."""
        known = self._by_id.get(name)
        if known is not None:
            return known if known in theirs else None
        waiting = [row for row in theirs if row.state is DeliveryState.ATTEMPTED and not row.platform_id]
        if len(waiting) != 1 or not _left_before(waiting[0], at):
            return None
        waiting[0].platform_id = name  # the answer says whether it is this one
        self._by_id[name] = waiting[0]
        return waiting[0]


def _left_before(row: Delivery, at: datetime) -> bool:
    return row.attempted_at is not None and row.attempted_at - SKEW <= at


def _left_by(row: Delivery, upto: datetime) -> bool:
    return row.attempted_at is not None and row.attempted_at <= upto
