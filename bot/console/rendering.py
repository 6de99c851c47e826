"""How pages of the desk are made: templates, the files beside them, what stands on every page."""

import secrets
from pathlib import Path
from typing import Any, Protocol
from urllib.parse import quote, urlencode, urlsplit

import aiohttp_jinja2
import jinja2
from aiohttp import web

from bot.console import filters, wording
from bot.console.headers import PAGE
from bot.console.menu import BESIDE, IN_THE_BAR, room_of
from bot.console.rights import Right
from connectors.webchat.statics import read_static, version

HERE = Path(__file__).parent
MENU = (
    ("/", wording.TODAY, Right.READ),
    ("/questions", wording.QUESTIONS, Right.READ),
    ("/answers", wording.ANSWERS, Right.READ),
    ("/articles", wording.ARTICLES, Right.READ),
    ("/broadcasts", wording.BROADCASTS, Right.READ),
    ("/talks", wording.TALKS, Right.TALK),
    ("/numbers", wording.NUMBERS, Right.READ),
    ("/people", wording.PEOPLE, Right.PEOPLE),
    ("/channels", wording.CHANNELS, Right.OPERATE),
    ("/sources", wording.SOURCES, Right.OPERATE),
    ("/setup", wording.SETUP, Right.READ),
    ("/log", wording.LOG, Right.PEOPLE),
)
"""Address below `/console`, name and right of each room."""
SAID = "said"
"""The cookie that carries a sentence to the next page."""
SAID_SECONDS = 60


class Visiting(Protocol):
    """What is shown of a visit besides what templates ask it for themselves."""

    @property
    def request(self) -> web.Request: ...


class Rendering:
    """`shared`: where the look, the letters and the icon of the web chat stand."""

    def __init__(self, shared: str) -> None:
        self.static = read_static(HERE / "static")
        self.assets = f"/console/static/{version(self.static)}"
        self._shared = shared

    def add_to(self, app: web.Application) -> None:
        """Templates of every page, escaped, and strict about names."""
        environment = aiohttp_jinja2.setup(
            app,
            loader=jinja2.FileSystemLoader(HERE / "templates"),
            autoescape=True,
            undefined=jinja2.StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        environment.filters |= filters.ALL
        environment.globals |= {
            "assets": self.assets,
            "shared": self._shared,
            "common": wording,
            "menu": MENU,
            "room_of": room_of,
            "in_the_bar": IN_THE_BAR,
            "beside": BESIDE,
            "Right": Right,
        }

    def page(
        self, visit: Visiting, template: str, words: object, /, *, status: int = 200, **values: Any
    ) -> web.Response:
        said = visit.request.cookies.get(SAID, "")
        shown = {"visit": visit, "w": words, "once": fresh_token(), "said": filters.unpacked(said), **values}
        response = aiohttp_jinja2.render_template(template, visit.request, shown, status=status)
        response.headers.update(PAGE)
        if said:
            response.del_cookie(SAID, path="/console")
        return response

    def piece(self, visit: Visiting, template: str, words: object, /, **values: Any) -> web.Response:
        shown = {"visit": visit, "w": words, "once": fresh_token(), **values}
        response = aiohttp_jinja2.render_template(template, visit.request, shown)
        response.headers.update(PAGE)
        return response

    def bare(
        self, request: web.Request, template: str, words: object, /, *, status: int = 200, **values: Any
    ) -> web.Response:
        """A page for somebody who is not signed in."""
        response = aiohttp_jinja2.render_template(template, request, {"w": words, **values}, status=status)
        response.headers.update(PAGE)
        return response

    def moved(self, path: str, said: str = "", *, secure: bool) -> web.Response:
        """`secure`: whether cookies go by https alone."""
        response = web.Response(status=303, headers=PAGE | {"Location": inside(path)})
        if said:
            response.set_cookie(
                SAID,
                filters.packed(said),
                max_age=SAID_SECONDS,
                path="/console",
                httponly=True,
                samesite="Lax",
                secure=secure,
            )
        return response


def fresh_token() -> str:
    """Nobody can guess it."""
    return secrets.token_urlsafe(24)


def inside(path: str) -> str:
    """The path if it leads to the desk, else the first page: no form sends anybody elsewhere."""
    parts = urlsplit(path)
    ours = not parts.scheme and not parts.netloc and parts.path.startswith("/console/") and "\\" not in path
    return quote(path, safe="/?&=%#-._~:,;+@!$'()*") if ours else "/console/"


def address(path: str, **query: object) -> str:
    """A path with a query; parts that say nothing are left out."""
    filled = {name: str(value) for name, value in query.items() if value not in {None, ""}}
    return f"{path}?{urlencode(filled)}" if filled else path
