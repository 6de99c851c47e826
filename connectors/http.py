"""The one HTTP client for platforms: bounded in time and size, allowed hosts only, no redirect followed."""

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from types import TracebackType
from typing import Any, Self
from urllib.parse import urlencode, urlsplit

import aiohttp

from connectors.channel import Lost, Refused, Unreachable

SCHEMES = ("https", "http")
LARGEST_ANSWER = 2_097_152
CONNECTIONS = 192
"""So many calls at once: those of a broadcast leave 64 for replies."""
IDLE_SECONDS = 10
"""A connection that idled longer is not used again: the other side may be closing it just then."""
_JSON = {"Content-Type": "application/json"}


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a multipart body."""

    name: str
    content: bytes | str = field(repr=False)
    filename: str = ""
    kind: str = ""
    """Its media type."""


@dataclass(frozen=True, slots=True)
class Target:
    """Where is asked and what is said of who asks, both found to be allowed: made by `Http.target`."""

    host: str
    url: str = field(repr=False)
    """With its query."""
    headers: Mapping[str, str] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back, whatever its status. Headers are asked for by their names in lower case."""

    status: int
    headers: Mapping[str, str] = field(repr=False)
    body: bytes = field(repr=False)

    def json(self) -> Any:
        """The body as JSON; None when it is none, such as a proxy's page of HTML."""
        try:
            return json.loads(self.body)
        except (ValueError, RecursionError):
            return None


class Http:
    """Built inside a running event loop; `hosts` are `name` or `name:port`, as they stand in addresses."""

    def __init__(self, hosts: Collection[str], *, seconds: float = 10) -> None:
        self._hosts = frozenset(hosts)
        # Who waits for a connection surely has not sent; so that comes to its end first.
        self._limits = aiohttp.ClientTimeout(total=seconds, connect=min(seconds / 2, 5))
        self._session: aiohttp.ClientSession | None = None

    def target(
        self, url: str, headers: Mapping[str, str] | None = None, query: Mapping[str, str] | None = None
    ) -> Target:
        """What is the same for many requests; raises Unreachable where the host is not allowed."""
        try:
            place = urlsplit(url)
            asked = urlencode(query or {})
        except ValueError:
            raise Unreachable("not an address") from None
        # A name and password before the host stand in `netloc`, too: no host is called so.
        if place.scheme not in SCHEMES or place.netloc not in self._hosts:
            raise Unreachable(f"not an allowed host: {place.hostname}")
        whole = place._replace(query="&".join(filter(None, (place.query, asked))))
        return Target(place.hostname or "", whole.geturl(), headers or {})

    async def ask(
        self,
        method: str,
        target: Target | str,
        *,
        headers: Mapping[str, str] | None = None,
        query: Mapping[str, str] | None = None,
        json: object = None,
        written: bytes | None = None,
        form: Mapping[str, str] | None = None,
        parts: Sequence[Part] = (),
    ) -> Answer:
        """One request, one answer. `headers` go with an address: a target has its own.

        `written` is a body of JSON that was written before.

        Raises:
            Unreachable: the request surely did not reach the platform.
            Lost: it left, and no whole answer came in time.
            Refused: it can't be written as HTTP, such as a header with a line break in it.
        """
        to = self.target(target, headers) if isinstance(target, str) else target
        data = written if written is not None else _multipart(parts) if parts else form
        said = {**to.headers, **_JSON} if written is not None else to.headers
        try:
            async with self._open().request(
                method, to.url, headers=said, params=query, json=json, data=data, allow_redirects=False
            ) as response:
                return await _read(response)
        # Without their causes: these may hold the whole address and its parameters.
        except (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError) as error:
            raise Unreachable(f"{to.host}: {type(error).__name__}") from None
        except (TypeError, ValueError) as error:
            raise Refused(f"no request: {type(error).__name__}") from None
        except (aiohttp.ClientError, TimeoutError) as error:
            raise Lost(f"{to.host}: {type(error).__name__}") from None

    async def close(self) -> None:
        if self._session is not None:
            await self._session.close()
            self._session = None

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.close()

    def _open(self) -> aiohttp.ClientSession:
        if self._session is None:
            connector = aiohttp.TCPConnector(limit=CONNECTIONS, keepalive_timeout=IDLE_SECONDS)
            self._session = aiohttp.ClientSession(
                connector=connector, timeout=self._limits, cookie_jar=aiohttp.DummyCookieJar()
            )
        return self._session


async def _read(response: aiohttp.ClientResponse) -> Answer:
    if 300 <= response.status < 400:  # noqa: PLR2004 (redirects: nothing was done with the request)
        raise Unreachable(f"redirected, HTTP {response.status}")
    content = response.content
    body = await content.read(LARGEST_ANSWER)
    while not content.at_eof():
        body += await content.read(LARGEST_ANSWER)
        if len(body) > LARGEST_ANSWER:
            raise Lost("its answer is too large")
    return Answer(response.status, response.headers, body)


def _multipart(parts: Sequence[Part]) -> aiohttp.FormData:
    form = aiohttp.FormData()
    for part in parts:
        form.add_field(
            part.name, part.content, filename=part.filename or None, content_type=part.kind or None
        )
    return form
