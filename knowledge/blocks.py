"""Blocks: what must not be said for now, switched off at once and with a reason."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import Enum, ForeignKey, Index, Text
from sqlalchemy.orm import Mapped, mapped_column

from connectors.database import Table


class BlockKind(StrEnum):
    ANSWER = "answer"
    """An editor's answer; subject: its code."""
    PROCEDURE = "procedure"
    """subject: its code."""
    FIELD = "field"
    """Every procedure of a field (lĩnh vực); subject: the field as published."""
    CHANNEL = "channel"
    """Every answer on a channel; subject: its name."""
    AGENCY = "agency"
    """Every answer of the agency and of those below it."""
    ALL = "all"
    """Every answer of the deployment; of an agency without a parent only."""


@dataclass(frozen=True, slots=True)
class Blocked:
    """A block that holds, as the knowledge has it; `number` is its row's."""

    number: int
    agency_id: int
    kind: BlockKind
    subject: str
    reason: str


class Block(Table):
    """Holds for its agency and those below it until `ended_at`. People are shown who to ask instead."""

    __tablename__ = "block"
    __table_args__ = (Index("ix_block_ended", "ended_at", "agency_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"))
    kind: Mapped[BlockKind] = mapped_column(
        Enum(BlockKind, native_enum=False, values_callable=lambda kinds: [kind.value for kind in kinds])
    )
    subject: Mapped[str] = mapped_column(default="")
    reason: Mapped[str] = mapped_column(Text)
    """For colleagues; citizens are not shown it."""
    by: Mapped[str]
    at: Mapped[datetime]
    ended_by: Mapped[str] = mapped_column(default="")
    ended_at: Mapped[datetime | None]
