"""What `congdan channel add` does: values are asked for, stored sealed, and tried."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import typer
from pydantic import ValidationError

from bot import channel_check_wording as checks
from bot import channel_wording as wording
from bot.commands import channel_acts_consent
from bot.commands.act import BY, now
from bot.commands.channel_acts import on_platforms
from bot.commands.channel_acts_values import Given, gathered
from bot.commands.saying import say
from bot.connecting.at_hand import MESSENGER, ZALO, AtHand
from bot.connecting.messenger import GIVEN
from bot.connecting.noting import note
from bot.connecting.storing import stored
from bot.connecting.values import of_messenger, of_zalo
from connectors.accounts import Account
from connectors.messenger.options import MessengerOptions
from knowledge.refusals import RefusedError


@dataclass(frozen=True, slots=True)
class Wanted:
    """For which agency, and what was given with the command."""

    agency: str
    options: Mapping[str, str | None]
    file: Path | None = None
    second_secret: bool = False


def add_zalo(wanted: Wanted, *, tokens: bool, wait: bool) -> None:
    """Raises typer.Exit with 1 where the account can't send and receive yet."""
    before = _before(ZALO, wanted.agency)
    given = Given(ZALO, wanted.options, wanted.file, _kept(before, "oa_id"))
    values = gathered(given, of_zalo(tokens=tokens, second=wanted.second_secret))
    pair = bool(values.get("access_token") and values.get("refresh_token"))
    account = on_platforms(lambda at: _stored(at, ZALO, wanted.agency, values, {}))
    _say_stored(account)
    if not pair and not account.secrets.get("access_token"):
        _consented(wanted.agency, wait=wait)
    _finished(wanted.agency, ZALO)


def add_messenger(wanted: Wanted, *, version: str | None) -> None:
    """Raises typer.Exit with 1 where the Page can't send and receive yet."""
    options = _version(version)
    before = _before(MESSENGER, wanted.agency)
    given = Given(MESSENGER, wanted.options, wanted.file, _kept(before, "page_id"))
    values = gathered(given, of_messenger(second=wanted.second_secret))
    made = not values.get("verify_token")
    if made:
        values["verify_token"] = secrets.token_urlsafe(24)
    token = values.pop("token", "")
    if before is None or before.secrets.get("page_token") != token:
        values[GIVEN] = token
    account = on_platforms(lambda at: _stored(at, MESSENGER, wanted.agency, values, options))
    _say_stored(account)
    if made:
        say(wording.VERIFY_TOKEN_MADE.format(token=values["verify_token"]))
    _finished(wanted.agency, MESSENGER)


async def _stored(
    at: AtHand, kind: str, agency: str, values: Mapping[str, str], options: Mapping[str, object]
) -> Account:
    before = at.platforms.accounts.find(kind, agency)
    account = await stored(at, kind, agency, values, options)
    await note(at.database, before, account, by=BY, now=now())
    return account


def _before(kind: str, agency: str) -> Account | None:
    """The account that is replaced, which is said first."""

    async def read(at: AtHand) -> Account | None:
        await at.agency_name(agency)
        return at.platforms.accounts.find(kind, agency)

    account = on_platforms(read)
    if account is not None:
        say(wording.REPLACES.format(agency=agency, name=account.name, id=account.platform_id))
    return account


def _kept(account: Account | None, id_name: str) -> dict[str, str]:
    """What need not be typed again, by the names under which it is asked for."""
    if account is None:
        return {}
    kept = {**account.secrets, "app_id": account.app_id, id_name: account.platform_id}
    if "page_token" in kept or GIVEN in kept:
        kept["token"] = kept.get(GIVEN) or kept["page_token"]
    return kept


def _say_stored(account: Account) -> None:
    facts = {"channel": wording.CHANNELS[account.channel], "name": account.name, "id": account.platform_id}
    say(wording.STORED.format(**facts, agency=account.agency))


def _consented(agency: str, *, wait: bool) -> None:
    """What is lacking for a link is said with the other things that are lacking."""
    try:
        channel_acts_consent.asked(agency, wait=wait)
    except RefusedError as error:
        say(str(error))


def _finished(agency: str, kind: str) -> None:
    try:
        channel_acts_consent.finished(agency, kind, claim=True)
    except typer.Exit:
        say(checks.CANNOT_SEND)
        raise


def _version(text: str | None) -> dict[str, object]:
    if text is None:
        return {}
    try:
        return {"version": MessengerOptions.model_validate({"version": text}).version}
    except ValidationError:
        raise RefusedError(wording.WRONG_VERSION) from None
