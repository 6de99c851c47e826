"""Who wished to be told when there is an answer to what was asked."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from connectors.database import Table


class LaterWish(Table):
    """One person's wish for one question; gone once it was fulfilled, or after a while."""

    __tablename__ = "later_wish"
    __table_args__ = (UniqueConstraint("question_id", "key"), Index("ix_later_wish_key", "key"))

    id: Mapped[int] = mapped_column(primary_key=True)
    question_id: Mapped[int] = mapped_column(ForeignKey("question.id", ondelete="CASCADE"))
    key: Mapped[str]
    channel: Mapped[str]
    agency: Mapped[str]
    person: Mapped[str]
    wished_at: Mapped[datetime]
    letter_id: Mapped[int | None]
    """The letter that fulfils it."""
