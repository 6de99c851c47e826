"""Everything that can be checked of an account, whichever platform it is on."""

from bot.connecting import messenger, zalo
from bot.connecting.at_hand import ZALO, AtHand
from bot.connecting.items import Item
from connectors.accounts import Account


async def items_of(at: AtHand, account: Account, *, claim: bool = False) -> tuple[Account, list[Item]]:
    """The list of an account, and the account as it stands afterwards."""
    if account.channel == ZALO:
        items = await zalo.items_of(at, account)
    else:
        items = await messenger.items_of(at, account, claim=claim)
    return at.platforms.accounts.by_id(account.id) or account, items
