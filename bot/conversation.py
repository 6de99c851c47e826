"""A message in, a reply out; and what is to be remembered of both."""

from dataclasses import replace
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot import rendering, routed, wording
from bot.payloads import NONE_OF_THESE, Pressed, pressed
from bot.talks import context_of, keep_context
from connectors.masking import masked
from connectors.messages import Message, Reply
from knowledge.agencies import find_agency
from knowledge.facets import Facet
from knowledge.findings import AgencyView, Context, Finding, Found, Routed, Unknown, Unsure, Written
from knowledge.library import Library
from knowledge.questions import Question
from knowledge.replaying import context_after, says_a_topic


class Conversation:
    """Answers for the agency that a message was sent to."""

    def __init__(self, library: Library) -> None:
        self._library = library

    async def answer(self, session: AsyncSession, message: Message, now: datetime) -> Reply:
        """The reply to a message; the question (personal data masked) and the context are kept in `session`.

        Raises KeyError when the agency of the message is not there.
        """
        before = await context_of(session, message.address)
        if before is not None and now - before.at > self._library.lapses:
            before = None
        agency = self._library.agency(message.address.agency)
        if message.payload and message.payload.startswith(routed.ASK):
            message = replace(message, text=message.payload.removeprefix(routed.ASK), payload=None)
        if message.payload == NONE_OF_THESE:
            return rendering.refusal(agency)
        if (button := pressed(message.payload)) is not None:
            return await self._press(session, message, agency, button, before, now)
        return await self._read(session, message, agency, before, now)

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
        await keep_context(
            session, message.address, context_after(before, masked(message.text), finding, now, topic=False)
        )
        return rendering.found(agency, finding, whole=button.whole)

    async def _read(
        self,
        session: AsyncSession,
        message: Message,
        agency: AgencyView,
        before: Context | None,
        now: datetime,
    ) -> Reply:
        finding = self._library.answer(agency.code, message.text, before, now)
        asked = masked(message.text)
        topic = says_a_topic(self._library, message.text)
        await self._remember(session, message, asked, finding)
        await keep_context(session, message.address, context_after(before, asked, finding, now, topic=topic))
        return self.rendered(agency, message.text, finding, topic=topic)

    def rendered(self, agency: AgencyView, text: str, finding: Finding, *, topic: bool) -> Reply:
        """The finding in words."""
        match finding:
            case Found():
                return rendering.found(agency, finding)
            case Written():
                return rendering.written(finding)
            case Unsure():
                return rendering.unsure(finding)
            case Routed():
                return routed.reply(agency, finding)
            case Unknown(lacking=(name, who)):
                return rendering.lacking(agency, name, who)
            case Unknown():
                has_words = bool(self._library.understand(text).words)
                return rendering.unknown(agency, has_words=has_words, has_topic=topic)

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
                facets=[str(facet) for facet in getattr(finding, "facets", ())],
                confidence=finding.confidence,
                asked_at=message.at,
            )
        )


def kind_of(finding: Finding) -> str:
    """found, written, unsure or unknown."""
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
