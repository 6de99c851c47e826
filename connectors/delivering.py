"""How a reply leaves by a platform: cut to what can be shown there, each message on record before it goes."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from typing import Protocol, TypeAlias

from connectors.accounts import Account, AccountState
from connectors.adapting import Part, parts
from connectors.attempts import Attempt, Ended, Verdict
from connectors.channel import (
    Ability,
    Lost,
    Resting,
    SendError,
    StaleToken,
    Stopped,
    Throttled,
    Unreachable,
    WindowClosed,
)
from connectors.database import DatabaseUnavailableError
from connectors.directory import Accounts
from connectors.messages import Address, Reply
from connectors.outbox import Outbox
from connectors.outgoing import digest, tag
from connectors.pace import Priority, Rate

log = logging.getLogger(__name__)
SHORT_WAIT = 2.0
"""Seconds for which an act waits for its turn itself, rather than handing the row back."""
WORTH_TYPING = 0.5
"""From so many seconds on the person is shown that an answer comes."""
MOST_COURTESIES = 16
"""Signs of having read or of writing that are under way at once; further ones are left out."""
RECORDING = (0.1, 0.5, 1.0, 2.0, 4.0)
"""Pauses in seconds between tries to record how a message went: what is not known is sent again."""

Sign: TypeAlias = Callable[[Account, Address], Awaitable[None]]


class Platform(Protocol):
    """What a platform's own room does; Zalo and Messenger."""

    name: str

    def ability(self, account: Account) -> Ability: ...

    def rate(self, account: Account) -> Rate: ...

    def once(self, to: Address) -> bool:
        """Whether only a single message may be sent there, as in private answer to a comment."""

    async def post(self, account: Account, to: Address, part: Part, *, tag: str) -> str:
        """Send one message; returns the platform's id of it. Raises SendError of the fitting kind."""

    async def noticed(self, account: Account, to: Address) -> None:
        """Show the person that the message was read and is being answered, where that is possible."""

    async def typing(self, account: Account, to: Address) -> None:
        """Show the person that an answer is being written, where that is possible."""

    async def forget(self, account: Account, to: Address) -> None:
        """Have the platform delete what it keeps of the person for us. Raises SendError."""

    async def renew(self, account: Account) -> None:
        """Get a valid token into `Accounts`, once whoever asks; raises SendError, Stopped when it is dead."""


