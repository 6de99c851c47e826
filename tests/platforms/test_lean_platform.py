"""The platform for a million followers: it counts how often each was reached, whatever goes wrong."""

import asyncio
import json
import sys
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from typing import Any

import aiohttp
import pytest

ZALO, GRAPH = "/v3.0/oa/message/cs", "/v25.0/104/messages"
TOKENS = {ZALO: {"access_token": "ACCESS0"}, GRAPH: {"authorization": "Bearer EAAPAGE0"}}
CROWDS = {
    "zalo": {"first": 1000, "count": 10, "token": "ACCESS0", "blocked_every": 5},
    "messenger": {"first": 2000, "count": 10, "token": "EAAPAGE0"},
}


@asynccontextmanager
async def lean(**setup: Any) -> AsyncIterator[aiohttp.ClientSession]:
    command = (
        sys.executable,
        "-m",
        "bot.rehearsal.platforms.lean",
        "--setup",
        json.dumps({**CROWDS, **setup}),
    )
    process = await asyncio.create_subprocess_exec(*command, stdout=asyncio.subprocess.PIPE)
    assert process.stdout is not None
    async with aiohttp.ClientSession((await process.stdout.readline()).decode().strip()) as http:
        yield http
    process.terminate()
    assert await process.wait() == 0


async def send(
    http: aiohttp.ClientSession, path: str, person: str, headers: Mapping[str, str] | None = None
) -> Any:
    body = {"recipient": {"user_id" if path == ZALO else "id": person}, "message": {"text": "Chào Ông/Bà"}}
    async with http.post(path, json=body, headers=TOKENS[path] if headers is None else headers) as answer:
        return await answer.json()


async def report(http: aiohttp.ClientSession) -> Any:
    async with http.get("/control/report") as answer:
        return await answer.json()


async def test_it_counts_how_often_each_was_reached() -> None:
    async with lean() as http:
        said = [
            await send(http, path, person)
            for path, person in [(ZALO, "1001"), (GRAPH, "2003"), (ZALO, "1001")]
        ]
        told = await report(http)
        times = await (await http.get("/control/times?side=zalo")).json()
        await http.post("/control/forget", json={})
        assert (await report(http))["zalo"]["people"] == 0
    assert said[0]["error"] == 0
    assert said[0]["data"]["user_id"] == "1001"
    assert said[1]["recipient_id"] == "2003"
    assert told["zalo"] == {"taken": 2, "people": 1, "twice": ["1001"], "strange": 0}
    assert told["messenger"] == {"taken": 1, "people": 1, "twice": [], "strange": 0}
    assert bytes.fromhex(times) == bytes([0, 2, 0, 0, 0, 0, 0, 0, 0, 0])


async def test_what_the_platforms_refuse_reaches_nobody() -> None:
    async with lean() as http:
        blocked, strange = await send(http, ZALO, "1005"), await send(http, GRAPH, "7")
        wrong = [await send(http, path, "1001", {}) for path in (ZALO, GRAPH)]
        empty = await (await http.post(ZALO, data=b"{", headers=TOKENS[ZALO])).json()
        told = await report(http)
    assert (blocked["error"], wrong[0]["error"], empty["error"]) == (-213, -216, -201)
    assert (strange["error"]["code"], wrong[1]["error"]["code"]) == (551, 190)
    assert (told["zalo"]["taken"], told["messenger"]["taken"], told["messenger"]["strange"]) == (0, 0, 1)


@pytest.mark.parametrize(("fault", "reached"), [("lost", 1), ("dropped", 0)])
async def test_a_lost_answer_reached_somebody_and_a_dropped_request_did_not(fault: str, reached: int) -> None:
    async with lean(rules=[{"fault": fault, "most": 1}]) as http:
        with pytest.raises(aiohttp.ClientError):
            await send(http, ZALO, "1001")
        assert (await report(http))["zalo"]["taken"] == reached
        assert (await send(http, ZALO, "1002"))["error"] == 0
        assert await (await http.get("/control/struck")).json() == {fault: 1}


async def test_answers_take_as_long_as_is_asked_for() -> None:
    async with lean(delay=0.05) as http:
        under_way = asyncio.create_task(send(http, GRAPH, "2001"))
        while not (await report(http))["open"]:  # noqa: ASYNC110 (another process takes it)
            await asyncio.sleep(0.001)
        assert (await report(http))["messenger"]["taken"] == 1
        assert "message_id" in await under_way
        assert (await report(http))["open"] == 0


@pytest.mark.parametrize("when", ["coming", "taken", "answered"])
async def test_a_process_dies_with_a_message(when: str) -> None:
    victim = await asyncio.create_subprocess_exec(sys.executable, "-c", "import time; time.sleep(100)")
    async with lean() as http:
        await http.post("/control/kill", json={"pid": victim.pid, "when": when, "after": 2})
        await send(http, ZALO, "1001")
        assert victim.returncode is None
        await send(http, ZALO, "1002")
        assert await victim.wait() == -9
