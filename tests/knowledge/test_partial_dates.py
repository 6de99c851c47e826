"""Dates of which only a part is known."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.partial_dates import normal, order


def test_dates_are_ordered_with_a_part_counting_as_its_beginning() -> None:
    dates = ["", "2021", "2021-08", "2026", "2026-07", "2026-07-01", "2026-07-15", "2026-10", "2026-12-31"]
    assert sorted(sorted(dates, key=len), key=order) == dates


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("15/7/2026", "2026-07-15"),
        ("7/2026", "2026-07"),
        ("2026-7", "2026-07"),
        ("2026-07-15T08:30:00+07:00", "2026-07-15"),
        ("2026-07-15 00:00:00", "2026-07-15"),
        ("2026", "2026"),
        ("", ""),
    ],
)
def test_what_people_write_is_kept_in_one_form(written: str, kept: str) -> None:
    assert normal(written) == kept


@pytest.mark.parametrize("written", ["2026-13", "31/2/2026", "tháng 7", "2026-07-15-1", "0000", "20260715"])
def test_what_is_no_date_is_refused(written: str) -> None:
    with pytest.raises(ValueError, match="not a date"):
        normal(written)


@given(st.dates(), st.dates())
def test_whole_dates_are_ordered_as_the_calendar_orders_them(one: date, other: date) -> None:
    assert (order(normal(one.isoformat())) < order(normal(other.isoformat()))) == (one < other)
