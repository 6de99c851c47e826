"""Pictures, and a portal that has them."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from io import BytesIO

from aiohttp import web
from PIL import Image

LOCAL = "127.0.0.0/8"


def a_picture(width: int = 1600, height: int = 900) -> bytes:
    out = BytesIO()
    Image.new("RGB", (width, height), "#446688").save(out, "PNG")
    return out.getvalue()


@asynccontextmanager
async def picture_server(content: bytes) -> AsyncIterator[str]:
    """A portal that answers every path but robots.txt with `content`."""

    async def answer(request: web.Request) -> web.Response:
        if request.path == "/robots.txt":
            return web.Response(status=404)
        return web.Response(body=content, content_type="image/png")

    app = web.Application()
    app.router.add_get("/{path:.*}", answer)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    try:
        yield f"http://127.0.0.1:{runner.addresses[0][1]}"
    finally:
        await runner.cleanup()
