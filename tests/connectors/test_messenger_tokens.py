"""From consent to the Page's token; whether it still works, and what the Page is subscribed to."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta

import pytest
from graph_wire import NOON, PAGE, Wire, account, wired

from connectors.channel import Refused, Stopped
from connectors.messenger import subscribing, tokens
from connectors.messenger.api import proof
from connectors.messenger.errors import DeadToken
from connectors.messenger.tokens import NEEDED, App, Health

APP = App("1517776481860111", "app-secret")
DEBUGGED = {"app_id": APP.id, "is_valid": True, "expires_at": 0, "scopes": list(NEEDED)}


@pytest.fixture
async def wire() -> AsyncIterator[Wire]:
    async with wired() as wire:
        yield wire


async def test_a_consent_becomes_tokens_of_pages_by_way_of_the_long_one(wire: Wire) -> None:
    wire.say({"access_token": "short"})
    wire.say({"access_token": "long", "token_type": "bearer", "expires_in": 5184000})
    wire.say({"data": [{"id": PAGE, "name": "Xã Mẫu", "access_token": "page"}, {"id": "2", "name": "Khác"}]})
    found = await tokens.connect(wire.graph, APP, code="c", redirect="https://xamau.gov.vn/back")
    assert [(page.page_id, page.name, page.token) for page in found] == [(PAGE, "Xã Mẫu", "page")]
    first, second, third = wire.calls
    assert first.query == {
        "client_id": APP.id,
        "client_secret": "app-secret",
        "code": "c",
        "redirect_uri": "https://xamau.gov.vn/back",
    }
    assert second.query["grant_type"] == "fb_exchange_token"
    assert second.query["fb_exchange_token"] == "short"
    assert (third.path, third.token) == ("v25.0/me/accounts", "long")
    assert third.query["appsecret_proof"] == proof("long", "app-secret")
    assert "page'" not in repr(found)


async def test_an_expired_token_can_not_be_made_longer(wire: Wire) -> None:
    wire.fail(190, 463)
    with pytest.raises(DeadToken):
        await tokens.lengthened(wire.graph, APP, "short")


async def test_one_page_is_asked_for_its_token(wire: Wire) -> None:
    wire.say({"id": PAGE, "name": "Xã Mẫu", "access_token": "page"})
    assert (await tokens.page_token(wire.graph, APP, "long", PAGE)).token == "page"
    wire.say({"id": PAGE})
    with pytest.raises(Refused):
        await tokens.page_token(wire.graph, APP, "long", PAGE)


async def test_a_token_that_works_is_healthy(wire: Wire) -> None:
    wire.say({"data": DEBUGGED})
    assert await tokens.check(wire.graph, account()) == Health(valid=True, scopes=frozenset(NEEDED))
    assert wire.last.token == f"{APP.id}|app-secret"
    assert wire.last.query == {"input_token": "page-token"}


async def test_an_end_another_app_and_missing_rights_are_told(wire: Wire) -> None:
    until = NOON + timedelta(days=60)
    granular = [{"scope": "pages_messaging", "target_ids": ["2"]}, {"scope": NEEDED[1], "target_ids": [PAGE]}]
    wire.say(
        {
            "data": DEBUGGED
            | {"app_id": int(APP.id), "expires_at": int(until.timestamp()), "granular_scopes": granular}
        }
    )
    health = await tokens.check(wire.graph, replace(account(), options={"page_posts": True}))
    assert health.until == until
    assert health.missing == ("pages_messaging", *tokens.FOR_POSTS)
    assert health.other_app == ""
    wire.say({"data": DEBUGGED | {"app_id": 9}})
    assert (await tokens.check(wire.graph, account())).other_app == "9"


async def test_a_dead_token_is_told_as_such(wire: Wire) -> None:
    wire.say({"data": {"is_valid": False, "scopes": [], "error": {"code": 190}}})
    assert not (await tokens.check(wire.graph, account())).valid


async def test_without_a_secret_nothing_is_checked(wire: Wire) -> None:
    with pytest.raises(Stopped):
        await tokens.check(wire.graph, replace(account(), secrets={"page_token": "t"}))
    assert wire.calls == []


async def test_events_that_are_not_sent_are_named(wire: Wire) -> None:
    there = [{"id": APP.id, "subscribed_fields": ["messages", "feed"]}, {"id": "9"}]
    wire.say({"data": there})
    missing = await subscribing.missing(wire.graph, account())
    assert set(missing) == set(subscribing.EVENTS) - {"messages", "feed"}
    wire.say({"data": []})
    assert await subscribing.subscribed(wire.graph, account()) == frozenset()


async def test_a_page_is_subscribed_and_let_go(wire: Wire) -> None:
    wire.say({"success": "true"})
    await subscribing.subscribe(wire.graph, account())
    assert wire.last.path == f"v25.0/{PAGE}/subscribed_apps"
    assert wire.last.json["subscribed_fields"].split(",") == list(subscribing.EVENTS)
    wire.say({"success": True})
    await subscribing.unsubscribe(wire.graph, account())
    assert wire.last.method == "DELETE"


async def test_the_app_says_where_events_go(wire: Wire) -> None:
    wire.say({"success": True})
    await subscribing.subscribe_app(wire.graph, APP, callback="https://a.vn/fb", verify_token="shared")
    assert wire.last.path == f"v25.0/{APP.id}/subscriptions"
    assert wire.last.token == f"{APP.id}|app-secret"
    assert wire.last.json["object"] == "page"
    wire.fail(2200, message="Callback verification failed")
    with pytest.raises(Refused, match="verification"):
        await subscribing.subscribe_app(wire.graph, APP, callback="https://a.vn/fb", verify_token="shared")
