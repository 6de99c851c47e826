"""Letters leave: claimed by any process, sent by their channel, tried again as answers are."""

import asyncio
import logging
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from functools import partial

from sqlalchemy.orm import Session

from bot import alarms, setbacks
from bot.conversation import Conversation
from bot.inbox import REPLY
from bot.officers import answering_later
from bot.officers.letters import Letter, LetterFate, LetterKind
from bot.pacing import Pace
from broadcasts import ruling, schedule
from connectors import claims, people
from connectors.channel import Channel, Gone, SendError, WindowClosed
from connectors.claims import WaitState
from connectors.database import Database, DatabaseUnavailableError
from connectors.messages import Address, Reply

log = logging.getLogger(__name__)
BLOCKED_PAUSE = timedelta(minutes=10)
"""After which it is asked again whether a later answer may be said."""
BLOCKED_FOR = timedelta(days=7)
_FATES: tuple[tuple[type[SendError], LetterFate], ...] = (
    (WindowClosed, LetterFate.CLOSED),
    (Gone, LetterFate.GONE),
)


class Postman:
    """One a process. What another process sent before it died is sent again by its token: it arrives once."""

    def __init__(
        self,
        database: Database,
        channels: Mapping[str, Channel],
        conversation: Conversation,
        *,
        clock: Callable[[], datetime],
        pace: Pace = Pace(),  # noqa: B008 (frozen)
    ) -> None:
        self._database = database
        self._channels = channels
        self._conversation = conversation
        self._clock = clock
        self._pace = pace
        self._acts: set[asyncio.Task[None]] = set()

    async def send_due(self) -> None:
        """Begin to send what is due, as far as there are hands for it."""
        free, now = self._pace.people - len(self._acts), self._clock()
        if free <= 0 or not await self._database.at_once(
            lambda session: claims.anything_due(session, Letter, now=now), writing=False
        ):
            return
        claiming = partial(
            claims.claim,
            table=Letter,
            now=now,
            lease=self._pace.lease,
            most=free,
            attempts=self._pace.attempts,
        )
        for letter in await self._database.at_once(claiming):
            act = asyncio.create_task(self._see_through(letter))
            self._acts.add(act)
            act.add_done_callback(self._acts.discard)

    async def close(self) -> None:
        """Wait for what is under way; what takes too long is taken over by another process."""
        if self._acts:
            await asyncio.wait(self._acts, timeout=self._pace.grace)
        for act in self._acts:
            act.cancel()

    async def _see_through(self, letter: Letter) -> None:
        try:
            async with asyncio.timeout(self._pace.act_seconds):
                ending = await self._sent(letter)
        except SendError as error:
            ending = partial(self._failed, letter, error)
        except DatabaseUnavailableError as error:
            ending = partial(self._again, letter, error, counted=False)
        except Exception as error:
            log.exception("letter %s was not sent", letter.id)
            ending = partial(self._again, letter, error)
        await self._insist(letter, ending)

    async def _sent(self, letter: Letter) -> Callable[[Session], None]:
        """What is to be written down now that it is sent, or is to wait for the morning."""
        reply = REPLY.validate_python(letter.reply) if letter.reply is not None else None
        if letter.kind is LetterKind.LATER:
            now = self._clock()
            at, reply = await self._database.at_once(lambda s: self._later(s, letter, now), writing=False)
            if at > now:
                return partial(self._put_off, letter, at)
        channel = self._channels.get(letter.channel)
        if channel is None or reply is None:
            raise SendError(f"no channel {letter.channel!r}, or nothing to say")
        to = Address(letter.channel, letter.agency, letter.person)
        await channel.send(to, reply, token=letter.token)
        return partial(self._end, letter, LetterFate.SENT)

    def _later(self, session: Session, letter: Letter, now: datetime) -> tuple[datetime, Reply | None]:
        """When a later answer may leave, and what it says; what is blocked waits until it is let go."""
        reply = answering_later.said_now(session, letter, self._conversation, now)
        at = decent(session, letter.agency, now)
        waits = reply is None and now - letter.written_at < BLOCKED_FOR
        return (max(at, now + BLOCKED_PAUSE) if waits else at), reply

    async def _insist(self, letter: Letter, ending: Callable[[Session], None]) -> None:
        """Write how it ended, again and again while the lease holds."""
        while letter.lease_until is not None and self._clock() < letter.lease_until:
            try:
                return await self._database.at_once(ending)
            except DatabaseUnavailableError:
                await asyncio.sleep(self._pace.database_pause)
        return None

    def _end(self, letter: Letter, fate: LetterFate, session: Session) -> None:
        claims.settle(session, Letter, [letter], fate=fate, ended_at=self._clock(), reply=None)

    def _failed(self, letter: Letter, error: SendError, session: Session) -> None:
        now = self._clock()
        if isinstance(error, Gone):
            who = Address(letter.channel, letter.agency, letter.person)
            people.gone(session, who, setbacks.name(error), now)
        if error.ours:
            alarm = (alarms.STOPPED, letter.channel, letter.agency, str(error), now)
            alarms.raise_alarm(session, *alarm)
        if error.retry_after is not None:
            self._again(letter, error, session, counted=error.counted)
            return
        fate = next((fate for kind, fate in _FATES if isinstance(error, kind)), LetterFate.FAILED)
        self._give_up(letter, error, fate, session)

    def _again(self, letter: Letter, error: Exception, session: Session, *, counted: bool = True) -> None:
        now, pause = self._clock(), self._pace.first_pause
        if counted and letter.attempts >= self._pace.attempts:
            self._give_up(letter, error, LetterFate.FAILED, session)
            return
        if isinstance(error, SendError) and error.retry_after is not None:
            pause = error.retry_after
        self._release(letter, now + setbacks.jittered(pause), setbacks.name(error), session, counted=counted)

    def _give_up(self, letter: Letter, error: Exception, fate: LetterFate, session: Session) -> None:
        told = setbacks.name(error)
        claims.give_up(session, Letter, letter, error=told, fate=fate, ended_at=self._clock(), reply=None)

    def _put_off(self, letter: Letter, at: datetime, session: Session) -> None:
        self._release(letter, at, "", session, counted=False)

    def _release(
        self, letter: Letter, due_at: datetime, error: str, session: Session, *, counted: bool
    ) -> None:
        tries = self._pace.attempts
        claims.release(session, Letter, letter, due_at=due_at, error=error, attempts=tries, counted=counted)


def decent(session: Session, agency: str, at: datetime) -> datetime:
    """`at`, or the end of the quiet hours that the agency's rule of news has then."""
    return schedule.allowed(ruling.rule_of(session, agency), at)


def outcome(letter: Letter) -> LetterFate:
    """How it ended; a letter whose workers died again and again failed, too."""
    lost = letter.state is WaitState.FAILED and letter.fate is LetterFate.WAITING
    return LetterFate.FAILED if lost else letter.fate
