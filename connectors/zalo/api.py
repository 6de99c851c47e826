"""How every call to the OA OpenAPI is made and what came back is judged.

An envelope `{"data", "error", "message"}` comes with whatever HTTP status; success is `error == 0`. Ids are
larger than 2^53 and stay text.
"""

import hashlib
import hmac
import json
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Any, TypeVar

from pydantic import BaseModel, BeforeValidator, ValidationError

from connectors.accounts import Account
from connectors.channel import Doubtful, Lost, Refused, SendError, StaleToken, Stopped, Throttled, Unreachable
from connectors.http import Answer, Http, Part, Target
from connectors.per_account import PerAccount
from connectors.zalo.errors import error as kind_of
from connectors.zalo.options import options_of

BASE = "https://openapi.zalo.me"
LONGEST_ID = 200
Paced = Callable[[int, int, int], None]
"""Told with an account's number, its limit of requests and how many remain."""
Renewing = Callable[[Account], Awaitable[Account]]
Model = TypeVar("Model", bound=BaseModel)


def _as_text(value: object) -> object:
    if isinstance(value, bool):
        raise ValueError("not an id")  # noqa: TRY004 (pydantic reports ValueErrors)
    text = str(value) if isinstance(value, int) else value
    if isinstance(text, str) and len(text) > LONGEST_ID:
        raise ValueError("too long for an id")
    return text


Id = Annotated[str, BeforeValidator(_as_text)]
"""An id as text, also where the platform sends it as a number."""


@dataclass(frozen=True, slots=True)
class Envelope:
    """What the platform answered. `error` is 0 for success."""

    error: int
    message: str
    data: Any
    status: int


class _Envelope(BaseModel):
    error: int
    message: Annotated[str, BeforeValidator(lambda text: text if isinstance(text, str) else "")] = ""
    data: Any = None


def proof(app_secret: str, access_token: str) -> str:
    """The value of `appsecret_proof`: HMAC-SHA256 in hex."""
    return hmac.new(app_secret.encode(), access_token.encode(), hashlib.sha256).hexdigest()


class Api:
    """Calls in the name of an account. `clock` tells the time by which the night ban is measured.

    `renew` gets an account with a valid token; `paced` is told what the headers say of the rate.
    """

    def __init__(
        self,
        http: Http,
        *,
        clock: Callable[[], datetime],
        renew: Renewing,
        base: str = BASE,
        paced: Paced | None = None,
    ) -> None:
        self._http = http
        self._clock = clock
        self._renew = renew
        self._targets = PerAccount(lambda _account: dict[str, Target]())
        self._base = base.rstrip("/")
        self._paced = paced

    async def get(
        self,
        account: Account,
        path: str,
        data: Mapping[str, Any] | None = None,
        *,
        query: Mapping[str, str] | None = None,
    ) -> Any:
        """`data` of the answer. `data` asked goes as one JSON parameter, `query` as plain ones.

        Raises:
            SendError: of the fitting kind; Unreachable where no answer came, since asking changes nothing.
        """
        return self.unwrap(account, await self.read(account, path, data, query=query))

    async def read(
        self,
        account: Account,
        path: str,
        data: Mapping[str, Any] | None = None,
        *,
        query: Mapping[str, str] | None = None,
    ) -> Envelope:
        """As `get`, the envelope, whatever it says."""
        asked = {**(query or {}), **({} if data is None else {"data": compact(data)})}
        try:
            return await self.renewing(account, "GET", path, query=asked)
        except Lost as error:
            raise Unreachable(str(error)) from error

    async def post(self, account: Account, path: str, body: object) -> Any:
        """`data` of the answer. Raises SendError of the fitting kind."""
        return self.unwrap(account, await self.renewing(account, "POST", path, json=body))

    async def upload(self, account: Account, path: str, part: Part) -> Any:
        """`data` of the answer to a file. Raises SendError of the fitting kind."""
        return self.unwrap(account, await self.renewing(account, "POST", path, parts=(part,)))

    async def ask(self, account: Account, method: str, path: str, **content: Any) -> Envelope:
        """One call, one envelope, whatever it says. `content` is passed to `Http.ask`.

        Raises:
            Stopped: the account has no token.
            Unreachable, Lost, Throttled: no envelope came.
        """
        answer = await self._http.ask(method, self._target(account, path), **content)
        self._note_rate(account, answer.headers)
        return _envelope(answer)

    def _target(self, account: Account, path: str) -> Target:
        known = self._targets.of(account)
        if path not in known:
            known[path] = self._http.target(self._base + path, _headers(account))
        return known[path]

    def unwrap(self, account: Account, envelope: Envelope) -> Any:
        """`data` of a success. Raises SendError of the kind that the table gives to its code."""
        if envelope.error:
            raise self.error(account, envelope)
        return envelope.data

    def error(self, account: Account, envelope: Envelope) -> SendError:
        text = envelope.message
        for secret in account.secrets.values():
            text = text.replace(secret, "…") if len(secret) > 7 else text  # noqa: PLR2004 (shorter is no secret)
        return kind_of(envelope.error, text, self._clock(), status=envelope.status)

    async def renewing(self, account: Account, method: str, path: str, **content: Any) -> Envelope:
        """As `ask`; a stale token is renewed and the call made once more."""
        envelope = await self.ask(account, method, path, **content)
        if not isinstance(self.error(account, envelope), StaleToken):
            return envelope
        return await self.ask(await self._renew(account), method, path, **content)

    def _note_rate(self, account: Account, headers: Mapping[str, str]) -> None:
        limit, remain = headers.get("x-ratelimit-limit", ""), headers.get("x-ratelimit-remain", "")
        if self._paced and _is_count(limit) and _is_count(remain):
            self._paced(account.id, int(limit), int(remain))


def compact(data: Mapping[str, Any]) -> str:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


def checked(model: type[Model], data: object) -> Model:
    """`data` read as `model`. Raises Refused when it is of another shape: asking again would not help."""
    try:
        return model.model_validate(data)
    except ValidationError as error:
        fields = ", ".join(".".join(str(step) for step in fault["loc"]) for fault in error.errors()[:3])
        raise Refused(f"an answer of another shape: {fields or 'nothing in it'}") from None


def _headers(account: Account) -> dict[str, str]:
    token = account.secrets.get("access_token", "")
    if not token or not token.isascii() or not token.isprintable():
        raise Stopped("the account has no access token")
    headers = {"access_token": token}
    app_secret = account.secrets.get("app_secret", "")
    if app_secret and options_of(account).appsecret_proof:
        headers["appsecret_proof"] = proof(app_secret, token)
    return headers


def _envelope(answer: Answer) -> Envelope:
    try:
        told = _Envelope.model_validate(answer.json())
    except ValidationError:
        raise _no_envelope(answer.status) from None
    return Envelope(told.error, told.message, told.data, answer.status)


def _no_envelope(status: int) -> SendError:
    """A page of a proxy, or nothing. Only where the request surely did not get through it was not taken."""
    told = f"HTTP {status} without an answer in JSON"
    if status == 429:  # noqa: PLR2004 (HTTP's own: too many requests)
        return Throttled(told)
    if 400 <= status < 500 or status == 503:  # noqa: PLR2004 (refused before, or nobody there to take it)
        return Unreachable(told)
    return Doubtful(told) if status >= 500 else Lost(told)  # noqa: PLR2004 (its machinery failed)


def _is_count(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 10  # noqa: PLR2004 (digits of a sane count)
