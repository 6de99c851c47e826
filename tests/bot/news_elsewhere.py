"""Another process: `work` does what workers do, `obey` does to broadcasts what its standard input says."""

import asyncio
import json
import sys
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy.orm import Session

from bot import app, serving
from bot.settings import Settings
from broadcasts import controlling
from connectors.database import Database

BY, WHY = "Trần Thị Lan", "Cần xem lại."


def main(told: dict[str, Any]) -> None:
    settings, ahead = Settings(_env_file=None, **told["settings"]), timedelta(seconds=told["ahead"])
    if told["kind"] == "work":
        serving.run_until_stopped(lambda stop: _work(settings, ahead, stop))
    else:
        asyncio.run(_obey(settings, ahead))


async def _work(settings: Settings, ahead: timedelta, stop: asyncio.Event) -> None:
    service = app.build(settings, now=lambda: datetime.now(UTC) + ahead)
    await serving.work(service, stop, started=lambda: _say("ready"))


async def _obey(settings: Settings, ahead: timedelta) -> None:
    database = Database(settings.database_url)
    _say("ready")
    while line := await asyncio.to_thread(sys.stdin.readline):
        act, number = line.split()
        await _do(database, act, int(number), datetime.now(UTC) + ahead)
        _say("done")
    await database.close()


async def _do(database: Database, act: str, number: int, now: datetime) -> None:
    def done(session: Session) -> None:
        match act:
            case "resume":
                controlling.resume(session, number, BY, now)
            case "pause":
                controlling.pause(session, number, BY, now, WHY)
            case "cancel":
                controlling.cancel(session, number, BY, now, WHY)

    await database.at_once(done)


def _say(word: str) -> None:
    sys.stdout.write(f"{word}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(json.loads(sys.argv[1]))
