"""The stage: a database of its own, two platforms, the service's processes; all thrown away after."""

import asyncio
import json
import os
import secrets
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import aiohttp

from bot import migrate
from bot.rehearsal import wording
from bot.rehearsal.misfortunes import processes
from bot.rehearsal.processes import Process
from bot.rehearsal.remote import Remote
from bot.rehearsal.sides import Side, both
from bot.rehearsal.wanted import Wanted
from connectors.database import Database
from connectors.directory import Accounts
from connectors.secrets import Seal
from knowledge.refusals import RefusedError
from knowledge.starter import SAMPLE_COMMUNE, make_sample

PLATFORM_SECONDS, LEASE_SECONDS = 3, 15
"""Half of what is usual: who dies is replaced soon, and who is only slow is not taken for dead."""
FIRST_PAUSE, LONGEST_PAUSE = 2.0, 300.0
"""Of life; the stage divides them by the scale, and keeps them above a moment."""
A_MOMENT = 0.05
DATABASE = "congdan.db"


@dataclass(frozen=True, slots=True)
class Stage:
    """Everything that runs. `remotes` by name of the platform, `service` by name of the process."""

    wanted: Wanted
    folder: Path
    database: Database
    seal: Seal
    sides: tuple[Side, ...]
    remotes: dict[str, Remote]
    service: dict[str, Process]
    secret_key: str

    @property
    def secrets(self) -> tuple[str, ...]:
        """What must be found nowhere."""
        return (self.secret_key, *(secret for side in self.sides for secret in side.secrets))


async def prepared(url: str) -> Database:
    """The database with the sample agency and the starter knowledge.

    Raises:
        RefusedError: it holds something already: nobody rehearses beside real people.
    """
    await asyncio.to_thread(migrate.migrate, url)
    database = Database(url)
    async with database.writing() as session:
        made = await make_sample(session, by=wording.BY, now=datetime.now(UTC))
    if not made:
        await database.close()
        raise RefusedError(wording.NOT_EMPTY)
    return database


@asynccontextmanager
async def built(wanted: Wanted, folder: Path, url: str, database: Database) -> AsyncIterator[Stage]:
    """The stage, running; everything is stopped after."""
    secret_key = secrets.token_hex(32)
    seal = Seal(secret_key.encode())
    sides = both(wanted, SAMPLE_COMMUNE, datetime.now(UTC))
    await _connect(database, seal, sides)
    platforms = [_platform(side, folder) for side in sides]
    running: list[Process] = []
    try:
        await _started(platforms, running)
        service = _service(wanted, folder, _settings(wanted, folder, url, secret_key, platforms))
        await _started(service, running)
        async with aiohttp.ClientSession() as http:
            remotes = {each.name: Remote(http, each.url) for each in platforms}
            by_name = {each.name: each for each in service}
            await _called(remotes, [each for each in service if each.port])
            yield Stage(wanted, folder, database, seal, sides, remotes, by_name, secret_key)
    finally:
        await asyncio.gather(*(process.stop() for process in running))


async def _connect(database: Database, seal: Seal, sides: Sequence[Side]) -> None:
    accounts = Accounts(database, seal)
    for side in sides:
        await accounts.put(side.account, datetime.now(UTC))


async def _started(processes: Sequence[Process], running: list[Process]) -> None:
    """One after the other, so that none waits long for a processor."""
    for process in processes:
        running.append(process)
        await process.start()


async def _called(remotes: dict[str, Remote], servers: Sequence[Process]) -> None:
    """Tell each platform its webhook; with two servers each has its own."""
    for number, (name, remote) in enumerate(remotes.items()):
        await remote.act("hook", url=f"{servers[number % len(servers)].url}/webhooks/{name}")


def _platform(side: Side, folder: Path) -> Process:
    command = ("bot.rehearsal.platforms", side.name, "--port", "{port}", "--setup")
    setup = json.dumps(side.setup).replace("{", "{{").replace("}", "}}")
    return Process(side.name, (*command, setup), _bare(), folder)


def _service(wanted: Wanted, folder: Path, env: dict[str, str]) -> list[Process]:
    commands = {"serve": ("bot", "serve", "--no-work", "--port", "{port}"), "work": ("bot", "work")}
    return [Process(name, commands[name.partition("-")[0]], env, folder) for name in processes(wanted)]


def _settings(
    wanted: Wanted, folder: Path, url: str, secret_key: str, platforms: Sequence[Process]
) -> dict[str, str]:
    zalo, messenger = (platform.url for platform in platforms)
    pauses = {
        "FIRST_PAUSE_SECONDS": max(A_MOMENT, wanted.real(FIRST_PAUSE)),
        "LONGEST_PAUSE_SECONDS": max(A_MOMENT, wanted.real(LONGEST_PAUSE)),
    }
    ours = {
        "DATABASE_URL": url,
        "VAR": folder,
        "SECRET_KEY": secret_key,
        "HOST": "127.0.0.1",
        "ZALO_API_URL": zalo,
        "ZALO_OAUTH_URL": zalo,
        "GRAPH_URL": messenger,
        "PLATFORM_SECONDS": PLATFORM_SECONDS,
        "LEASE_SECONDS": LEASE_SECONDS,
        **pauses,
    }
    return {**_bare(), **{f"CONGDAN_{name}": str(value) for name, value in ours.items()}}


def _bare() -> dict[str, str]:
    """The environment without settings of a real service."""
    return {name: value for name, value in os.environ.items() if not name.startswith("CONGDAN_")}
