"""A platform's server: struck by faults, limited, driven from outside, in a process of its own."""

import asyncio
import json
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import aiohttp
import pytest
from a_zalo import V2, Zalo, a_zalo
from receiving import receiving

from bot.rehearsal.platforms.faults import SEND, Fault, Rule

SETUP = {"seed": 1, "accounts": [{"access_token": "first-access"}]}


def once(fault: Fault, where: str = SEND) -> dict[str, Any]:
    return {"rules": (Rule(fault=fault, most=1, where=(where,)),)}


@asynccontextmanager
async def struck(fault: Fault) -> AsyncIterator[Zalo]:
    """A Zalo whose first answer to a message suffers; person 1 has written."""
    async with a_zalo(**once(fault)) as zalo:
        zalo.server.citizens.say("1", "Chào")
        yield zalo


async def raw(zalo: Zalo, seconds: float = 5) -> tuple[int, str]:
    """Status and body of the answer to a message."""
    body = {"recipient": {"user_id": "1"}, "message": {"text": "Dạ"}}
    timeout, headers = aiohttp.ClientTimeout(total=seconds), {"access_token": zalo.token}
    async with zalo.http.post(
        zalo.url + V2, json=body, headers=headers, timeout=timeout, allow_redirects=False
    ) as answer:
        return answer.status, await answer.text()


async def test_a_lost_answer_leaves_the_message_taken() -> None:
    async with struck(Fault.LOST) as zalo:
        with pytest.raises(aiohttp.ClientError):
            await raw(zalo)
        assert (await raw(zalo))[0] == 200
        assert [sent.lost for sent in zalo.server.outbox.taken] == [True, False]


async def test_a_slow_answer_counts_as_lost() -> None:
    async with struck(Fault.SLOW) as zalo:
        with pytest.raises(TimeoutError):
            await raw(zalo, 0.1)
        assert [sent.lost for sent in zalo.server.outbox.taken] == [True]


async def test_a_dropped_request_takes_nothing() -> None:
    async with struck(Fault.DROPPED) as zalo:
        with pytest.raises(aiohttp.ClientError):
            await raw(zalo)
        assert not zalo.server.outbox.taken


@pytest.mark.parametrize(
    ("fault", "status", "told"),
    [
        (Fault.BROKEN, 503, "Service Unavailable"),
        (Fault.HTML, 502, "<html>"),
        (Fault.REDIRECT, 302, ""),
        (Fault.THROTTLED, 200, '"error": -32'),
        (Fault.ERROR, 200, '"error": -200'),
    ],
)
async def test_a_refusal_takes_nothing_and_the_next_is_taken(fault: Fault, status: int, told: str) -> None:
    async with struck(fault) as zalo:
        answered, body = await raw(zalo)
        assert (answered, told in body) == (status, True)
        assert not zalo.server.outbox.taken
        assert (await raw(zalo))[0] == 200
        assert zalo.server.world.faults.counted == {fault: 1}


async def test_each_family_of_calls_has_its_budget() -> None:
    async with a_zalo(per_minute=2) as zalo:
        errors = [(await zalo.get("/v2.0/oa/getoa"))["error"] for _ in range(3)]
        assert errors == [0, 0, -32]
        assert (await zalo.get("/v2.0/article/getdetail", id="1"))["error"] == -201
        headers = {"access_token": zalo.token}
        async with zalo.http.get(f"{zalo.url}/v2.0/oa/getoa", headers=headers) as answer:
            assert (answer.headers["X-RateLimit-Limit"], answer.headers["X-RateLimit-Remain"]) == ("2", "0")


async def act(http: aiohttp.ClientSession, url: str, name: str, /, **arguments: Any) -> Any:
    async with http.post(f"{url}/control/{name}", json=arguments) as answer:
        given = await answer.json()
        assert answer.status == 200, given
        return given


async def test_it_is_driven_from_outside() -> None:
    async with a_zalo() as zalo, receiving() as receiver:
        await act(zalo.http, zalo.url, "hook", url=receiver.url)
        name = await act(zalo.http, zalo.url, "say", user_id="1", text="Chào")
        await zalo.send("1", "Dạ")
        await act(zalo.http, zalo.url, "idle")
        fates = await act(zalo.http, zalo.url, "fates")
        assert fates[name]["tries"] == 1
        async with zalo.http.get(f"{zalo.url}/control/outbox", params={"after": 0}) as answer:
            (sent,) = await answer.json()
        assert (sent["to"], sent["text"], sent["lost"]) == ("1", "Dạ", False)
        assert await act(zalo.http, zalo.url, "outbox", after=1) == []
        assert (await act(zalo.http, zalo.url, "hooks"))["counts"]["200"] == len(receiver.got)


async def test_many_acts_fit_in_one_call() -> None:
    async with a_zalo() as zalo:
        acts = [["follow", {"user_id": "1"}], ["say", {"user_id": "1", "text": "Chào"}]]
        follower, name = await act(zalo.http, zalo.url, "many", acts=acts)
        assert follower == "1"
        assert name in zalo.server.world.office().people["1"].said


async def test_a_new_plan_begins_when_it_is_given() -> None:
    async with a_zalo() as zalo:
        zalo.server.citizens.say("1", "Chào")
        await act(zalo.http, zalo.url, "faults", rules=[{"fault": "html", "most": 1}])
        assert (await raw(zalo))[0] == 502
        assert (await act(zalo.http, zalo.url, "struck"))["html"] == 1


@pytest.mark.parametrize(
    ("name", "body", "status"),
    [
        ("dance", "{}", 404),
        ("many", '{"acts": [["dance", {}]]}', 400),
        ("say", "[]", 400),
        ("say", "{", 400),
        ("say", '{"text": "x"}', 400),
        ("say", '{"user_id": "1", "text": "x", "oa_id": "another"}', 400),
        ("faults", '{"rules": [{"fault": "dance"}]}', 400),
        ("doubt", '{"quoting": "dance"}', 400),
    ],
)
async def test_a_wrong_order_is_refused(name: str, body: str, status: int) -> None:
    async with a_zalo() as zalo, zalo.http.post(f"{zalo.url}/control/{name}", data=body) as answer:
        assert answer.status == status
        assert (await answer.json())["error"]


async def test_it_runs_in_a_process_of_its_own() -> None:
    command = (sys.executable, "-m", "bot.rehearsal.platforms", "zalo", "--setup", json.dumps(SETUP))
    process = await asyncio.create_subprocess_exec(*command, stdout=asyncio.subprocess.PIPE)
    assert process.stdout is not None
    url = (await process.stdout.readline()).decode().strip()
    async with aiohttp.ClientSession() as http:
        assert await act(http, url, "say", user_id="1", text="Chào")
        headers = {"access_token": "first-access"}
        async with http.get(f"{url}/v2.0/oa/getoa", headers=headers) as answer:
            assert (await answer.json())["error"] == 0
    process.send_signal(signal.SIGTERM)
    assert await process.wait() == 0
