"""Calls of the Graph API: who calls, with which proof, what answers mean. facebook-messenger.md, 2.1 and 6.

The caller's token travels in a header, not in the address. An answer is what it should be, or an error.
"""

import hashlib
import hmac
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any, Self, TypeAlias, TypeVar
from urllib.parse import quote

from pydantic import BaseModel, ValidationError

from connectors.accounts import Account
from connectors.channel import Lost, Refused, Stopped, Unreachable
from connectors.http import Answer, Http, Part, Target
from connectors.messenger import wording
from connectors.messenger.errors import problem
from connectors.messenger.fields import Ident
from connectors.messenger.options import MessengerOptions
from connectors.messenger.usage import usage

GRAPH = "https://graph.facebook.com"
VERSION: str = MessengerOptions().version
Paced: TypeAlias = Callable[[int, float, timedelta | None], None]
"""Told of an answer's usage headers: the account's id, percent used, how long nothing may be sent."""
Told = TypeVar("Told", bound=BaseModel)


class Done(BaseModel):
    """`{"success": true}`; some calls answer with the word "true"."""

    success: bool


class Made(BaseModel):
    """What was made, under its id."""

    id: Ident


def proof(token: str, secret: str) -> str:
    """`appsecret_proof`: shows that who has the token has the app's secret, too."""
    return hmac.new(secret.encode(), token.encode(), hashlib.sha256).hexdigest()


@dataclass(frozen=True, slots=True)
class Caller:
    """In whose name is called; `account` is the id under which the use of limits is told, None: nobody's."""

    token: str = field(repr=False, default="")
    proof: str = field(repr=False, default="")
    version: str = VERSION
    account: int | None = None

    @classmethod
    def page(cls, account: Account) -> Self:
        """Raises Stopped where the account has no token, or one that can't stand in a header."""
        token, options = account.secrets.get("page_token", ""), MessengerOptions.of(account.options)
        if not token or not token.isascii() or not token.isprintable():
            raise Stopped(wording.NOT_CONNECTED)
        return cls(token, _proof(token, account, options), options.version, account.id)

    @classmethod
    def app(cls, app_id: str, secret: str, version: str = VERSION) -> Self:
        """The app itself, for what concerns all its Pages."""
        return cls(f"{app_id}|{secret}", "", version)


def _proof(token: str, account: Account, options: MessengerOptions) -> str:
    secret = account.secrets.get("app_secret", "")
    return proof(token, secret) if secret and options.appsecret_proof else ""


@dataclass(frozen=True, slots=True)
class Line:
    """A place of the graph as somebody reaches it again and again: made by `Graph.line`."""

    caller: Caller
    target: Target


def _untold(_account: int, _percent: float, _regain: timedelta | None) -> None:
    return None


class Graph:
    """The Graph API at `base`, whose host `http` must allow. Paths begin without a slash and a version."""

    def __init__(self, http: Http, *, base: str = GRAPH, paced: Paced = _untold) -> None:
        self._http = http
        self._base = base.rstrip("/")
        self._paced = paced

    def line(self, caller: Caller, path: str) -> Line:
        """Where `path` is called by this caller, with token and proof. Raises Unreachable."""
        headers = {"authorization": f"Bearer {caller.token}"} if caller.token else None
        shown = {"appsecret_proof": caller.proof} if caller.proof else None
        return Line(caller, self._http.target(f"{self._base}/{caller.version}/{path}", headers, shown))

    async def say(self, line: Line, answers: type[Told], written: bytes) -> Told:
        """Do what the body says that was written before; raises as `post` does."""
        return await self._ask(line, "POST", answers, written=written)

    async def get(
        self, caller: Caller, path: str, answers: type[Told], query: Mapping[str, str] | None = None
    ) -> Told:
        """Read something. Raises a kind of SendError, never Lost: reading changes nothing."""
        try:
            return await self._call(caller, "GET", path, answers, query=query)
        except Lost as error:
            raise Unreachable(str(error)) from error

    async def post(
        self, caller: Caller, path: str, answers: type[Told], body: Mapping[str, Any] | None = None
    ) -> Told:
        """Do something. Raises a kind of SendError; Lost: it may have been done."""
        return await self._call(caller, "POST", path, answers, json=body or {})

    async def upload(self, caller: Caller, path: str, answers: type[Told], parts: Sequence[Part]) -> Told:
        """Do something with a file in it; raises as `post` does."""
        return await self._call(caller, "POST", path, answers, parts=parts)

    async def delete(
        self, caller: Caller, path: str, answers: type[Told], body: Mapping[str, Any] | None = None
    ) -> Told:
        """Raises as `post` does."""
        return await self._call(caller, "DELETE", path, answers, json=body)

    async def _call(
        self,
        caller: Caller,
        method: str,
        path: str,
        answers: type[Told],
        **content: Any,
    ) -> Told:
        return await self._ask(self.line(caller, path), method, answers, **content)

    async def _ask(self, line: Line, method: str, answers: type[Told], **content: Any) -> Told:
        answer = await self._http.ask(method, line.target, **content)
        self._tell(line.caller, answer)
        return _understood(answer, answers)

    def _tell(self, caller: Caller, answer: Answer) -> None:
        used = usage(answer.headers, case="messenger")
        if used is not None and caller.account is not None:
            self._paced(caller.account, used.percent, used.regain)


def _understood(answer: Answer, answers: type[Told]) -> Told:
    body = answer.json()
    error = problem(answer, body)
    if error is not None:
        raise error
    try:
        return answers.model_validate(body)
    except ValidationError as broken:
        fields = sorted({".".join(map(str, detail["loc"])) for detail in broken.errors()})[:5]
        raise Lost(f"HTTP {answer.status} without a fitting {', '.join(fields)}") from None


def must_succeed(done: Done) -> None:
    """Raises Refused where the platform says that it was not done."""
    if not done.success:
        raise Refused("the platform says that it did not do it")


def place(name: str, *more: str) -> str:
    """The path of one thing of the graph; whatever its id holds, it stays one step of the path."""
    return "/".join((quote(name if name.strip(".") else "-", safe="", errors="replace"), *more))
