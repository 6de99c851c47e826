"""Every event of a call is kept, or takes effect, in one transaction."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from bot import alarms, handovers, inbox
from bot.handovers import HandoverReason
from bot.inbox import Inbox, InboxRow
from bot.kinds import EventKind
from connectors import claims
from connectors.database import Database
from connectors.messages import (
    Address,
    Commented,
    Echoed,
    Event,
    Followed,
    Form,
    Message,
    Odd,
    Opened,
    Overheard,
    Reacted,
    Receipt,
    ReceiptKind,
    StaffReplied,
    Submitted,
    Unfollowed,
    Warned,
    Withdrew,
)

NOW = datetime(2026, 11, 22, 5, 0, tzinfo=UTC)
AN = Address("zalo", "xa-mau", "an")
KEPT: tuple[Event, ...] = (
    Message("1", AN, "khai sinh", NOW, "p"),
    Message("2", AN, "", NOW, None, Form.IMAGE),
    Followed("3", AN, NOW),
    Unfollowed("4", AN, NOW),
    Opened("5", AN, NOW, "poster"),
    Opened("6", AN, NOW),
    Submitted("7", AN, NOW, {"name": "An", "phone": "0912"}),
    Withdrew("8", AN, NOW),
    Commented("9", AN, "lệ phí?", NOW),
    Overheard("10", AN, "còn ai không", NOW),
    Warned("11", replace(AN, person=""), NOW, "sắp bị khóa"),
    Odd("12", AN, NOW, "zns_x"),
)
EFFECTS: tuple[Event, ...] = (
    Echoed("e", AN, NOW, "tag", "text"),
    Receipt("r", AN, NOW, ReceiptKind.SEEN, ("m",)),
    Reacted("a", AN, NOW, "m", "♥"),
)


async def rows(database: Database) -> list[InboxRow]:
    async with database.reading() as session:
        return list(await session.scalars(select(InboxRow).order_by(InboxRow.id)))


async def held(database: Database, who: Address) -> HandoverReason | None:
    return await database.at_once(lambda session: handovers.holding(session, who, NOW), writing=False)


async def test_every_kind_of_event_comes_out_as_it_went_in(database: Database) -> None:
    kept = Inbox(database)
    for _ in range(2):
        await kept.keep(*KEPT)
    assert tuple(row.event for row in await rows(database)) == KEPT
    assert {row.kind for row in await rows(database)} == set(EventKind)


async def test_what_is_no_row_takes_effect_at_once(database: Database) -> None:
    noted: list[Event] = []
    kept = Inbox(database, clock=lambda: NOW, note=lambda _session, events: noted.extend(events))
    await kept.keep(*EFFECTS, StaffReplied("s", AN, NOW), KEPT[0])
    assert noted == list(EFFECTS)
    assert [row.platform_id for row in await rows(database)] == ["1"]
    assert await held(database, AN) is HandoverReason.STAFF


async def test_a_call_is_kept_whole_or_not_at_all(database: Database) -> None:
    def broken(_session: Session, _events: object) -> None:
        raise LookupError

    kept = Inbox(database, clock=lambda: NOW, note=broken)
    with pytest.raises(LookupError):
        await kept.keep(KEPT[0], StaffReplied("s", AN, NOW), EFFECTS[0])
    assert await rows(database) == []
    assert await held(database, AN) is None


async def test_a_call_of_very_many_events_is_kept(database: Database) -> None:
    kept = Inbox(database)
    await kept.keep(*(Message(str(number), AN, "x", NOW) for number in range(2_500)))
    assert len(await rows(database)) == 2_500


async def test_a_settled_row_keeps_nothing_that_was_said(database: Database) -> None:
    await Inbox(database, clock=lambda: NOW).keep(KEPT[6])
    async with database.writing() as session:
        (row,) = await session.run_sync(
            claims.claim, InboxRow, now=NOW, lease=timedelta(seconds=9), most=1, attempts=9
        )
        await session.run_sync(claims.settle, InboxRow, [row], **inbox.WIPED)
    (row,) = await rows(database)
    assert (row.about, row.text) == (None, "")
    assert row.event == Submitted("7", AN, NOW, {})


async def test_what_waits_for_a_resting_account_is_put_off_and_goes_on_when_it_is_well(
    database: Database,
) -> None:
    kept = Inbox(database, clock=lambda: NOW)
    other = replace(AN, agency="xa-khac")
    await kept.keep(*(Message(str(number), AN, "x", NOW) for number in range(5)))
    await kept.keep(Message("other", other, "x", NOW))
    later = NOW + timedelta(minutes=10)

    def put_off(session: Session) -> int:
        alarms.raise_alarm(session, alarms.STOPPED, "zalo", "xa-mau", "token", NOW)
        return inbox.put_off(session, "zalo", "xa-mau", now=NOW, until=later)

    assert await database.at_once(put_off) == 5
    assert await database.at_once(put_off) == 0, "the next to fail need not move them again"
    assert [row.platform_id for row in await rows(database) if row.due_at == NOW] == ["other"]
    await kept.go_on("zalo", "xa-mau")
    assert {row.due_at for row in await rows(database)} == {NOW}
    assert kept.arrived.is_set()
    assert await database.at_once(alarms.open_alarms) == []


async def test_an_alarm_is_new_once_and_again_after_it_was_over(database: Database) -> None:
    async def raised(at: datetime) -> bool:
        return await database.at_once(
            lambda session: alarms.raise_alarm(session, "stopped", "zalo", "xa-mau", "x" * 999, at)
        )

    assert await raised(NOW)
    assert not await raised(NOW + timedelta(hours=1))
    (alarm,) = await database.at_once(alarms.open_alarms)
    assert (alarm.count, alarm.raised_at, len(alarm.text)) == (2, NOW, 300)
    assert await database.at_once(lambda session: alarms.clear(session, "stopped", "zalo", "xa-mau", NOW))
    assert not await database.at_once(lambda session: alarms.clear(session, "stopped", "zalo", "xa-mau", NOW))
    assert await raised(NOW + timedelta(hours=2))


WORDS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=40)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=WORDS, payload=st.none() | WORDS, form=st.sampled_from(Form), info=st.dictionaries(WORDS, WORDS))
async def test_whatever_is_in_an_event_comes_out_again(
    database: Database, text: str, payload: str | None, form: Form, info: dict[str, str]
) -> None:
    async with database.writing() as session:
        await session.execute(delete(InboxRow))
    events = (
        Message("m", AN, text, NOW, payload, form),
        Submitted("s", AN, NOW, info),
        Odd("o", AN, NOW, text),
    )
    await Inbox(database).keep(*events)
    assert tuple(row.event for row in await rows(database)) == events
