"""Days and hours in the shapes that portals write them."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from connectors.portal.dates import AHEAD, OLDEST, VIETNAM, parse, within

TODAY = date(2026, 3, 15)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=VIETNAM)


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("13:57 | 09/09/2020", "2020-09-09 13:57"),
        ("Thứ 6, Ngày 23 tháng 06 năm 2017", "2017-06-23"),
        ("Chiều ngày 29/3/2022", "2022-03-29"),
        ("09-09-2020 lúc 8h30", "2020-09-09 08:30"),
        ("Ngày đăng: 5.1.2024 07:30 SA", "2024-01-05 07:30"),
        ("Ngày đăng: 5.1.2024 07:30 CH", "2024-01-05 19:30"),
        ("5/1/2024 12:10:05 CH", "2024-01-05 12:10:05"),
        ("21/12/2012 | 12:00 AM", "2012-12-21 00:00"),
        ("11/07/2022 | 02:32 PM", "2022-07-11 14:32"),
        ("8 giờ 30 phút, ngày 5/1/2024", "2024-01-05 08:30"),
        ("7h30' ngày 5-1-2024", "2024-01-05 07:30"),
        ("ngày 05 tháng Mười hai năm 2024", "2024-12-05"),
        ("Thứ Sáu, 05 Tháng 1 2024 22:15", "2024-01-05 22:15"),
        ("05/01/2024 | 4:30 chiều", "2024-01-05 16:30"),
        ("05/01/2024 07:30 (GMT+7)", "2024-01-05 07:30"),
        ("05/01/2024 07:30 GMT+0", "2024-01-05 14:30"),
        ("2024-01-05T07:30:00", "2024-01-05 07:30"),
        ("2024-01-05T07:30:00.123Z", "2024-01-05 14:30"),
        ("2024-01-05T07:30:00+0900", "2024-01-05 05:30"),
        ("2024-01-05", "2024-01-05"),
        ("20240105", "2024-01-05"),
        ("2024/01/05 10:22", "2024-01-05 10:22"),
        ("Fri, 23 Jun 2017 08:00:00 GMT", "2017-06-23 15:00"),
        ("Fri, 23 Jun 2017 08:00:00", "2017-06-23 08:00"),
        ("January 5, 2024 10:11 pm", "2024-01-05 22:11"),
        ("6/23/2017 8:00:00 AM", "2017-06-23 08:00"),
        ("Cập nhật: 07/01/2024 - Ngày đăng: 05/01/2024", "2024-01-05"),
        ("Thứ\u00a0năm - 05/01/24 9:15", "2024-01-05 09:15"),
    ],
)
def test_every_shape_is_understood(text: str, moment: str) -> None:
    assert parse(text, TODAY) == at(moment)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "31/02/2024",
        "23/13/2024",
        "00/00/0000",
        "0000-00-00T00:00:00Z",
        "Wed, 32 Foo 2026 25:61:00 +0700",
        "01/01/1980",
        "18/03/2026",
        "01/01/2126",
        "2 giờ trước",
        "Số 12/2024/NĐ-CP",
        "1.001193.000.00.00.H35",
        "04.37.366617",
        "26 Tết",
    ],
)
def test_what_is_no_day_or_no_likely_one_is_none(text: str) -> None:
    assert parse(text, TODAY) is None


def test_a_day_may_lie_two_days_ahead() -> None:
    assert parse("17/03/2026", TODAY) == at("2026-03-17")


@pytest.mark.parametrize(
    ("text", "hours"), [("2 giờ trước", 2), ("Đăng 30 phút trước", 0.5), ("3 ngày trước", 72)]
)
def test_how_long_ago_needs_to_know_the_time(text: str, hours: float) -> None:
    now = datetime(2026, 3, 15, 3, tzinfo=UTC)
    assert parse(text, TODAY, now) == now - timedelta(hours=hours)


def test_what_is_left_of_a_line_can_be_told() -> None:
    found = within("Ngày đăng: 05/01/2024 07:30 | Lượt xem: 12", TODAY)
    assert found is not None
    assert found[0] == at("2024-01-05 07:30")
    assert "lượt xem: 12" in found[1]
    assert "2024" not in found[1]
    assert within("không có ngày", TODAY) is None


@given(st.text(max_size=120))
def test_no_text_is_too_odd(text: str) -> None:
    found = parse(text, TODAY, datetime(2026, 3, 15, tzinfo=UTC))
    assert found is None or OLDEST <= found.astimezone(VIETNAM).date() <= TODAY + AHEAD


PIECES = st.sampled_from(
    [
        "12",
        "3",
        "2024",
        "/",
        "-",
        ".",
        ":",
        "T",
        "Z",
        "+07:00",
        " ",
        "ngày",
        "tháng",
        "năm",
        "giờ",
        "SA",
        "jan",
    ]
)


@given(st.lists(PIECES, max_size=16).map("".join))
def test_no_heap_of_figures_is_too_odd(text: str) -> None:
    found = parse(text, TODAY, datetime(2026, 3, 15, tzinfo=UTC))
    assert found is None or found.tzinfo is not None


@given(st.datetimes(datetime.fromisoformat("1991-01-01"), datetime.fromisoformat("2026-03-10")))
def test_what_was_written_is_read_again(moment: datetime) -> None:
    moment = moment.replace(second=0, microsecond=0)
    for shape in ("%H:%M | %d/%m/%Y", "%d-%m-%Y lúc %Hh%M", "%d/%m/%Y | %I:%M %p", "%Y-%m-%dT%H:%M:00"):
        assert parse(moment.strftime(shape), TODAY) == moment.replace(tzinfo=VIETNAM)
