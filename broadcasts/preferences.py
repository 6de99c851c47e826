"""What each subscriber chose: how often, which topics; and every choice with its wording and time.

Whether a person wants news at all stands in `connectors.people.Person`: `wants_news`, and `follows` where
nothing was said. A person without a row here gets all topics at once.
"""

from datetime import datetime

from sqlalchemy import Enum, Index
from sqlalchemy.orm import Mapped, mapped_column

from broadcasts.broadcast import Rhythm
from connectors.database import Table
from connectors.people import KeyText


class Preference(Table):
    """The choices of one person that hold now."""

    __tablename__ = "preference"
    __table_args__ = (Index("ix_preference_rhythm", "rhythm", "person_key"),)

    person_key: Mapped[str] = mapped_column(KeyText, primary_key=True)
    rhythm: Mapped[Rhythm] = mapped_column(
        Enum(Rhythm, native_enum=False, values_callable=lambda kinds: [kind.value for kind in kinds]),
        default=Rhythm.INSTANT,
    )
    chosen: Mapped[bool] = mapped_column(default=False)
    """Only the topics of `PreferenceTopic`; False: all topics but those listed there as unwanted."""
    changed_at: Mapped[datetime]


class PreferenceTopic(Table):
    """A topic that a person chose, or does not want."""

    __tablename__ = "preference_topic"

    person_key: Mapped[str] = mapped_column(KeyText, primary_key=True)
    topic: Mapped[str] = mapped_column(primary_key=True)
    """Code of a topic, or `place:<code of the unit>`."""
    wanted: Mapped[bool]


class PreferenceChange(Table):
    """One choice as it was made: nothing here is ever changed, only deleted with the person."""

    __tablename__ = "preference_change"
    __table_args__ = (Index("ix_preference_change_person", "person_key", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    person_key: Mapped[str] = mapped_column(KeyText)
    at: Mapped[datetime]
    what: Mapped[str]
    """`all`, `none`, `topic`, `not topic`, `rhythm`, with what it is about: "topic land"."""
    wording: Mapped[str]
    """The sentence that confirmed it, as it was shown."""
    version: Mapped[str]


class Tester(Table):
    """A member of staff who gets rehearsals of an agency's broadcasts."""

    __tablename__ = "tester"

    person_key: Mapped[str] = mapped_column(KeyText, primary_key=True)
    agency_id: Mapped[int] = mapped_column(index=True)
    name: Mapped[str]
    added_by: Mapped[str]
    added_at: Mapped[datetime]
