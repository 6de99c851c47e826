"""The desk: what the handlers of webhooks share, and how each platform wants to be answered."""

import asyncio
import logging
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TypeAlias

from bot.inbox import Inbox, now_utc
from bot.webhooks.turned_away import Counts
from connectors.database import DatabaseUnavailableError
from connectors.directory import Accounts
from connectors.doors import Door, Reason, Rejected
from connectors.messages import Event

log = logging.getLogger(__name__)
LOOK_AGAIN_SECONDS = 2.0
"""How often an account that isn't known is looked for in the database, whoever claims to call for it."""

Read: TypeAlias = Callable[[bytes, Mapping[str, str], Sequence[Door], datetime], Sequence[Event]]


@dataclass(frozen=True, slots=True)
class Entrance:
    """One platform's way in: how its calls are read, and the HTTP status of each reason to turn one away."""

    channel: str
    read: Read
    statuses: Mapping[Reason, int] = field(default_factory=dict)

    def status(self, reason: Reason) -> int:
        return self.statuses.get(reason, _STATUSES[reason])


_STATUSES = {
    Reason.UNSIGNED: 403,
    Reason.WRONG_SIGNATURE: 403,
    Reason.TOO_LARGE: 413,
    Reason.NOT_JSON: 400,
    Reason.WRONG_SHAPE: 200,  # signed, so it is theirs; called again it would be no better
    Reason.WRONG_ACCOUNT: 200,  # an app may serve accounts that are not connected here
    Reason.SLOW: 408,
}


class WebhookDesk:
    """One a process."""

    def __init__(
        self,
        accounts: Accounts,
        inbox: Inbox,
        counts: Counts,
        *,
        clock: Callable[[], datetime] = now_utc,
    ) -> None:
        self._accounts = accounts
        self._inbox = inbox
        self._counts = counts
        self._clock = clock
        self._looked = 0.0
        self._warned: dict[tuple[str, Reason], float] = {}

    @property
    def accounts(self) -> Accounts:
        return self._accounts

    async def take(self, entrance: Entrance, body: bytes, headers: Mapping[str, str], until: float) -> None:
        """Return when everything of the call is durable; `until` then, by the event loop's clock.

        Raises:
            Rejected: nothing of it is believed.
            DatabaseUnavailableError, TimeoutError: it was not kept; the platform must call again.
        """
        events = await self._read(entrance, body, headers)
        async with asyncio.timeout_at(until):
            await self._inbox.keep(*events)

    def turn_away(self, entrance: Entrance, reason: Reason) -> int:
        """Count it; returns the HTTP status to answer."""
        self._counts.add(entrance.channel, reason)
        now, key = time.monotonic(), (entrance.channel, reason)
        if now - self._warned.get(key, -60.0) >= 60:  # noqa: PLR2004 (once a minute, however many there are)
            self._warned[key] = now
            log.warning("%s: a call was turned away: %s", *key)
        return entrance.status(reason)

    async def _read(self, entrance: Entrance, body: bytes, headers: Mapping[str, str]) -> Sequence[Event]:
        try:
            return entrance.read(body, headers, self._accounts.doors(entrance.channel), self._clock())
        except Rejected as rejected:
            known = rejected.reason not in {Reason.WRONG_ACCOUNT, Reason.WRONG_SIGNATURE}
            if known or not await self._learned():
                raise
        return entrance.read(body, headers, self._accounts.doors(entrance.channel), self._clock())

    async def look(self) -> None:
        """Learn of accounts that another process added; the database is asked at most every few seconds."""
        try:
            await self._learned()
        except DatabaseUnavailableError:
            log.warning("accounts were not read: the database is not there")

    async def _learned(self) -> bool:
        """Whether another process added or changed an account; asked at most every few seconds."""
        now = time.monotonic()
        if now - self._looked < LOOK_AGAIN_SECONDS:
            return False
        self._looked = now
        return await self._accounts.refresh()
