"""Words that the tests of the command line share."""

import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy.engine import URL

from connectors.database import driver_url


@dataclass(frozen=True)
class Result:
    code: int
    out: str
    err: str


Congdan = Callable[..., Result]
Rows = Callable[[str], list[tuple[object, ...]]]


HOME = str(Path(__file__).parents[3])


def answered(answer: str, *arguments: str) -> Result:
    """Run `congdan …` in a process of its own, and give `answer` to what it asks; empty: nobody is there."""
    ran = subprocess.run(
        (sys.executable, "-m", "bot", *arguments),
        input=answer,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
        env={**os.environ, "PYTHONPATH": HOME},
    )
    return Result(ran.returncode, ran.stdout, ran.stderr)


def plain_url(url: str) -> URL:
    """For an engine that is not asynchronous."""
    address = driver_url(url)
    return address.set(drivername="sqlite") if address.get_backend_name() == "sqlite" else address
