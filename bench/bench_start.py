"""From nothing to an answer: a fresh clone with `make run`; a later start with all procedures; its memory.

Wanted: fresh clone to first answer <= 180 s; a later start <= 6 s; <= 400 MB after 200 questions. The later
start has the procedures of CONGDAN_DATA (without it: the starter knowledge) beside the starter knowledge.
"""

import asyncio
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
import uuid
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import aiohttp
import psutil
from knowing import HERE, data_folder, procedure_files, questions
from support import tell

AGENCY = "xa-mau"
QUESTION = "làm giấy khai sinh cho con cần gì"
ASKED = 200
PATIENCE_SECONDS = 600
OURS = {"CONGDAN_CHAT_PER_MINUTE": "0"}


class Visitor:
    """A chat page, as far as it matters: it says something and waits for the reply."""

    def __init__(self, http: aiohttp.ClientSession, port: int) -> None:
        self._http = http
        self._base = f"http://127.0.0.1:{port}/{AGENCY}/chat"
        self._headers: dict[str, str] = {}
        self._seen = 1

    async def greet(self) -> None:
        """Raises ClientError while nobody listens."""
        async with self._http.post(f"{self._base}/visitor") as answer:
            answer.raise_for_status()
            self._headers = {"X-Visitor": (await answer.json())["token"]}

    async def ask(self, text: str) -> str:
        name = uuid.uuid4().hex
        body = {"id": name, "text": text}
        async with self._http.post(f"{self._base}/messages", json=body, headers=self._headers) as answer:
            answer.raise_for_status()
        while True:
            for line in await self._lines():
                self._seen = line["id"]
                if line.get("reply_to") == name:
                    return str(line["text"])
            await asyncio.sleep(0.01)

    async def _lines(self) -> list[dict[str, Any]]:
        url = f"{self._base}/lines?after={self._seen}"
        async with self._http.get(url, headers=self._headers) as answer:
            answer.raise_for_status()
            lines: list[dict[str, Any]] = (await answer.json())["lines"]
            return lines


def run(clone: Path, port: int) -> "subprocess.Popen[bytes]":
    command = ["make", "run", f"PORT={port}"]
    with (clone / "make.log").open("ab") as log:
        return subprocess.Popen(
            command, cwd=clone, env=environment(), stdout=log, stderr=log, start_new_session=True
        )


@asynccontextmanager
async def running(clone: Path) -> AsyncIterator[tuple[Visitor, psutil.Process]]:
    """`make run` until it greets; then a visitor, and the process that serves."""
    port = free_port()
    made = run(clone, port)
    try:
        async with aiohttp.ClientSession() as http, asyncio.timeout(PATIENCE_SECONDS):
            visitor = Visitor(http, port)
            await greeted(visitor, made, clone)
            yield visitor, serving(made)
    finally:
        os.killpg(made.pid, signal.SIGTERM)
        made.wait(30)


async def greeted(visitor: Visitor, made: "subprocess.Popen[bytes]", clone: Path) -> None:
    while made.poll() is None:
        try:
            return await visitor.greet()
        except aiohttp.ClientError:
            await asyncio.sleep(0.02)
    raise RuntimeError(f"make run ended: {(clone / 'make.log').read_text()[-2000:]}")


def serving(made: "subprocess.Popen[bytes]") -> psutil.Process:
    children = psutil.Process(made.pid).children(recursive=True)
    return max(children, key=lambda process: process.memory_info().rss)


def environment() -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("CONGDAN_", "VIRTUAL"))}
    return {**kept, **OURS}


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
        return port


async def first_answer(clone: Path, start: float) -> float:
    async with running(clone) as (visitor, _):
        assert await visitor.ask(QUESTION)
        return time.perf_counter() - start


async def later(clone: Path) -> tuple[float, int]:
    """Seconds to the first answer, and bytes after `ASKED` more questions."""
    start = time.perf_counter()
    async with running(clone) as (visitor, process):
        assert await visitor.ask(QUESTION)
        took = time.perf_counter() - start
        for question in questions()[:ASKED]:
            await visitor.ask(question.question)
        return took, process.memory_info().rss


def cache() -> str:
    told = subprocess.run(
        [sys.executable, "-m", "pip", "cache", "dir"], capture_output=True, text=True, check=False
    )
    folder = Path(told.stdout.strip() or "/nowhere")
    size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 2**20
    return f"pip's cache held {size:.0f} MB before"


def cloned(clone: Path) -> None:
    subprocess.run(["git", "clone", "--quiet", str(HERE.parent), str(clone)], check=True)


def furnished(clone: Path) -> None:
    if data_folder() is None:
        print("CONGDAN_DATA is not set: the later start has only the starter knowledge")
        return
    command = [".venv/bin/congdan", "import", "procedures", *map(str, procedure_files())]
    subprocess.run(command, cwd=clone, env=environment(), check=True, capture_output=True)


async def main() -> bool:
    with tempfile.TemporaryDirectory(prefix="congdan-bench-") as name:
        clone, cached, start = Path(name) / "congdan", cache(), time.perf_counter()
        cloned(clone)
        fresh = await first_answer(clone, start)
        tell("fresh clone to first answer (<= 180 s)", fresh <= 180, f"{fresh:.1f} s; {cached}")
        furnished(clone)
        again, held = await later(clone)
        tell("later start to first answer (<= 6 s)", again <= 6, f"{again:.1f} s")
        megabytes = held / 2**20
        tell(f"memory after {ASKED} questions (<= 400 MB)", megabytes <= 400, f"RSS {megabytes:.0f} MB")
    return fresh <= 180 and again <= 6 and megabytes <= 400


if __name__ == "__main__":
    sys.exit(not asyncio.run(main()))
