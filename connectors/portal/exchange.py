"""One request to a portal and its answer, bounded in time, speed and size; failures in an editor's words."""

import asyncio
import ssl
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache

import aiohttp

from connectors.portal import wording
from connectors.portal.addresses import Target
from connectors.portal.pages import Away, BadCertificate, PortalError, Unreadable
from connectors.portal.resolving import Guard, Lookup, Resolver
from connectors.portal.unpacking import CODINGS, Unpacker, too_large

SLOWEST = 50_000
"""Bytes a second that a long answer must keep up with, after the seconds that every answer has."""
CONNECTIONS = 32
LONGEST_HEADER = 32_768
"""Bytes of one line; some portals send whole pages of cookies and policies."""

_CERTIFICATES = {
    9: wording.CERTIFICATE_EARLY,
    10: wording.CERTIFICATE_EXPIRED,
    18: wording.CERTIFICATE_SELF_SIGNED,
    19: wording.CERTIFICATE_SELF_SIGNED,
    20: wording.CERTIFICATE_INCOMPLETE,
    21: wording.CERTIFICATE_INCOMPLETE,
    62: wording.CERTIFICATE_OTHER_NAME,
    64: wording.CERTIFICATE_OTHER_NAME,
}
"""By OpenSSL's X509_V_ERR codes."""
_OLD = (
    "UNSUPPORTED_PROTOCOL",
    "HANDSHAKE_FAILURE",
    "TLSV1_ALERT_PROTOCOL_VERSION",
    "UNSAFE_LEGACY_RENEGOTIATION_DISABLED",
    "DH_KEY_TOO_SMALL",
    "EE_KEY_TOO_SMALL",
    "CA_MD_TOO_WEAK",
    "LEGACY_SIGALG",
)

_FAILURES: tuple[tuple[type[Exception], type[PortalError], str], ...] = (
    (TimeoutError, Away, wording.SLOW),
    (aiohttp.ClientConnectorDNSError, Away, wording.UNKNOWN_HOST),
    (aiohttp.ClientConnectorError, Away, wording.NO_CONNECTION),
    (aiohttp.ClientResponseError, Away, wording.NO_HTTP),
    (ValueError, Unreadable, wording.NO_ADDRESS),
)
"""The first that fits tells it."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back, whatever its status. Names of headers are in lower case; only a 2xx has a body."""

    status: int
    headers: Mapping[str, str] = field(repr=False)
    body: bytes = field(repr=False)

    def header(self, name: str) -> str:
        return self.headers.get(name, "")


class Exchange:
    """Asks one address at a time for nothing but what it is told; follows nothing, keeps no cookies."""

    def __init__(self, *, seconds: float, agent: str, guard: Guard, lookup: Lookup) -> None:
        self._seconds, self._resolver = seconds, Resolver(guard, lookup)
        self._headers = {
            "User-Agent": agent,
            "Accept": "text/html, application/xhtml+xml, application/xml;q=0.9, */*;q=0.8",
            "Accept-Language": "vi, en;q=0.5",
            "Accept-Encoding": CODINGS,
        }
        self._session: aiohttp.ClientSession | None = None

    async def get(
        self, target: Target, headers: Mapping[str, str], *, largest: int, insecure: bool = False
    ) -> Answer:
        """One GET.

        Raises:
            PortalError: its kind tells why there is no answer, or none that could be read.
        """
        try:
            async with (
                asyncio.timeout(self._seconds) as limit,
                self._open().get(
                    target.url, headers=headers, allow_redirects=False, ssl=_lenient() if insecure else True
                ) as response,
            ):
                return await self._read(response, target.host, largest, limit)
        # Without their causes: nothing of them helps an editor, and some hold whole answers.
        except (aiohttp.ClientError, OSError, ValueError) as error:  # TimeoutError is an OSError
            raise _told(error, target.host) from None

    async def close(self) -> None:
        if self._session is not None:
            await self._session.close()
            self._session = None

    async def _read(
        self, response: aiohttp.ClientResponse, host: str, largest: int, limit: asyncio.Timeout
    ) -> Answer:
        headers = {name.lower(): value for name, value in response.headers.items()}
        if not 200 <= response.status < 300:  # noqa: PLR2004 (only what went well is read)
            return Answer(response.status, headers, b"")
        if (response.content_length or 0) > largest:
            raise too_large(largest)
        unpacker, came = Unpacker(host, headers.get("content-encoding", ""), largest), 0
        before = limit.when()
        assert before is not None
        async for piece in response.content.iter_any():
            came += len(piece)
            limit.reschedule(before + came / SLOWEST)
            unpacker.take(piece)
        return Answer(response.status, headers, unpacker.whole())

    def _open(self) -> aiohttp.ClientSession:
        if self._session is None:
            # Every connection looks its name up anew, and ends with its answer: a portal that says a wrong
            # length can't mix up two answers, and one that moves is followed.
            connector = aiohttp.TCPConnector(
                resolver=self._resolver, use_dns_cache=False, force_close=True, limit=CONNECTIONS
            )
            self._session = aiohttp.ClientSession(
                connector=connector,
                headers=self._headers,
                timeout=aiohttp.ClientTimeout(total=None),
                cookie_jar=aiohttp.DummyCookieJar(),
                auto_decompress=False,
                max_line_size=LONGEST_HEADER,
                max_field_size=LONGEST_HEADER,
            )
        return self._session


@cache
def _lenient() -> ssl.SSLContext:
    """For a host that an editor made an exception for: any certificate, and TLS as old servers speak it."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    context.minimum_version = ssl.TLSVersion.MINIMUM_SUPPORTED
    context.set_ciphers("DEFAULT:@SECLEVEL=0")
    context.options |= 0x4  # SSL_OP_LEGACY_SERVER_CONNECT, which Python 3.11 has no name for
    return context


def _told(error: Exception, host: str) -> PortalError:
    if isinstance(error, aiohttp.ClientConnectorCertificateError):
        return _bad_certificate(error, host)
    if isinstance(error, aiohttp.ClientConnectorSSLError) and any(sign in str(error) for sign in _OLD):
        return _certificate(host, wording.CERTIFICATE_OLD)
    for kinds, told, words in _FAILURES:
        if isinstance(error, kinds):
            return told(words.format(host=host))
    return Away(wording.BROKEN_OFF.format(host=host))


def _bad_certificate(error: aiohttp.ClientConnectorCertificateError, host: str) -> BadCertificate:
    code = getattr(error.certificate_error, "verify_code", 0)
    return _certificate(host, _CERTIFICATES.get(code, wording.CERTIFICATE_OTHERWISE))


def _certificate(host: str, reason: str) -> BadCertificate:
    return BadCertificate(wording.CERTIFICATE.format(host=host, reason=reason))
