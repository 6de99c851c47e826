"""The link by which an administrator of an Official Account lets us in."""

from bot import channel_wording as wording
from bot.connecting.at_hand import AtHand
from bot.connecting.zalo import redirect_of
from connectors.accounts import Account
from knowledge.refusals import RefusedError


async def link_of(at: AtHand, account: Account, *, by: str) -> tuple[str, str]:
    """A link that is valid for a while, and where it leads back to; `by`: who asks, for the change log.

    Raises RefusedError where the service has no public address.
    """
    redirect = redirect_of(at)
    if not redirect:
        raise RefusedError(wording.NO_LINK.format(agency=account.agency))
    return await at.platforms.consents.begin(account, redirect, at.clock(), by=by), redirect
