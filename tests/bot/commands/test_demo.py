"""`congdan demo`: from nothing to a page, with one command."""

import asyncio
import os
import signal
import sys
from pathlib import Path

import aiohttp


async def test_from_nothing_to_a_page_and_again_with_what_is_there(tmp_path: Path) -> None:
    for made in (True, False):
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "bot", "demo", "--port", "0"),
            env={**_unset(), "PYTHONPATH": os.pathsep.join(sys.path)},
            cwd=tmp_path,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.DEVNULL,
        )
        said, port = await _said_until_it_listens(process)
        assert ("Đã tạo cơ quan mẫu" in said) == made
        assert "/xa-mau/" in said
        async with aiohttp.ClientSession() as http, http.get(f"http://127.0.0.1:{port}/xa-mau/") as page:
            assert page.status == 200
            assert "xã Mẫu (dùng thử)" in await page.text()
        process.send_signal(signal.SIGTERM)
        assert await process.wait() == 0


def _unset() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if not name.startswith("CONGDAN_")}


async def _said_until_it_listens(process: asyncio.subprocess.Process) -> tuple[str, str]:
    assert process.stdout is not None
    said = ""
    async with asyncio.timeout(60):
        async for raw in process.stdout:
            line = raw.decode()
            said += line
            if "đang chạy" in line:
                return said, line.partition("127.0.0.1:")[2].split()[0]
    raise AssertionError(said)
