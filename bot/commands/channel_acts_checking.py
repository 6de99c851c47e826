"""What `congdan channel check` does."""

import typer

from bot import channel_wording as wording
from bot.commands import channel_acts_messenger, channel_acts_zalo
from bot.commands.channel_acts import ZALO, Desk, on_platforms
from bot.commands.channel_acts_items import Item, tell
from bot.commands.saying import say
from connectors.accounts import Account
from knowledge.refusals import RefusedError


def check(agency: str | None) -> None:
    """Raises typer.Exit with 1 where something is lacking, RefusedError where nothing is connected."""
    lacks = 0
    for number, (account, items) in enumerate(on_platforms(lambda desk: _looked_at(desk, agency))):
        if number:
            say("")
        lacks += tell(account, items)
    if lacks:
        raise typer.Exit(1)


async def items_of(desk: Desk, account: Account, *, claim: bool = False) -> tuple[Account, list[Item]]:
    """The list of an account, and the account as it stands afterwards."""
    if account.channel == ZALO:
        items = await channel_acts_zalo.items_of(desk, account)
    else:
        items = await channel_acts_messenger.items_of(desk, account, claim=claim)
    return desk.platforms.accounts.by_id(account.id) or account, items


async def _looked_at(desk: Desk, agency: str | None) -> list[tuple[Account, list[Item]]]:
    if agency is not None:
        await desk.agency_name(agency)
    wanted = [account for account in desk.platforms.accounts.all if agency in {None, account.agency}]
    if not wanted:
        raise RefusedError(wording.NOTHING_CONNECTED)
    return [
        await items_of(desk, account) for account in sorted(wanted, key=lambda one: (one.agency, one.channel))
    ]
