"""What a platform repeats to us, or has receipts for, tells what arrived."""

import asyncio
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from leaving import AN, BINH, Desk, desk
from pacing import NOON, after

from connectors import outgoing
from connectors.attempts import Verdict
from connectors.channel import Lost, Unreachable
from connectors.database import Database
from connectors.messages import Address, Echoed, Message, Receipt, ReceiptKind
from connectors.outgoing import Outcome, tag

SEEN, DELIVERED = ReceiptKind.SEEN, ReceiptKind.DELIVERED


@pytest.fixture
async def here(database: Database) -> Desk:
    return await desk(database)


def tagged(label: str, who: Address = AN) -> Echoed:
    return Echoed("p1", who, NOON, label)


def spoken(text: str = "Xin chào", who: Address = AN, at: datetime = NOON, name: str = "p1") -> Echoed:
    return Echoed(name, who, at, text=text)


ECHOES: list[Callable[[], Echoed]] = [
    lambda: tagged(tag("zalo:m1", 0)),
    spoken,
    lambda: spoken(" Xin\n cha\u0300o "),
    lambda: spoken(at=NOON - timedelta(seconds=30)),
]


@pytest.mark.parametrize("echo", ECHOES)
async def test_an_echo_that_comes_before_the_answer_settles_the_message(
    here: Desk, echo: Callable[[], Echoed]
) -> None:
    attempt = await here.ask()
    await here.note(echo())
    await here.failed(attempt, Lost("no answer"))
    assert (await here.ask(now=after(100))).verdict is Verdict.DONE
    assert [(row.outcome, row.platform_id) for row in await here.rows()] == [(Outcome.ACCEPTED, "p1")]


@pytest.mark.parametrize("echo", ECHOES)
async def test_an_echo_of_a_lost_message_settles_it(here: Desk, echo: Callable[[], Echoed]) -> None:
    await here.failed(await here.ask(), Lost("no answer"))
    assert (await here.ask(now=after(1))).verdict is Verdict.WAIT
    await here.note(echo())
    assert (await here.ask(now=after(1))).verdict is Verdict.DONE


@pytest.mark.parametrize("echo", ECHOES)
async def test_an_echo_also_settles_what_did_not_leave_the_second_time(
    here: Desk, echo: Callable[[], Echoed]
) -> None:
    await here.failed(await here.ask(), Lost("no answer"))
    await here.failed(await here.ask(now=after(10)), Unreachable("refused"))
    await here.note(echo() if echo().tag else spoken(at=after(10)))
    assert (await here.ask(now=after(20))).verdict is Verdict.DONE


async def test_an_echo_that_is_being_noted_is_not_overwritten_by_another_process(
    here: Desk, database_url: str
) -> None:
    other = Database(database_url)
    there = Desk(other, here.account_id)
    attempt = await there.ask()
    async with here.database.writing() as session:
        await session.run_sync(outgoing.note, [tagged(tag("zalo:m1", 0))])
        ending = asyncio.create_task(there.failed(attempt, Lost()))
        await asyncio.sleep(0.2)
    await ending
    assert [row.outcome for row in await here.rows()] == [Outcome.ACCEPTED]
    await other.close()


async def test_an_answer_after_the_echo_changes_nothing(here: Desk) -> None:
    attempt = await here.ask()
    await here.note(tagged(tag("zalo:m1", 0)))
    await here.sent(attempt, "p2")
    assert [(row.outcome, row.platform_id) for row in await here.rows()] == [(Outcome.ACCEPTED, "p1")]


@pytest.mark.parametrize(
    "label",
    [
        "another application's",
        "congdan:",
        "congdan:0",
        "congdan:zalo:m1",
        "congdan:zalo:m1:",
        "congdan:zalo:m1:-1",
        "congdan:zalo:m1:١",
        "congdan:zalo:m1:999999999999999999999",
        "congdan:zalo:m1:1",
        "congdan:zalo:m2:0",
        "congdan:\x00\ud800:0",
    ],
)
async def test_a_tag_that_is_not_of_a_message_of_ours_settles_nothing(here: Desk, label: str) -> None:
    await here.failed(await here.ask(), Lost())
    await here.note(tagged(label))
    assert (await here.ask(now=after(10))).verdict is Verdict.GO


@pytest.mark.parametrize(
    "echo",
    [
        spoken("Xin chào!"),
        spoken(who=BINH),
        spoken(who=Address("zalo", "xa-hai", "an")),
        spoken(at=NOON - timedelta(hours=2)),
        tagged(tag("zalo:m1", 0), Address("messenger", "xa-mau", "an")),
    ],
)
async def test_an_echo_of_something_else_settles_nothing(here: Desk, echo: Echoed) -> None:
    await here.failed(await here.ask(), Lost())
    await here.note(echo)
    assert (await here.ask(now=after(10))).verdict is Verdict.GO


