"""A process that does nothing but tell broadcasts, as `congdan work` does, and at no account's pace.

Run by itself with its orders as JSON; settings come from the environment.
"""

import asyncio
import os
import sys
from collections.abc import Awaitable, Callable, Sequence
from datetime import timedelta

from doomed import Doom, doom
from tellers import orders

from bot import collecting
from bot.inbox import now_utc
from bot.platforms import Platforms
from bot.serving import run_until_stopped
from bot.settings import Settings
from bot.webchat.signing import signing_key
from broadcasts.rounds import Rounds
from broadcasts.sender import IN_FLIGHT, Sender
from connectors.accounts import Account
from connectors.adapting import Part
from connectors.bulk import Bulk, PlatformBulk
from connectors.channel import Ability
from connectors.database import Database, DatabaseUnavailableError
from connectors.messages import Address
from connectors.pace import Rate

AROUND = 0.1
"""Seconds between two rounds."""


class Unpaced:
    """A platform that may be written to as fast as one can. The account's pace is asked all the same."""

    def __init__(self, bulk: Bulk) -> None:
        self.name = bulk.name
        self._bulk = bulk

    async def account(self, agency: str) -> Account | None:
        return await self._bulk.account(agency)

    def ability(self, account: Account | None) -> Ability:
        return self._bulk.ability(account)

    def rate(self, account: Account | None) -> Rate:
        return Rate(per_second=1e6, burst=1e6)

    async def post(self, account: Account | None, to: Address, part: Part, *, tag: str) -> str:
        return await self._bulk.post(account, to, part, tag=tag)


async def tell(stop: asyncio.Event) -> None:
    settings = Settings()
    database = Database(settings.database_url)
    platforms = Platforms(database, settings, signing_key(settings), now_utc)
    await platforms.accounts.refresh()
    bulks = {name: Unpaced(PlatformBulk(channel)) for name, channel in platforms.channels.items()}
    in_flight = int(os.environ.get("IN_FLIGHT", IN_FLIGHT))
    sender = Sender(
        database, bulks, now_utc, in_flight=in_flight, lease=timedelta(seconds=settings.lease_seconds)
    )
    rounds = Rounds(database, bulks, now_utc)
    acts = [rounds.begin_due, rounds.lay_out, rounds.count, rounds.end]
    tasks = [asyncio.create_task(sender.run()), asyncio.create_task(_again(stop, acts))]
    collecting.spare()
    sys.stdout.write("telling\n")
    sys.stdout.flush()
    await stop.wait()
    sender.stop()
    await asyncio.gather(*tasks)
    await platforms.close()
    await database.close()


async def _again(stop: asyncio.Event, acts: Sequence[Callable[[], Awaitable[None]]]) -> None:
    while not stop.is_set():
        for act in acts:
            try:
                await act()
            except DatabaseUnavailableError as error:
                sys.stderr.write(f"{error}\n")
        await asyncio.sleep(AROUND)


def main() -> None:
    fate = orders().get("doom")
    if fate:
        doom(Doom.model_validate(fate))
    try:
        run_until_stopped(tell)
    except DatabaseUnavailableError as error:
        sys.exit(f"not begun: {error}")


if __name__ == "__main__":
    main()
