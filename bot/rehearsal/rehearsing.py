"""A rehearsal from the first process to the last verdict."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Protocol

from bot.rehearsal import questions
from bot.rehearsal.driving import Driver
from bot.rehearsal.evidence import Evidence
from bot.rehearsal.gathering import gather
from bot.rehearsal.judging import Verdict, judge
from bot.rehearsal.killing import Killed, kill
from bot.rehearsal.misfortunes import processes
from bot.rehearsal.plan import Plan, make_plan
from bot.rehearsal.settling import settle
from bot.rehearsal.stage import DATABASE, Stage, built, prepared
from bot.rehearsal.wanted import Wanted
from connectors.database import Database
from knowledge.library import Library
from knowledge.starter import SAMPLE_COMMUNE


class Phase(Protocol):
    """Who is shown how far a rehearsal is."""

    def preparing(self) -> None: ...

    def driving(self, done: int, of: int) -> None: ...

    def settling(self, left: int) -> None: ...

    def judging(self) -> None: ...


@dataclass(frozen=True, slots=True)
class Rehearsed:
    """`seconds`: from the first message until everything came to rest."""

    plan: Plan
    evidence: Evidence
    verdicts: tuple[Verdict, ...]
    seconds: float
    back: Mapping[str, float]
    """The longest that each process took to come back after a kill, in seconds."""

    @property
    def held(self) -> bool:
        return all(verdict.held for verdict in self.verdicts)


async def rehearse(wanted: Wanted, folder: Path, url: str, phase: Phase) -> Rehearsed:
    """Hold the rehearsal in `folder`; `url` is an empty database, "" for one in the folder.

    Raises:
        RefusedError, MigrationError: the database is none to rehearse on.
        NotStartedError: a process of the service or a platform did not start.
    """
    phase.preparing()
    url = url or f"sqlite:///{folder}/{DATABASE}"
    database = await prepared(url)
    try:
        plan = make_plan(wanted, await _questions(database))
        async with built(wanted, folder, url, database) as stage:
            return await _held(stage, plan, phase)
    finally:
        await database.close()


async def _held(stage: Stage, plan: Plan, phase: Phase) -> Rehearsed:
    for name, remote in stage.remotes.items():
        rules = [rule.model_dump(mode="json") for rule in plan.rules[name]]
        await remote.act("faults", rules=rules)
    sides = {side.name: side for side in stage.sides}
    driver = Driver(plan, sides, stage.remotes, phase.driving)
    since = asyncio.get_running_loop().time()
    _, killed = await asyncio.gather(driver.drive(), kill(plan.kills, stage.service))
    settled = await settle(stage, phase.settling)
    seconds = asyncio.get_running_loop().time() - since
    phase.judging()
    await asyncio.gather(*(process.stop() for process in stage.service.values()))
    evidence = await gather(stage, driver.said, killed, settled=settled)
    verdicts = await asyncio.to_thread(judge, evidence)
    return Rehearsed(plan, evidence, verdicts, seconds, _back(stage.wanted, killed))


async def _questions(database: Database) -> list[questions.Question]:
    library = Library()
    await library.refresh(database)
    async with database.reading() as session:
        names = await questions.names(session)
    now = datetime.now(UTC)
    return await asyncio.to_thread(questions.choose, library, SAMPLE_COMMUNE, names, now)


def _back(wanted: Wanted, killed: list[Killed]) -> dict[str, float]:
    return {
        name: max((each.back - each.at for each in killed if each.process == name), default=0.0)
        for name in processes(wanted)
    }
