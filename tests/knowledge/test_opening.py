"""Opening hours as agencies write them, and when somebody is there."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from knowledge.opening import VIETNAM, Span, closing, next_opening, open_at, weekly

ALL_DAY = ((450, 1020),)
HALVES = ((450, 690), (810, 1020))
WORKING = range(5)
WEEK = "Thứ 2 - thứ 6: sáng 7h30 - 11h30, chiều 13h30 - 17h"


def spans(days: range | tuple[int, ...], times: tuple[tuple[int, int], ...]) -> tuple[Span, ...]:
    return tuple(Span(day, start, end) for day in days for start, end in times)


def local(day: int, hour: int, minute: int = 0, month: int = 11) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=VIETNAM)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Thứ Hai – Thứ Sáu, 7 giờ 30 – 17 giờ", spans(WORKING, ALL_DAY)),
        ("Sáng 7h30-11h30, chiều 13h30-17h, thứ 2 đến thứ 6", spans(WORKING, HALVES)),
        (
            "T2-T6: 7:30–11:30; 13:30–17:00; sáng thứ 7",
            (*spans(WORKING, HALVES), Span(5, 450, 690)),
        ),
        ("thu 2 den thu 6 tu 7g30 den 17g", spans(WORKING, ALL_DAY)),
        (
            "Từ thứ 2 đến thứ 6 hàng tuần (trừ ngày lễ, tết): sáng từ 7h30 đến 11h30, chiều từ 1h30 đến 5h",
            spans(WORKING, HALVES),
        ),
        ("7h30 sáng đến 5h chiều, thứ 2 - thứ 6", spans(WORKING, ALL_DAY)),
        ("Cả tuần trừ chủ nhật, 7h30 - 17h", spans(range(6), ALL_DAY)),
        ("Hằng ngày 7:30-17:00", spans(range(7), ALL_DAY)),
        ("T2 - T6: 7h30 - 17h, thứ 7 và chủ nhật nghỉ", spans(WORKING, ALL_DAY)),
        ("Thứ 2-6: 7h30-17h, nghỉ thứ 7", spans(WORKING, ALL_DAY)),
        ("Thứ 2, 4, 6: 7h30-17h", spans((0, 2, 4), ALL_DAY)),
        ("Thứ Hai, Tư: 7h30-17h; thứ Ba, thứ Năm: 7h30–17h", spans((0, 1, 2, 3), ALL_DAY)),
        ("Các ngày làm việc trong tuần: 7h30–11h30 và 13h30–17h00", spans(WORKING, HALVES)),
        (
            "Thứ 2 - thứ 6; sáng: 07:30 - 11:30; chiều: 13:30 - 17:00. Thứ bảy: 7:30-11:30",
            (*spans(WORKING, HALVES), Span(5, 450, 690)),
        ),
    ],
)
def test_hours_are_read_as_people_write_them(text: str, expected: tuple[Span, ...]) -> None:
    assert weekly(text) == expected
    assert weekly(text.upper()) == expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Cả tuần",
        "Giờ hành chính",
        "7 giờ 30 đến 17 giờ",
        "Thứ 2 - thứ 6",
        "Mùa hè: 7h-17h thứ 2 - thứ 6; mùa đông: 7h30-17h",
        "Thứ 2 - thứ 6: 17h - 7h",
        "Thứ 6 - thứ 2: 7h - 17h",
        "Thứ 2 - thứ 6: 7h - 25h",
        "Thứ 2: 7h - 11h, nghỉ trưa 11h - 13h",
        "Ngày 5 hàng tháng 7h - 11h",
        "Gọi trước 0123 456 789, thứ 2 7h-11h",
        "thứ 2 " * 100,
    ],
)
def test_what_is_not_surely_understood_is_not_understood(text: str) -> None:
    assert weekly(text) is None


def test_open_closed_and_when_again() -> None:
    week = weekly(WEEK)
    assert week is not None
    monday = local(23, 9)
    assert open_at(week, monday.astimezone(UTC))
    assert closing(week, monday) == local(23, 11, 30)
    assert next_opening(week, monday) == local(23, 13, 30)
    assert not open_at(week, local(23, 11, 30))
    assert not open_at(week, local(22, 9))
    assert next_opening(week, local(27, 18)) == local(30, 7, 30)


@pytest.mark.parametrize(("month", "day"), [(1, 1), (4, 30), (5, 1), (9, 2)])
def test_on_a_fixed_holiday_nobody_is_there(month: int, day: int) -> None:
    week = weekly("Cả tuần 7h-17h")
    assert week is not None
    assert not open_at(week, local(day, 9, month=month))
    following = next_opening(week, local(day, 9, month=month))
    assert following is not None
    assert (following.month, following.day) != (month, day)


TIMES = st.tuples(st.integers(0, 1438), st.integers(1, 1439)).filter(lambda pair: pair[0] < pair[1])
WEEKS = st.lists(st.builds(lambda day, times: Span(day, *times), st.integers(0, 6), TIMES), min_size=1)
MOMENTS = st.datetimes(datetime(2026, 1, 1), datetime(2028, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 (hypothesis wants it bare)


@given(WEEKS, MOMENTS)
def test_the_next_opening_is_open_and_nothing_opens_before(week: list[Span], now: datetime) -> None:
    following = next_opening(week, now)
    assert following is not None
    assert now < following <= now + timedelta(days=15)
    assert open_at(week, following)
    assert (closing(week, now) is not None) == open_at(week, now)


@given(st.integers(6, 11), st.integers(0, 59), st.integers(12, 23), st.integers(0, 59))
def test_every_time_of_day_is_read(hour: int, minute: int, end: int, end_minute: int) -> None:
    expected = spans(WORKING, ((hour * 60 + minute, end * 60 + end_minute),))
    for text in (
        f"thứ 2 - thứ 6: {hour}h{minute:02d} - {end}h{end_minute:02d}",
        f"{hour}:{minute:02d}–{end}:{end_minute:02d}, thứ Hai đến thứ Sáu",
        f"T2 đến T6 từ {hour} giờ {minute:02d} phút đến {end} giờ {end_minute:02d} phút",
    ):
        assert weekly(text) == expected


PIECES = (
    "thứ 2",
    "T7",
    "chủ nhật",
    "-",
    "đến",
    "7h",
    "17h30",
    ",",
    "nghỉ",
    "trừ",
    "sáng",
    "chiều",
    "cả tuần",
    "x",
)


@given(st.text(max_size=200) | st.lists(st.sampled_from(PIECES), max_size=12).map(" ".join))
@example("trừ")
@example("nghỉ")
@example("sáng sáng thứ 2 7h-8h")
def test_nothing_that_is_written_breaks_it(text: str) -> None:
    read = weekly(text)
    assert read is None or all(0 <= span.day <= 6 and 0 <= span.start < span.end <= 1440 for span in read)
