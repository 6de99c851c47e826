"""What can be known of a Page from here, and how a person's token becomes the Page's."""

import secrets

from pydantic import BaseModel, Field

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
from connectors.accounts import Account, AccountState
from connectors.channel import Refused, SendError, Stopped
from connectors.directory import Particulars
from connectors.messenger import profile, subscribing, tokens
from connectors.messenger.api import Caller, place
from connectors.messenger.fields import Words
from connectors.messenger.options import MessengerOptions
from connectors.messenger.tokens import App, Health, PageToken

HOOK = "/webhooks/messenger"
GIVEN = "given_token"
"""The secret under which a person's token waits until Facebook could be asked for the Page's."""
_OURS = (GIVEN, "page_token")


class _Field(BaseModel):
    name: str = ""


class _Hook(BaseModel):
    object: str = ""
    callback_url: Words = ""
    fields: list[_Field] = Field(default_factory=list)


class _Hooks(BaseModel):
    data: list[_Hook]


async def items_of(at: AtHand, account: Account, *, claim: bool = False) -> list[Item]:
    """Everything that can be checked; what is not subscribed is subscribed.

    `claim`: the app's events are led here even if they go to another address.
    """
    items = standing(account)
    if account.unsealed:
        account, connected = await _connected(at, account)
        items += connected
        if account.secrets.get("page_token"):
            items += await _page(at, account)
    items = await _resumed(at, account, items)
    items += await _address(at, account, claim=claim)
    items += await heard(at, account)
    return [*items, *map(look, wording.MESSENGER_CONSOLE)]


async def page_token(at: AtHand, app: App, token: str, page_id: str) -> PageToken:
    """The Page's token that does not end by itself, of a person's token, or of one of the Page's own.

    Raises a kind of SendError.
    """
    graph = at.platforms.graph
    try:
        lasting = await tokens.lengthened(graph, app, token)
    except (Refused, Stopped):
        return await tokens.page_token(graph, app, token, page_id)
    return await tokens.page_token(graph, app, lasting, page_id)


def app_of(account: Account) -> App:
    version = MessengerOptions.of(account.options).version
    return App(account.app_id, account.secrets.get("app_secret", ""), version)


async def _connected(at: AtHand, account: Account) -> tuple[Account, list[Item]]:
    """The account with the Page's token, where it has had only a person's."""
    given = account.secrets.get(GIVEN, "")
    lack = lacking(wording.NO_PAGE_TOKEN, wording.PAGE_TOKEN_DO.format(agency=account.agency))
    if not given:
        return account, [] if account.secrets.get("page_token") else [lack]
    try:
        page = await page_token(at, app_of(account), given, account.platform_id)
    except SendError as error:
        lacks = [] if account.secrets.get("page_token") else [lack]
        return account, [*lacks, refused(account, error)]
    kept = {name: value for name, value in account.secrets.items() if name not in _OURS}
    account = await at.platforms.accounts.put(
        Particulars(
            account.channel,
            account.agency,
            account.platform_id,
            account.app_id,
            page.name or account.name,
            account.options,
            {**kept, "page_token": page.token},
        ),
        at.clock(),
    )
    await at.revive(account)
    return account, [good(wording.PAGE_CONNECTED.format(name=page.name))]


async def _page(at: AtHand, account: Account) -> list[Item]:
    graph = at.platforms.graph
    try:
        health = await tokens.check(graph, account)
        items = _of_token(account, health)
        if not health.valid:
            return items
        token = account.secrets["page_token"]
        page = await tokens.page_token(graph, app_of(account), token, account.platform_id)
        items.append(good(wording.PAGE.format(name=page.name)))
        items.append(await _subscribed(at, account))
        lacks = (await profile.show(graph, account)).lacking
    except SendError as error:
        return [refused(account, error)]
    proof = MessengerOptions.of(account.options).appsecret_proof
    items.append(good(wording.PROOF) if proof else note(wording.NO_PROOF))
    shown = wording.NO_PROFILE.format(agency=account.agency) if lacks else wording.PROFILE
    return [*items, note(shown) if lacks else good(shown)]


