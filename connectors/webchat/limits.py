"""How fast one visitor may write, and how many new visitors one address may bring."""

import math
from collections import OrderedDict
from ipaddress import AddressValueError, IPv6Address

REMEMBERED = 50_000
"""How many names are remembered; of more, those quiet for longest are taken for new ones."""


class Limit:
    """A bucket of `burst` acts for each name, filled again with `per_minute`. 0 per minute: no limit."""

    def __init__(self, per_minute: float, burst: int) -> None:
        self._each = 60 / per_minute if per_minute else 0.0
        self._span = self._each * burst
        self._full_at: OrderedDict[str, float] = OrderedDict()

    def take(self, name: str, at: float) -> int:
        """0 if `name` may act now (`at`: seconds of any steady clock); else how many seconds to wait."""
        if not self._each:
            return 0
        full_at = max(self._full_at.get(name, at), at) + self._each
        if full_at - at > self._span + 1e-9:
            return math.ceil(full_at - at - self._span)
        self._full_at[name] = full_at
        self._full_at.move_to_end(name)
        if len(self._full_at) > REMEMBERED:
            self._full_at.popitem(last=False)
        return 0


def client_name(address: str) -> str:
    """The name under which an address is counted: a household has a whole /64 of IPv6."""
    try:
        whole = IPv6Address(address.partition("%")[0])
    except (AddressValueError, ValueError):
        return address[:64]
    return str(whole.ipv4_mapped or IPv6Address(int(whole) >> 64 << 64))
