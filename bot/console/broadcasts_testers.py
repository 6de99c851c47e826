"""The test group: colleagues who get rehearsals, and who wrote of late and could be put into it."""

from collections.abc import Sequence
from datetime import timedelta

from aiohttp import web
from sqlalchemy.orm import Session

from bot.broadcast_wording import CHANNELS
from bot.console import broadcasts_wording as wording
from bot.console.plain_refusals import refused_plainly
from bot.console.rights import Right
from bot.console.routing import Route, get, post
from bot.console.visit import Visit
from broadcasts import testers
from broadcasts.preferences import Tester
from connectors.people import Person
from knowledge.changes import in_order

HERE = "/console/testers"
OF_LATE = timedelta(minutes=30)
LAST = 4
"""Signs of somebody's number that are shown."""


def routes() -> list[Route]:
    return [
        get("/testers", show, Right.EDIT),
        post("/testers/add", add, Right.EDIT),
        post("/testers/remove", remove, Right.EDIT),
    ]


async def show(visit: Visit) -> web.StreamResponse:
    code, since = visit.agency.code, visit.now - OF_LATE

    def read(session: Session) -> tuple[list[Tester], list[Person]]:
        group = [tester for tester, _ in testers.testers(session, code)]
        wrote: list[Person] = []
        for channel in testers.CHANNELS:
            wrote += testers.wrote_of_late(session, code, channel, since)
        return group, wrote

    group, wrote = await visit.console.database.at_once(read, writing=False)
    inside = {tester.person_key for tester in group}
    return visit.page(
        "broadcasts/testers.html",
        wording,
        title=wording.TESTERS,
        group=[(tester, CHANNELS[tester.person_key.split(":", 1)[0]]) for tester in group],
        wrote=[person for person in _latest_first(wrote) if person.key not in inside],
        channels=CHANNELS,
        last=LAST,
    )


async def add(visit: Visit) -> web.StreamResponse:
    """Somebody who wrote of late, under a name."""
    channel, _, person = visit.form.text("person").partition(":")
    name, code = visit.form.text("name"), visit.agency.code
    by = {"by": visit.who.name, "now": visit.now}

    def added(session: Session) -> str:
        return testers.add_tester(session, code, channel, person, name=name, **by).name  # type: ignore[arg-type] # a name, a time

    async with visit.console.database.writing() as session:
        await session.run_sync(in_order)
        if led := await visit.first(session, HERE):
            return visit.to(led)
        with refused_plainly():
            called = await session.run_sync(added)
    return visit.to(HERE, wording.TESTER_ADDED.format(name=called))


async def remove(visit: Visit) -> web.StreamResponse:
    person, code = visit.form.text("key").split(":", 2)[-1], visit.agency.code

    def removed(session: Session) -> str:
        now = visit.now
        return testers.remove_tester(session, person, agency_code=code, by=visit.who.name, now=now)

    async with visit.console.database.writing() as session:
        await session.run_sync(in_order)
        if led := await visit.first(session, HERE):
            return visit.to(led)
        with refused_plainly():
            name = await session.run_sync(removed)
    return visit.to(HERE, wording.TESTER_REMOVED.format(name=name))


def _latest_first(people: Sequence[Person]) -> list[Person]:
    return sorted(people, key=lambda person: person.last_at or person.first_at, reverse=True)
