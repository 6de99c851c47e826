"""Addresses on a portal: made absolute, made comparable, and taken apart before anything is asked.

One article is linked in many spellings. `canonical` makes them one: scheme, "www.", default ports, fragments,
names of users, sessions, doubled and final slashes, order and case of parameters, percent-encoding and where
a reader came from do not count. Which parameters do not count stands in `dropped.tsv`.
"""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources
from ipaddress import AddressValueError, IPv4Address, IPv6Address
from urllib.parse import quote, unquote_to_bytes, urljoin, urlsplit

from connectors.cleaning import unaltered

LONGEST = 2_000
"""Longer addresses are not asked; browsers and servers give up near there, too."""
LONGEST_CANONICAL = 1_000
"""In characters; what is longer is named by its digest. An index entry of PostgreSQL holds 2,700 bytes."""
LONGEST_READ = 8_000
"""Canonical forms are sought up to here; what is longer is no address that anything answers at."""
LONGEST_HOST = 253
PORTS = {"http": 80, "https": 443}

_UNWRITTEN = re.compile(r"[\x00-\x20\x7f-\xa0\u2028\u2029]+")
_BREAKS = re.compile(r"[\t\r\n]+")
_PATH, _QUERY = "-._~!$&'()*+,;=:@", "-._~!$'()*,:@/"
_SESSION_IN_PATH = re.compile(r";(?:jsessionid|phpsessid|sid)=[^;]*", re.IGNORECASE)
_SESSION = re.compile(r";(?:jsessionid|phpsessid|sid)=[^;/?#]*", re.IGNORECASE)
_OURS_ALONE = re.compile(
    r"(?:(?:jsessionid|phpsessid|aspsessionid\w*|sessionid|utm_\w+|fbclid|zarsrc)=|sid=[0-9a-z-]{16,}\Z)",
    re.IGNORECASE,
)
"""Parameters that say who read, and where the reader came from."""
_COOKIELESS = re.compile(r"\((?:[A-Z]\([^()]*\))+\)")
"""ASP.NET without cookies keeps its session in a folder of its own: /(S(lit3py55t21z5v55))/."""
_INSTANCE = re.compile(rb"_instance_[a-z0-9]+")
"""Which block of a Liferay page shows an article; the article is the same in each."""
_VALUES = {"any": b"", "session": rb"[0-9A-Za-z-]{16,}\Z", "address": rb"(?:https?:)?/"}
_HOST = re.compile(r"(?!-)[a-z0-9_-]+(?:\.[a-z0-9_-]+)*")
_NUMBER = re.compile(r"(?:[0-9]+|0x[0-9a-f]*)")


@dataclass(frozen=True, slots=True)
class Target:
    """An address that can be asked. `url` is ASCII, without a fragment; `host` without brackets and port."""

    url: str
    scheme: str
    host: str
    port: int

    @property
    def origin(self) -> tuple[str, str, int]:
        return self.scheme, self.host, self.port


def canonical(url: str) -> str:
    """What is the same for all spellings of one address: to compare and to keep, not to ask.

    At most LONGEST_CANONICAL characters. Raises nothing: what is no address of the web comes back trimmed.
    """
    url = _UNWRITTEN.sub(" ", _BREAKS.sub("", unaltered(url))).strip()
    if len(url) > LONGEST_READ:
        return _kept(url)
    try:
        parts = urlsplit(url.replace("\\", "/"))
        host, port = bare(plain_name(parts.hostname or "")), parts.port
    except ValueError:
        return _kept(url)
    if parts.scheme not in PORTS or not _plain(host):
        return _kept(url)
    start = f"https://{_shown(host)}{'' if port in {None, *PORTS.values()} else f':{port}'}/"
    query = _query(parts.query)
    whole = start + _path(parts.path) + (f"?{query}" if query else "")
    return whole if len(whole) <= LONGEST_CANONICAL else start + _digest(whole)


def to_tell(url: str) -> str:
    """An address as it is given to people: without the session in which it was read, and without trackers.

    All else stays as the portal spells it, so that it opens the same page.
    """
    before, question, query = url.partition("?")
    pieces = [piece for piece in query.split("&") if not _OURS_ALONE.match(piece)]
    return _SESSION.sub("", before) + (f"{question}{'&'.join(pieces)}" if any(pieces) else "")


def absolute(base: str, href: str) -> str:
    """`href` as it stands on the page `base`, without a fragment; "" where it leads nowhere on the web."""
    href = _BREAKS.sub("", unaltered(href)).strip()
    if not href or href.startswith("#") or len(href) > LONGEST:
        return ""
    try:
        found = target(urljoin(base, href.replace("\\", "/")))
    except ValueError:
        return ""
    return found.url


