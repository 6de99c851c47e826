"""The secrets of accounts stand nowhere in clear: not in logs, answers, errors, or the database."""

import dataclasses
import json
import logging
from pathlib import Path

import pytest
from doors import MAI
from sqlalchemy import text
from town import SECRETS, Town, town

from bot.rehearsal.platforms.faults import TOKEN, Fault
from connectors.accounts import ChannelAccount
from connectors.database import Table

LAN, PAPERS = "5275811702471834", "làm giấy khai sinh cho con cần giấy tờ gì"
FAULTS = (Fault.BROKEN, Fault.HTML, Fault.LOST, Fault.DROPPED, Fault.REDIRECT, Fault.THROTTLED, Fault.ERROR)


async def _everything_goes_wrong(place: Town) -> None:
    for way in (place.zalo, place.messenger):
        for fault in FAULTS:
            way.suffer(fault)
            await way.say(PAPERS, LAN)
            await place.settled()
        body = json.dumps(way.message()).encode()
        await place.call(way, body, way.headers(body, "not the key"))
    place.zalo.server.tokens.expire()
    place.zalo.suffer(Fault.ERROR, where=TOKEN)
    await place.zalo.say(PAPERS, MAI)
    await place.settled()
    place.zalo.server.tokens.revoke()
    place.messenger.server.kill_token(460)
    for way in (place.zalo, place.messenger):
        await way.say(PAPERS, LAN)
    await place.tried()


def _now_known(place: Town) -> tuple[str, ...]:
    """All secrets: those the town began with, and those that came by renewing."""
    accounts = place.service.platforms.accounts.all
    return tuple({*SECRETS, *(secret for account in accounts for secret in account.secrets.values())})


async def _stored(place: Town) -> str:
    """Every value of every table, as text."""
    async with place.database.reading() as session:
        rows = [await session.execute(text(f"SELECT * FROM {name}")) for name in Table.metadata.tables]
        return "\n".join(str(tuple(row)) for found in rows for row in found)


def _files(folder: Path) -> str:
    """What the embedded database left on the disk, its journal too."""
    return b"".join(path.read_bytes() for path in folder.rglob("*.db*")).decode(errors="replace")


async def test_secrets_stand_nowhere_in_clear(
    database_url: str, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    for name in ("bot", "connectors", "aiohttp"):
        caplog.set_level(logging.DEBUG, logger=name)
    async with town(database_url, tmp_path / "var") as place:
        await _everything_goes_wrong(place)
        known, health = _now_known(place), await place.health()
        assert len(health["alarms"]) == 2
        seen = {
            "health": json.dumps(health),
            "database": await _stored(place),
            "log": caplog.text,
            "repr": repr(place.service.platforms.accounts.all),
            "doors": repr([place.service.platforms.accounts.doors(name) for name in ("zalo", "messenger")]),
        }
    for where, told in {**seen, "files": _files(tmp_path)}.items():
        assert not [secret for secret in known if secret in told], where


async def test_an_account_sealed_with_another_key_is_an_alarm_and_no_crash(
    database_url: str, tmp_path: Path
) -> None:
    async with town(database_url, tmp_path / "var") as place:
        async with place.database.writing() as session:
            for row in await session.run_sync(lambda sync: sync.query(ChannelAccount).all()):
                row.sealed, row.version = row.sealed[:-6] + "AAAAAA", row.version + 1
        await place.service.platforms.accounts.refresh()
        body = json.dumps(place.zalo.message()).encode()
        assert await place.call(place.zalo, body, place.zalo.headers(body)) == 403
        assert dataclasses.is_dataclass(place.account("zalo"))
        assert not place.account("zalo").secrets
