"""People of the platforms: since when we know each, what they last did, what they were told and wish.

Acts of one person are worked on one at a time, but a list of followers may come in between: rows are made so
that the second of two is passed over. Functions take a synchronous session, as `Database.at_once` gives it.
"""

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import Dialect, Index, String, TypeDecorator, delete, or_, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column
from sqlalchemy.sql.operators import OperatorType
from sqlalchemy.types import TypeEngine

from connectors.database import Table
from connectors.inserting import insert_missing
from connectors.messages import Address

LONGEST_ID = 128
LONGEST_REASON = 200
PARCEL = 500
"""Followers written in one statement."""


class KeyText(TypeDecorator[str]):
    """Keys of people; all columns that hold them have this type.

    They are sorted byte by byte, as SQLite does: by the rules of a language, which pass over signs, those of
    two accounts would lie among one another.
    """

    impl = String
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[str]:
        return dialect.type_descriptor(String(collation="C" if dialect.name == "postgresql" else None))

    def coerce_compared_value(self, _op: OperatorType | None, _value: Any) -> TypeEngine[Any]:
        return String()  # BETWEEN takes no value with an order of its own, and the column's holds anyway


class Person(Table):
    """One person at one agency's account on one channel."""

    __tablename__ = "person"
    __table_args__ = (Index("ix_person_channel_agency", "channel", "agency", "key"),)

    key: Mapped[str] = mapped_column(KeyText, primary_key=True)
    """`Address.key`."""
    channel: Mapped[str]
    agency: Mapped[str]
    person: Mapped[str]
    first_at: Mapped[datetime]
    last_at: Mapped[datetime | None]
    """The person's last act, which opens the window to write; None of one who only stands in a list."""
    follows: Mapped[bool | None]
    """None: the platform never said."""
    gone_at: Mapped[datetime | None]
    """When the platform said that the person left or blocks us; None once the person did something again."""
    gone_reason: Mapped[str] = mapped_column(default="")
    told_privacy_at: Mapped[datetime | None]
    privacy_wording: Mapped[str] = mapped_column(default="")
    """The version of the sentence on personal data that the person was told."""
    welcomed_at: Mapped[datetime | None]
    wants_news: Mapped[bool | None]
    """What the person asked for; None: never said."""
    news_at: Mapped[datetime | None]
    news_wording: Mapped[str] = mapped_column(default="")
    """The version of the sentence that confirmed it."""


def saw(session: Session, address: Address, at: datetime) -> Person:
    """Note that the person did something at `at`, and return the row; a change of it is kept, too.

    An act younger than the news that the person left says that this is over. Raises ValueError for an
    id longer than any platform gives.
    """
    person = _row(session, address, at)
    person.first_at = min(person.first_at, at)
    person.last_at = at if person.last_at is None else max(person.last_at, at)
    if person.gone_at is not None and at > person.gone_at:
        person.gone_at, person.gone_reason = None, ""
    return person


def followed(session: Session, address: Address, at: datetime) -> Person:
    """Note that the person follows the account, which is an act, too."""
    person = saw(session, address, at)
    person.follows = True
    return person


def unfollowed(session: Session, address: Address, at: datetime) -> None:
    """Note that the person follows the account no longer, which takes an older wish for news back, too."""
    person = _row(session, address, at)
    person.follows = False
    if person.wants_news and (person.news_at is None or person.news_at <= at):
        person.wants_news, person.news_at = None, at


def gone(session: Session, address: Address, reason: str, now: datetime) -> None:
    """Note that the person can't be reached; nothing if nobody knows the person."""
    person = session.get(Person, address.key)
    if person is not None:
        person.gone_at, person.gone_reason = now, reason[:LONGEST_REASON]


def last_acts(session: Session, addresses: Collection[Address]) -> dict[Address, datetime]:
    """When each of them last did something; without those of whom it was never told."""
    names = {address.key: address for address in addresses}
    known = select(Person.key, Person.last_at).where(Person.key.in_(names), Person.last_at.is_not(None))
    return {names[key]: at for key, at in session.execute(known) if at is not None}


def forget(session: Session, address: Address) -> None:
    """Delete what is known of the person."""
    session.execute(delete(Person).where(Person.key == address.key))


def add_followers(session: Session, channel: str, agency: str, ids: Iterable[str], now: datetime) -> int:
    """Note those who follow the account already; returns how many ids that were.

    Ids that are empty or longer than any platform gives are passed over.
    """
    known = [name for name in dict.fromkeys(ids) if 0 < len(name) <= LONGEST_ID]
    for start in range(0, len(known), PARCEL):
        addresses = [Address(channel, agency, name) for name in known[start : start + PARCEL]]
        insert_missing(session, Person, [_values(address, now) | {"follows": True} for address in addresses])
        session.execute(
            update(Person)
            .where(Person.key.in_([address.key for address in addresses]))
            .where(or_(Person.follows.is_(None), Person.follows.is_(False)))
            .values(follows=True),
            execution_options={"synchronize_session": False},
        )
    return len(known)


def _row(session: Session, address: Address, at: datetime) -> Person:
    if not 0 < len(address.person) <= LONGEST_ID:
        raise ValueError("a person without a name, or with one that is too long")
    person = session.get(Person, address.key)
    if person is None:
        insert_missing(session, Person, [_values(address, at)])
        person = session.get_one(Person, address.key)
    return person


def _values(address: Address, at: datetime) -> dict[str, object]:
    return {
        "key": address.key,
        "channel": address.channel,
        "agency": address.agency,
        "person": address.person,
        "first_at": at,
    }
