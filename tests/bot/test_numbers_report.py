"""How the sentences of the report compare with the quarter before."""

import pytest

from bot.console.filters import share
from bot.numbers.report_words import compared


@pytest.mark.parametrize(
    ("now", "before", "told"),
    [
        (1479, 61, "gấp 24,2 lần quý trước (61)"),
        (183, 61, "gấp 3 lần quý trước (61)"),
        (122, 61, "tăng 100% so với quý trước (61)"),
        (30, 40, "giảm 25% so với quý trước (40)"),
        (40, 40, "bằng quý trước"),
        (40, 0, "quý trước chưa có số liệu"),
        (40, None, "quý trước chưa có số liệu"),
    ],
)
def test_much_more_is_told_in_times_and_a_little_more_in_per_cent(
    now: int, before: int | None, told: str
) -> None:
    assert compared(now, before) == told


@pytest.mark.parametrize(
    ("value", "told"),
    [
        (0, "0%"),
        (3 / 1479, "dưới 1%"),
        (0.005, "dưới 1%"),
        (0.995, "hơn 99%"),
        (0.12, "12%"),
        (0.999, "hơn 99%"),
        (1, "100%"),
        (None, "–"),
    ],
)
def test_some_are_not_none_and_almost_all_are_not_all(value: float | None, told: str) -> None:
    assert share(value) == told
