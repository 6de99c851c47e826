"""An event in, a reply out: each kind of it, and what is done for the person besides answering."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import TypeAlias

from sqlalchemy.ext.asyncio import AsyncSession

from bot import choosing, handovers, privacy, staffing, subscribing, varying, welcoming
from bot import people_wording as wording
from bot.asked import keep_unanswered
from bot.conversation import Conversation, answers
from bot.forms import without_words
from bot.meaning import news_wish_meant, wish_meant
from bot.news_wishes import NewsWish
from bot.noting import noted
from bot.officers import forgetting, later
from bot.talks import context_of
from bot.wishes import Wish
from connectors import people
from connectors.messages import (
    SILENCE,
    Address,
    Commented,
    Event,
    Followed,
    Form,
    Message,
    Opened,
    Reply,
    Submitted,
    Withdrew,
)
from connectors.people import Person
from knowledge.findings import AgencyView, Routed
from knowledge.matching.routes import Topic

PLATFORMS = handovers.CHANNELS
Option: TypeAlias = Callable[[str, str], bool]
"""Whether the account of (channel, agency) has an option on."""


def never(_channel: str, _agency: str) -> bool:
    return False


class Attending:
    """Answers events. On platforms people are known from one talk to the next, and humans may answer, too.

    `staff_answers`: whether officers answer in the same talk; `chat_officers`: whether those of the desk do
    in the web chat; `private_replies`: whether questions in comments are answered. `handover` is how long the
    assistant makes room for a human, `kept_days` how long at most a message is kept with its words,
    `traced_days` how long one knows whose it was.
    """

    def __init__(
        self,
        conversation: Conversation,
        *,
        staff_answers: Option = never,
        private_replies: Option = never,
        handover: timedelta = handovers.LASTING,
        chat_officers: bool = True,
        kept_days: int = 30,
        traced_days: int = 7,
    ) -> None:
        self._conversation = conversation
        self._library = conversation.library
        self._staff_answers = staff_answers
        self._private_replies = private_replies
        self._handover = handover
        self._chat_officers = chat_officers
        self._kept_days = kept_days
        self._traced_days = traced_days

    async def think(self, session: AsyncSession, event: Event, now: datetime) -> None:
        """Do what takes time before the transaction of `answer` is opened, in a session that only reads.

        Raises KeyError as `answer` does.
        """
        if isinstance(event, Message) and event.payload is None and event.form is Form.TEXT:
            await self._conversation.think(session, event, now)

    async def answer(self, session: AsyncSession, event: Event, now: datetime) -> Reply:
        """What to say to an event; SILENCE for nothing. Everything it changes is changed in `session`.

        Raises KeyError when its agency is not there.
        """
        match event:
            case Message():
                return await self._heard(session, event, now)
            case Followed() | Opened():
                return await self._came(session, event, now)
            case Withdrew():
                return await self._erased(session, event)
            case Submitted():
                await session.run_sync(people.saw, event.address, event.at)
                return Reply(wording.SUBMITTED)
            case Commented():
                return await self._commented(session, event, now)
            case _:
                await noted(session, event, now, self._conversation.names.of(event.address, event.at))
                return SILENCE

    async def _came(self, session: AsyncSession, event: Followed | Opened, now: datetime) -> Reply:
        act = people.followed if isinstance(event, Followed) else people.saw
        person = await session.run_sync(act, event.address, event.at)
        if await session.run_sync(handovers.holding, event.address, now):
            return SILENCE
        agency = self._library.agency(event.address.agency)
        if person.welcomed_at is None:
            reply = welcoming.welcome(agency, person, now, days=self._kept_days)
        elif isinstance(event, Followed):
            return SILENCE
        else:
            again = Reply(wording.OPENED_AGAIN, welcoming.examples(), fallback=True)
            reply = await varying.once(session, event.address, (again,), now)
        return await self._with_choices(session, event.address, reply, now)

    async def _heard(self, session: AsyncSession, message: Message, now: datetime) -> Reply:
        """Wishes first, then whether a human holds the talk, then words. The web chat knows no `person`."""
        who, wish = message.address, wish_meant(self._library, message)
        if wish is Wish.ERASE:
            return await self._erased(session, message)
        person = await session.run_sync(people.saw, who, message.at) if who.channel in PLATFORMS else None
        if (news := news_wish_meant(self._library, message)) is not None:
            return self._introduced(await self._subscribed(session, who, news, now), person, now)
        if message.payload == staffing.ASSISTANT or wish is Wish.ASSISTANT:
            await session.run_sync(handovers.release, who, now)
            reply = self._introduced(Reply(wording.ASSISTANT_BACK, welcoming.examples()), person, now)
            return await self._with_choices(session, who, reply, now)
        if await session.run_sync(handovers.holding, who, now):
            await keep_unanswered(session, message, self._conversation.names.of(who, message.at))
            return self._conversation.urgent(who.agency, message, now) or SILENCE
        if forms := without_words(message):
            reply = await varying.once(session, who, forms, now)
            return self._introduced(reply, person, now)
        return await self._asked(session, message, now, person)

    async def _asked(
        self, session: AsyncSession, message: Message, now: datetime, person: Person | None
    ) -> Reply:
        """A question in words, or a choice."""
        message = await self._picked(session, message, now)
        if (news := news_wish_meant(self._library, message)) is not None:
            return await self._subscribed(session, message.address, news, now)
        if (number := later.pressed(message.payload)) is not None:
            reply = await session.run_sync(later.wished, message.address, number, now)
            return await self._with_choices(session, message.address, reply, now)
        agency = self._library.agency(message.address.agency)
        said = await self._conversation.converse(session, message, now)
        reply = said.reply
        if isinstance(said.finding, Routed):
            who = message.address
            reply = await self._routed(session, said.finding, reply, agency, person, who, now)
        if reply.fallback:
            others = self._conversation.others(agency, said)
            reply = await varying.varied(session, message.address, (reply, *others), now)
        reply = await later.offered(session, message, said, reply)
        await self._with_choices(session, message.address, reply, now)
        return self._introduced(reply, person, now)

    async def _routed(
        self,
        session: AsyncSession,
        finding: Routed,
        reply: Reply,
        agency: AgencyView,
        person: Person | None,
        who: Address,
        now: datetime,
    ) -> Reply:
        """A greeting is welcomed the first time; who asks for a human is told how one is reached here."""
        if finding.topic is Topic.GREETING and person is not None and person.welcomed_at is None:
            return welcoming.welcome(agency, person, now, days=self._kept_days)
        if finding.topic is not Topic.PERSON:
            return reply
        if await self._answered_here(session, who):
            return await staffing.asked_for(session, who, agency, now, self._handover)
        if person is None:
            return reply
        hours = staffing.hours_now(agency, now)
        return replace(reply, text=f"{reply.text}\n{hours}") if hours else reply

    async def _answered_here(self, session: AsyncSession, who: Address) -> bool:
        """Whether officers answer in this talk: with the platform's tools or at the desk."""
        if who.channel in PLATFORMS:
            return self._staff_answers(who.channel, who.agency)
        return self._chat_officers and await staffing.at_the_desk(session, who.agency)

    async def _picked(self, session: AsyncSession, message: Message, now: datetime) -> Message:
        """A number typed for a choice, as if its button had been pressed.

        Where buttons are shown, and so no numbers, a number means what was offered last.
        """
        if message.payload or choosing.number_in(message.text) is None:
            return message
        who, lapses = message.address, self._library.lapses
        if who.channel not in PLATFORMS:
            context = await context_of(session, who)
            if context is not None and context.offered:
                return message
        choice = await choosing.chosen(session, who, message.text, now=now, lapses=lapses)
        return message if choice is None else replace(message, text=choice.label, payload=choice.payload)

    async def _commented(self, session: AsyncSession, comment: Commented, now: datetime) -> Reply:
        """One private reply to a question that can be answered, where the agency wants that."""
        if not self._private_replies(comment.address.channel, comment.address.agency):
            return SILENCE
        said = await self._conversation.comment(session, comment, now)
        if said.finding is None or not answers(said.finding):
            return SILENCE
        agency = self._library.agency(comment.address.agency)
        note = wording.COMMENT.format(agency=agency.name)
        return replace(said.reply, text=f"{said.reply.text}\n\n{note}")

    async def _erased(self, session: AsyncSession, asking: Message | Withdrew) -> Reply:
        await privacy.erase(session, asking, self._conversation.names)
        said = wording.ERASED if asking.address.channel in PLATFORMS else wording.ERASED_CHAT
        return privacy.Farewell(said.format(days=self._traced_days))

    async def _subscribed(self, session: AsyncSession, who: Address, wish: NewsWish, now: datetime) -> Reply:
        agency = self._library.agency(who.agency)
        if wish.wanted is False and not wish.topics:
            await session.run_sync(forgetting.drop_wishes, who)
        reply = await session.run_sync(subscribing.wished, who, wish, agency, now)
        return await self._with_choices(session, who, reply, now)

    def _introduced(self, reply: Reply, person: Person | None, now: datetime) -> Reply:
        if not reply.text or person is None:
            return reply
        agency = self._library.agency(person.agency)
        return welcoming.introduced(reply, agency, person, now, days=self._kept_days)

    async def _with_choices(self, session: AsyncSession, who: Address, reply: Reply, now: datetime) -> Reply:
        await choosing.remember(session, who, reply.choices, now)
        return reply
