"""What can be known of an Official Account from here: its token, its package, our address."""

from datetime import datetime
from typing import Annotated

from pydantic import AliasChoices, BaseModel, BeforeValidator, Field
from sqlalchemy.orm import Session

from bot import channel_check_wording as wording
from bot.connecting.at_hand import AtHand
from bot.connecting.items import (
    Item,
    Mark,
    address_of,
    good,
    heard,
    lacking,
    local,
    look,
    note,
    reached,
    refused,
    standing,
)
from bot.webhooks.consent import PATH
from connectors.accounts import Account, AccountState, locked
from connectors.channel import SendError
from connectors.cleaning import cleaned
from connectors.directory import LONGEST_NAME
from connectors.pace import AccountPace
from connectors.zalo.api import Id, checked
from connectors.zalo.options import options_of
from connectors.zalo.tokens import CONSENT_AGAIN

HOOK = "/webhooks/zalo"
_Text = Annotated[str, BeforeValidator(lambda value: cleaned(str(value), 100) if value is not None else "")]


class Office(BaseModel):
    """What `getoa` tells: zalo-oa.md, 5."""

    id: Id = Field("", validation_alias=AliasChoices("oaid", "oa_id"))
    name: _Text = ""
    kind: _Text = Field("", validation_alias="oa_type")
    verified: Annotated[bool, BeforeValidator(lambda value: value in (True, 1, "true", "1"))] = Field(
        False, validation_alias="is_verified"
    )
    package: _Text = Field("", validation_alias="package_name")
    package_until: _Text = Field("", validation_alias="package_valid_through_date")


def redirect_of(at: AtHand) -> str:
    """Where Zalo sends an administrator back to; empty without a public address."""
    return at.settings.public_url + PATH if at.settings.public_url else ""


async def items_of(at: AtHand, account: Account) -> list[Item]:
    """Everything that can be checked; an account that works again and was stopped goes on."""
    items = standing(account)
    if account.unsealed and not _waits_for_consent(account):
        items += await _token(at, account)
    account = at.platforms.accounts.by_id(account.id) or account
    items = await _resumed(at, account, items)
    items += await _address(at)
    items += await heard(at, account)
    hook = at.settings.public_url + HOOK
    lines = [line for line in wording.ZALO_CONSOLE if at.settings.public_url or "{" not in line]
    said = (line.format(hook=hook, redirect=redirect_of(at)) for line in lines)
    return [*items, *map(look, said)]


async def _token(at: AtHand, account: Account) -> list[Item]:
    consent = wording.CONSENT_DO.format(agency=account.agency)
    if not account.secrets.get("access_token"):
        return [lacking(wording.ZALO_NO_TOKEN, consent)]
    try:
        office = checked(Office, await at.platforms.zalo.get(account, "/v2.0/oa/getoa"))
    except SendError as error:
        return [refused(account, error)]
    account = await _named(at, account, office)
    quota = await _quota(at, account)
    return [*_of_office(account, office), *_until(account, at.clock()), _endpoint(account), *quota]


async def _quota(at: AtHand, account: Account) -> list[Item]:
    """What Zalo said of the account's allowance when it took the last message, in its own words."""
    pace = await at.database.at_once(lambda session: session.get(AccountPace, account.id), writing=False)
    if pace is None or not pace.quota:
        return []
    told = (f"{name}: {value}" for name, value in sorted(pace.quota.items()))
    return [note(wording.QUOTA.format(told=cleaned(", ".join(told), 200)))]


def _of_office(account: Account, office: Office) -> list[Item]:
    if office.id != account.platform_id:
        return [lacking(wording.OTHER_OA.format(id=office.id), wording.OTHER_OA_DO)]
    package = wording.PACKAGE.format(name=office.package, until=office.package_until or "?")
    notes = [note(package if office.package else wording.NO_PACKAGE)]
    if not office.verified:
        return [lacking(wording.NOT_VERIFIED.format(name=office.name), wording.VERIFY_DO), *notes]
    kind = wording.OA_TYPES.get(office.kind) or wording.OA_TYPE_UNKNOWN.format(number=office.kind or "?")
    return [good(wording.ZALO_OA.format(name=office.name, kind=kind, verified=wording.VERIFIED)), *notes]


def _until(account: Account, now: datetime) -> list[Item]:
    until = account.token_until
    if until is None:
        return [note(wording.TOKEN_UNKNOWN)]
    if until <= now:
        return [lacking(wording.TOKEN_OLD.format(at=local(until)), wording.TOKEN_OLD_DO)]
    return [good(wording.TOKEN_UNTIL.format(at=local(until)))]


def _endpoint(account: Account) -> Item:
    endpoint = options_of(account).endpoint
    return note(wording.ENDPOINT.format(name=endpoint) if endpoint else wording.ENDPOINT_UNKNOWN)


async def _resumed(at: AtHand, account: Account, items: list[Item]) -> list[Item]:
    """Let a stopped account go on, if nothing else is lacking and no consent is waited for."""
    lacks = [item for item in items if item.mark is Mark.LACKING]
    if account.state is not AccountState.STOPPED or _waits_for_consent(account) or len(lacks) > 1:
        return items
    await at.revive(await at.platforms.accounts.resume(account))
    return [item for item in items if item.mark is not Mark.LACKING] + [good(wording.RESUMED)]


def _waits_for_consent(account: Account) -> bool:
    return account.state is AccountState.STOPPED and CONSENT_AGAIN in account.reason


async def _address(at: AtHand) -> list[Item]:
    wrong = address_of(at.settings, at.settings.zalo_api_url)
    if not at.settings.public_url:
        return [wrong] if wrong else []
    answered = await reached(at.settings.public_url + HOOK)
    return [wrong, answered] if wrong else [answered]


async def _named(at: AtHand, account: Account, office: Office) -> Account:
    """The account as it stands now, under the name that people see in Zalo."""
    name = cleaned(office.name, LONGEST_NAME)

    def rename(session: Session) -> None:
        row = locked(session, account)
        row.name, row.version = name, row.version + 1

    if name and office.id == account.platform_id and name != account.name:
        await at.database.at_once(rename)
        await at.platforms.accounts.refresh()
    return at.platforms.accounts.by_id(account.id) or account