async def test_one_echo_by_words_settles_one_message_the_oldest(here: Desk) -> None:
    for number in range(3):
        await here.failed(await here.ask(f"zalo:m{number}", now=after(number)), Lost())
    await here.note(spoken(name="p0"), spoken(name="p1"), spoken(name="p0"))
    assert [row.platform_id for row in await here.rows()] == ["p0", "p1", ""]


async def test_the_echo_of_an_accepted_message_is_not_taken_for_that_of_a_lost_one(here: Desk) -> None:
    await here.sent(await here.ask("zalo:m1"), "p1")
    await here.failed(await here.ask("zalo:m2"), Lost())
    await here.note(spoken(name="p1"))
    assert [row.outcome for row in await here.rows()] == [Outcome.ACCEPTED, Outcome.LOST]


async def test_words_that_never_left_are_settled_by_no_echo(here: Desk) -> None:
    await here.failed(await here.ask(), Unreachable())
    await here.note(spoken())
    assert (await here.ask(now=after(1))).verdict is Verdict.GO


async def test_receipts_name_messages_by_their_ids(here: Desk) -> None:
    for number in range(4):
        await here.sent(await here.ask(f"zalo:m{number}"), f"p{number}")
    await here.note(
        Receipt("r1", AN, after(1), DELIVERED, ("p0", "p1", "p9")),
        Receipt("r2", AN, after(2), SEEN, ("p1", "p2")),
        Receipt("r3", AN, after(3), SEEN, ("p1",)),
        Receipt("r4", Address("messenger", "xa-mau", "an"), after(3), SEEN, ("p3",)),
    )
    assert [(row.delivered_at, row.seen_at) for row in await here.rows()] == [
        (after(1), None),
        (after(1), after(2)),
        (after(2), after(2)),
        (None, None),
    ]


async def test_a_receipt_up_to_a_time_is_for_all_that_was_accepted_until_then(here: Desk) -> None:
    for number in range(3):
        await here.sent(await here.ask(f"zalo:m{number}", now=after(number)), f"p{number}")
    await here.failed(await here.ask("zalo:m3", now=after(0)), Lost())
    await here.sent(await here.ask("zalo:m4", to=BINH), "p4")
    await here.note(Receipt("r1", AN, after(5), SEEN, upto=after(1)), Receipt("r2", AN, after(6), SEEN))
    assert [row.seen_at for row in await here.rows()] == [after(5), after(5), None, None, None]


async def test_an_echo_and_the_receipt_for_it_may_come_in_one_call(here: Desk) -> None:
    await here.failed(await here.ask(), Lost())
    receipt = Receipt("r1", AN, after(5), DELIVERED, ("p1",))
    await here.note(Message("m2", AN, "?", NOON), tagged(tag("zalo:m1", 0)), receipt)
    assert [(row.outcome, row.delivered_at) for row in await here.rows()] == [(Outcome.ACCEPTED, after(5))]


async def test_a_call_of_a_thousand_events_is_noted(here: Desk) -> None:
    for number in range(3):
        await here.failed(await here.ask(f"zalo:m{number}"), Lost())
    many = [tagged(tag(f"zalo:m{number}", 0)) for number in range(1_000)]
    marks = [Receipt(f"r{number}", AN, after(5), SEEN, ("p1",) * 50, after(5)) for number in range(1_000)]
    await here.note(*many, *marks)
    assert {row.outcome for row in await here.rows()} == {Outcome.ACCEPTED}


async def test_what_is_forgotten_of_one_person_and_what_is_old_is_gone(here: Desk) -> None:
    for number, who in enumerate((AN, AN, BINH, BINH)):
        await here.ask(f"zalo:m{number}", now=after(number), to=who)
    await here.forget(AN)
    assert [row.token for row in await here.rows()] == ["zalo:m2", "zalo:m3"]
    forgotten = await here.database.at_once(lambda session: outgoing.forget_old(session, after(3)))
    assert forgotten == 1
    assert [row.token for row in await here.rows()] == ["zalo:m3"]


strings = st.text(st.characters() | st.sampled_from("\x00\ud800:"), max_size=20)
people = st.builds(Address, st.sampled_from(["zalo", "messenger"]), st.just("xa-mau"), strings)
times = st.datetimes(timezones=st.just(NOON.tzinfo))
events = st.builds(Echoed, strings, people, times, strings.map(lambda text: f"congdan:{text}:1"), strings)
events |= st.builds(Echoed, strings, people, times, st.just(""), strings)
events |= st.builds(
    Receipt,
    strings,
    people,
    times,
    st.sampled_from(ReceiptKind),
    st.lists(strings, max_size=3).map(tuple),
    st.none() | times,
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(events, max_size=4))
async def test_whatever_is_told_breaks_nothing(here: Desk, told: list[Any]) -> None:
    await here.note(*told)
