"""How a webhook begins, is lost and comes back; and the disorder a plan of faults brings to it."""

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from a_graph import ANNA, APP, PAGE, SECRET, Graph, a_graph, hearing
from aiohttp import web

from bot.rehearsal.platforms.faults import Fault, Rule

APP_TOKEN = f"{APP}|{SECRET}"


@asynccontextmanager
async def answering(body: str, status: int = 200) -> AsyncIterator[tuple[str, list[dict[str, str]]]]:
    """A callback address that says the same to every verification; `{}` stands for the challenge."""
    asked: list[dict[str, str]] = []

    async def verify(request: web.Request) -> web.Response:
        asked.append(dict(request.query))
        return web.Response(text=body.format(request.query["hub.challenge"]), status=status)

    app = web.Application()
    app.router.add_get("/hook", verify)
    runner = web.AppRunner(app, access_log=None, handle_signals=False, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    yield f"http://127.0.0.1:{runner.addresses[0][1]}/hook", asked
    await runner.cleanup()


async def subscribe(graph: Graph, url: str, token: str = APP_TOKEN) -> tuple[int, object]:
    form = {"object": "page", "callback_url": url, "verify_token": "open", "fields": "messages,feed"}
    query = {"access_token": token}
    answer = await graph.call("POST", f"{APP}/subscriptions", data=form, params=query, **graph.bare())
    return answer.status, answer.body


async def test_a_webhook_begins_when_it_echoes_the_challenge() -> None:
    async with a_graph() as graph, answering("{}") as (url, asked):
        assert await subscribe(graph, url) == (200, {"success": True})
        assert asked[0]["hub.mode"] == "subscribe"
        assert asked[0]["hub.verify_token"] == "open"
        query = {"access_token": APP_TOKEN}
        kept = await graph.call("GET", f"{APP}/subscriptions", params=query, **graph.bare())
        assert kept.body["data"][0]["callback_url"] == url


@pytest.mark.parametrize(("body", "status"), [('"{}"', 200), ("{}", 403), ("sorry", 200)])
async def test_it_does_not_when_anything_else_is_said(body: str, status: int) -> None:
    async with a_graph() as graph, answering(body, status) as (url, _):
        assert (await subscribe(graph, url))[0] == 400
        assert graph.server.app.callback is None


async def test_it_does_not_when_nobody_is_there_or_the_page_asks() -> None:
    async with a_graph() as graph:
        assert (await subscribe(graph, "http://127.0.0.1:9/hook"))[0] == 400
        assert (await subscribe(graph, "http://127.0.0.1:9/hook", graph.token))[0] == 400


async def test_a_page_is_heard_after_it_was_subscribed_and_only_what_was_asked_for() -> None:
    async with hearing(receipts=False) as heard:
        graph = heard.graph
        assert (await graph.delete(f"{PAGE}/subscribed_apps")).body == {"success": True}
        graph.server.citizens.say(ANNA, "a")
        assert (await graph.get(f"{PAGE}/subscribed_apps")).body == {"data": []}
        unknown = await graph.post(f"{PAGE}/subscribed_apps", subscribed_fields="messages,moods")
        assert unknown.code == (100, None)
        await graph.post(f"{PAGE}/subscribed_apps", subscribed_fields="messages")
        graph.server.citizens.say(ANNA, "b")
        graph.server.citizens.start(ANNA)
        told = await heard.told()
        listed = (await graph.get(f"{PAGE}/subscribed_apps")).body["data"]
    assert [one["message"]["text"] for one in told] == ["b"]
    assert (listed[0]["id"], listed[0]["subscribed_fields"]) == (APP, ["messages"])


async def test_a_failed_call_comes_again_at_once_and_the_same() -> None:
    async with hearing() as heard:
        heard.receiver.answers = [500, 503]
        heard.graph.server.citizens.say(ANNA, "a")
        await heard.calls()
    assert len(heard.receiver.got) == 3
    assert len({got.body for got in heard.receiver.got}) == 1


async def test_an_hour_of_failures_ends_the_subscription_until_it_is_renewed() -> None:
    async with hearing(scale=1e6) as heard:
        graph = heard.graph
        heard.receiver.answers = [500] * 16
        graph.server.citizens.say(ANNA, "a")
        await heard.calls()
        assert not graph.server.subscribed()
        graph.server.citizens.say(ANNA, "b")
        await graph.post(f"{PAGE}/subscribed_apps", subscribed_fields="messages")
        graph.server.citizens.say(ANNA, "c")
        told = await heard.told()
    assert len(told) == 17
    assert told[-1]["message"]["text"] == "c"


async def test_a_plan_brings_duplicates_forgeries_and_kinds_that_nobody_knows() -> None:
    rules = [Rule(fault=fault) for fault in (Fault.DUPLICATED, Fault.FORGED, Fault.UNKNOWN)]
    async with hearing(rules=rules) as heard:
        mid = heard.graph.server.citizens.say(ANNA, "a")
        told = await heard.told()
        record = heard.graph.server.hooks.record
    assert sum(one.get("message", {}).get("mid") == mid for one in told) == 2
    forged = next(got for got in heard.receiver.got if b"m_forged" in got.body)
    right = next(got for got in heard.receiver.got if mid.encode() in got.body)
    assert forged.headers["X-Hub-Signature-256"] != right.headers["X-Hub-Signature-256"]
    assert any("messaging_hologram" in one for one in told)
    assert (record.counts["forged 200"], record.counts["unknown 200"]) == (1, 1)


async def test_only_people_with_a_role_are_heard_before_the_app_is_live() -> None:
    async with hearing() as heard:
        heard.graph.server.app.live = False
        heard.graph.server.citizens.say(ANNA, "a")
        heard.graph.server.app.roles.add(ANNA)
        heard.graph.server.citizens.say(ANNA, "b")
        assert [one["message"]["text"] for one in await heard.told()] == ["b"]


async def test_the_same_seed_makes_the_same_ids() -> None:
    bodies = []
    for _ in range(2):
        async with hearing(seed=7) as heard:
            heard.graph.server.citizens.say(ANNA, "a")
            await heard.calls()
            bodies.append(json.loads(heard.receiver.got[0].body)["entry"][0]["messaging"][0]["message"])
    assert bodies[0] == bodies[1]
