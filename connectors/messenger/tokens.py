"""From a person's consent to the Page's token, and whether it still works: facebook-messenger.md, 5.

A Page's token that comes of a long-lived user token has no end of its own; it dies when that person changes
the password, leaves the Page or removes the app. Nobody but a person can make another.
"""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, Field

from connectors.accounts import Account
from connectors.channel import Refused, Stopped
from connectors.messenger import wording
from connectors.messenger.api import VERSION, Caller, Graph, place, proof
from connectors.messenger.fields import Ident, OptionalIdent, Time, Token, Words
from connectors.messenger.options import MessengerOptions

NEEDED = ("pages_messaging", "pages_manage_metadata", "pages_show_list")
FOR_POSTS = ("pages_manage_posts", "pages_read_engagement", "pages_manage_engagement")
"""Needed besides where the account may publish."""
_PAGES = 100


@dataclass(frozen=True, slots=True)
class App:
    """The app in whose name a person consents."""

    id: str
    secret: str = field(repr=False)
    version: str = VERSION


class _Granted(BaseModel):
    access_token: Token = Field(repr=False)


class _Page(BaseModel):
    id: Ident
    name: Words = ""
    access_token: Token | None = Field(default=None, repr=False)
    tasks: list[str] = Field(default_factory=list)


class _Pages(BaseModel):
    data: list[_Page]


class _Scope(BaseModel):
    scope: Words = ""
    target_ids: list[Ident] | None = None


def _known(value: object) -> object:
    return value if isinstance(value, list) else []


class _Facts(BaseModel):
    app_id: OptionalIdent = ""
    is_valid: bool = False
    expires_at: Time = None
    data_access_expires_at: Time = None
    scopes: Annotated[list[str], BeforeValidator(_known)] = Field(default_factory=list)
    granular_scopes: Annotated[list[_Scope], BeforeValidator(_known)] = Field(default_factory=list)


class _Debugged(BaseModel):
    data: _Facts


@dataclass(frozen=True, slots=True)
class PageToken:
    """A Page that a person may connect, with its token."""

    page_id: str
    name: str
    token: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Health:
    """What Facebook says of a token. `until` None: it has no end."""

    valid: bool
    scopes: frozenset[str]
    missing: tuple[str, ...] = ()
    """What the account needs and was not given, for this Page."""
    until: datetime | None = None
    other_app: str = ""
    """The id of the app it belongs to, where that is not the account's."""


async def connect(graph: Graph, app: App, *, code: str, redirect: str) -> list[PageToken]:
    """The Pages of whoever came back from Facebook's consent with `code`; `redirect` is where to.

    Goes by way of the long-lived user token: tokens of Pages that come of a short one die within hours.
    Raises a kind of SendError; a code is good for one try.
    """
    short = await exchanged(graph, app, code=code, redirect_uri=redirect)
    return await pages(graph, app, await lengthened(graph, app, short))


async def exchanged(graph: Graph, app: App, **consent: str) -> str:
    """The user token that `code` and `redirect_uri`, or another grant, stand for."""
    query = {"client_id": app.id, "client_secret": app.secret, **consent}
    told = await graph.get(Caller(version=app.version), "oauth/access_token", _Granted, query)
    return told.access_token


async def lengthened(graph: Graph, app: App, token: str) -> str:
    """A user token that lives about 60 days, for one that lives hours."""
    return await exchanged(graph, app, grant_type="fb_exchange_token", fb_exchange_token=token)


async def pages(graph: Graph, app: App, token: str) -> list[PageToken]:
    """The Pages that this user has a role on, with their tokens; at most a hundred."""
    caller = Caller(token, proof(token, app.secret), app.version)
    query = {"fields": "id,name,access_token,tasks", "limit": str(_PAGES)}
    found = (await graph.get(caller, "me/accounts", _Pages, query)).data
    return [PageToken(page.id, page.name, page.access_token) for page in found if page.access_token]


async def page_token(graph: Graph, app: App, token: str, page_id: str) -> PageToken:
    """The token of one Page, of a long-lived user or system-user token; Refused where that has no right."""
    caller = Caller(token, proof(token, app.secret), app.version)
    page = await graph.get(caller, place(page_id), _Page, {"fields": "id,name,access_token"})
    if not page.access_token:
        raise Refused(f"no right to the Page {page_id}")
    return PageToken(page.id, page.name, page.access_token)


async def check(graph: Graph, account: Account) -> Health:
    """How the account's token stands. Raises Stopped without token or app secret, else kinds of SendError."""
    token, secret = account.secrets.get("page_token", ""), account.secrets.get("app_secret", "")
    if not token or not secret:
        raise Stopped(wording.APP_NOT_CONNECTED if token else wording.NOT_CONNECTED)
    options = MessengerOptions.of(account.options)
    app = Caller.app(account.app_id, secret, options.version)
    facts = (await graph.get(app, "debug_token", _Debugged, {"input_token": token})).data
    given = _given(facts, account.platform_id)
    needed = (*NEEDED, *(FOR_POSTS if options.page_posts else ()))
    other = facts.app_id if facts.app_id != account.app_id else ""
    return Health(facts.is_valid, given, _missing(needed, given), facts.expires_at, other)


def _given(facts: _Facts, page_id: str) -> frozenset[str]:
    """The permissions that hold for this Page: one may be given for some Pages only."""
    elsewhere = {
        granular.scope
        for granular in facts.granular_scopes
        if granular.target_ids is not None and page_id not in granular.target_ids
    }
    return frozenset(facts.scopes) - elsewhere


def _missing(needed: Collection[str], given: frozenset[str]) -> tuple[str, ...]:
    return tuple(scope for scope in needed if scope not in given)
