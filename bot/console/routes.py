"""The desk as a part of the service: every room's routes in one list."""

from collections.abc import Awaitable, Callable
from datetime import datetime

from aiohttp import web

from bot.console import (
    access,
    access_account,
    access_agency,
    articles,
    broadcasts,
    canned,
    channels,
    groups,
    later,
    log,
    newsrules,
    numbers,
    people,
    questions,
    setup,
    sources,
    talks,
    today,
)
from bot.console import answers as answering
from bot.console.desk import Console
from bot.console.guarding import LARGEST_FORM, Guard, nothing
from bot.console.places import Agencies
from bot.console.rendering import Rendering
from bot.console.routing import Route, get, post
from bot.conversation import Conversation
from bot.platforms import Platforms
from bot.portals import Portals
from bot.settings import Settings
from bot.webchat import answers
from connectors.database import Database
from connectors.webchat.channel import WebChat

YEAR, HOUR = 31_536_000, 3_600


def all_routes() -> list[Route]:
    """Every page and every act of the desk, but for signing in."""
    return [
        *answering.routes(),
        *access_account.routes(),
        *access_agency.routes(),
        *articles.routes(),
        *broadcasts.routes(),
        *newsrules.routes(),
        *people.routes(),
        *log.routes(),
        *numbers.routes(),
        *talks.routes(),
        *canned.routes(),
        *later.routes(),
        *today.routes(),
        *questions.routes(),
        *groups.routes(),
        *channels.routes(),
        *sources.routes(),
        *setup.routes(),
    ]


def build(
    database: Database,
    conversation: Conversation,
    platforms: Platforms,
    portals: Portals,
    webchat: WebChat,
    settings: Settings,
    *,
    key: bytes,
    clock: Callable[[], datetime],
    shared: str,
) -> Console:
    """`shared`: where the files of the web chat stand."""
    library = conversation.library
    return Console(
        database,
        library,
        conversation,
        platforms,
        portals,
        webchat,
        settings,
        key,
        clock,
        Agencies(library),
        Rendering(shared),
    )


def add_to(pages: web.Application, console: Console) -> None:
    """Everything below `/console`."""
    desk, guard = web.Application(client_max_size=LARGEST_FORM), Guard(console)
    console.rendering.add_to(desk)
    desk.on_shutdown.append(lambda _: console.gate.close())
    desk.router.add_get("/static/{version}/{name}", _static(console))
    for door in access.open_routes():
        desk.router.add_route(door.method, door.path, guard.open_handler(door))
    for route in all_routes():
        desk.router.add_route(route.method, route.path, guard.handler(route))
    for fallback in (get("/{anything:.*}", nothing, None), post("/{anything:.*}", nothing, None)):
        desk.router.add_route(fallback.method, fallback.path, guard.handler(fallback))
    pages.router.add_get("/console", _to_the_desk)
    pages.add_subapp("/console/", desk)


async def _to_the_desk(_request: web.Request) -> web.Response:
    return web.Response(status=308, headers={"Location": "/console/"})


def _static(console: Console) -> Callable[[web.Request], Awaitable[web.StreamResponse]]:
    async def file(request: web.Request) -> web.StreamResponse:
        found = console.rendering.static.get(request.match_info["name"])
        if found is None:
            return web.Response(status=404)
        today = request.path.startswith(f"{console.rendering.assets}/")
        return answers.static_file(request, found, seconds=YEAR if today else HOUR)

    return file
