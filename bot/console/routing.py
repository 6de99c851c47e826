"""Routes of the desk: which address leads to which handler, and the right that it takes."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from aiohttp import web

from bot.console.rights import Right
from bot.console.visit import Visit

Handler = Callable[[Visit], Awaitable[web.StreamResponse]]


@dataclass(frozen=True, slots=True)
class Route:
    """A page or an act; `path` stands below `/console`.

    The right is asked for the agency that is worked for; what a row belongs to is asked by its handler
    (`Visit.own`). None: whoever is signed in.
    """

    method: str
    path: str
    handler: Handler
    right: Right | None


def get(path: str, handler: Handler, right: Right | None = Right.READ) -> Route:
    return Route("GET", path, handler, right)


def post(path: str, handler: Handler, right: Right | None) -> Route:
    return Route("POST", path, handler, right)
