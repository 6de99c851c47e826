import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.vietnamese import telex, vni
from knowledge.vietnamese.inventory import is_syllable


@pytest.mark.parametrize(
    ("typed", "word"),
    [
        *(("ddawng", "đăng"), ("kys", "ký"), ("thur", "thủ"), ("tucj", "tục"), ("tujc", "tục")),
        *(("nguwowif", "người"), ("nguowif", "người"), ("nguwoif", "người"), ("ngwowif", "người")),
        *(("dduwowcj", "được"), ("dduowjc", "được"), ("duwowcjd", "được"), ("quaf", "quà"), ("uwr", "ử")),
        *(("hofa", "hòa"), ("hoaf", "hòa"), ("khoer", "khỏe"), ("thuyr", "thủy"), ("ddieeuf", "điều")),
        *(("tieensg", "tiếng"), ("toio", "tôi"), ("dod", "đo"), ("muaw", "mưa"), ("quawnj", "quặn")),
        *(("gif", "gì"), ("giaays", "giấy"), ("khuyeets", "khuyết"), ("thuowr", "thuở"), ("tw", "tư")),
        *(("aj", "ạ"), ("giâys", "giấy"), ("đăngs", "đắng"), ("hwowng", "hương"), ("cuuws", "cứu")),
    ],
)
def test_telex_is_decoded_wherever_its_keys_are(typed: str, word: str) -> None:
    assert telex.decoded(typed) == word


@pytest.mark.parametrize(
    "typed",
    ["khai", "form", "online", "data", "vneid", "ok", "www", "phaair", "tucs1", "", "s", "tatss", "next"],
)
def test_what_telex_could_not_have_meant_is_left(typed: str) -> None:
    assert telex.decoded(typed) is None


@pytest.mark.parametrize(
    ("typed", "word"),
    [
        *(("d9a8ng", "đăng"), ("ky1", "ký"), ("thu3", "thủ"), ("tuc5", "tục"), ("tu5c", "tục")),
        *(("nguo7i2", "người"), ("ngu7o7i2", "người"), ("ngu7o72i", "người"), ("d9u7o75c", "được")),
        *(("d9u7o7c5", "được"), ("qua2", "quà"), ("giay61", "giấy"), ("gia6y1", "giấy"), ("o73", "ở")),
        *(("khuye61t", "khuyết"), ("dat961", "đất"), ("a1", "á")),
    ],
)
def test_vni_is_decoded_wherever_its_digits_are(typed: str, word: str) -> None:
    assert vni.decoded(typed) == word


@pytest.mark.parametrize(
    "typed", ["khai", "2021", "h35", "15ngay", "ap3", "b1", "nd154", "phuong1", "", "1a", "thu12"]
)
def test_what_vni_could_not_have_meant_is_left(typed: str) -> None:
    assert vni.decoded(typed) is None


@given(st.text(alphabet="aeiouydbcghklmnpqrstvxwfjz0123456789ăđ", max_size=14) | st.text())
def test_whatever_is_decoded_is_a_syllable(typed: str) -> None:
    for way in (telex, vni):
        word = way.decoded(typed)
        assert word is None or is_syllable(word)
