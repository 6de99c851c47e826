"""What `congdan broadcast tester add|list|remove` does."""

from datetime import timedelta

from sqlalchemy.orm import Session

from bot.broadcast_wording import CHANNELS
from bot.commands import broadcast_rule_wording as wording
from bot.commands.act import now, on_database
from bot.commands.saying import say
from bot.commands.source_acts import local
from broadcasts import testers
from connectors.database import Database
from knowledge.agencies import only_root
from knowledge.refusals import RefusedError

OF_LATE = timedelta(minutes=30)


def add(person: str | None, channel: str, agency: str | None, name: str, by: str) -> None:
    code = agency or on_database(_only_root)
    if person is None:
        _show_of_late(code, channel)
        return
    if not name.strip() or not by.strip():
        raise RefusedError(wording.NAME_NEEDED)

    def act(session: Session) -> str:
        return testers.add_tester(session, code, channel, person, name=name, by=by, now=now()).name

    called = on_database(lambda database: database.at_once(act))
    say(wording.TESTER_ADDED.format(name=called, agency=code))


def list_testers(agency: str | None) -> None:
    rows = on_database(
        lambda database: database.at_once(lambda session: testers.testers(session, agency), writing=False)
    )
    if not rows:
        say(wording.NO_TESTERS)
    for tester, code in rows:
        channel, _, person = tester.person_key.split(":", 2)
        facts = {"name": tester.name, "by": tester.added_by, "at": local(tester.added_at)}
        say(wording.TESTER_ROW.format(agency=code, channel=CHANNELS[channel], person=person, **facts))


def remove(person: str, agency: str | None, by: str) -> None:
    def act(session: Session) -> str:
        return testers.remove_tester(session, person, agency_code=agency, by=by, now=now())

    name = on_database(lambda database: database.at_once(act))
    say(wording.TESTER_REMOVED.format(name=name))


def _show_of_late(code: str, channel: str) -> None:
    people = on_database(
        lambda database: database.at_once(
            lambda session: testers.wrote_of_late(session, code, channel, now() - OF_LATE), writing=False
        )
    )
    names = {"channel": CHANNELS[channel], "agency": code}
    if not people:
        say(wording.WROTE_NONE.format(**names))
        return
    say(wording.WROTE_HEAD.format(**names))
    for person in people:
        if person.last_at is not None:
            say(wording.WROTE_ROW.format(person=person.person, at=local(person.last_at)))
    say(wording.THEN_ADD.format(channel=channel, agency=code))


async def _only_root(database: Database) -> str:
    async with database.reading() as session:
        return (await only_root(session)).code
