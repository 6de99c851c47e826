"""A message in, a reply out; and what is to be remembered of both."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from bot import blocked, people_wording, rendering, routed, wording
from bot.asked import Made, TalkNames, keep_question
from bot.payloads import FIELD, NONE_OF_THESE, Pressed, pressed
from bot.talks import context_of, keep_context
from bot.thinking import Thinking
from connectors.masking import masked
from connectors.messages import Address, Commented, Message, Reply
from knowledge.blocks import Blocked
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
)
from knowledge.library import Library
from knowledge.matching.routes import Topic
from knowledge.places.placing import Placed
from knowledge.replaying import context_after

STALE = timedelta(days=540)
NOTHING_FOUND = frozenset({Topic.SMALLTALK, Topic.ABUSE, Topic.MANIPULATION, Topic.POLITICS, Topic.SPAM})
"""The replies to these answer nothing."""
NO_QUESTION = NOTHING_FOUND | {
    Topic.GREETING,
    Topic.THANKS,
    Topic.GOODBYE,
    Topic.IDENTITY,
    Topic.PERSON,
    Topic.NEWS,
}


@dataclass(frozen=True, slots=True)
class Said:
    """A reply, and what was found for it; None for a button that asks for something of ours."""

    reply: Reply
    finding: Finding | None = None


class Conversation:
    """Answers for the agency that a message was sent to.

    What was published longer than `stale` ago is said to be old. `names`: under which names talks are kept.
    """

    def __init__(self, library: Library, *, stale: timedelta = STALE, names: TalkNames | None = None) -> None:
        self.library = library
        self.names = names or TalkNames()
        self._stale = stale
        self._thinking = Thinking(library)

    async def think(self, session: AsyncSession, message: Message, now: datetime) -> None:
        """Understand a message in words before `converse` is asked, in a session that only reads."""
        self._thinking.ahead(message, await self._before(session, message, now), now)

    async def answer(self, session: AsyncSession, message: Message, now: datetime) -> Reply:
        """The reply of `converse`."""
        return (await self.converse(session, message, now)).reply

    async def converse(self, session: AsyncSession, message: Message, now: datetime) -> Said:
        """The reply to a message; the question (personal data masked) and the context are kept in `session`.

        Raises KeyError when the agency of the message is not there.
        """
        before = await self._before(session, message, now)
        payload = message.payload or ""
        if payload.startswith(routed.ASK):
            message = replace(message, text=payload.removeprefix(routed.ASK), payload=None)
        if payload.startswith(FIELD):
            return Said(self._field(message.address, payload.removeprefix(FIELD)))
        agency = self.library.agency(message.address.agency)
        if payload == NONE_OF_THESE:
            return await self._none_of_these(session, message, agency, before, now)
        if (button := pressed(message.payload)) is not None:
            return await self._press(session, message, agency, button, before, now)
        return await self._read(session, message, agency, before, now)

    async def _before(self, session: AsyncSession, message: Message, now: datetime) -> Context | None:
        before = await context_of(session, message.address)
        return None if before is None or now - before.at > self.library.lapses else before

    def _field(self, who: Address, name: str) -> Reply:
        if (block := self.library.blocking(who.agency, who.channel).field(name)) is not None:
            return blocked.reply(self.library.agency(who.agency), block)
        listed = in_field(self.library.holdings, who.agency, name)
        return rendering.field(name, listed) if listed else Reply(wording.GONE, fallback=True)

    async def _none_of_these(
        self,
        session: AsyncSession,
        message: Message,
        agency: AgencyView,
        before: Context | None,
        now: datetime,
    ) -> Said:
        block = self.library.blocking(agency.code, message.address.channel).whole()
        finding = Unknown(before.facets if before else (), 0.0, (), blocked=block)
        asked = before.asked if before else masked(message.text)
        await self._remember(session, message, asked, finding, now)
        after = context_after(before, asked, finding, now)
        await keep_context(session, message.address, after)
        reply = self.rendered(agency, asked, finding, now, topic=True, times=after.refused)
        return Said(reply, finding)

    async def _press(
        self,
        session: AsyncSession,
        message: Message,
        agency: AgencyView,
        button: Pressed,
        before: Context | None,
        now: datetime,
    ) -> Said:
        facets: tuple[Facet, ...] = (button.facet,) if button.facet else ()
        finding = self.library.picked(agency.code, button.code, facets, now, message.address.channel)
        if finding is None:
            return Said(Reply(wording.GONE, fallback=True))
        if isinstance(finding, Unknown):
            asked = before.asked if before else masked(message.text)
            await self._remember(session, message, asked, finding, now)
        after = context_after(before, masked(message.text), finding, now, topic=False)
        await keep_context(session, message.address, after)
        return Said(
            self.rendered(agency, message.text, finding, now, topic=True, whole=button.whole), finding
        )

    async def _read(
        self,
        session: AsyncSession,
        message: Message,
        agency: AgencyView,
        before: Context | None,
        now: datetime,
    ) -> Said:
        thought, asked = self._thinking.of(message, before, now), masked(message.text)
        finding, place, topic = thought.finding, thought.place, thought.topic
        await self._remember(session, message, asked, finding, now)
        after = context_after(before, asked, finding, now, topic=topic)
        after = replace(after, places=tuple(dict.fromkeys((*after.places, *place.keys)))[-10:])
        await keep_context(session, message.address, after)
        reply = self.rendered(agency, message.text, finding, now, topic=topic, times=after.refused)
        return Said(_with_place(reply, finding, place), finding)

    async def comment(self, session: AsyncSession, comment: Commented, now: datetime) -> Said:
        """What there is to say to a question under something public; whether it may be said is not asked.

        It begins no talk, and is kept as a question only where something was found.
        """
        agency = self.library.agency(comment.address.agency)
        finding = self.library.answer(agency.code, comment.text, None, now, comment.address.channel)
        if answers(finding):
            await self._remember(session, comment, masked(comment.text), finding, now)
        return Said(self.rendered(agency, comment.text, finding, now, topic=True), finding)

    def urgent(self, agency: str, message: Message, now: datetime) -> Reply | None:
        """Whom to call, where somebody is in danger; None for everything else. Nothing is kept of it."""
        finding = self.library.answer(agency, message.text, None, now)
        if not isinstance(finding, Routed) or finding.topic is not Topic.EMERGENCY:
            return None
        return routed.reply(self.library.agency(agency), finding)

    def others(self, agency: AgencyView, said: Said) -> tuple[Reply, ...]:
        """What may be said instead of a fallback that this person has heard."""
        if isinstance(said.finding, Routed):
            return tuple(Reply(text, fallback=True) for text in people_wording.STILL_NO_PROCEDURE)
        refusals = (self._refused(agency, times) for times in (2, 3))
        return (*refusals, *(Reply(text, fallback=True) for text in people_wording.STILL_UNKNOWN))

    def rendered(  # noqa: PLR0911 (one sentence for each kind of finding)
        self,
        agency: AgencyView,
        text: str,
        finding: Finding,
        now: datetime,
        *,
        topic: bool,
        times: int = 1,
        whole: bool = False,
    ) -> Reply:
        """The finding in words; `times` is how many messages in a row could not be answered.

        `whole`: without cutting a long facet.
        """
        match finding:
            case Found():
                return rendering.found(agency, finding, whole=whole, oldest=self._oldest(now))
            case Written():
                return rendering.written(finding)
            case Unsure():
                return rendering.unsure(finding)
            case Routed():
                return replace(routed.reply(agency, finding), fallback=finding.topic in NOTHING_FOUND)
            case Unknown(blocked=Blocked() as block):
                return blocked.reply(agency, block)
            case Unknown(lacking=(name, who)):
                return replace(rendering.lacking(agency, name, who), fallback=True)
            case Unknown() if not topic and times <= 1:
                wanting = rendering.wanting(has_words=bool(self.library.understand(text).words))
                return replace(wanting, fallback=True)
            case Unknown():
                return self._refused(agency, times)

    def _refused(self, agency: AgencyView, times: int) -> Reply:
        listed = fields(self.library.holdings, agency.code)
        return replace(rendering.refusal(agency, listed, times=times), fallback=True)

    def _oldest(self, now: datetime) -> str:
        return f"{now - self._stale:%Y-%m}"

    async def _remember(
        self, session: AsyncSession, event: Message | Commented, asked: str, finding: Finding, now: datetime
    ) -> None:
        talk = self.names.of(event.address, event.at)
        await keep_question(session, event, asked, Made.of(finding), talk, now)


def answers(finding: Finding) -> bool:
    """Whether it answers a question, or says whose matter it is."""
    match finding:
        case Routed(topic=topic):
            return topic not in NO_QUESTION
        case Unknown():
            return False
    return True


def _with_place(reply: Reply, finding: Finding, place: Placed) -> Reply:
    """What an old place is called today goes with the answer; a question about places is all there is."""
    if isinstance(finding, Routed) and place.direct:
        choices = routed.asking(*place.choices)
        return Reply("\n".join(filter(None, (place.told, place.question))), choices)
    return replace(reply, text=f"{reply.text}\n{place.told}") if place.told else reply
