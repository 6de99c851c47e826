"""What an error of the Graph API means, by its code and subcode: facebook-messenger.md, 6.3.

The HTTP status says little, an error may even come with 200; it is asked only where the body is no JSON.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator

from connectors.channel import (
    Doubtful,
    Gone,
    Later,
    Lost,
    Refused,
    SendError,
    Stopped,
    Throttled,
    Unreachable,
    WindowClosed,
)
from connectors.http import Answer
from connectors.messenger.usage import regain

_LONGEST = 300
_PAUSE = timedelta(minutes=1)
"""After a rate limit whose answer does not say how long it lasts."""
_TOKEN_LIKE = re.compile(r"[A-Za-z0-9_|.-]{25,}")
_UNKEPT = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff]+")


class DeadToken(Stopped):
    """The Page's token is not valid any more: a person must give a new one."""


class Duplicate(Refused):
    """The platform has it already: the same post, or a private reply to the same comment."""


def _text(value: object) -> str:
    """Readable, storable, and without what looks like a token: Facebook quotes a malformed one."""
    text = value if isinstance(value, str) else ""
    return _TOKEN_LIKE.sub("…", _UNKEPT.sub(" ", text[:2_000]))[:_LONGEST]


def _trace(value: object) -> str:
    return _UNKEPT.sub("", value)[:40] if isinstance(value, str) else ""


def _number(value: object) -> int | None:
    if isinstance(value, bool) or not isinstance(value, int | str):
        return None
    if isinstance(value, str):
        return int(value) if re.fullmatch(r"[0-9]{1,12}", value, re.ASCII) else None
    return value if abs(value) < 10**12 else None


class Failure(BaseModel):
    """The `error` of an answer; whatever in it is broken is left out."""

    message: Annotated[str, BeforeValidator(_text)] = ""
    code: Annotated[int | None, BeforeValidator(_number)] = None
    error_subcode: Annotated[int | None, BeforeValidator(_number)] = None
    is_transient: Annotated[bool, BeforeValidator(lambda value: value is True)] = False
    fbtrace_id: Annotated[str, BeforeValidator(_trace)] = ""

    def __str__(self) -> str:
        code = "?" if self.code is None else str(self.code)
        subcode = "" if self.error_subcode is None else f"/{self.error_subcode}"
        trace = f" [fbtrace_id {self.fbtrace_id}]" if self.fbtrace_id else ""
        return f"{code}{subcode}: {self.message or 'no words'}{trace}"


@dataclass(frozen=True, slots=True)
class Limited:
    """A rate limit: the usage headers say how long it lasts, `pause` where they do not."""

    pause: timedelta = _PAUSE


Kind = Callable[[str], SendError] | Limited
_ONCE_MORE = partial(Refused, retry_after=timedelta(seconds=15))
"""Counted, and yet worth another try: the platform failed to fetch something."""
_FOR_HOURS = partial(Stopped, retry_after=timedelta(hours=1))
_SOON = partial(Later, retry_after=timedelta(minutes=1))

KINDS: dict[tuple[int, int | None], Kind] = {
    (1, None): Unreachable,
    (1, 1357046): Lost,
    (2, None): Unreachable,
    (2, 2018344): Stopped,
    (3, None): Stopped,
    (4, None): Limited(),
    (4, 2018354): Limited(timedelta(minutes=10)),
    (9, None): Limited(),
    (10, None): Stopped,
    (10, 2018278): WindowClosed,
    (10, 2018065): WindowClosed,
    (10, 2534022): WindowClosed,
    (10, 2018108): Gone,
    (10, 1893015): Gone,
    (10, 1893063): _FOR_HOURS,
    (17, None): Limited(),
    (32, None): Limited(),
    (80001, None): Limited(),
    (80006, None): Limited(),
    (100, None): Refused,
    (100, 2018001): Gone,
    (100, 2018008): _ONCE_MORE,
    (100, 2018047): _ONCE_MORE,
    (100, 2018294): _ONCE_MORE,
    (100, 2018164): Stopped,
    (102, None): DeadToken,
    (104, None): Stopped,
    (190, None): DeadToken,
    (200, 1545041): Gone,
    (341, None): Limited(),
    (368, None): _FOR_HOURS,
    (506, None): Duplicate,
    (551, None): Gone,
    (613, None): Limited(),
    (613, 2018338): Limited(timedelta(hours=1)),
    (1200, None): Unreachable,
    (2022, None): Stopped,
    (2500, None): DeadToken,
    (2635, None): Stopped,
    (10900, None): Duplicate,
    (1609005, None): _ONCE_MORE,
    (2018065, None): WindowClosed,
    (2018171, None): Stopped,
    (2018300, None): Later,
    (2018321, None): _SOON,
    (2300052, None): Gone,
}
"""By code and subcode; None stands for every subcode that has no row of its own. All else is Refused."""
_PERMISSIONS = range(200, 300)
_OWN_RATE_LIMITS = range(80000, 80100)
_REFUSING = frozenset({400, 411, 413, 414, 422, 431})
_TOO_MANY = 429
_SERVER = 500
_UNAVAILABLE = 503
_TOLD_BY_WORDS = {100: "appsecret_proof", 1: "client secret"}
"""Codes of many meanings, and the words by which one is known that an operator must mend."""


def problem(answer: Answer, body: Any) -> SendError | None:
    """The error that an answer tells of; None where it tells of none. `body` is its JSON, or None."""
    if isinstance(body, dict) and body.get("error"):
        given = body["error"]
        failure = Failure.model_validate(given if isinstance(given, dict) else {"message": given})
        return _made(_kind(failure), str(failure), answer)
    if isinstance(body, dict) and body.get("error_type"):
        return Refused(str(Failure(message=body.get("error_message", ""), code=body.get("code"))))
    if isinstance(body, dict) and answer.status < 400:  # noqa: PLR2004 (where HTTP's errors begin)
        return None
    return _by_status(answer)


def _kind(failure: Failure) -> Kind:
    if failure.code is None:
        return Unreachable if failure.is_transient else Refused
    if failure.error_subcode is None and _TOLD_BY_WORDS.get(failure.code, "\0") in failure.message:
        return Stopped
    for row in ((failure.code, failure.error_subcode), (failure.code, None)):
        if row in KINDS:
            return KINDS[row]
    if failure.code in _PERMISSIONS:
        return Stopped
    if failure.code in _OWN_RATE_LIMITS:
        return Limited()
    return Unreachable if failure.is_transient else Refused


def _made(kind: Kind, told: str, answer: Answer) -> SendError:
    if isinstance(kind, Limited):
        return Throttled(told, retry_after=max(regain(answer.headers) or timedelta(0), kind.pause))
    return kind(told)


def _by_status(answer: Answer) -> SendError:
    """Whose answer it is nobody knows: a proxy's page, a body cut off. Some say that nothing was taken."""
    told = f"HTTP {answer.status}, no answer of the Graph API"
    if answer.status == _TOO_MANY:
        return _made(Limited(), told, answer)
    if answer.status in _REFUSING:
        return Refused(told)
    if 400 <= answer.status < _SERVER or answer.status == _UNAVAILABLE:  # noqa: PLR2004 (where HTTP's errors begin)
        return Unreachable(told)
    return Doubtful(told) if answer.status >= _SERVER else Lost(told)