def target(url: str) -> Target:
    """An address taken apart, spelled so that every reader of addresses takes it apart likewise.

    Raises ValueError: it is too long, not of the web, has a user's name in it or no plain host. A number is a
    host only as four decimal numbers: 127.1 and 0x7f000001 mean what the system's resolver makes of them.
    """
    parts = urlsplit(_UNWRITTEN.sub(" ", url).strip().replace(" ", "%20"))
    scheme, host, port = parts.scheme.lower(), plain_name(parts.hostname or ""), parts.port
    if scheme not in PORTS or "@" in parts.netloc or not _plain(host) or port == 0:
        raise ValueError("no address that can be asked")
    beside = "" if port in {None, PORTS[scheme]} else f":{port}"
    path = quote(parts.path or "/", safe="/%" + _PATH)
    query = f"?{quote(parts.query, safe='/?%' + _PATH)}" if parts.query else ""
    whole = f"{scheme}://{_shown(host)}{beside}{path}{query}"
    if len(whole) > LONGEST:
        raise ValueError("too long an address")
    return Target(whole, scheme, host, port or PORTS[scheme])


def bare(host: str) -> str:
    """A host without "www.": with and without it, it is the same portal."""
    while host.startswith("www."):
        host = host[4:]
    return host


def plain_name(host: str) -> str:
    """A host as it is asked: lower-case ASCII, without the last dot; "" where it can't be written so."""
    host = host.strip().rstrip(".").lower()
    if not host or host.isascii() or len(host) > LONGEST_HOST:
        return _canonical_ip(host)
    try:
        return _canonical_ip(host.encode("idna").decode().lower().rstrip("."))
    except UnicodeError:
        return ""


def _canonical_ip(host: str) -> str:
    try:
        return str(IPv6Address(host)) if ":" in host else host
    except AddressValueError:
        return ""


def _shown(host: str) -> str:
    return f"[{host}]" if ":" in host else host


def _plain(host: str) -> bool:
    if ":" in host:
        return "%" not in host
    if not _HOST.fullmatch(host) or len(host) > LONGEST_HOST:
        return False
    if not _NUMBER.fullmatch(host.rpartition(".")[2]):
        return True
    try:
        return str(IPv4Address(host)) == host
    except AddressValueError:
        return False


def _path(path: str) -> str:
    kept: list[str] = []
    for raw in path.split("/"):
        segment = _SESSION_IN_PATH.sub("", quote(unquote_to_bytes(raw), safe=_PATH))
        if segment == "..":
            kept = kept[:-1]
        elif segment not in {"", "."} and not _COOKIELESS.fullmatch(segment):
            kept.append(segment)
    return "/".join(kept)


def _query(query: str) -> str:
    pairs = {_pair(piece) for piece in query.split("&")}
    return "&".join(sorted(pair for pair in pairs if pair))


def _pair(piece: str) -> str:
    name, equals, value = (unquote_to_bytes(part.replace("+", " ")) for part in piece.partition("="))
    name = name.lower()
    while name.startswith(b"amp;"):  # of feeds that were escaped twice
        name = name[4:]
    name = _INSTANCE.sub(b"", name)
    if name == b"p_p_id":
        value = _INSTANCE.sub(b"", value.lower())
    if not (name or value) or any(row.match(name) and wanted.match(value) for row, wanted in _dropped()):
        return ""
    return quote(name, safe=_QUERY) + equals.decode() + quote(value, safe=_QUERY)


@cache
def _dropped() -> tuple[tuple[re.Pattern[bytes], re.Pattern[bytes]], ...]:
    return tuple(_rows())


def _rows() -> Iterator[tuple[re.Pattern[bytes], re.Pattern[bytes]]]:
    text = resources.files("connectors.portal").joinpath("dropped.tsv").read_text(encoding="utf-8")
    for line in text.splitlines():
        if line and not line.startswith("#"):
            name, value, _why = line.split("\t")
            pattern = re.escape(name).replace(r"\*", ".*").encode()
            yield re.compile(pattern + rb"\Z", re.DOTALL), re.compile(_VALUES[value])


def _kept(text: str) -> str:
    return text if len(text.encode()) <= LONGEST_CANONICAL else _digest(text)


def _digest(text: str) -> str:
    return "~" + hashlib.sha256(text.encode()).hexdigest()
