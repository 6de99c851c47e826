"""A bare aiohttp handler that only parses the JSON of a chat message: what the web chat is held against."""

import asyncio

import uvloop
from aiohttp import web


async def parse(request: web.Request) -> web.Response:
    body = await request.json()
    return web.json_response({"id": body["id"]}, status=202)


async def main() -> None:
    app = web.Application()
    app.router.add_post("/{agency}/chat/messages", parse)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    print(f"http://127.0.0.1:{runner.addresses[0][1]}", flush=True)
    await asyncio.Event().wait()


if __name__ == "__main__":
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        runner.run(main())