def _of_token(account: Account, health: Health) -> list[Item]:
    again = wording.PAGE_TOKEN_DO.format(agency=account.agency)
    if not health.valid:
        return [lacking(wording.TOKEN_INVALID, again)]
    items = [good(wording.TOKEN_VALID.format(until=wording.NO_END))]
    if health.until is not None:
        items = [lacking(wording.TOKEN_SHORT.format(at=local(health.until)), wording.TOKEN_SHORT_DO)]
    if health.other_app:
        items.append(lacking(wording.OTHER_APP.format(id=health.other_app), wording.OTHER_APP_DO))
    if health.missing:
        return [
            *items,
            lacking(wording.SCOPES_MISSING.format(names=", ".join(health.missing)), wording.SCOPES_DO),
        ]
    return [*items, good(wording.SCOPES)]


async def _subscribed(at: AtHand, account: Account) -> Item:
    missing = await subscribing.missing(at.platforms.graph, account)
    if not missing:
        return good(wording.EVENTS)
    await subscribing.subscribe(at.platforms.graph, account)
    return good(wording.EVENTS_ADDED.format(names=", ".join(missing)))


async def _resumed(at: AtHand, account: Account, items: list[Item]) -> list[Item]:
    """Let a stopped account go on, if nothing else is lacking."""
    lacks = [item for item in items if item.mark is Mark.LACKING]
    if account.state is not AccountState.STOPPED or len(lacks) > 1:
        return items
    await at.revive(await at.platforms.accounts.resume(account))
    return [item for item in items if item.mark is not Mark.LACKING] + [good(wording.RESUMED)]


async def _address(at: AtHand, account: Account, *, claim: bool) -> list[Item]:
    wrong = address_of(at.settings, at.settings.graph_url)
    items = [wrong] if wrong else []
    if not at.settings.public_url or not account.unsealed:
        return items
    url, challenge = at.settings.public_url + HOOK, str(secrets.randbelow(10**9) + 10**9)
    query = {
        "hub.mode": "subscribe",
        "hub.verify_token": account.secrets.get("verify_token", ""),
        "hub.challenge": challenge,
    }
    answered = await reached(url, query, challenge.encode())
    items.append(answered)
    if answered.mark is Mark.GOOD:
        items.append(await _led_here(at, account, url, claim=claim))
    return items


async def _led_here(at: AtHand, account: Account, url: str, *, claim: bool) -> Item:
    """Whether the app's events come here; led here where they go nowhere, or may be claimed."""
    try:
        hook = await _hook(at, account)
        old = hook.callback_url if hook else ""
        if old and old != url and not claim:
            todo = wording.HOOK_ELSEWHERE_DO.format(agency=account.agency)
            return lacking(wording.HOOK_ELSEWHERE.format(old=old), todo)
        if hook and old == url and {field.name for field in hook.fields} >= set(subscribing.EVENTS):
            return good(wording.HOOK.format(url=url))
        verify_token = account.secrets.get("verify_token", "")
        await subscribing.subscribe_app(
            at.platforms.graph, app_of(account), callback=url, verify_token=verify_token
        )
    except SendError as error:
        return refused(account, error)
    if old and old != url:
        return good(wording.HOOK_REPLACED.format(url=url, old=old))
    return good(wording.HOOK_SET.format(url=url))


async def _hook(at: AtHand, account: Account) -> _Hook | None:
    """Where Facebook sends the app's events of Pages: facebook-messenger.md, 1.1."""
    app = app_of(account)
    caller = Caller.app(app.id, app.secret, app.version)
    hooks = await at.platforms.graph.get(caller, place(app.id, "subscriptions"), _Hooks)
    return next((hook for hook in hooks.data if hook.object == "page"), None)
