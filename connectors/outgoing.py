"""What was sent, message by message: so that nothing is said twice when we don't know whether it arrived.

A row is *attempted* before the platform is called and *accepted*, *lost* (it left, no answer came), *refused*
or *unsent* (it surely did not arrive) after. What the platform repeats to us or has receipts for settles it.
"""

import hashlib
import unicodedata
from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Enum,
    Index,
    Integer,
    UniqueConstraint,
    and_,
    delete,
    or_,
    select,
)
from sqlalchemy.orm import Mapped, Session, mapped_column

from connectors.cleaning import unaltered
from connectors.database import Table
from connectors.messages import Address, Echoed, Event, Receipt, ReceiptKind

TAG = "congdan:"
"""Begins what we give along with a message where a platform carries that."""
SKEW = timedelta(minutes=1)
"""How far a platform's clock may be behind ours."""
_DIGITS = 5
"""Of the number of a part."""


class Outcome(StrEnum):
    PLANNED = "planned"
    """It waits for its turn, and was never attempted."""
    ATTEMPTED = "attempted"
    ACCEPTED = "accepted"
    LOST = "lost"
    REFUSED = "refused"
    UNSENT = "unsent"


class Outgoing(Table):
    """One message of ours. `token` names the reply, the same for each try; `part` counts its messages."""

    __tablename__ = "outgoing"
    __table_args__ = (
        UniqueConstraint("token", "part"),
        Index("ix_outgoing_person", "channel", "agency", "person", "id"),
    )

    id: Mapped[int] = mapped_column(BigInteger().with_variant(Integer, "sqlite"), primary_key=True)
    token: Mapped[str]
    part: Mapped[int]
    channel: Mapped[str]
    agency: Mapped[str]
    person: Mapped[str]
    digest: Mapped[str]
    """Of its text: by it an echo is recognised where the platform carries no tag."""
    outcome: Mapped[Outcome] = mapped_column(
        Enum(Outcome, native_enum=False, values_callable=lambda kinds: [kind.value for kind in kinds])
    )
    tries: Mapped[int]
    """How often it may have left, while nobody knows whether it arrived."""
    platform_id: Mapped[str] = mapped_column(default="", index=True)
    attempted_at: Mapped[datetime] = mapped_column(index=True)
    """When it was attempted last, or first asked for if it never was."""
    turn: Mapped[float | None]
    """Its place in the account's queue, while it has one."""
    delivered_at: Mapped[datetime | None]
    seen_at: Mapped[datetime | None]


def digest(text: str) -> str:
    """Of a text, however it is composed and spaced."""
    plain = " ".join(unicodedata.normalize("NFC", text).split())
    return hashlib.sha256(plain.encode(errors="replace")).hexdigest()[:32]


def tag(token: str, part: int) -> str:
    """What is given along with a message, and comes back with its echo."""
    return f"{TAG}{token}:{part}"


def note(session: Session, events: Sequence[Event]) -> None:
    """Settle what the platform repeats or has receipts for; other events are passed over."""
    told = [event for event in events if isinstance(event, Echoed | Receipt)]
    if told and (rows := _locked(session, _concerned(session, told))):
        sent = _Sent(rows)
        for event in told:
            if isinstance(event, Echoed):
                sent.echoed(event)
            else:
                sent.received(event)
        session.flush()


def forget(session: Session, who: Address) -> None:
    """Delete what says that something was sent to this person."""
    session.execute(delete(Outgoing).where(*_theirs(who)))


def forget_old(session: Session, before: datetime, most: int = 1_000) -> int:
    """Delete up to `most` rows attempted before that; returns how many."""
    some = select(Outgoing.id).where(Outgoing.attempted_at < before).limit(most)
    gone = (
        delete(Outgoing).where(Outgoing.id.in_(some), Outgoing.attempted_at < before).returning(Outgoing.id)
    )
    return len(session.scalars(gone).all())


def _locked(session: Session, numbers: Collection[int]) -> Sequence[Outgoing]:
    """These rows as they stand now, in the one order in which all who change rows take them: no deadlock."""
    chosen = select(Outgoing).where(Outgoing.id.in_(numbers)).order_by(Outgoing.id)
    return session.scalars(chosen.with_for_update()).all() if numbers else ()


