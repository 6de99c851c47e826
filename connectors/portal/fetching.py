"""A page, a feed or a file fetched from a portal: with care for us, and with manners towards the portal.

Only http and https; only hosts that are allowed; never an address of a private network, wherever a name or a
redirect leads; robots.txt is honoured; nothing is longer, slower or larger than it may be.
"""

import asyncio
import re
from collections.abc import Awaitable, Callable, Collection, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from connectors.cleaning import cleaned
from connectors.portal import wording
from connectors.portal.addresses import Target, absolute, bare, plain_name, target
from connectors.portal.exchange import Answer, Exchange
from connectors.portal.hosts import Hosts, Known
from connectors.portal.pages import Away, Fetched, Forbidden, Missing, Oversize, Unreadable
from connectors.portal.resolving import Guard, Lookup, Private, look_up
from connectors.portal.robots import AGENT, LARGEST_ROBOTS, Rules, rules

LARGEST_PAGE = 5_000_000
"""Bytes, packed and unpacked. Files may be larger: their reader says how large."""
MOST_REDIRECTS = 5
ROBOTS_LAST = timedelta(days=1)
ROBOTS_RETRY = timedelta(minutes=10)
"""So much longer an old robots.txt holds each time that it can't be read anew."""
MOST_ORIGINS = 8
REDIRECTS = frozenset({301, 302, 303, 307, 308})
GONE, TURNED_AWAY = frozenset({404, 410}), frozenset({401, 403, 407, 451})
UNCHANGED, TOO_MANY, UNAVAILABLE = 304, 429, 503
_CONDITION = re.compile(r"[\x21-\x7e][\x20-\x7e]{0,299}")
_UNFIT = re.compile(r"[^\x21-\x27\x2a-\x7e]+")
_CHARSET = re.compile(r";\s*charset\s*=\s*[\"']?([\w.:-]{1,40})", re.IGNORECASE | re.ASCII)


@dataclass(frozen=True, slots=True)
class _Leave:
    """How far one fetch may go. `insecure`: the bare host whose certificate does not count; "" for none."""

    hosts: frozenset[str]
    insecure: str
    largest: int


