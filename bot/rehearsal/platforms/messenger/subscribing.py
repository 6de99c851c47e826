"""Webhooks, at both levels: the app's address, proven by a call, and what is heard of each Page."""

import aiohttp

from bot.rehearsal.platforms.messenger import access
from bot.rehearsal.platforms.messenger.calls import Call
from bot.rehearsal.platforms.messenger.errors import GraphError, invalid
from bot.rehearsal.platforms.messenger.graph import Graph, Json
from bot.rehearsal.platforms.messenger.shapes import web_address
from bot.rehearsal.platforms.messenger.state import App, Callback, Kind, Page

FIELDS = frozenset(
    {
        "messages",
        "messaging_postbacks",
        "messaging_optins",
        "messaging_optouts",
        "messaging_referrals",
        "messaging_handovers",
        "standby",
        "message_deliveries",
        "message_reads",
        "message_echoes",
        "message_edits",
        "message_reactions",
        "message_context",
        "messaging_policy_enforcement",
        "messaging_integrity",
        "messaging_feedback",
        "messaging_account_linking",
        "messaging_customer_information",
        "message_template_status_update",
        "response_feedback",
        "feed",
        "mention",
        "conversations",
        "inbox_labels",
    }
)
_VERIFY_SECONDS, _READ = 5.0, 4096


async def subscribe(graph: Graph, call: Call) -> Json:
    """`POST /{app}/subscriptions`: calls the address first; without the challenge nothing is subscribed."""
    app, object_ = _app(graph, call), call.text("object")
    if object_ != "page":
        raise invalid("param object must be page")
    fields, url = _fields(call, "fields"), web_address(call.text("callback_url"), "callback_url")
    await _verify(graph, url, call.text("verify_token") or "")
    app.callback = Callback(url, fields)
    graph.hooks.url = url
    return {"success": True}


def subscriptions(graph: Graph, call: Call) -> Json:
    app = _app(graph, call)
    if app.callback is None:
        return {"data": []}
    fields = [{"name": name, "version": f"v{graph.setup.newest}.0"} for name in sorted(app.callback.fields)]
    told = {"object": "page", "callback_url": app.callback.url, "active": True, "fields": fields}
    return {"data": [told]}


def unsubscribe(graph: Graph, call: Call) -> Json:
    _app(graph, call).callback = None
    return {"success": True}


def subscribe_page(graph: Graph, call: Call) -> Json:
    """`POST /{page}/subscribed_apps`; a subscription that an hour of failures ended begins again."""
    page = _page(graph, call)
    page.fields = _fields(call, "subscribed_fields")
    graph.hooks.enabled = True
    return {"success": True}


def subscribed(graph: Graph, call: Call) -> Json:
    page = _page(graph, call)
    if page.fields is None or not graph.hooks.enabled:
        return {"data": []}
    told = {
        "category": "Business",
        "link": "https://www.facebook.com/games/?app_id=" + page.app,
        "name": "Trợ lý",
        "id": page.app,
        "subscribed_fields": sorted(page.fields),
    }
    return {"data": [told]}


def unsubscribe_page(graph: Graph, call: Call) -> Json:
    _page(graph, call).fields = None
    return {"success": True}


async def _verify(graph: Graph, url: str, token: str) -> None:
    challenge = str(graph.world.random.randrange(10**9, 10**10))
    query = {"hub.mode": "subscribe", "hub.challenge": challenge, "hub.verify_token": token}
    timeout = aiohttp.ClientTimeout(total=_VERIFY_SECONDS)
    try:
        async with (
            aiohttp.ClientSession(timeout=timeout) as http,
            http.get(url, params=query, allow_redirects=False) as answer,
        ):
            said, status = await answer.content.read(_READ), answer.status
    except (aiohttp.ClientError, OSError, TimeoutError) as error:
        raise _unverified(type(error).__name__) from error
    if status != 200 or said != challenge.encode():  # noqa: PLR2004 (OK)
        raise _unverified(f"HTTP Status Code = {status}")


def _unverified(why: str) -> GraphError:
    return GraphError(2200, None, f"(#2200) callback verification failed with the following errors: {why}")


def _fields(call: Call, name: str) -> frozenset[str]:
    fields = frozenset(map(str, call.items(name) or ()))
    if not fields or fields - FIELDS:
        raise invalid(f"param {name} must be a non-empty list of known fields")
    return fields


def _app(graph: Graph, call: Call) -> App:
    token = access.admitted(graph.world, call)
    if token.kind is not Kind.APP:
        raise GraphError(15, None, "(#15) This method must be called with an app access_token.")
    if call.path[0] != token.app:
        raise GraphError(100, 33)
    return graph.world.apps[token.app]


def _page(graph: Graph, call: Call) -> Page:
    token = access.admitted(graph.world, call)
    page = access.page_of(graph.world, token, call.path[0])
    access.allowed(token, "pages_manage_metadata")
    return page
