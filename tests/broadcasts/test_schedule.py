"""When news may be told: by Vietnam's clock, across midnight, whatever the rule."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadcasts import schedule
from broadcasts.broadcast import Rhythm
from broadcasts.rules import Rule
from knowledge.opening import VIETNAM

MINUTES = st.integers(0, 24 * 60 - 1)
RULES = st.builds(
    Rule, quiet_from=MINUTES, quiet_until=MINUTES, digest_at=MINUTES, digest_day=st.integers(0, 6)
)
TIMES = st.datetimes(datetime(2026, 1, 1), datetime(2027, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 (hypothesis adds the zone)


def vietnam(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 11, day, hour, minute, tzinfo=VIETNAM)


@pytest.mark.parametrize(
    ("now", "end"),
    [
        (vietnam(22, 20, 59), None),
        (vietnam(22, 21), vietnam(23, 7)),
        (vietnam(23, 0), vietnam(23, 7)),
        (vietnam(23, 6, 59), vietnam(23, 7)),
        (vietnam(23, 7), None),
    ],
)
def test_from_nine_in_the_evening_to_seven_nobody_is_written_to(now: datetime, end: datetime | None) -> None:
    assert schedule.quiet_end(Rule(), now) == end


@given(RULES, TIMES)
def test_where_quiet_hours_end_there_are_none(rule: Rule, now: datetime) -> None:
    end = schedule.quiet_end(rule, now)
    if end is None:
        assert schedule.allowed(rule, now) == now
        return
    assert now < end <= now + timedelta(days=1)
    assert schedule.quiet_end(rule, end) is None
    assert schedule.quiet_end(rule, end - timedelta(seconds=1)) == end


@given(RULES, TIMES)
def test_the_next_quiet_hours_are_the_next(rule: Rule, now: datetime) -> None:
    begins = schedule.next_quiet(rule, now)
    if begins is None:
        assert schedule.quiet_end(rule, now) is None
    else:
        assert now <= begins < now + timedelta(days=1)
        assert schedule.quiet_end(rule, begins) is not None


@given(RULES, TIMES)
def test_the_next_day_begins_on_the_next_day_and_is_not_quiet(rule: Rule, now: datetime) -> None:
    start = schedule.next_day_start(rule, now)
    assert schedule.day_of(start) > schedule.day_of(now)
    assert schedule.quiet_end(rule, start) is None
    assert schedule.day_start(now) <= now < schedule.day_start(now) + timedelta(days=1)
    assert schedule.month_start(now) <= now < schedule.next_month_start(now)
    assert schedule.month_start(schedule.next_month_start(now)) == schedule.next_month_start(now)


def test_a_day_is_vietnams() -> None:
    assert schedule.day_of(datetime(2026, 11, 22, 16, 59, tzinfo=UTC)) + 1 == schedule.day_of(
        datetime(2026, 11, 22, 17, 0, tzinfo=UTC)
    )


@given(RULES, st.sampled_from((Rhythm.DAILY, Rhythm.WEEKLY)), TIMES)
def test_digests_are_due_at_even_distances_and_never_in_quiet_hours(
    rule: Rule, rhythm: Rhythm, now: datetime
) -> None:
    every = timedelta(days=1 if rhythm is Rhythm.DAILY else 7)
    due = [schedule.digest_due(rule, rhythm, now + every * step) for step in range(4)]
    assert due[0] <= now < due[0] + every
    assert {after - before for before, after in pairwise(due)} == {every}
    assert all(schedule.quiet_end(rule, at) is None for at in due)


def test_what_is_told_at_once_has_no_digest() -> None:
    with pytest.raises(ValueError, match="no digest"):
        schedule.digest_due(Rule(), Rhythm.INSTANT, vietnam(22, 12))


def test_the_weekly_digest_comes_on_monday_at_eight() -> None:
    assert schedule.digest_due(Rule(), Rhythm.WEEKLY, vietnam(29, 23)) == vietnam(23, 8)
    assert schedule.digest_due(Rule(), Rhythm.DAILY, vietnam(29, 7, 59)) == vietnam(28, 8)
