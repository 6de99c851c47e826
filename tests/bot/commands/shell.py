"""Words that the tests of the command line share."""

from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy.engine import URL

from connectors.database import driver_url


@dataclass(frozen=True)
class Result:
    code: int
    out: str
    err: str


Congdan = Callable[..., Result]
Rows = Callable[[str], list[tuple[object, ...]]]


def plain_url(url: str) -> URL:
    """For an engine that is not asynchronous."""
    address = driver_url(url)
    return address.set(drivername="sqlite") if address.get_backend_name() == "sqlite" else address
