"""Which address leads to which handler."""

from aiohttp import web

from bot.webchat.desk import WebChatDesk
from bot.webchat.posting import Posting
from bot.webchat.reading import Reading
from bot.webchat.showing import Showing

AGENCY = "{agency:[a-z0-9-]{1,64}}"


def add_routes(app: web.Application, desk: WebChatDesk) -> None:
    """Every address of the web chat. Open streams are let go when the server stops."""
    posting, reading, showing = Posting(desk), Reading(desk), Showing(desk)
    app.add_routes(
        [
            web.post(f"/{AGENCY}/chat/messages", posting.message),
            web.post(f"/{AGENCY}/chat/visitor", posting.visitor),
            web.get(f"/{AGENCY}/chat/stream", reading.stream, allow_head=False),
            web.get(f"/{AGENCY}/chat/lines", reading.lines),
            web.delete(f"/{AGENCY}/chat/lines", posting.forget),
            web.get("/widget.js", showing.widget),
            web.get("/static/webchat/{version}/{name}", showing.file),
            web.get("/", showing.first),
            web.get(f"/{AGENCY}/", showing.chat),
            web.get(f"/{AGENCY}", showing.without_slash),
            web.get("/{anything:.*}", showing.nothing),
        ]
    )

    async def let_go(_app: web.Application) -> None:
        desk.webchat.streams.close()

    app.on_shutdown.append(let_go)
