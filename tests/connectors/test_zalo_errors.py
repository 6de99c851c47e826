"""Every code of Zalo's tables has its kind, and nothing that Zalo says is believed beyond its place."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from connectors.channel import (
    Gone,
    Later,
    Lost,
    Refused,
    SendError,
    StaleToken,
    Stopped,
    Throttled,
    WindowClosed,
)
from connectors.zalo.errors import LONGEST_TEXT, NotSupported, UploadExpired, error, until_morning

NOON = datetime(2026, 11, 22, 5, 0, tzinfo=UTC)
NIGHT = datetime(2026, 11, 22, 16, 30, tzinfo=UTC)
"""23:30 in Viet Nam."""

ROWS: dict[type[SendError], tuple[int, ...]] = {
    Throttled: (-32,),
    UploadExpired: (-100,),
    Lost: (-200,),
    NotSupported: (-233,),
    Refused: (-201, -202, -210, -237, -238, -241, -248, -249, -403, -1340, -1341),
    Stopped: (
        *(-204, -205, -207, -208, -209, -211, -212, -215, -219, -221, -222, -223, -224, -235, -240, -242),
        *(-311, -14002, -14003),
    ),
    Gone: (-213, -217, -227, -244),
    Later: (-214, -218, -234),
    StaleToken: (-216, -220),
    WindowClosed: (-230, -232, -305, -320, -321),
}


@pytest.mark.parametrize(("kind", "code"), [(kind, code) for kind, codes in ROWS.items() for code in codes])
def test_each_code_has_its_kind(kind: type[SendError], code: int) -> None:
    found = error(code, "Zalo's own words", NOON)
    assert type(found) is kind
    assert str(found) == f"{code} Zalo's own words"


@given(st.integers().filter(lambda code: code not in {row for codes in ROWS.values() for row in codes}))
def test_a_code_nobody_knows_is_a_refusal(code: int) -> None:
    assert type(error(code, "", NOON)) is Refused


@given(st.text(max_size=3_000), st.sampled_from([-201, -216, -99]))
def test_the_platforms_text_is_clipped_and_can_be_kept(text: str, code: int) -> None:
    told = str(error(code, text, NOON))
    assert len(told) <= LONGEST_TEXT + 10
    assert "\x00" not in told
    told.encode()


def test_what_night_refuses_waits_for_six_in_the_morning_in_viet_nam() -> None:
    assert error(-234, "", NIGHT).retry_after == timedelta(hours=6, minutes=30)
    assert error(-234, "", NIGHT + timedelta(hours=4)).retry_after == timedelta(hours=2, minutes=30)


@given(st.datetimes(timezones=st.just(UTC), min_value=datetime(2020, 1, 1), max_value=datetime(2040, 1, 1)))  # noqa: DTZ001 (hypothesis adds the zone)
def test_a_morning_is_never_past_nor_further_than_a_day(now: datetime) -> None:
    assert timedelta(0) < until_morning(now) <= timedelta(days=1)


def test_who_got_enough_today_is_written_to_tomorrow() -> None:
    assert error(-218, "", NOON).retry_after == timedelta(hours=18)
    assert error(-218, "", NIGHT + timedelta(hours=2)).retry_after == timedelta(hours=28, minutes=30)


def test_a_removed_path_and_an_article_too_many_do_not_stop_the_account() -> None:
    assert type(error(-209, "API is not support", NOON)) is Refused
    assert type(error(-209, "", NOON, status=404)) is Refused
    assert type(error(-223, "reach the limit quota create article", NOON)) is Refused
