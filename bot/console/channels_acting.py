"""What pages of channels have done: an account kept, checked, removed, its consent asked for."""

import secrets
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager

from bot.connecting.at_hand import MESSENGER, ZALO, AtHand
from bot.connecting.messenger import GIVEN
from bot.connecting.noting import note
from bot.connecting.storing import stored
from bot.connecting.values import Value, fitting, of_messenger, of_zalo
from bot.console import channels_wording as wording
from bot.console.refusing import GoneError, SaidError
from bot.console.rights import Right
from bot.console.visit import Form, Visit
from bot.inbox import Inbox
from connectors.accounts import Account, OccupiedError
from knowledge.agencies import Agency
from knowledge.refusals import RefusedError


@asynccontextmanager
async def at_hand(visit: Visit) -> AsyncIterator[AtHand]:
    """What connecting works with; its accounts were read a moment ago."""
    console = visit.console
    inbox = Inbox(console.database, clock=console.clock)
    try:
        await console.platforms.accounts.refresh()
        yield AtHand(console.database, console.platforms, inbox, console.settings, console.clock)
    finally:
        await inbox.close()


def agency_of(visit: Visit, code: str, right: Right = Right.OPERATE) -> Agency:
    """The agency of a code. Raises GoneError, NotAllowedError."""
    agency = next((each for each in visit.console.agencies.all.values() if each.code == code), None)
    if agency is None:
        raise GoneError
    visit.own(agency.id, right)
    return agency


def account_of(visit: Visit, right: Right = Right.OPERATE) -> Account:
    """The account that the address names. Raises GoneError, NotAllowedError."""
    named = visit.request.match_info
    agency = agency_of(visit, named["agency"], right)
    account = visit.console.platforms.accounts.find(named["kind"], agency.code)
    if account is None:
        raise GoneError
    return account


def values_of(kind: str) -> tuple[Value, ...]:
    """What the form asks for; what only the command line takes is left out."""
    wanted = of_zalo(tokens=True, second=True) if kind == ZALO else of_messenger(second=True)
    return tuple(value for value in wanted if value.name != "pkce_verifier")


def is_optional(value: Value) -> bool:
    """Tokens of Zalo may come by consent; a second key is for the time of a change."""
    return value.optional or value.name in {"access_token", "refresh_token"} or value.name.endswith("_second")


def typed(kind: str, form: Form, kept: Mapping[str, str]) -> tuple[dict[str, str], dict[str, str]]:
    """Values that were given or are kept, and a sentence for each field that has a fault."""
    values: dict[str, str] = {}
    faults: dict[str, str] = {}
    for value in values_of(kind):
        text = form.text(value.name) or kept.get(value.name, "")
        if not text:
            if not is_optional(value):
                faults[value.name] = wording.REQUIRED
            continue
        try:
            values[value.name] = fitting(kind, value, text)
        except RefusedError as error:
            faults[value.name] = str(error)
    return values, faults


def kept_of(account: Account | None, kind: str) -> dict[str, str]:
    """What need not be typed again."""
    if account is None:
        return {}
    ids = {"app_id": account.app_id, "oa_id" if kind == ZALO else "page_id": account.platform_id}
    token = account.secrets.get(GIVEN) or account.secrets.get("page_token", "")
    return {**account.secrets, **ids, **({"token": token} if token else {})}


async def keep(visit: Visit, kind: str, agency: str, values: dict[str, str]) -> tuple[Account, str]:
    """Store the account, and note who did; returns it, and a verify token that was made."""
    made = ""
    async with at_hand(visit) as at:
        before = at.platforms.accounts.find(kind, agency)
        if kind == MESSENGER:
            made = _prepared(at, agency, values)
        try:
            account = await stored(at, kind, agency, values, {})
        except OccupiedError as error:
            raise SaidError(wording.OCCUPIED) from error
        except RefusedError as error:
            raise SaidError(wording.TAKEN) from error
    await note(visit.console.database, before, account, by=visit.who.name, now=visit.now)
    return account, made


def _prepared(at: AtHand, agency: str, values: dict[str, str]) -> str:
    """A person's token waits under its own name until the Page's was had for it."""
    before = at.platforms.accounts.find(MESSENGER, agency)
    token = values.pop("token", "")
    if before is None or before.secrets.get("page_token") != token:
        values[GIVEN] = token
    if values.get("verify_token"):
        return ""
    values["verify_token"] = secrets.token_urlsafe(24)
    return values["verify_token"]


def accounts_in_sight(visit: Visit) -> Sequence[Account]:
    """Of the agency that is worked for and those below it."""
    codes = {visit.console.agencies.all[key].code for key in visit.sight()}
    found = (account for account in visit.console.platforms.accounts.all if account.agency in codes)
    return sorted(found, key=lambda account: (account.agency, account.channel))
