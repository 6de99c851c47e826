"""`congdan rehearse`: the whole service in processes of its own, with everything going wrong."""

import asyncio
import json
import os
import sys
from pathlib import Path
from typing import Any

import pytest
from shell import Congdan

from bot.rehearsal.stage import prepared

TIMED = {"p99", "longest"}
"""Promises about time are kept on a machine of one's own, not on one that runs other tests beside."""


@pytest.mark.timeout(400)
async def test_a_small_rehearsal_with_every_misfortune_keeps_every_promise(tmp_path: Path) -> None:
    keep = tmp_path / "kept"
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", "rehearse", "--messages", "120", "--faults", "all"),
        *("--seed", "1", "--scale", "180", "--keep", str(keep)),
        env={**_unset(), "PYTHONPATH": os.pathsep.join(sys.path)},
        cwd=tmp_path,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    out, err = await process.communicate()
    assert (keep / "bao-cao.json").exists(), err.decode()
    told = json.loads((keep / "bao-cao.json").read_text())
    assert _broken(told) <= TIMED, out.decode()
    assert process.returncode == (0 if told["held"] else 1)
    assert told["killed"] == {"serve-1": 2, "work-1": 2, "work-2": 2}
    assert "KẾT LUẬN" in out.decode()
    assert (keep / "bao-cao.txt").read_text().strip() in out.decode()


def test_nobody_rehearses_beside_real_people(typed: Congdan, anywhere: Path) -> None:
    url = f"sqlite:///{anywhere}/real.db"
    assert typed("rehearse", "--messages", "1", "--database-url", url, "--faults", "bad luck").code == 2
    _make(url)
    told = typed("rehearse", "--messages", "1", "--database-url", url)
    assert (told.code, "đã có dữ liệu" in told.err) == (1, True)


def test_a_folder_that_is_not_empty_is_not_written_to(typed: Congdan, anywhere: Path) -> None:
    (anywhere / "mine").mkdir()
    (anywhere / "mine" / "note.txt").write_text("keep me")
    told = typed("rehearse", "--messages", "1", "--keep", str(anywhere / "mine"))
    assert (told.code, "không trống" in told.err) == (1, True)
    assert [path.name for path in (anywhere / "mine").iterdir()] == ["note.txt"]


def test_an_address_that_is_none_is_told_plainly(typed: Congdan) -> None:
    told = typed("rehearse", "--messages", "1", "--database-url", "mysql://somewhere/else")
    assert (told.code, "--database-url" in told.err) == (1, True)


def _make(url: str) -> None:
    async def make() -> None:
        await (await prepared(url)).close()

    asyncio.run(make())


def _broken(told: dict[str, Any]) -> set[str]:
    return {promise["name"] for promise in told["promises"] if not promise["held"]}


def _unset() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if not name.startswith("CONGDAN_")}
