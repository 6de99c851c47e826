"""Between a request and its handler: who it is, whether the form is ours, whether it is allowed."""

import asyncio
import hmac
import logging
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import replace

from aiohttp import web
from sqlalchemy.orm import Session

from bot.console import sessions, wording
from bot.console.desk import Console
from bot.console.refusing import DeskError, GoneError, NotAllowedError, SaidError
from bot.console.rendering import address
from bot.console.rights import ALLOWED, Right, Role
from bot.console.routing import Route
from bot.console.sessions import SignedIn
from bot.console.visit import CSRF, Form, Visit, Who
from connectors.database import DatabaseUnavailableError
from knowledge.agencies import Agency
from knowledge.refusals import RefusedError

log = logging.getLogger(__name__)
LARGEST_FORM = 4_000_000
"""Bytes; an answer of a million letters is still read, so that it can be given back."""
FORM_SECONDS = 30
MOST_FIELDS = 2_000


class Guard:
    """Wraps the handlers of one console."""

    def __init__(self, console: Console) -> None:
        self._console = console

    def handler(self, route: Route) -> Callable[[web.Request], Awaitable[web.StreamResponse]]:
        async def handle(request: web.Request) -> web.StreamResponse:
            form = Form({})
            try:
                if request.method == "POST":
                    form = await _form(request)
                return await self._handled(request, route, form)
            except DeskError as error:
                return self._told(request, error.status, form, getattr(error, "sentence", ""))
            except RefusedError as error:
                return self._told(request, 422, form, str(error))
            except DatabaseUnavailableError:
                return self._told(request, 503, form)
            except web.HTTPRequestEntityTooLarge:
                return self._told(request, 413, form)
            except (ValueError, TimeoutError):
                log.exception("a request to the desk could not be read")
                return self._told(request, 400, form)

        return handle

    async def _handled(self, request: web.Request, route: Route, form: Form) -> web.StreamResponse:
        signed_in = await self._signed_in(request)
        visit = None if signed_in is None else self._visit(request, signed_in)
        if signed_in is None or visit is None:
            return self._sign_in_first(request, form)
        visit = replace(visit, form=form)
        if request.method == "POST" and not hmac.compare_digest(form.text(CSRF), visit.csrf):
            return self.again(visit, wording.EXPIRED)
        if route.right is not None and not visit.may(route.right):
            raise NotAllowedError
        return await route.handler(visit)

    async def _signed_in(self, request: web.Request) -> SignedIn | None:
        cookie, now = request.cookies.get(sessions.COOKIE, ""), self._console.clock()
        if not cookie:
            return None

        def find(session: Session) -> SignedIn | None:
            return sessions.find(session, cookie, now)

        found = await self._console.database.at_once(find, writing=False)
        if found is not None and found.stale:
            digest = found.digest
            await self._console.database.at_once(lambda session: sessions.note_use(session, digest, now))
        return found

    def _visit(self, request: web.Request, signed_in: SignedIn) -> Visit | None:
        rights = self._rights(signed_in.grants)
        agency = self._agency(signed_in, rights)
        if agency is None:
            return None
        editor = signed_in.editor
        return Visit(
            request,
            self._console,
            Who(editor.id, editor.name, editor.full_name),
            rights,
            agency,
            sessions.csrf_token(self._console.key, signed_in.digest),
            self._console.clock(),
        )

    def _rights(self, grants: Mapping[int, frozenset[Role]]) -> dict[int, frozenset[Right]]:
        rights: dict[int, frozenset[Right]] = {}
        for key in self._console.agencies.all:
            roles = {role for above in self._console.agencies.line(key) for role in grants.get(above, ())}
            if roles:
                rights[key] = frozenset().union(*(ALLOWED[role] for role in roles))
        return rights

    def _agency(self, signed_in: SignedIn, rights: Mapping[int, frozenset[Right]]) -> Agency | None:
        """The one chosen, else the highest of one's own."""
        chosen = signed_in.agency_id if signed_in.agency_id in rights else None
        agencies = self._console.agencies
        own = sorted(rights, key=lambda key: (len(agencies.line(key)), key))
        key = chosen if chosen is not None else next(iter(own), None)
        return None if key is None else agencies.all[key]

    def _sign_in_first(self, request: web.Request, form: Form) -> web.StreamResponse:
        """To the page for signing in, and back from there; what was typed goes along."""
        if request.method == "POST" and form.kept():
            return self._told(request, 403, form, wording.EXPIRED)
        there = address("/console/sign-in", to=str(request.rel_url))
        return web.Response(status=303, headers={"Location": there, "Cache-Control": "no-store"})

    def again(self, visit: Visit, sentence: str) -> web.Response:
        """What was typed, to be sent once more with a fresh form."""
        return visit.page(
            "again.html", wording, status=422, sentence=sentence, kept=visit.form.kept(), title=wording.TYPED
        )

    def _told(self, request: web.Request, status: int, form: Form, sentence: str = "") -> web.Response:
        title, advice = wording.ERRORS.get(status, wording.ERRORS[400])
        return self._console.rendering.bare(
            request,
            "error.html",
            wording,
            status=status,
            title=title,
            advice=sentence or advice,
            kept=form.kept(),
            action=str(request.rel_url),
        )


async def _form(request: web.Request) -> Form:
    """The form of a request, read whole.

    Raises HTTPRequestEntityTooLarge, ValueError for anything that is no form, TimeoutError.
    """
    async with asyncio.timeout(FORM_SECONDS):
        posted = await request.post()
    if len(posted) > MOST_FIELDS:
        raise SaidError(wording.ERRORS[413][1])
    values: dict[str, Sequence[str]] = {
        name: [text for text in posted.getall(name) if isinstance(text, str)] for name in posted
    }
    return Form(values)


async def nothing(_visit: Visit) -> web.StreamResponse:
    """There is no such page."""
    raise GoneError