class PlatformChannel:
    """A platform as a channel. `tuned` gives its rates the pauses of the settings."""

    def __init__(
        self,
        platform: Platform,
        accounts: Accounts,
        outbox: Outbox,
        *,
        clock: Callable[[], datetime],
        tuned: Callable[[Rate], Rate] = lambda rate: rate,
    ) -> None:
        self.name = platform.name
        self._platform = platform
        self._accounts = accounts
        self._outbox = outbox
        self._clock = clock
        self._tuned = tuned
        self._courtesies: set[asyncio.Task[None]] = set()

    async def ability(self, agency: str) -> Ability:
        """Raises Stopped where the agency has no account here."""
        return self._platform.ability(await self._account(agency))

    def shows(self, account: Account) -> Ability:
        return self._platform.ability(account)

    def rate(self, account: Account) -> Rate:
        return self._tuned(self._platform.rate(account))

    async def send(
        self, to: Address, reply: Reply, *, token: str, priority: Priority = Priority.REPLY
    ) -> None:
        """Return when every message of the reply was accepted, or left as often as it may.

        Raises:
            SendError: what was accepted stays so; with the same token a next try goes on from there.
        """
        account = await self.working(to.agency)
        for number, part in enumerate(parts(reply, self.shows(account), once=self._platform.once(to))):
            await self._deliver(account, to, part, token, number, priority)
            account = self._accounts.by_id(account.id) or account

    async def forget(self, who: Address) -> None:
        """Raises SendError when the platform did not."""
        account = await self.working(who.agency)
        try:
            await self._platform.forget(account, who)
        except StaleToken:
            await self._platform.forget(await self._renewed(account), who)

    async def close(self) -> None:
        """Leave off what is no answer, and wait for what is being recorded."""
        for courtesy in self._courtesies:
            courtesy.cancel()
        await asyncio.gather(*self._courtesies, return_exceptions=True)
        await self._outbox.close()

    async def _account(self, agency: str) -> Account:
        account = self._accounts.find(self.name, agency)
        if account is None:
            await self._accounts.refresh()
            account = self._accounts.find(self.name, agency)
        if account is None:
            raise Stopped(f"{agency} has no account on {self.name}")
        return account

    async def working(self, agency: str) -> Account:
        """The agency's account. Raises Stopped where it has none, or one that can't send."""
        account = await self._account(agency)
        if _trouble(account):
            await self._accounts.refresh()  # another process may have mended it
            account = await self._account(agency)
        if trouble := _trouble(account):
            raise Stopped(trouble)
        return account

    async def _deliver(
        self, account: Account, to: Address, part: Part, token: str, number: int, priority: Priority
    ) -> None:
        attempt = await self._begin(account, self._attempt(account, to, part, token, number, priority))
        if attempt.verdict is Verdict.DONE:
            return
        if number == 0 and priority is Priority.REPLY:
            self._be_polite(self._platform.noticed, account, to)
        try:
            name = await self.posted(account, to, part, tag(token, number))
        except SendError as error:
            await self._record(Ended(attempt, self._clock(), error=error))
            raise
        await self._record(Ended(attempt, self._clock(), name))

    def _attempt(
        self, account: Account, to: Address, part: Part, token: str, number: int, priority: Priority
    ) -> Attempt:
        return Attempt(
            token,
            number,
            to,
            digest(part.text),
            account.id,
            self.rate(account),
            self._clock(),
            priority,
            self._platform.ability(account).last_window,
        )

    async def _begin(self, account: Account, attempt: Attempt) -> Attempt:
        """The attempt when it may go, or need not; waits a little where that is enough."""
        left = SHORT_WAIT
        while True:
            attempt = await self._outbox.begin(attempt)
            seconds = _left(attempt).total_seconds()
            if attempt.verdict is not Verdict.WAIT or seconds > left:
                return _allowed(attempt)
            left -= seconds
            if seconds >= WORTH_TYPING and attempt.priority is Priority.REPLY:
                self._be_polite(self._platform.typing, account, attempt.to)
            await asyncio.sleep(seconds)
            attempt.now = self._clock()

    async def posted(self, account: Account, to: Address, part: Part, label: str) -> str:
        """Send one message, whatever is on record; the token is renewed once. Raises SendError."""
        try:
            return await self._platform.post(account, to, part, tag=label)
        except StaleToken:
            return await self._platform.post(await self._renewed(account), to, part, tag=label)

    async def _renewed(self, account: Account) -> Account:
        try:
            await self._platform.renew(account)
        except Lost as error:  # the answer about the token, that is: the message did not leave
            raise Unreachable(f"renewing: {error}") from error
        return self._accounts.by_id(account.id) or account

    async def _record(self, ended: Ended) -> None:
        """Write down how it went. Raises DatabaseUnavailableError when the database is away for long."""
        for pause in RECORDING:
            try:
                return await self._outbox.end(ended)
            except DatabaseUnavailableError:
                await asyncio.sleep(pause)
        return await self._outbox.end(ended)

    def _be_polite(self, sign: Sign, account: Account, to: Address) -> None:
        """Beside the answer, never before it; nobody waits for it or misses it."""
        if len(self._courtesies) < MOST_COURTESIES:
            courtesy = asyncio.create_task(self._show(sign, account, to))
            self._courtesies.add(courtesy)
            courtesy.add_done_callback(self._courtesies.discard)

    async def _show(self, sign: Sign, account: Account, to: Address) -> None:
        try:
            await sign(account, to)
        except SendError as error:
            log.debug("%s: a sign was not shown: %s", self.name, error)


def _trouble(account: Account) -> str:
    """Why nothing can be sent in the name of the account; empty where nothing is known against it."""
    if not account.unsealed:
        return "its secrets were sealed with another key"
    return (account.reason or "stopped") if account.state is AccountState.STOPPED else ""


def _allowed(attempt: Attempt) -> Attempt:
    match attempt.verdict:
        case Verdict.WINDOW:
            raise WindowClosed("too long after the person's last act")
        case Verdict.SHUT:
            raise Resting(attempt.reason, retry_after=_left(attempt))
        case Verdict.WAIT:
            raise Throttled("its time comes later", retry_after=_left(attempt))
        case _:
            return attempt


def _left(attempt: Attempt) -> timedelta:
    until = attempt.until or attempt.now
    return max(until - attempt.now, timedelta(milliseconds=50))
