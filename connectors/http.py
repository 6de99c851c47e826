"""The one HTTP client for platforms: bounded in time and size, allowed hosts only, no redirect followed."""

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from types import TracebackType
from typing import Any, Self
from urllib.parse import SplitResult, urlsplit

import aiohttp

from connectors.channel import Lost, Refused, Unreachable

SCHEMES = ("https", "http")
LARGEST_ANSWER = 2_097_152
CONNECTIONS = 192
"""So many calls at once: those of a broadcast leave 64 for replies."""
IDLE_SECONDS = 10
"""A connection that idled longer is not used again: the other side may be closing it just then."""


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a multipart body."""

    name: str
    content: bytes | str = field(repr=False)
    filename: str = ""
    kind: str = ""
    """Its media type."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back, whatever its status. Names of headers are in lower case."""

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

    async def ask(
        self,
        method: str,
        url: str,
        *,
        headers: Mapping[str, str] | None = None,
        query: Mapping[str, str] | None = None,
        json: object = None,
        form: Mapping[str, str] | None = None,
        parts: Sequence[Part] = (),
    ) -> Answer:
        """One request, one answer.

        Raises:
            Unreachable: the request surely did not reach the platform.
            Lost: it left, and no whole answer came in time.
            Refused: it can't be written as HTTP, such as a header with a line break in it.
        """
        target, data = self._allowed(url), _multipart(parts) if parts else form
        try:
            async with self._open().request(
                method,
                target.geturl(),
                headers=headers,
                params=query,
                json=json,
                data=data,
                allow_redirects=False,
            ) as response:
                return await _read(response)
        # Without their causes: these may hold the whole address and its parameters.
        except (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError) as error:
            raise Unreachable(f"{target.hostname}: {type(error).__name__}") from None
        except (TypeError, ValueError) as error:
            raise Refused(f"no request: {type(error).__name__}") from None
        except (aiohttp.ClientError, TimeoutError) as error:
            raise Lost(f"{target.hostname}: {type(error).__name__}") from None

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

    def _allowed(self, url: str) -> SplitResult:
        try:
            target = urlsplit(url)
        except ValueError:
            raise Unreachable("not an address") from None
        # A name and password before the host stand in `netloc`, too: no host is called so.
        if target.scheme not in SCHEMES or target.netloc not in self._hosts:
            raise Unreachable(f"not an allowed host: {target.hostname}")
        return target

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
    body = await response.content.read(LARGEST_ANSWER)
    while piece := await response.content.read(LARGEST_ANSWER):
        body += piece
        if len(body) > LARGEST_ANSWER:
            raise Lost("its answer is too large")
    headers = {name.lower(): value for name, value in response.headers.items()}
    return Answer(response.status, headers, body)


def _multipart(parts: Sequence[Part]) -> aiohttp.FormData:
    form = aiohttp.FormData()
    for part in parts:
        form.add_field(
            part.name, part.content, filename=part.filename or None, content_type=part.kind or None
        )
    return form
