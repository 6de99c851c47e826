"""What becomes of a reply, and of those behind it, when it could not be sent."""

from datetime import UTC, datetime, timedelta

import pytest
from eventually import eventually
from far_side import SOON, Service
from sqlalchemy import select
from sqlalchemy.orm import Session

from bot import alarms, handovers, health, setbacks
from bot.alarms import open_alarms
from bot.inbox import Inbox, InboxRow
from bot.pacing import Pace
from bot.privacy import Farewell
from connectors import claims, people
from connectors.channel import (
    Gone,
    Later,
    Lost,
    Refused,
    Resting,
    SendError,
    Stopped,
    Throttled,
    Unreachable,
    WindowClosed,
)
from connectors.claims import WaitState
from connectors.database import Database
from connectors.messages import SILENCE, Address, Followed, Message
from connectors.outgoing import Outcome, Outgoing
from connectors.people import Person

NOW = datetime(2026, 11, 22, 5, 0, tzinfo=UTC)


@pytest.fixture
def service(database: Database) -> Service:
    return Service(database)


async def leased(database: Database, row_count: int = 1) -> InboxRow:
    """The first of rows kept at NOW, under a lease."""
    who = Address("zalo", "xa-b", "an")
    kept = Inbox(database, clock=lambda: NOW)
    await kept.keep(*(Message(str(number), who, "x", NOW) for number in range(row_count)))
    (row,) = await database.at_once(
        lambda session: claims.claim(
            session, InboxRow, now=NOW, lease=timedelta(seconds=30), most=1, attempts=9
        )
    )
    return row


async def after(database: Database, row: InboxRow, error: SendError) -> InboxRow:
    pace = Pace()
    await database.at_once(lambda session: setbacks.after(session, row, error, now=NOW, pace=pace))
    async with database.reading() as session:
        return await session.get_one(InboxRow, row.id)


@pytest.mark.parametrize("kind", [Unreachable, Resting, Stopped])
async def test_what_is_not_the_reply_s_fault_costs_no_attempt_and_waits_longer_each_time(
    database: Database, kind: type[SendError]
) -> None:
    row = await leased(database)
    waited = []
    for _ in range(3):
        row = await after(database, row, kind(retry_after=timedelta(seconds=40)))
        waited.append((row.due_at - NOW).total_seconds())
        assert (row.attempts, row.state) == (0, WaitState.WAITING)
        (row,) = await database.at_once(
            lambda session, due=row.due_at: claims.claim(
                session, InboxRow, now=due, lease=timedelta(seconds=30), most=1, attempts=9
            )
        )
    for pause, least in zip(waited, (40, 80, 160), strict=True):
        assert least <= pause <= least * 1.2


async def test_a_place_in_the_queue_is_kept_to_the_moment(database: Database) -> None:
    row = await after(database, await leased(database), Throttled(retry_after=timedelta(seconds=7)))
    assert row.due_at == NOW + timedelta(seconds=7)


async def test_a_longer_pause_than_ours_is_respected(database: Database) -> None:
    row = await after(database, await leased(database), Later(retry_after=timedelta(hours=8)))
    assert row.due_at >= NOW + timedelta(hours=8)
    assert row.attempts == 1


@pytest.mark.parametrize(("kind", "moved"), [(Resting, 2), (Stopped, 2), (Unreachable, 0), (Lost, 0)])
async def test_a_resting_account_puts_off_all_that_waits_for_it(
    database: Database, kind: type[SendError], moved: int
) -> None:
    row = await leased(database, 3)
    await after(database, row, kind(retry_after=timedelta(minutes=5)))
    async with database.reading() as session:
        behind = list(await session.scalars(select(InboxRow.due_at).where(InboxRow.id != row.id)))
    assert sum(due >= NOW + timedelta(minutes=5) for due in behind) == moved


async def test_ten_thousand_that_wait_for_a_stopped_account_are_not_tried_one_by_one(
    service: Service,
) -> None:
    service.far.errors = [Stopped("token is dead") for _ in range(100)]
    await service.hears("an", *(str(number) for number in range(5)))
    for person in range(40):
        await service.hears(f"p{person}", "1")
    async with service.working():

        async def rested() -> bool:
            soon = datetime.now(UTC) + timedelta(minutes=1)
            return all(row.due_at > soon and row.lease_until is None for row in await service.rows())

        await eventually(rested)
        assert service.far.tries < 25
        (alarm,) = (await health.health(service.database, NOW))["alarms"]
        assert alarm == "stopped, zalo xa-b: token is dead"
        service.far.errors.clear()
        await service.inbox.go_on("zalo", "xa-b")
        await service.ended()
    assert len(service.far.sent) == 45
    assert [text for who, text in service.far.sent if who == "an"] == [f"re: {number}" for number in range(5)]
    assert await service.database.at_once(open_alarms) == []


