"""Bulk takes many at once from an account's bucket, and leaves what is kept for replies."""

from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st
from pacing import NOON, RATE, SECOND, after, full

from connectors import pace
from connectors.pace import Priority, Rate

rates = st.builds(Rate, st.floats(0.2, 300), st.floats(1, 100))


def test_what_is_kept_for_replies_stays() -> None:
    row = full()
    assert pace.take_some(row, RATE, NOON, 100) == (7, None)
    granted, wait = pace.take_some(row, RATE, NOON, 100)
    assert (granted, wait and wait.until) == (0, NOON + timedelta(seconds=0.5))
    assert all(pace.take(row, RATE, NOON, Priority.REPLY) is None for _ in range(3))
    assert pace.take_some(row, RATE, after(2.5), 100)[0] == 2


def test_less_is_given_where_less_is_wanted() -> None:
    row = full()
    assert pace.take_some(row, RATE, NOON, 0) == (0, None)
    assert pace.take_some(row, RATE, NOON, 5) == (5, None)
    assert pace.take_some(row, RATE, NOON, 100) == (2, None)


def test_while_replies_wait_in_their_queue_bulk_gets_nothing() -> None:
    row = full()
    waits = [pace.take(row, RATE, NOON, Priority.REPLY) for _ in range(14)]
    assert sum(wait is not None for wait in waits) == 4
    assert pace.take_some(row, RATE, after(2), 10)[0] == 0


def test_a_bucket_for_one_is_not_kept_for_replies_for_ever() -> None:
    small = Rate(per_second=1, burst=1)
    row = full(small)
    assert pace.take_some(row, small, NOON, 10) == (1, None)
    assert pace.take(full(small), small, NOON, Priority.BULK) is None


def test_while_an_account_rests_nothing_goes_and_then_one_tries_for_all() -> None:
    row = full()
    pace.rest(row, after(60), "too fast")
    granted, wait = pace.take_some(row, RATE, after(1), 10)
    assert granted == 0
    assert wait is not None
    assert wait.shut
    assert pace.take_some(row, RATE, after(61), 10) == (1, None)
    assert pace.take_some(row, RATE, after(61), 10)[0] == 0


@settings(deadline=None)
@given(st.lists(st.tuples(st.floats(0, 5), st.integers(1, 50)), max_size=40), rates)
def test_in_no_span_of_time_more_goes_than_the_rate_allows(asks: list[tuple[float, int]], rate: Rate) -> None:
    row, now, left = full(rate), NOON, list[tuple[float, int]]()
    for pause, wanted in asks:
        now += pause * SECOND
        granted, wait = pace.take_some(row, rate, now, wanted)
        assert (granted == 0) == (wait is not None)
        left.append(((now - NOON).total_seconds(), granted))
    for start, (since, _) in enumerate(left):
        sums = 0
        for until, granted in left[start:]:
            sums += granted
            assert sums <= rate.burst + (until - since) * rate.per_second + 0.05


@given(rates)
def test_who_comes_when_told_gets_one(rate: Rate) -> None:
    row = full(rate)
    pace.take_some(row, rate, NOON, 10_000)
    _, wait = pace.take_some(row, rate, NOON, 1)
    assert wait is not None
    assert pace.take_some(row, rate, wait.until + timedelta(milliseconds=1), 1) == (1, None)
