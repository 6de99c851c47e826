"""What `congdan channel check` does."""

import typer

from bot import channel_wording as wording
from bot.commands.channel_acts import on_platforms
from bot.commands.channel_acts_telling import tell
from bot.commands.saying import say
from bot.connecting.at_hand import AtHand
from bot.connecting.checking import items_of
from bot.connecting.items import Item
from connectors.accounts import Account
from knowledge.refusals import RefusedError


def check(agency: str | None) -> None:
    """Raises typer.Exit with 1 where something is lacking, RefusedError where nothing is connected."""
    lacks = 0
    for number, (account, items) in enumerate(on_platforms(lambda at: _looked_at(at, agency))):
        if number:
            say("")
        lacks += tell(account, items)
    if lacks:
        raise typer.Exit(1)


async def _looked_at(at: AtHand, agency: str | None) -> list[tuple[Account, list[Item]]]:
    if agency is not None:
        await at.agency_name(agency)
    wanted = [account for account in at.platforms.accounts.all if agency in {None, account.agency}]
    if not wanted:
        raise RefusedError(wording.NOTHING_CONNECTED)
    return [
        await items_of(at, account) for account in sorted(wanted, key=lambda one: (one.agency, one.channel))
    ]
