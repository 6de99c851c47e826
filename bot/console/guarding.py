"""Between a request and its handler: who it is, whether the form is ours, whether it is allowed."""

import asyncio
import hmac
import logging
from collections.abc import Awaitable, Callable, Mapping, Sequence
from urllib.parse import urlsplit

from aiohttp import web

from bot.console import access_wording, sessions, wording
from bot.console.access_caller import Caller, Kept, OpenRoute
from bot.console.desk import Console
from bot.console.refusing import DeskError, GoneError, NotAllowedError, SaidError
from bot.console.rendering import address, inside
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
TO_BE_MENDED = frozenset({400, 413, 422})
"""What was sent would be refused again as it is."""
SIGN_OUT = "/sign-out"
Answering = Callable[[web.Request], Awaitable[web.StreamResponse]]


class Guard:
    """Wraps the handlers of one console."""

    def __init__(self, console: Console) -> None:
        self._console = console

    def handler(self, route: Route) -> Answering:
        """For whoever is signed in and has the right of the route."""

        async def handle(request: web.Request, form: Form) -> web.StreamResponse:
            return await self._handled(request, route, form)

        return self._safely(handle)

    def open_handler(self, route: OpenRoute) -> Answering:
        """For everybody; its forms are looked at by the handler itself (`Caller.ours`)."""

        async def handle(request: web.Request, form: Form) -> web.StreamResponse:
            return await route.handler(Caller(request, self._console, form, self._console.clock()))

        return self._safely(handle)

    def _safely(self, act: Callable[[web.Request, Form], Awaitable[web.StreamResponse]]) -> Answering:
        """Whatever goes wrong becomes a page that says what to do, with everything that was typed."""

        async def handle(request: web.Request) -> web.StreamResponse:
            form = Form({})
            try:
                if request.method == "POST":
                    form = await _form(request)
                return await act(request, form)
            except web.HTTPRequestEntityTooLarge:
                return self._told(request, 413, form)
            except web.HTTPException:
                raise
            except Exception as error:  # noqa: BLE001 (whatever it is: its sender keeps what was typed)
                status, sentence = _plainly(error)
                return self._told(request, status, form, sentence)

        return handle

    async def _handled(self, request: web.Request, route: Route, form: Form) -> web.StreamResponse:
        cookie = request.cookies.get(sessions.COOKIE, "")
        by_itself = request.method == "GET" and "HX-Request" in request.headers
        signed_in = await self._console.signed_in(cookie, by_itself=by_itself) if cookie else None
        if signed_in is None:
            return self._sign_in_first(request, form)
        visit = self._visit(request, signed_in, form)
        ours = hmac.compare_digest(form.text(CSRF).encode(), self._csrf(signed_in.digest).encode())
        if request.method == "POST" and not ours:
            return self._not_ours(request, visit)
        if visit is None:
            return await self._without_grants(request, route, signed_in)
        if route.right is not None and not visit.may(route.right):
            raise NotAllowedError
        return await route.handler(visit)

    def _csrf(self, digest: str) -> str:
        return sessions.csrf_token(self._console.key, digest)

    def _not_ours(self, request: web.Request, visit: Visit | None) -> web.StreamResponse:
        """An old page of ours is offered to be sent again; what another site sent is dropped."""
        if visit is None or self._from_elsewhere(request):
            raise NotAllowedError
        return self.again(visit, wording.EXPIRED)

    def _from_elsewhere(self, request: web.Request) -> bool:
        """Whether the browser says that another site sent the form."""
        site, origin = request.headers.get("Sec-Fetch-Site", ""), request.headers.get("Origin", "")
        if site:
            return site not in {"same-origin", "none"}
        ours = {request.host, urlsplit(self._console.settings.public_url).netloc}
        return bool(origin) and urlsplit(origin).netloc not in ours

    async def _without_grants(
        self, request: web.Request, route: Route, signed_in: SignedIn
    ) -> web.StreamResponse:
        """Whoever has no role any more may still sign out."""
        if route.method == "POST" and route.path == SIGN_OUT:
            return await self._signed_out(request, signed_in)
        return self._console.rendering.bare(
            request,
            "access/no_grants.html",
            access_wording,
            status=403,
            name=signed_in.editor.full_name,
            csrf=self._csrf(signed_in.digest),
        )

    async def _signed_out(self, request: web.Request, signed_in: SignedIn) -> web.StreamResponse:
        now = self._console.clock()
        await self._console.database.at_once(lambda session: sessions.end(session, signed_in.digest, now))
        return self._sign_in_first(request, Form({}))

    def _visit(self, request: web.Request, signed_in: SignedIn, form: Form) -> Visit | None:
        """None where no role is left."""
        rights = self._rights(signed_in.grants)
        agency, editor = self._agency(signed_in, rights), signed_in.editor
        if agency is None:
            return None
        return Visit(
            request,
            self._console,
            Who(editor.id, editor.name, editor.full_name),
            rights,
            agency,
            self._csrf(signed_in.digest),
            signed_in.digest,
            self._console.clock(),
            form,
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
        path, typed = str(request.rel_url), form.kept()
        if request.method == "POST" and typed and not self._from_elsewhere(request):
            kept = Kept(path, typed).packed()
            caller = Caller(request, self._console, Form({"kept": [kept]}), self._console.clock())
            fault = "" if kept else access_wording.TOO_LONG_TO_KEEP
            return caller.page("access/sign_in.html", status=403, name="", fault=fault)
        there = address("/console/sign-in", to=path if request.method == "GET" else "")
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
            before=_before(request) if status in TO_BE_MENDED else "",
        )


def _before(request: web.Request) -> str:
    """The page of ours that a form stood on; empty where the browser doesn't say."""
    told = urlsplit(request.headers.get("Referer", ""))
    ours = request.method == "POST" and told.netloc == request.host
    return inside(told._replace(scheme="", netloc="", fragment="").geturl()) if ours else ""


def _plainly(error: Exception) -> tuple[int, str]:
    """The status that an error goes out with, and its own sentence if it has one."""
    match error:
        case DeskError():
            return error.status, getattr(error, "sentence", "")
        case RefusedError():
            return 422, str(error)
        case DatabaseUnavailableError():
            return 503, ""
    log.error("a request to the desk failed", exc_info=error)
    return (400, "") if isinstance(error, ValueError | TimeoutError) else (500, "")


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
