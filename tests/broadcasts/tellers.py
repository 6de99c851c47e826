"""Processes that do nothing but tell broadcasts (`teller.py`), started, killed and started again."""

import json
import os
import sys
from pathlib import Path
from typing import Any

from doomed import Doom
from processes import Process

HERE = Path(__file__).parent


class Teller(Process):
    """One of them. `settings` are those of the service, beside where the platforms are."""

    def __init__(self, url: str, **settings: str) -> None:
        places = os.pathsep.join(str(place) for place in (HERE, HERE.parent, HERE.parents[1]))
        super().__init__(url, PYTHONPATH=places, **settings)

    async def begin(self, fate: Doom | None = None) -> None:
        """Start it; it may be fated to end itself."""
        orders = json.dumps({"doom": fate.model_dump() if fate else None})
        self._command = (sys.executable, str(HERE / "teller.py"), orders)
        await self.start()

    async def died(self) -> int:
        """Wait until it has ended by itself; returns what it ended with."""
        assert self._process is not None
        ended = await self._process.wait()
        self._process = None
        return ended

    @property
    def lives(self) -> bool:
        return self._process is not None and self._process.returncode is None


def orders() -> dict[str, Any]:
    """Those this process was started with."""
    given: dict[str, Any] = json.loads(sys.argv[1]) if len(sys.argv) > 1 else {}
    return given
