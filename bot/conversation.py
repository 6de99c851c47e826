"""A message in, a reply out; and what is to be remembered of both."""

from dataclasses import replace
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot import rendering, routed, wording
from bot.payloads import FIELD, NONE_OF_THESE, Pressed, pressed
from bot.talks import context_of, keep_context
from connectors.masking import masked
from connectors.messages import Message, Reply
from knowledge.agencies import find_agency
from knowledge.facets import Facet
from knowledge.fields import fields, in_field
from knowledge.findings import (
    AgencyView,
    Context,
    Finding,
    Found,
    Routed,
    Unknown,
    Unsure,
    Written,
    facets_of,
)
from knowledge.library import Library
from knowledge.places.placing import Placed
from knowledge.questions import Question
from knowledge.replaying import context_after, says_a_topic

STALE = timedelta(days=540)


class Conversation:
    """Answers for the agency that a message was sent to.

    What was published longer than `stale` ago is said to be old.
    """

    def __init__(self, library: Library, *, stale: timedelta = STALE) -> None:
        self._library = library
        self._stale = stale

    async def answer(self, session: AsyncSession, message: Message, now: datetime) -> Reply:
        """The reply to a message; the question (personal data masked) and the context are kept in `session`.

        Raises KeyError when the agency of the message is not there.
        """
        before = await context_of(session, message.address)
        if before is not None and now - before.at > self._library.lapses:
            before = None
        payload = message.payload or ""
        if payload.startswith(routed.ASK):
            message = replace(message, text=payload.removeprefix(routed.ASK), payload=None)
        if payload.startswith(FIELD):
            return self._field(message.address.agency, payload.removeprefix(FIELD))
        agency = self._library.agency(message.address.agency)
        if payload == NONE_OF_THESE:
            return await self._none_of_these(session, message, agency, before, now)
        if (button := pressed(message.payload)) is not None:
            return await self._press(session, message, agency, button, before, now)
        return await self._read(session, message, agency, before, now)

    def _field(self, agency: str, name: str) -> Reply:
        listed = in_field(self._library.holdings, agency, name)
        return rendering.field(name, listed) if listed else Reply(wording.GONE)

    async def _none_of_these(
        self,
        session: AsyncSession,
        message: Message,
        agency: AgencyView,
        before: Context | None,
        now: datetime,
    ) -> Reply:
        finding = Unknown(before.facets if before else (), 0.0, ())
        asked = before.asked if before else masked(message.text)
        await self._remember(session, message, asked, finding)
        after = context_after(before, asked, finding, now)
        await keep_context(session, message.address, after)
        return self._refused(agency, after.refused)

    async def _press(
        self,
        session: AsyncSession,
        message: Message,
        agency: AgencyView,
        button: Pressed,
        before: Context | None,
        now: datetime,
    ) -> Reply:
        procedure = self._library.procedure(agency.code, button.code)
        if procedure is None:
            return Reply(wording.GONE)
        facets: tuple[Facet, ...] = (button.facet,) if button.facet else ()
        finding = Found(procedure, facets, 1.0, ())
        after = context_after(before, masked(message.text), finding, now, topic=False)
        await keep_context(session, message.address, after)
        return rendering.found(agency, finding, whole=button.whole, oldest=self._oldest(now))

    async def _read(
        self,
        session: AsyncSession,
        message: Message,
        agency: AgencyView,
        before: Context | None,
        now: datetime,
    ) -> Reply:
        finding = self._library.answer(agency.code, message.text, before, now)
        place = self._library.placed(agency.code, message.text, before)
        asked = masked(message.text)
        topic = says_a_topic(self._library, place.rest)
        await self._remember(session, message, asked, finding)
        after = context_after(before, asked, finding, now, topic=topic)
        after = replace(after, places=tuple(dict.fromkeys((*after.places, *place.keys)))[-10:])
        await keep_context(session, message.address, after)
        reply = self.rendered(agency, message.text, finding, now, topic=topic, times=after.refused)
        return _with_place(reply, finding, place)

    def rendered(  # noqa: PLR0911 (one sentence for each kind of finding)
        self,
        agency: AgencyView,
        text: str,
        finding: Finding,
        now: datetime,
        *,
        topic: bool,
        times: int = 1,
    ) -> Reply:
        """The finding in words; `times` is how many messages in a row could not be answered."""
        match finding:
            case Found():
                return rendering.found(agency, finding, oldest=self._oldest(now))
            case Written():
                return rendering.written(finding)
            case Unsure():
                return rendering.unsure(finding)
            case Routed():
                return routed.reply(agency, finding)
            case Unknown(lacking=(name, who)):
                return rendering.lacking(agency, name, who)
            case Unknown() if not topic and times <= 1:
                return rendering.wanting(has_words=bool(self._library.understand(text).words))
            case Unknown():
                return self._refused(agency, times)

    def _refused(self, agency: AgencyView, times: int) -> Reply:
        return rendering.refusal(agency, fields(self._library.holdings, agency.code), times=times)

    def _oldest(self, now: datetime) -> str:
        return f"{now - self._stale:%Y-%m}"

    async def _remember(self, session: AsyncSession, message: Message, asked: str, finding: Finding) -> None:
        key = f"{message.address.channel}:{message.id}"
        if await session.scalar(select(Question.id).where(Question.message_id == key)):
            return
        agency = await find_agency(session, message.address.agency)
        session.add(
            Question(
                agency_id=agency.id,
                channel=message.address.channel,
                message_id=key,
                asked=asked,
                kind=kind_of(finding),
                codes=codes_of(finding),
                facets=[str(facet) for facet in facets_of(finding)],
                confidence=finding.confidence,
                asked_at=message.at,
            )
        )


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


def _with_place(reply: Reply, finding: Finding, place: Placed) -> Reply:
    """What an old place is called today goes with the answer; a question about places is all there is."""
    if isinstance(finding, Routed) and place.direct:
        choices = routed.asking(*place.choices)
        return Reply("\n".join(filter(None, (place.told, place.question))), choices)
    return replace(reply, text=f"{reply.text}\n{place.told}") if place.told else reply
