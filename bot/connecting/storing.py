"""An account's values kept: ids in the open, everything else sealed."""

from collections.abc import Mapping

from bot import channel_wording as wording
from bot.connecting.at_hand import ZALO, AtHand
from connectors.accounts import Account
from connectors.directory import KEPT, Particulars
from knowledge.refusals import RefusedError

_IDS = ("app_id", "oa_id", "page_id")


async def stored(
    at: AtHand, kind: str, agency: str, values: Mapping[str, str], options: Mapping[str, object]
) -> Account:
    """Keep an account's values, those of `values` that are no ids sealed; what is not given stays.

    Raises RefusedError where another agency has that account.
    """
    accounts, platform_id = at.platforms.accounts, values["oa_id" if kind == ZALO else "page_id"]
    other = accounts.by_platform(kind, platform_id)
    if other is not None and other.agency != agency:
        told = {"channel": wording.CHANNELS[kind], "id": platform_id, "agency": other.agency}
        raise RefusedError(wording.TAKEN.format(**told, kind=kind))
    given = {name: value for name, value in values.items() if name not in _IDS}
    old = accounts.find(kind, agency)
    same = (
        old is not None and old.unsealed and (old.platform_id, old.app_id) == (platform_id, values["app_id"])
    )
    if old is not None and same:
        # Under the row's lock: a process may be renewing tokens, which must not be put back.
        until = None if "access_token" in given else KEPT
        account = await accounts.set_secrets(old, token_until=until, **given)
        account = await accounts.set_options(account, **options) if options else account
    else:
        name = (
            old.name if old is not None and old.platform_id == platform_id else await at.agency_name(agency)
        )
        kept = {**(old.options if old is not None else {}), **options}
        account = await accounts.put(
            Particulars(kind, agency, platform_id, values["app_id"], name, kept, given), at.clock()
        )
    if account.secrets.get("access_token") or account.secrets.get("page_token"):
        await at.revive(account)
    return account
