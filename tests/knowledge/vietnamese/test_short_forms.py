import pytest

from knowledge.vietnamese.shorthand import Shorthand

FORMS = Shorthand.of(
    [
        ("c", "chị", ""),
        ("tt", "trực tuyến", "nop"),
        ("tt", "thủ tục", ""),
        ("kh", "kết hôn", "dang dk"),
        ("sao", "sao", ""),
        ("vneid", "vneid định danh", ""),
        ("bhyt", "bảo hiểm y tế", ""),
    ]
)


@pytest.mark.parametrize(
    ("tokens", "full"),
    [
        ("nộp tt", "nộp trực tuyến"),
        ("làm tt", "làm thủ tục"),
        ("đăng kí kh", "đăng kí kết hôn"),
        ("kh", "kh"),
        ("c ơi", "chị ơi"),
        ("hạng c", "hạng c"),
        ("khu c", "khu c"),
        ("làm sao", "làm sao"),
        ("vneid mức", "vneid định danh mức"),
        ("vneid định danh mức", "vneid định danh mức"),
        ("", ""),
    ],
)
def test_a_short_form_is_written_out_by_its_neighbours(tokens: str, full: str) -> None:
    assert FORMS.expanded(tokens.split()) == full.split()


def test_readings_tell_which_tokens_were_short() -> None:
    assert FORMS.readings(["làm", "tt", "sao"]) == [None, ("thủ", "tục"), None]


def test_in_an_official_text_only_long_forms_are_written_out() -> None:
    assert FORMS.written_out(["tt", "bhyt"]) == ["tt", "bảo", "hiểm", "y", "tế"]
