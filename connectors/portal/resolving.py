"""Where names lead: no address of a private network is connected to, whatever a name, or a redirect, says.

The check is made on the very addresses that are then connected to, at each connection.
"""

import asyncio
import socket
from collections.abc import Awaitable, Callable, Collection, Sequence
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address, ip_network

from aiohttp.abc import AbstractResolver, ResolveResult

from connectors.portal import wording
from connectors.portal.addresses import plain_name
from connectors.portal.pages import Forbidden

Lookup = Callable[[str, int], Awaitable[Sequence[str]]]
"""The addresses of a host (for a port) as texts; raises OSError where there are none."""

_RESERVED = (ip_network("192.0.0.0/24"), ip_network("192.88.99.0/24"))
"""For protocols, not for portals; not every release of Python says so."""
_UNICAST = IPv6Network("2000::/3")
_TRANSLATED = IPv6Network("64:ff9b::/96")
"""The last 32 bits are the IPv4 address that is really meant (RFC 6052)."""


class Private(Forbidden):
    """It leads to a private network, and nobody allowed that."""


class Guard:
    """What may be connected to: what is public, and `private` names of hosts and networks ("10.1.0.0/16")."""

    def __init__(self, private: Collection[str]) -> None:
        """Raises ValueError for a network that is none."""
        self._hosts = frozenset(plain_name(entry) for entry in private if "/" not in entry)
        self._networks = tuple(ip_network(entry) for entry in private if "/" in entry)

    def lets(self, host: str, address: str) -> bool:
        """Whether `host` may be read at `address`, an IP address as text; False for what is none."""
        try:
            ip = ip_address(address)
        except ValueError:
            return False
        return (
            plain_name(host) in self._hosts or _public(ip) or any(ip in network for network in self._networks)
        )

    def check(self, host: str) -> None:
        """Raises Private for a host written as a private address; names are the resolver's matter."""
        try:
            ip_address(host)
        except ValueError:
            return
        if not self.lets(host, host):
            raise Private(wording.PRIVATE.format(host=host))


class Resolver(AbstractResolver):
    """Gives the HTTP client only addresses that the guard lets through."""

    def __init__(self, guard: Guard, lookup: Lookup) -> None:
        self._guard = guard
        self._lookup = lookup

    async def resolve(
        self,
        host: str,
        port: int = 0,
        family: socket.AddressFamily = socket.AF_UNSPEC,  # noqa: ARG002 (the client asks for any)
    ) -> list[ResolveResult]:
        """Raises Private: the name leads to private addresses only; OSError: it leads nowhere."""
        found = await self._lookup(host, port)
        open_ones = [address for address in found if self._guard.lets(host, address)]
        if found and not open_ones:
            raise Private(wording.PRIVATE.format(host=host))
        return [_result(host, address, port) for address in open_ones]

    async def close(self) -> None:
        return


async def look_up(host: str, port: int) -> list[str]:
    """As the system does it: hosts file, then DNS."""
    found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


def _public(ip: IPv4Address | IPv6Address) -> bool:
    if isinstance(ip, IPv6Address):
        inner = ip.ipv4_mapped or ip.sixtofour
        if ip in _TRANSLATED:
            inner = IPv4Address(int(ip) & 0xFFFFFFFF)
        if inner is not None:
            return _public(inner)
        if ip not in _UNICAST:
            return False
    if any(ip in network for network in _RESERVED):
        return False
    return ip.is_global and not (ip.is_multicast or ip.is_reserved)


def _result(host: str, address: str, port: int) -> ResolveResult:
    return {
        "hostname": host,
        "host": address,
        "port": port,
        "family": socket.AF_INET6 if ":" in address else socket.AF_INET,
        "proto": 0,
        "flags": socket.AI_NUMERICHOST | socket.AI_NUMERICSERV,
    }
