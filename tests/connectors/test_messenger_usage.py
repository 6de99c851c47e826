"""What the headers of an answer say of limits."""

import json
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from connectors.messenger.usage import Usage, usage


def case(kind: str, percent: float, minutes: float = 0) -> dict[str, object]:
    return {
        "type": kind,
        "call_count": percent,
        "total_cputime": 20,
        "total_time": 20,
        "estimated_time_to_regain_access": minutes,
    }


def business(*cases: dict[str, object]) -> dict[str, str]:
    return {"x-business-use-case-usage": json.dumps({"104": list(cases)})}


def test_no_header_tells_nothing() -> None:
    assert usage({}) is None


def test_the_highest_figure_counts() -> None:
    header = json.dumps({"call_count": 28, "total_time": 91.5, "total_cputime": 25})
    assert usage({"x-app-usage": header}) == Usage(91.5)
    assert usage({"x-page-usage": header}) == Usage(91.5)


def test_the_tightest_of_several_limits_counts() -> None:
    headers = business(case("messenger", 40), case("pages", 95))
    assert usage(headers) == Usage(95)
    assert usage(headers, case="messenger") == Usage(40)


def test_a_limit_that_is_reached_says_for_how_long() -> None:
    assert usage(business(case("messenger", 100, 12))) == Usage(100, timedelta(minutes=12))
    assert usage(business(case("messenger", 104))) == Usage(104, timedelta(minutes=5))
    assert usage(business(case("messenger", 60, 3))) == Usage(100, timedelta(minutes=3))


def test_no_limit_rests_an_account_for_longer_than_a_day() -> None:
    told = usage(business(case("messenger", 100, 999_999)))
    assert told == Usage(100, timedelta(hours=24))


@pytest.mark.parametrize("header", ["", "no", "[]", "7", "null", '{"call_count":"x"}', "[" * 20_000])
def test_a_broken_header_tells_nothing_bad(header: str) -> None:
    told = usage({"x-app-usage": header, "x-business-use-case-usage": header})
    assert told is None or told == Usage(0)


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.sampled_from(["type", "call_count", "x"]), inner),
)


@given(_JSON)
def test_no_header_breaks_its_reader(value: object) -> None:
    header = json.dumps(value)
    told = usage({"x-app-usage": header, "x-page-usage": header, "x-business-use-case-usage": header})
    assert told is None or 0 <= told.percent < 1_000_000
