"""What was sent, message by message: so that nothing is said twice when we don't know whether it arrived.

A row is *attempted* before the platform is called and *accepted*, *lost* (it left, no answer came), *refused*
or *unsent* (it surely did not arrive) after. What the platform repeats to us or has receipts for settles it.
"""

import hashlib
import unicodedata
from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Enum,
    Index,
    Integer,
    UniqueConstraint,
    delete,
    select,
    update,
)
from sqlalchemy.orm import Mapped, Session, mapped_column

from connectors.database import Table
from connectors.messages import Address, Echoed, Event, Receipt, ReceiptKind

TAG = "congdan:"
"""Begins what we give along with a message where a platform carries that."""


class Outcome(StrEnum):
    PLANNED = "planned"
    """It may leave at `attempted_at`, for which it has a place in the queue."""
    ATTEMPTED = "attempted"
    ACCEPTED = "accepted"
    LOST = "lost"
    REFUSED = "refused"
    UNSENT = "unsent"


OPEN = (Outcome.ATTEMPTED, Outcome.LOST)
"""Of these nobody knows whether they arrived."""
UNSETTLED = (*OPEN, Outcome.UNSENT)
"""Of these the platform may still say that they did."""


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
    """How often it may have left."""
    platform_id: Mapped[str] = mapped_column(default="", index=True)
    attempted_at: Mapped[datetime] = mapped_column(index=True)
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
    for event in events:
        if isinstance(event, Echoed):
            _echoed(session, event)
        elif isinstance(event, Receipt):
            _received(session, event)


def forget(session: Session, who: Address) -> None:
    """Delete what says that something was sent to this person."""
    session.execute(delete(Outgoing).where(*_theirs(who)))


def forget_old(session: Session, before: datetime, most: int = 1_000) -> int:
    """Delete up to `most` rows attempted before that; returns how many."""
    some = select(Outgoing.id).where(Outgoing.attempted_at < before).limit(most)
    gone = delete(Outgoing).where(Outgoing.id.in_(some)).returning(Outgoing.id)
    return len(session.scalars(gone).all())


def _echoed(session: Session, echo: Echoed) -> None:
    accepted = {"outcome": Outcome.ACCEPTED, "platform_id": echo.id}
    open_ones = update(Outgoing).where(Outgoing.outcome.in_(UNSETTLED)).values(accepted)
    token, _, part = echo.tag.removeprefix(TAG).rpartition(":")
    if echo.tag.startswith(TAG) and part.isascii() and part.isdecimal() and len(part) < 6:  # noqa: PLR2004 (parts of one reply)
        session.execute(open_ones.where(Outgoing.token == token, Outgoing.part == int(part)))
    elif not echo.tag:
        same = select(Outgoing.id).where(
            *_theirs(echo.address), Outgoing.digest == digest(echo.text), Outgoing.outcome.in_(UNSETTLED)
        )
        session.execute(open_ones.where(Outgoing.id == same.order_by(Outgoing.id).limit(1).scalar_subquery()))


def _received(session: Session, receipt: Receipt) -> None:
    seen = receipt.kind is ReceiptKind.SEEN
    column = Outgoing.seen_at if seen else Outgoing.delivered_at
    unmarked = update(Outgoing).where(column.is_(None)).values({column: receipt.at})
    if receipt.ids:
        arrived = unmarked.where(Outgoing.platform_id.in_(receipt.ids[:500]))
        session.execute(arrived.where(Outgoing.channel == receipt.address.channel))
    elif receipt.upto is not None:
        before = unmarked.where(*_theirs(receipt.address), Outgoing.attempted_at <= receipt.upto)
        session.execute(before.where(Outgoing.outcome == Outcome.ACCEPTED))


def _theirs(who: Address) -> tuple[ColumnElement[bool], ...]:
    return (
        Outgoing.channel == who.channel,
        Outgoing.agency == who.agency,
        Outgoing.person == who.person,
    )