def _concerned(session: Session, told: Sequence[Echoed | Receipt]) -> set[int]:
    """The numbers of the rows that may be meant, found by a query for each way of naming them."""
    echoes = [event for event in told if isinstance(event, Echoed)]
    receipts = [event for event in told if isinstance(event, Receipt)]
    tokens = {name[0] for echo in echoes if (name := _named(echo.tag))}
    ids = {name for receipt in receipts for name in receipt.ids} | {
        echo.id for echo in echoes if not echo.tag
    }
    repeated = {echo.address.person for echo in echoes if not echo.tag}
    marked = {receipt.address.person for receipt in receipts if receipt.upto and not receipt.ids}
    unseen = or_(Outgoing.seen_at.is_(None), Outgoing.delivered_at.is_(None))
    ways = (
        (tokens, Outgoing.token.in_(map(unaltered, tokens))),
        (ids, Outgoing.platform_id.in_(map(unaltered, ids))),
        (repeated, _of(told, repeated) & (Outgoing.outcome != Outcome.ACCEPTED)),
        (marked, _of(told, marked) & (Outgoing.outcome == Outcome.ACCEPTED) & unseen),
    )
    return {
        number for any_, way in ways if any_ for number in session.scalars(select(Outgoing.id).where(way))
    }


def _of(told: Sequence[Echoed | Receipt], people: Collection[str]) -> ColumnElement[bool]:
    return and_(
        Outgoing.channel.in_({event.address.channel for event in told}),
        Outgoing.agency.in_({event.address.agency for event in told}),
        Outgoing.person.in_(map(unaltered, people)),
    )


def _named(label: str) -> tuple[str, int] | None:
    """Token and part of a tag of ours."""
    token, _, part = label.removeprefix(TAG).rpartition(":")
    ours = label.startswith(TAG) and part.isascii() and part.isdecimal() and len(part) <= _DIGITS
    return (token, int(part)) if ours else None


class _Sent:
    """Rows of what was sent, by all that events name them by."""

    def __init__(self, rows: Sequence[Outgoing]) -> None:
        self._named = {(row.token, row.part): row for row in rows}
        self._by_id = {(row.channel, row.platform_id): row for row in rows if row.platform_id}
        self._to = defaultdict[Address, list[Outgoing]](list)
        for row in rows:
            self._to[Address(row.channel, row.agency, row.person)].append(row)

    def echoed(self, echo: Echoed) -> None:
        row = self._repeated(echo)
        if row is not None and row.outcome is not Outcome.ACCEPTED and row.channel == echo.address.channel:
            row.outcome, row.platform_id = Outcome.ACCEPTED, unaltered(echo.id)
            row.turn = None
            self._by_id[row.channel, row.platform_id] = row

    def received(self, receipt: Receipt) -> None:
        seen = receipt.kind is ReceiptKind.SEEN
        for row in self._arrived(receipt):
            row.seen_at = row.seen_at or (receipt.at if seen else None)
            row.delivered_at = row.delivered_at or receipt.at

    def _repeated(self, echo: Echoed) -> Outgoing | None:
        """The row that is meant. By words alone only one that left before, and is not known to be there."""
        if echo.tag:
            return self._named.get(_named(echo.tag) or ("", 0))
        if (echo.address.channel, unaltered(echo.id)) in self._by_id:
            return None
        words, ours = digest(echo.text), self._to[echo.address]
        left = (row for row in ours if row.tries > 0 and row.attempted_at - SKEW <= echo.at)
        return next((row for row in left if row.digest == words and row.outcome != Outcome.ACCEPTED), None)

    def _arrived(self, receipt: Receipt) -> list[Outgoing]:
        channel, upto = receipt.address.channel, receipt.upto
        if receipt.ids:
            found = (self._by_id.get((channel, unaltered(name))) for name in receipt.ids)
            return [row for row in found if row is not None]
        sent = self._to[receipt.address] if upto is not None else []
        return [row for row in sent if row.outcome is Outcome.ACCEPTED and upto and row.attempted_at <= upto]


def _theirs(who: Address) -> tuple[ColumnElement[bool], ...]:
    return (
        Outgoing.channel == who.channel,
        Outgoing.agency == who.agency,
        Outgoing.person == who.person,
    )