class Fetcher:
    """Used by many at once; built anywhere, used inside one running event loop, and closed there."""

    def __init__(
        self,
        *,
        clock: Callable[[], datetime],
        seconds: float = 20,
        private: Collection[str] = (),
        contact: str = "",
        pause: float = 1.0,
        lookup: Lookup = look_up,
        wait: Callable[[float], Awaitable[object]] = asyncio.sleep,
    ) -> None:
        """Set how it behaves.

        `seconds`: for an answer to come; a long one has more, as long as it flows. `private`: names of hosts,
        and networks ("10.1.0.0/16"), that may be of a private network. `contact`: an address or link that a
        portal's operator finds in the User-Agent. `pause`: seconds between two requests to one portal.
        """
        contact = _UNFIT.sub("", contact)[:200]
        agent = f"{AGENT}/1.0 (+{contact})" if contact else f"{AGENT}/1.0"
        self._guard = Guard(private)
        self._exchange = Exchange(seconds=seconds, agent=agent, guard=self._guard, lookup=lookup)
        self._clock = clock
        self._hosts = Hosts(pause, clock, wait)

    async def fetch(
        self,
        url: str,
        *,
        hosts: Collection[str] | None = None,
        etag: str = "",
        modified: str = "",
        insecure: bool = False,
        largest: int = LARGEST_PAGE,
    ) -> Fetched:
        """What stands at `url`, of whatever media type.

        `hosts` are names that may be asked, redirects included, each with and without "www."; None: only that
        of `url`. `etag` and `modified` are what an earlier Fetched said. `insecure`: take any certificate of
        the host of `url`. `largest` bounds the bytes, packed and unpacked.

        Raises:
            Away, Missing, Forbidden, Oversize, BadCertificate, Unreadable: with a sentence for an editor;
            Resting, an Away, knows until when the portal asked to be left alone.
        """
        asked = _target(url)
        hosts = [asked.host] if hosts is None else hosts
        allowed = frozenset(bare(plain_name(host)) for host in hosts)
        leave = _Leave(allowed, bare(asked.host) if insecure else "", largest)
        conditions = {"If-None-Match": etag, "If-Modified-Since": modified}
        headers = {name: value for name, value in conditions.items() if _CONDITION.fullmatch(value)}
        found, answer = await self._follow(asked, leave, headers, mannered=True)
        if answer.status != UNCHANGED or not headers:
            _judge(found, answer.status)
        return _fetched(found, answer)

    async def close(self) -> None:
        await self._exchange.close()

    async def _follow(
        self, at: Target, leave: _Leave, headers: Mapping[str, str], *, mannered: bool
    ) -> tuple[Target, Answer]:
        """The first answer that is no redirect, and where it stands. `mannered`: as robots.txt allows."""
        seen = {at.url}
        for _ in range(MOST_REDIRECTS + 1):
            self._check(at, leave)
            if mannered and not (await self._rules(at, leave)).allow(at.url):
                raise Forbidden(wording.ROBOTS.format(host=at.host))
            answer = await self._get(at, leave, headers)
            if answer.status not in REDIRECTS or not answer.header("location"):
                return at, answer
            at = _redirected(at, answer.header("location"))
            if at.url in seen:
                raise Away(wording.REDIRECTED_IN_CIRCLES.format(host=at.host))
            seen.add(at.url)
        raise Away(wording.REDIRECTED_OFTEN.format(host=at.host, most=MOST_REDIRECTS))

    def _check(self, at: Target, leave: _Leave) -> None:
        if bare(at.host) not in leave.hosts:
            raise Forbidden(wording.OTHER_HOST.format(host=at.host))
        self._guard.check(at.host)

    async def _get(self, at: Target, leave: _Leave, headers: Mapping[str, str]) -> Answer:
        async with self._hosts.turn(at.host):
            answer = await self._exchange.get(
                at, headers, largest=leave.largest, insecure=bare(at.host) == leave.insecure
            )
            asked = answer.header("retry-after")
            if answer.status == TOO_MANY or (answer.status == UNAVAILABLE and asked):
                raise self._hosts.rest(at.host, asked)
        return answer

    async def _rules(self, at: Target, leave: _Leave) -> Rules:
        """What robots.txt says, a day old at most; an older one where it can't be read just now."""
        host = self._hosts.of(at.host)
        async with host.asking:
            known, now = host.robots.get(at.origin), self._clock()
            if known is None or not timedelta(0) <= now - known.at < ROBOTS_LAST:
                if len(host.robots) >= MOST_ORIGINS:
                    host.robots.clear()
                known = host.robots[at.origin] = await self._known(at, leave, known, now)
                host.delay = known.rules.delay
            return known.rules

    async def _known(self, at: Target, leave: _Leave, old: Known | None, now: datetime) -> Known:
        try:
            return Known(await self._read_robots(at, leave), now)
        except Away:
            if old is None:
                raise
            return Known(old.rules, now - ROBOTS_LAST + ROBOTS_RETRY)

    async def _read_robots(self, at: Target, leave: _Leave) -> Rules:
        """RFC 9309, 2.3.1: none at all allows everything; one that can't be had now allows nothing yet."""
        file = _target(absolute(at.url, "/robots.txt"))
        small = replace(leave, largest=LARGEST_ROBOTS)
        try:
            _found, answer = await self._follow(file, small, {}, mannered=False)
        except Private:
            raise
        except (Forbidden, Oversize, Unreadable):
            return rules(b"")
        if 200 <= answer.status < 300:  # noqa: PLR2004 (well)
            return rules(answer.body)
        if 300 <= answer.status < 500:  # noqa: PLR2004 (there is none)
            return rules(b"")
        raise Away(wording.ROBOTS_UNREAD.format(host=at.host, status=answer.status))


def _target(url: str) -> Target:
    try:
        return target(url)
    except ValueError:
        raise Forbidden(wording.NO_ADDRESS) from None


def _redirected(at: Target, location: str) -> Target:
    found = absolute(at.url, location)
    if not found:
        raise Forbidden(wording.REDIRECTED_NOWHERE.format(host=at.host))
    return target(found)


def _judge(at: Target, status: int) -> None:
    if 200 <= status < 300:  # noqa: PLR2004 (well)
        return
    if status in GONE:
        raise Missing(wording.MISSING.format(status=status))
    if status in TURNED_AWAY:
        raise Forbidden(wording.TURNED_AWAY.format(host=at.host, status=status))
    raise Away(wording.FAILED.format(host=at.host, status=status))


def _fetched(at: Target, answer: Answer) -> Fetched:
    told = answer.header("content-type")
    charset = _CHARSET.search(told)
    return Fetched(
        url=at.url,
        status=answer.status,
        kind=cleaned(told.partition(";")[0], 100).lower(),
        charset=charset[1].lower() if charset else "",
        body=answer.body,
        etag=_kept(answer.header("etag")),
        modified=_kept(answer.header("last-modified")),
        unchanged=answer.status == UNCHANGED,
    )


def _kept(condition: str) -> str:
    return condition if _CONDITION.fullmatch(condition) else ""
