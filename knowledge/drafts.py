"""Drafts: what somebody wants to change about answers, until it is live; and every version that was live.

A draft is one decision: an answer, phrasings of a procedure, a field that the agency words itself. Its way is
draft → (review) → live, or returned, or dropped. What is live stands in `Answer`, `Phrasing`, `Override`.
"""

import json
from datetime import date, datetime
from enum import StrEnum
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints, field_validator
from pydantic_core.core_schema import ValidationInfo
from sqlalchemy import JSON, ColumnElement, Enum, ForeignKey, Index, Text, UniqueConstraint, cast
from sqlalchemy.orm import Mapped, mapped_column

from connectors.database import Table
from knowledge import drafting_wording as wording
from knowledge.facets import Facet
from knowledge.plain_text import Link, clean

LONGEST_TEXT = 20_000
"""Letters of an answer."""
MOST_QUESTIONS = 200
MOST_PHRASINGS = 1_000
"""Of one procedure at one agency."""
LONGEST_QUESTION = 300
LONGEST_REASON = 500


def _each_once(texts: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(" ".join(text.split()) for text in texts if text.strip()))


def _text(longest: int, shortest: int = 0) -> Any:
    """Text as it is kept: without blanks around it, no longer and no shorter."""
    return StringConstraints(strip_whitespace=True, min_length=shortest, max_length=longest)


_Asked = Annotated[str, _text(LONGEST_QUESTION), AfterValidator(clean)]


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
    """Waits for somebody who did not write it."""
    RETURNED = "returned"
    """Somebody asked its writers for something: `note`."""
    LIVE = "live"
    """Published; this row stays as it was published."""
    DROPPED = "dropped"


class AnswerBody(BaseModel):
    """An answer as it is drafted and published."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    text: Annotated[str, _text(LONGEST_TEXT, 1), AfterValidator(clean)]
    questions: Annotated[tuple[_Asked, ...], Field(max_length=MOST_QUESTIONS), AfterValidator(_each_once)]
    """The ways to ask it, at least one; the first names it."""
    url: Link = ""
    valid_from: date | None = None
    """Vietnam's days, both included; None: no limit."""
    valid_until: date | None = None
    review_by: date | None = None
    """Somebody is asked by then whether it still holds."""
    sensitive: bool = False
    """Needs a second person whatever it says."""
    withdrawn: bool = False
    """Publishing this takes the answer away."""

    @field_validator("questions")
    @classmethod
    def _asks_something(cls, questions: tuple[str, ...]) -> tuple[str, ...]:
        if not questions:
            raise ValueError(wording.NO_QUESTION)
        return questions

    @field_validator("valid_until")
    @classmethod
    def _ends_after_it_begins(cls, until: date | None, info: ValidationInfo) -> date | None:
        begins = info.data.get("valid_from")
        if until is not None and begins is not None and until < begins:
            raise ValueError(wording.ENDS_BEFORE_IT_BEGINS)
        return until


class PhrasingBody(BaseModel):
    """Phrasings to be added to, and taken from, a procedure.

    In a `Version`: every phrasing that the agency then had, and those that were taken away and stay away.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    added: Annotated[tuple[_Asked, ...], Field(max_length=MOST_PHRASINGS), AfterValidator(_each_once)] = ()
    removed: Annotated[tuple[_Asked, ...], Field(max_length=MOST_PHRASINGS), AfterValidator(_each_once)] = ()


class OverrideBody(BaseModel):
    """What this agency, and those below it, says in place of the portal's field."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    facet: Facet
    text: Annotated[str, _text(LONGEST_TEXT), AfterValidator(clean)]
    """Empty: the portal's words again."""
    reason: Annotated[str, _text(LONGEST_REASON), AfterValidator(clean)] = ""
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
    """The name by which whoever wrote it last signs in."""
    writers: Mapped[list[str]] = mapped_column(JSON)
    """All who have written in it since it was begun, the first of them first. None of them approves it where
    two people are needed."""
    reviewer: Mapped[str] = mapped_column(default="")
    note: Mapped[str] = mapped_column(Text, default="")
    """What the reviewer says to the writers."""
    lock: Mapped[int] = mapped_column(default=1)
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]
    decided_at: Mapped[datetime | None]

    def written_by(self, name: str) -> bool:
        """Whether that person has written in it, first or later."""
        return name in self.writers


class DraftGroup(Table):
    """A further group that a draft is to answer, of another agency that the draft reaches."""

    __tablename__ = "draft_group"

    draft_id: Mapped[int] = mapped_column(ForeignKey("draft.id", ondelete="CASCADE"), primary_key=True)
    group_id: Mapped[int] = mapped_column(
        ForeignKey("question_group.id", ondelete="CASCADE"), primary_key=True, index=True
    )


def written_by(name: str) -> ColumnElement[bool]:
    """The same in a query."""
    return cast(Draft.writers, Text).contains(json.dumps(name), autoescape=True)


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
    """Who wrote it last."""
    approver: Mapped[str]
    """The same as `author` where one person was enough."""
    forced: Mapped[str] = mapped_column(Text, default="")
    """Why a chief published it although it changes answers of the regression set."""
    at: Mapped[datetime]
