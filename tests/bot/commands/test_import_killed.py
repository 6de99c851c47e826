"""An import that dies half way leaves nothing half done."""

import asyncio
import json
import os
import random
import signal
import sys
from pathlib import Path

from shell import Congdan, Rows

LINES = 2_000


async def test_a_killed_import_leaves_all_or_nothing(
    province: Congdan, rows: Rows, migrated_url: str, anywhere: Path
) -> None:
    with (anywhere / "many.jsonl").open("w") as file:
        for number in range(LINES):
            name = f"Thủ tục {number}"
            line = {
                "code": f"k-{number}",
                "name": name,
                "facets": {"papers": name * 100},
                "phrasings": [name],
            }
            file.write(json.dumps(line) + "\n")
    for _ in range(3):
        await _killed_while_writing(migrated_url, anywhere)
        counts = {rows(f"SELECT count(*) FROM {table}")[0][0] for table in ("procedure", "phrasing")}
        assert counts in ({0}, {LINES})
    result = await _started(migrated_url, anywhere)
    assert await result.wait() == 0
    assert rows("SELECT count(*) FROM procedure") == [(LINES,)]


async def test_an_import_stopped_by_the_keyboard_says_that_nothing_was_kept(
    province: Congdan, rows: Rows, migrated_url: str, anywhere: Path
) -> None:
    _write_many(anywhere)
    process = await _started(migrated_url, anywhere)
    assert process.stderr is not None
    assert "Đang đọc" in (await process.stderr.readline()).decode()
    process.send_signal(signal.SIGINT)
    told = (await process.stderr.read()).decode()
    assert await process.wait() == 130
    assert "Đã dừng theo yêu cầu" in told
    assert "Traceback" not in told
    assert rows("SELECT count(*) FROM procedure") == [(0,)]


async def test_two_imports_at_once_do_not_disturb_each_other(
    province: Congdan, rows: Rows, migrated_url: str, anywhere: Path
) -> None:
    _write_many(anywhere)
    both = [await _started(migrated_url, anywhere) for _ in range(2)]
    assert [await process.wait() for process in both] == [0, 0]
    assert rows("SELECT count(*) FROM procedure") == [(LINES,)]
    assert rows("SELECT count(*) FROM change WHERE what LIKE 'nạp %'") == [(1,)]


def _write_many(folder: Path) -> None:
    with (folder / "many.jsonl").open("w") as file:
        for number in range(LINES):
            name = f"Thủ tục {number}"
            line = {
                "code": f"k-{number}",
                "name": name,
                "facets": {"papers": name * 100},
                "phrasings": [name],
            }
            file.write(json.dumps(line) + "\n")


async def _killed_while_writing(url: str, folder: Path) -> None:
    process = await _started(url, folder)
    assert process.stderr is not None
    async for line in process.stderr:
        if "Đang ghi" in line.decode():
            break
    try:
        await asyncio.wait_for(process.wait(), random.uniform(0.0, 0.4))
    except TimeoutError:
        process.send_signal(signal.SIGKILL)
    await process.wait()


async def _started(url: str, folder: Path) -> asyncio.subprocess.Process:
    return await asyncio.create_subprocess_exec(
        sys.executable,
        *("-m", "bot", "import", "procedures", "many.jsonl"),
        env={**os.environ, "CONGDAN_DATABASE_URL": url, "PYTHONPATH": os.pathsep.join(sys.path)},
        cwd=folder,
        stdout=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.PIPE,
    )
