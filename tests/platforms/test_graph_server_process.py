"""The platform in a process of its own, driven from outside."""

import asyncio
import json
import sys

import aiohttp
from a_graph import ANNA, PAGE
from receiving import receiving


async def test_it_is_driven_over_http() -> None:
    async with receiving() as receiver:
        setup = json.dumps({"hook": receiver.url, "page_tokens": {PAGE: "ours"}, "receipts": False})
        command = (sys.executable, "-m", "bot.rehearsal.platforms", "messenger", "--setup", setup)
        process = await asyncio.create_subprocess_exec(*command, stdout=asyncio.subprocess.PIPE)
        assert process.stdout is not None
        url = (await process.stdout.readline()).decode().strip()
        async with aiohttp.ClientSession(url, raise_for_status=True) as http:
            said = await http.post("/control/say", json={"psid": ANNA, "text": "Chào"})
            mid = await said.json()
            body = {"recipient": {"id": ANNA}, "message": {"text": "Xin chào", "metadata": "t"}}
            await http.post("/v25.0/me/messages", json=body, params={"access_token": "ours"})
            await http.post("/control/idle")
            (sent,) = await (await http.get("/control/outbox?after=0")).json()
            fates = await (await http.get("/control/fates")).json()
            await http.post("/control/meet", json={"code": 2})
            assert await (await http.get("/control/token")).json() == "ours"
        process.terminate()
        assert await process.wait() == 0
    assert (sent["to"], sent["text"], sent["body"]["message"]["metadata"]) == (ANNA, "Xin chào", "t")
    assert fates[mid]["accepted"] is not None
    assert mid.encode() in receiver.got[0].body


async def test_a_wrong_argument_is_told() -> None:
    command = (sys.executable, "-m", "bot.rehearsal.platforms", "messenger")
    process = await asyncio.create_subprocess_exec(*command, stdout=asyncio.subprocess.PIPE)
    assert process.stdout is not None
    url = (await process.stdout.readline()).decode().strip()
    async with aiohttp.ClientSession(url) as http:
        assert (await http.post("/control/say", json={"who": "?"})).status == 400
        assert (await http.post("/control/sing", json={})).status == 404
    process.terminate()
    assert await process.wait() == 0
