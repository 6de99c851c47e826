"""What was asked, kept for those who mend the knowledge."""

import hashlib
import hmac
import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncSession

from connectors.masking import masked
from connectors.messages import Address, Commented, Message, Overheard
from knowledge.agencies import find_agency
from knowledge.facets import Facet
from knowledge.findings import Finding, Found, Ranked, Routed, Unknown, Unsure, Written, facets_of
from knowledge.opening import VIETNAM
from knowledge.questions import MOST_CANDIDATES, Question

KEPT = "kept"
"""The kind of a question that was not answered by us: a human holds the talk."""


@dataclass(frozen=True, slots=True)
class TalkNames:
    """Names of talks: one for each person and day of Vietnam. Only `key` tells whose a name is.

    Without a key of the deployment, a name is known again in this process only.
    """

    key: bytes = field(default_factory=lambda: secrets.token_bytes(32), repr=False)

    def of(self, who: Address, at: datetime) -> str:
        day = at.astimezone(VIETNAM).date()
        return hmac.new(self.key, f"talk|{who.key}|{day}".encode(), hashlib.sha256).hexdigest()[:24]

    def of_days(self, who: Address, until: datetime, days: int) -> list[str]:
        """Those of the last `days` days; a day more, as clocks of platforms differ."""
        return [self.of(who, until - timedelta(days=back)) for back in range(-1, days + 1)]


@dataclass(frozen=True, slots=True)
class Made:
    """What was made of a question."""

    kind: str
    codes: Sequence[str] = field(default=())
    facets: Sequence[Facet] = field(default=())
    confidence: float = 0.0
    nearest: Sequence[Ranked] = field(default=())
    """What was nearest to one without a good answer."""
    block: int | None = None
    """The switch that keeps an answer back."""

    @classmethod
    def of(cls, finding: Finding) -> "Made":
        nearest = finding.ranked if isinstance(finding, Unsure | Unknown) else ()
        blocked = finding.blocked if isinstance(finding, Unknown) else None
        return cls(
            kind_of(finding),
            codes_of(finding),
            facets_of(finding),
            finding.confidence,
            nearest,
            None if blocked is None else blocked.number,
        )


async def keep_question(
    session: AsyncSession,
    event: Message | Commented | Overheard,
    asked: str,
    made: Made,
    talk: str = "",
    decided: datetime | None = None,
) -> None:
    """Keep `asked`, in which personal data are masked already, once for each event.

    `decided`: when we knew what to reply; None where nothing was.
    """
    key = message_key(event.address.channel, event.id)
    if await session.scalar(select(Question.id).where(Question.message_id == key)):
        return
    agency = await find_agency(session, event.address.agency)
    session.add(
        Question(
            agency_id=agency.id,
            channel=event.address.channel,
            message_id=key,
            asked=asked,
            kind=made.kind,
            codes=list(made.codes),
            facets=[str(facet) for facet in made.facets],
            confidence=made.confidence,
            asked_at=event.at,
            talk=talk,
            # The clock of a platform may be ahead of ours.
            seconds=None if decided is None else max((decided - event.at).total_seconds(), 0.0),
            block_id=made.block,
            candidates=[[each.code, each.score] for each in made.nearest[:MOST_CANDIDATES]] or None,
        )
    )


async def keep_unanswered(session: AsyncSession, event: Message | Overheard, talk: str = "") -> None:
    """Keep what was said while a human holds the talk; nothing of a message without words."""
    if event.text.strip():
        await keep_question(session, event, masked(event.text), Made(KEPT), talk)


async def forget_old(session: AsyncSession, before: datetime, most: int) -> int:
    """Delete questions asked before a time, the oldest `most` at most; returns how many."""
    oldest = await session.execute(select(Question.id, Question.asked_at).order_by(Question.id).limit(most))
    gone = [number for number, asked_at in oldest if asked_at < before]
    await session.execute(delete(Question).where(Question.id.in_(gone)))
    return len(gone)


def message_key(channel: str, name: str) -> str:
    """How a question names its message."""
    return f"{channel}:{name}"


def kind_of(finding: Finding) -> str:
    """found, written, unsure, unknown or routed."""
    return type(finding).__name__.lower()


def codes_of(finding: Finding) -> list[str]:
    """The codes that the finding says or offers."""
    match finding:
        case Found(procedure):
            return [procedure.code, *(other.procedure.code for other in finding.also)]
        case Written(code):
            return [code]
        case Unsure(offered):
            return [code for code, _ in offered]
        case Unknown() | Routed():
            return []
