"""Processes that write to one SQLite file take turns; who dies or gives up keeps nobody waiting."""

import asyncio
import os
import signal
import sys
from pathlib import Path

import pytest

from connectors.database import Database, DatabaseUnavailableError
from connectors.turns import Turns

HOLDER = """
import asyncio, sys
from connectors.turns import Turns
async def main():
    async with Turns(sys.argv[1]).turn(5):
        print("mine", flush=True)
        await asyncio.sleep(60)
asyncio.run(main())
"""


async def holder(path: Path) -> asyncio.subprocess.Process:
    """Another process, in its turn."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-c", HOLDER, str(path)),
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        stdout=asyncio.subprocess.PIPE,
    )
    assert process.stdout is not None
    assert await process.stdout.readline() == b"mine\n"
    return process


async def killed(process: asyncio.subprocess.Process) -> None:
    process.send_signal(signal.SIGKILL)
    await process.wait()


async def mine(turns: Turns, seconds: float = 30) -> None:
    async with turns.turn(seconds):
        pass


async def test_a_turn_is_waited_for_until_its_holder_is_killed(tmp_path: Path) -> None:
    path = tmp_path / "congdan.db"
    turns, other = Turns(str(path)), await holder(path)
    waiting = asyncio.create_task(mine(turns))
    done, _ = await asyncio.wait([waiting], timeout=0.3)
    assert not done
    await killed(other)
    await waiting
    turns.close()


async def test_who_gives_up_waiting_does_not_keep_the_turn(tmp_path: Path) -> None:
    path = tmp_path / "congdan.db"
    turns, third = Turns(str(path)), Turns(str(path))
    other = await holder(path)
    with pytest.raises(TimeoutError):
        await mine(turns, 0.2)
    await killed(other)
    await mine(third)
    turns.close()
    third.close()


async def test_in_one_process_two_blocks_never_overlap(tmp_path: Path) -> None:
    turns, inside, most = Turns(str(tmp_path / "congdan.db")), 0, 0

    async def block() -> None:
        nonlocal inside, most
        async with turns.turn(30):
            inside += 1
            most = max(most, inside)
            await asyncio.sleep(0)
            inside -= 1

    await asyncio.gather(*(block() for _ in range(50)))
    assert most == 1
    turns.close()


async def test_a_folder_that_is_gone_is_told_as_a_database_that_is_not_there(tmp_path: Path) -> None:
    folder = tmp_path / "var"
    database = Database(f"sqlite:///{folder}/congdan.db")
    folder.rmdir()
    with pytest.raises(DatabaseUnavailableError, match=r"congdan\.db-turn"):
        await database.at_once(lambda session: None)
    await database.close()
