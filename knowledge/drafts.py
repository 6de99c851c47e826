"""Drafts: what somebody wants to change about answers, until it is live; and every version that was live.

A draft is one decision: an answer, phrasings of a procedure, a field that the agency words itself. Its way is
draft → (review) → live, or returned, or dropped. What is live stands in `Answer`, `Phrasing`, `Override`.
"""

from datetime import date, datetime
from enum import StrEnum
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field
from sqlalchemy import JSON, Enum, ForeignKey, Index, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from connectors.database import Table
from knowledge.facets import Facet

LONGEST_TEXT = 20_000
"""Letters of an answer."""
MOST_QUESTIONS = 50
LONGEST_QUESTION = 300


class DraftKind(StrEnum):
    ANSWER = "answer"
    """An editor's answer: `AnswerBody`; subject: the answer's code."""
    PHRASING = "phrasing"
    """Ways to ask for a procedure: `PhrasingBody`; subject: the procedure's code."""
    OVERRIDE = "override"
    """A field of a procedure as this agency words it: `OverrideBody`; subject: `code:facet`."""


class DraftState(StrEnum):
    DRAFT = "draft"
    REVIEW = "review"
    """Waits for somebody else than its author."""
    RETURNED = "returned"
    """Somebody asked its author for something: `note`."""
    LIVE = "live"
    """Published; this row stays as it was published."""
    DROPPED = "dropped"


class AnswerBody(BaseModel):
    """An answer as it is drafted and published."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    text: Annotated[str, Field(min_length=1, max_length=LONGEST_TEXT)]
    questions: Annotated[tuple[str, ...], Field(min_length=1, max_length=MOST_QUESTIONS)]
    """The ways to ask it; the first names it."""
    url: Annotated[str, Field(max_length=2_000)] = ""
    valid_from: date | None = None
    """Vietnam's days, both included; None: no limit."""
    valid_until: date | None = None
    review_by: date | None = None
    """Somebody is asked by then whether it still holds."""
    sensitive: bool = False
    """Needs a second person whatever it says."""
    withdrawn: bool = False
    """Publishing this takes the answer away."""


class PhrasingBody(BaseModel):
    """Phrasings to be added to, and taken from, a procedure."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    added: Annotated[tuple[str, ...], Field(max_length=MOST_QUESTIONS)] = ()
    removed: Annotated[tuple[str, ...], Field(max_length=MOST_QUESTIONS)] = ()


class OverrideBody(BaseModel):
    """What this agency, and those below it, says in place of the portal's field."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    facet: Facet
    text: Annotated[str, Field(max_length=LONGEST_TEXT)]
    """Empty: the portal's words again."""
    reason: Annotated[str, Field(max_length=500)] = ""
    """Which document or decision says so; shown with the answer."""


Body = AnswerBody | PhrasingBody | OverrideBody


class Draft(Table):
    """A change in the making. `lock` counts writes: who saves over another's writing is told."""

    __tablename__ = "draft"
    __table_args__ = (
        Index("ix_draft_state", "state", "agency_id", "id"),
        Index("ix_draft_subject", "agency_id", "kind", "subject"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"))
    kind: Mapped[DraftKind] = mapped_column(
        Enum(DraftKind, native_enum=False, values_callable=lambda kinds: [kind.value for kind in kinds])
    )
    subject: Mapped[str]
    body: Mapped[dict[str, Any]] = mapped_column(JSON)
    state: Mapped[DraftState] = mapped_column(
        Enum(DraftState, native_enum=False, values_callable=lambda kinds: [kind.value for kind in kinds])
    )
    delicate: Mapped[str] = mapped_column(default="")
    """Why two people are needed, as a sentence; empty: one is enough."""
    group_id: Mapped[int | None] = mapped_column(ForeignKey("question_group.id", ondelete="SET NULL"))
    """The group of questions that it is to answer."""
    author: Mapped[str]
    """The name by which its author signs in."""
    reviewer: Mapped[str] = mapped_column(default="")
    note: Mapped[str] = mapped_column(Text, default="")
    """What the reviewer says to the author."""
    lock: Mapped[int] = mapped_column(default=1)
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]
    decided_at: Mapped[datetime | None]


class Version(Table):
    """What was live, from `at` on until the next number of the same subject."""

    __tablename__ = "version"
    __table_args__ = (UniqueConstraint("agency_id", "kind", "subject", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"))
    kind: Mapped[DraftKind] = mapped_column(
        Enum(DraftKind, native_enum=False, values_callable=lambda kinds: [kind.value for kind in kinds])
    )
    subject: Mapped[str]
    number: Mapped[int]
    body: Mapped[dict[str, Any]] = mapped_column(JSON)
    author: Mapped[str]
    approver: Mapped[str]
    """The same as `author` where one person was enough."""
    forced: Mapped[str] = mapped_column(Text, default="")
    """Why a chief published it although it changes answers of the regression set."""
    at: Mapped[datetime]
