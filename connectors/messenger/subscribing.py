"""Which events Facebook sends us: of the app, once, and of each Page. facebook-messenger.md, 1.1."""

from collections.abc import Sequence

from pydantic import BaseModel, Field

from connectors.accounts import Account
from connectors.messenger.api import Caller, Done, Graph, must_succeed, place
from connectors.messenger.fields import Ident
from connectors.messenger.tokens import App

EVENTS = (
    "messages",
    "messaging_postbacks",
    "messaging_optins",
    "messaging_referrals",
    "messaging_handovers",
    "standby",
    "message_deliveries",
    "message_reads",
    "message_echoes",
    "message_reactions",
    "messaging_policy_enforcement",
    "feed",
)


class _Subscribed(BaseModel):
    id: Ident
    subscribed_fields: list[str] = Field(default_factory=list)


class _Apps(BaseModel):
    data: list[_Subscribed]


async def subscribed(graph: Graph, account: Account) -> frozenset[str]:
    """The events of the Page that our app is sent; none: it is not subscribed. Raises a kind of SendError."""
    apps = (await graph.get(Caller.page(account), _path(account), _Apps)).data
    return frozenset(name for app in apps if app.id == account.app_id for name in app.subscribed_fields)


async def missing(graph: Graph, account: Account) -> tuple[str, ...]:
    """The events that we need and are not sent. Raises a kind of SendError."""
    there = await subscribed(graph, account)
    return tuple(name for name in EVENTS if name not in there)


async def subscribe(graph: Graph, account: Account, events: Sequence[str] = EVENTS) -> None:
    """Have the Page's events sent. Raises a kind of SendError."""
    body = {"subscribed_fields": ",".join(events)}
    must_succeed(await graph.post(Caller.page(account), _path(account), Done, body))


async def unsubscribe(graph: Graph, account: Account) -> None:
    """Have no event of the Page sent any more. Raises a kind of SendError."""
    must_succeed(await graph.delete(Caller.page(account), _path(account), Done))


async def subscribe_app(
    graph: Graph, app: App, *, callback: str, verify_token: str, events: Sequence[str] = EVENTS
) -> None:
    """Say where all events of the app's Pages are sent to; overwrites what was said before.

    Facebook calls `callback` with `verify_token` before it answers. Raises a kind of SendError; Refused: that
    call was not answered as it should be.
    """
    body = {
        "object": "page",
        "callback_url": callback,
        "verify_token": verify_token,
        "fields": ",".join(events),
        "include_values": True,
    }
    caller = Caller.app(app.id, app.secret, app.version)
    must_succeed(await graph.post(caller, place(app.id, "subscriptions"), Done, body))


def _path(account: Account) -> str:
    return place(account.platform_id, "subscribed_apps")
