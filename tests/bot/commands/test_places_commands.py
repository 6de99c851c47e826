"""`congdan places`."""

from pathlib import Path

import pytest
from shell import Congdan

from knowledge.places.loading import FOLDER, UNITS


def test_find_shows_what_is_understood(typed: Congdan) -> None:
    shown = typed("places", "find", "xã Ngọc Hòa huyện Giồng Riềng đăng ký kết hôn")
    assert shown.code == 0
    for words in ("xã Hòa Thuận, tỉnh An Giang", "đã đổi", "để tìm thủ tục: đăng ký kết hôn"):
        assert words in shown.out


def test_find_shows_the_choices_of_a_question_back(typed: Congdan) -> None:
    shown = typed("places", "find", "Ngọc Hòa nay là xã nào")
    assert "“Giồng Riềng, Kiên Giang”" in shown.out
    at_home = typed("places", "find", "Ngọc Hòa nay là xã nào", "--home", "tỉnh Kiên Giang")
    assert "nay là xã Hòa Thuận" in at_home.out


def test_find_says_when_there_is_no_place(typed: Congdan) -> None:
    assert "Không thấy địa danh nào" in typed("places", "find", "đăng ký kết hôn").out


def test_build_writes_the_shipped_table_to_the_byte(typed: Congdan, tmp_path: Path) -> None:
    out = tmp_path / "units.tsv"
    assert "10.040 đơn vị cũ" in typed("places", "build", "--out", str(out)).out
    assert out.read_bytes() == (FOLDER / UNITS).read_bytes()
    assert "không đổi" in typed("places", "build", "--out", str(out)).out


@pytest.mark.parametrize("words", [["places"], ["places", "find"], ["places", "build"]])
def test_the_help_suffices(typed: Congdan, words: list[str]) -> None:
    shown = typed(*words, "--help")
    assert shown.code == 0
    assert "Show this message" not in shown.out
