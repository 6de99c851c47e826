"""How a list of checks is told at the command line."""

from collections.abc import Sequence

from bot import channel_check_wording as wording
from bot.channel_wording import CHANNELS
from bot.commands.saying import say
from bot.connecting.items import Item, Mark
from connectors.accounts import Account


def tell(account: Account, items: Sequence[Item]) -> int:
    """Write the list; returns how many are lacking."""
    head = {"channel": CHANNELS[account.channel], "name": account.name, "id": account.platform_id}
    say(wording.HEAD.format(**head, agency=account.agency))
    for item in items:
        if item.mark is not Mark.LOOK:
            say(str(item))
    if looks := [item for item in items if item.mark is Mark.LOOK]:
        say(wording.LOOK_YOURSELF)
        say("\n".join(map(str, looks)))
    count = sum(item.mark is Mark.LACKING for item in items)
    say(wording.NOT_READY.format(count=count, agency=account.agency) if count else wording.READY)
    return count