@pytest.mark.parametrize(
    ("outcome", "minutes", "over"),
    [(Outcome.ACCEPTED, 1, True), (Outcome.ACCEPTED, -1, False), (Outcome.LOST, 1, False)],
)
async def test_an_alarm_is_over_once_the_account_has_sent_something_after_it(
    database: Database, outcome: Outcome, minutes: int, over: bool
) -> None:
    sent = Outgoing(
        token="zalo:1",
        part=0,
        channel="zalo",
        agency="xa-b",
        person="an",
        digest="",
        outcome=outcome,
        tries=1,
        attempted_at=NOW + timedelta(minutes=minutes),
    )

    def act(session: Session) -> int:
        alarms.raise_alarm(session, alarms.STOPPED, "zalo", "xa-b", "blocked", NOW)
        session.add(sent)
        session.flush()
        alarms.clear_mended(session, NOW + timedelta(minutes=2))
        return len(open_alarms(session))

    assert await database.at_once(act) == (0 if over else 1)


async def test_who_is_gone_is_noted_and_a_closed_window_is_told(service: Service) -> None:
    an = Address("zalo", "xa-b", "an")
    await service.database.at_once(lambda session: people.saw(session, an, NOW) and None)
    service.far.errors = [Gone("blocked us"), WindowClosed(), Refused("too long")]
    async with service.working():
        for text in ("1", "2", "3"):
            await service.hears("an", text)
        rows = await service.ended()
    assert [row.error for row in rows] == ["Gone: blocked us", "window", "Refused: too long"]
    assert {row.state for row in rows} == {WaitState.FAILED}
    async with service.database.reading() as session:
        assert (await session.get_one(Person, an.key)).gone_reason == "Gone: blocked us"


async def test_silence_is_settled_without_a_word(service: Service) -> None:
    service.says.replies["1"] = SILENCE
    async with service.working():
        await service.hears("an", "1")
        (row,) = await service.ended()
    assert (row.state, service.far.tries) == (WaitState.DONE, 0)


async def test_a_decided_reply_is_not_said_once_a_human_answered(service: Service) -> None:
    an = Address("zalo", "xa-b", "an")
    service.far.errors = [Unreachable(retry_after=timedelta(milliseconds=300))]
    async with service.working():
        await service.hears("an", "1")

        async def tried() -> bool:
            return service.far.tries == 1

        await eventually(tried)
        now = datetime.now(UTC)
        await service.database.at_once(
            lambda session: handovers.take_over(session, an, at=now, until=now + timedelta(minutes=5))
        )
        (row,) = await service.ended()
    assert (row.state, service.far.sent) == (WaitState.DONE, [])


async def test_one_apology_is_enough_for_many_messages_and_a_follow_gets_none(service: Service) -> None:
    service.says.broken = True
    async with service.working():
        await service.inbox.keep(Followed("f", Address("zalo", "xa-b", "an"), NOW))
        await service.hears("an", "1", "2")
        rows = await service.ended()
    assert {row.state for row in rows} == {WaitState.FAILED}
    assert len(service.far.sent) == 1
    assert "Xin lỗi" in service.far.sent[0][1]


async def test_the_channel_forgets_before_it_is_confirmed_and_the_row_names_nobody(service: Service) -> None:
    service.says.replies["xóa"] = Farewell("Đã xóa")
    service.far.unforgetting = [Unreachable(retry_after=SOON)]
    service.far.errors = [Unreachable(retry_after=SOON)]
    async with service.working():
        await service.hears("an", "xóa")
        (row,) = await service.ended()
    assert service.far.forgotten == ["an"], "a second try to confirm does not forget a second time"
    assert service.far.sent == [("an", "Đã xóa")]
    assert (row.person, row.key, row.text, row.about) == ("", "", "", None)


async def test_a_channel_that_never_forgets_is_told_to_an_operator(service: Service) -> None:
    service.says.replies["xóa"] = Farewell("Đã xóa")
    service.far.unforgetting = [Refused("not supported")]
    async with service.working():
        await service.hears("an", "xóa")
        await service.ended()
    (alarm,) = await service.database.at_once(open_alarms)
    assert alarm.kind == alarms.NOT_FORGOTTEN
    assert service.far.sent == [("an", "Đã xóa")]
