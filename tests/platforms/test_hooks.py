"""The caller of webhooks: again after a failure, switched off after the last, and every kind of disorder."""

from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from receiving import Receiver, receiving

from bot.rehearsal.platforms.faults import Fault, Faults, Rule
from bot.rehearsal.platforms.hooks import Call, Hooks, Schedule
from bot.rehearsal.platforms.timing import Clock

SCHEDULE = Schedule(again=(30, 300), patience=5, numbered="num_retry")


def call(number: int, person: str = "p", **facts: Any) -> Call:
    return Call((f"m{number}",), person, b"body %d" % number, {"X-Signed": "yes"}, **facts)


@asynccontextmanager
async def hooks(
    receiver: Receiver, *rules: Rule, scale: float = 1e6, schedule: Schedule = SCHEDULE
) -> AsyncIterator[Hooks]:
    clock = Clock(scale)
    made = Hooks(schedule, clock, Faults(clock, rules, seed=1), connections=4)
    made.url = receiver.url
    await made.open()
    try:
        yield made
    finally:
        await made.close()


async def test_calls_of_one_person_come_in_order() -> None:
    async with receiving() as receiver, hooks(receiver) as caller:
        for number in range(50):
            caller.post(call(number))
        await caller.idle()
    assert [got.body for got in receiver.got] == [b"body %d" % number for number in range(50)]
    assert receiver.got[0].headers["X-Signed"] == "yes"


async def test_a_failed_call_comes_again_with_its_number_and_the_same_bytes() -> None:
    async with receiving() as receiver, hooks(receiver) as caller:
        receiver.answers = [500, 404]
        caller.post(call(1))
        await caller.idle()
    assert [got.headers.get("num_retry") for got in receiver.got] == [None, "1", "2"]
    assert {got.body for got in receiver.got} == {b"body 1"}
    fate = caller.record.fates["m1"]
    assert (fate.tries, fate.accepted is not None) == (3, True)
    assert caller.enabled


async def test_after_the_last_failure_it_is_switched_off() -> None:
    async with receiving() as receiver, hooks(receiver) as caller:
        receiver.answers = [500] * 3
        caller.post(call(1))
        await caller.idle()
        assert not caller.enabled
        caller.post(call(2))
        await caller.idle()
    assert len(receiver.got) == 3
    assert caller.record.counts == Counter({"500": 3, "given up": 1, "dropped": 1})
    assert caller.record.fates["m1"].accepted is None


async def test_without_retries_a_failure_costs_that_call_only() -> None:
    async with receiving() as receiver, hooks(receiver) as caller:
        receiver.answers, caller.retry = [500], False
        caller.post(call(1))
        caller.post(call(2))
        await caller.idle()
    assert [got.body for got in receiver.got] == [b"body 1", b"body 2"]
    assert caller.enabled


async def test_an_answer_that_takes_too_long_is_a_failure() -> None:
    schedule = Schedule(again=(), patience=0.05)
    async with receiving() as receiver, hooks(receiver, schedule=schedule) as caller:
        receiver.slow = 0.5
        caller.post(call(1))
        await caller.idle()
    assert caller.record.counts["timed out"] == 1
    assert caller.record.latency(1) >= 0.05


async def test_nobody_at_the_door_is_a_failure_without_a_latency() -> None:
    async with receiving() as receiver, hooks(receiver) as caller:
        caller.url = "http://127.0.0.1:9/hook"
        caller.post(call(1))
        await caller.idle()
    assert caller.record.counts["unreachable"] == 3
    assert not caller.record.latencies


async def test_a_duplicate_is_the_same_call_twice() -> None:
    async with receiving() as receiver, hooks(receiver, Rule(fault=Fault.DUPLICATED)) as caller:
        for number in range(3):
            caller.post(call(number))
        await caller.idle()
    assert Counter(got.body for got in receiver.got) == {b"body %d" % number: 2 for number in range(3)}


async def test_a_replay_comes_after_everything_else() -> None:
    async with (
        receiving() as receiver,
        hooks(receiver, Rule(fault=Fault.REPLAYED, most=1), scale=7.2e3) as caller,
    ):
        for number in range(3):
            caller.post(call(number))
        await caller.idle()
    assert [got.body for got in receiver.got] == [b"body 0", b"body 1", b"body 2", b"body 0"]


async def test_a_reordered_call_is_overtaken() -> None:
    async with receiving() as receiver, hooks(receiver, Rule(fault=Fault.REORDERED, most=1)) as caller:
        caller.post(call(1))
        caller.post(call(2))
        await caller.idle()
    assert [got.body for got in receiver.got] == [b"body 2", b"body 1"]


async def test_a_trickled_copy_comes_whole_in_the_end() -> None:
    async with receiving() as receiver, hooks(receiver, Rule(fault=Fault.TRICKLED)) as caller:
        caller.post(call(1))
        await caller.idle()
    assert [got.body for got in receiver.got] == [b"body 1", b"body 1"]
    assert caller.record.counts["trickled 200"] == 1


async def test_a_forgery_is_sent_once_and_counted_apart() -> None:
    async with receiving() as receiver, hooks(receiver) as caller:
        receiver.answers = [403]
        caller.post(call(1, label="forged"))
        await caller.idle()
    assert len(receiver.got) == 1
    assert caller.record.counts == Counter({"forged 403": 1})
    assert caller.enabled


async def test_the_report_tells_latencies_and_counts() -> None:
    async with receiving() as receiver, hooks(receiver) as caller:
        caller.post(call(1))
        await caller.idle()
        report = caller.report()
    assert report["counts"] == {"200": 1}
    assert 0 < report["p50"] <= report["p99"] <= report["longest"]
    assert (report["enabled"], report["waiting"]) == (True, 0)
