"""Pages for whoever is not signed in: who calls, and whether a form of theirs is ours."""

import hashlib
import hmac
import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from aiohttp import web

from bot.console import access_wording as wording
from bot.console.desk import Console
from bot.console.rendering import fresh_token, inside
from bot.console.visit import CSRF, Form

DOOR = "congdan-door"
"""The cookie that a form of somebody who is not signed in is held against."""
LONGEST_COOKIE = 64
LONGEST_KEPT = 3_000_000
"""Letters of a form that travels through the sign-in page."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A form that came without a session: where it was going, and what was typed."""

    path: str
    fields: dict[str, tuple[str, ...]]

    def packed(self) -> str:
        """For a hidden field; empty where it is too long to travel."""
        text = json.dumps({"path": self.path, "fields": self.fields}, ensure_ascii=False)
        return text if len(text) <= LONGEST_KEPT else ""


def unpacked(text: str) -> Kept | None:
    """The same back; None for anything else."""
    try:
        values: Any = json.loads(text)
        fields = {str(name): tuple(map(str, texts)) for name, texts in values["fields"].items()}
        return Kept(inside(str(values["path"])), fields)
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None


@dataclass(frozen=True, slots=True)
class Caller:
    """One request of somebody who need not be signed in."""

    request: web.Request
    console: Console
    form: Form
    now: datetime

    @property
    def cookie(self) -> str:
        return self.request.cookies.get(DOOR, "")[:LONGEST_COOKIE]

    @property
    def place(self) -> str:
        """The network address that is counted."""
        return self.console.client(self.request)

    def ours(self) -> bool:
        """Whether the form is one that this browser was shown."""
        told = self.form.text(CSRF).encode()
        return bool(self.cookie) and hmac.compare_digest(told, self._token(self.cookie).encode())

    def page(self, template: str, *, status: int = 200, **values: object) -> web.Response:
        """A page with a form; its sentences are those of access_wording.py."""
        cookie = self.cookie or fresh_token()
        shown = {"csrf": self._token(cookie), "to": self.to, "kept": self.form.text("kept"), **values}
        response = self.console.rendering.bare(self.request, template, wording, status=status, **shown)
        if not self.cookie:
            self.set_cookie(response, DOOR, cookie)
        return response

    @property
    def to(self) -> str:
        """The page that was wanted; inside the desk."""
        told = self.form.text("to") or self.request.query.get("to", "")
        return inside(told)

    def moved(self, path: str) -> web.Response:
        return web.Response(status=303, headers={"Location": path, "Cache-Control": "no-store"})

    def set_cookie(
        self, response: web.Response, name: str, value: str, *, max_age: int | None = None
    ) -> None:
        """For the desk alone: no script reads it, no other site sends it."""
        response.set_cookie(
            name,
            value,
            max_age=max_age,
            path="/console",
            httponly=True,
            samesite="Lax",
            secure=self.console.secure(self.request),
        )

    def _token(self, cookie: str) -> str:
        key = self.console.key
        return hmac.new(key, f"console door {cookie}".encode(), hashlib.sha256).hexdigest()[:40]


OpenHandler = Callable[[Caller], Awaitable[web.StreamResponse]]


@dataclass(frozen=True, slots=True)
class OpenRoute:
    """A page for everybody; `path` stands below `/console`."""

    method: str
    path: str
    handler: OpenHandler
