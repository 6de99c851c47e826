"""Bare aiohttp handlers that only parse and check what comes: what the ways in are held against."""

import asyncio
import hashlib
import hmac
import json

import uvloop
from aiohttp import web
from signed_calls import APP_SECRET, OA_SECRET


async def parse(request: web.Request) -> web.Response:
    """The web chat's."""
    body = await request.json()
    return web.json_response({"id": body["id"]}, status=202)


async def check_zalo(request: web.Request) -> web.Response:
    body = await request.read()
    call = json.loads(body)
    signed = call["app_id"].encode() + body + call["timestamp"].encode() + OA_SECRET.encode()
    mac = hashlib.sha256(signed).hexdigest()
    right = hmac.compare_digest(request.headers["X-ZEvent-Signature"], f"mac={mac}")
    return web.Response(status=200 if right else 403)


async def check_messenger(request: web.Request) -> web.Response:
    body = await request.read()
    mac = hmac.new(APP_SECRET.encode(), body, hashlib.sha256).hexdigest()
    right = hmac.compare_digest(request.headers["X-Hub-Signature-256"], f"sha256={mac}")
    json.loads(body)
    return web.Response(status=200 if right else 403)


async def main() -> None:
    app = web.Application()
    app.router.add_post("/{agency}/chat/messages", parse)
    app.router.add_post("/webhooks/zalo", check_zalo)
    app.router.add_post("/webhooks/messenger", check_messenger)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    print(f"http://127.0.0.1:{runner.addresses[0][1]}", flush=True)
    await asyncio.Event().wait()


if __name__ == "__main__":
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        runner.run(main())
