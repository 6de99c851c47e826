"""Bytes of pages, whatever their header says of them, come out as the same Vietnamese."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from connectors.portal.decoding import text_of
from connectors.portal.pages import Fetched

PAGE = (
    "<html><head><title>Thông báo của xã</title></head><body><p>Từ ngày mai, bộ phận một cửa mở cửa sớm hơn"
    " để bà con đỡ phải chờ; đường vào trụ sở được sửa lại, người lớn tuổi được ưu tiên.</p></body></html>"
)
TONES = "\u0300\u0301\u0303\u0309\u0323"
TCVN3 = (
    "Tõ ngµy mai, bé phËn mét cöa më cöa sím h¬n ®Ó bµ con ®ì ph¶i chê; ®­êng vµo trô së ®­îc söa l¹i,"
    " ng­êi lín tuæi ®­îc ­u tiªn."
)
VNI = (
    "Töø ngaøy mai, boä phaän moät cöûa môû cöûa sôùm hôn ñeå baø con ñôõ phaûi chôø; ñöôøng vaøo truï sôû"
    " ñöôïc söûa laïi, ngöôøi lôùn tuoåi ñöôïc öu tieân."
)
PLAIN = PAGE.partition("<p>")[2].partition("</p>")[0]


def fetched(body: bytes, charset: str = "") -> Fetched:
    return Fetched("http://xa.example/", 200, "text/html", charset, body)


def windows_1258(text: str) -> bytes:
    """Vowels with their own marks, tones behind them: the charset has no letters with both."""
    pieces = []
    for letter in text:
        apart = unicodedata.normalize("NFD", letter)
        tones = "".join(mark for mark in apart if mark in TONES)
        base = unicodedata.normalize("NFC", "".join(mark for mark in apart if mark not in TONES))
        pieces.append(base + tones)
    return "".join(pieces).encode("cp1258")


@pytest.mark.parametrize(
    ("body", "charset"),
    [
        (PAGE.encode(), ""),
        (PAGE.encode(), "windows-1258"),
        (PAGE.encode(), "iso-8859-1"),
        (PAGE.replace("<head>", '<head><meta charset="windows-1258">').encode(), "iso-8859-1"),
        (b"\xef\xbb\xbf" + PAGE.encode(), "utf-16"),
        (("\ufeff" + PAGE).encode("utf-16-le"), ""),
        (("\ufeff" + PAGE).encode("utf-16-be"), "utf-8"),
        (PAGE.encode("utf-16-le"), ""),
        (unicodedata.normalize("NFD", PAGE).encode(), "utf-8"),
        (windows_1258(PAGE), "windows-1258"),
        (windows_1258(PAGE), "utf-8"),
        (windows_1258(PAGE), ""),
        (windows_1258(PAGE), "no-such-charset"),
    ],
)
def test_a_page_is_read_whatever_is_said_of_its_charset(body: bytes, charset: str) -> None:
    assert text_of(fetched(body, charset)).replace('<meta charset="windows-1258">', "") == PAGE


@pytest.mark.parametrize("typed", [TCVN3, VNI])
@pytest.mark.parametrize("encoding", ["utf-8", "cp1252"])
def test_text_typed_for_old_fonts_comes_out_as_unicode(typed: str, encoding: str) -> None:
    page = f"<h1>Tin</h1><p><font face='.VnTime'>{typed}</font></p>"
    assert PLAIN in text_of(fetched(page.encode(encoding), "iso-8859-1"))


def test_a_page_in_unicode_keeps_its_words_beside_an_old_text() -> None:
    page = f"<h1>Thông báo khẩn</h1><p>Báo cáo</p><div>{TCVN3}</div><a title='»'>Đọc tiếp &raquo; 12 m²</a>"
    text = text_of(fetched(page.encode()))
    assert "<h1>Thông báo khẩn</h1><p>Báo cáo</p>" in text
    assert PLAIN in text
    assert "Đọc tiếp &raquo; 12 m²" in text


@pytest.mark.parametrize(
    "page",
    [
        "<p>naïve café résumé à la carte über straße garçon señor où être déjà voilà élève fête</p>",
        "<p>" + "Đọc tiếp &raquo; «Tin» © 2026 ® 12 m² — “thử”</p>" * 20,
    ],
)
def test_what_is_not_surely_an_old_font_stays(page: str) -> None:
    assert text_of(fetched(page.encode())) == page


def test_a_page_that_was_cut_in_a_letter_stays_utf_8() -> None:
    assert text_of(fetched((PAGE * 3).encode() + b"\xe1\xbb")).startswith(PAGE)


def test_nothing_that_a_database_refuses_stays() -> None:
    text = text_of(fetched(b"<p>\x00a\x07b\xed\xa0\x80\xe2\x80\xae</p>" + PAGE.encode() * 5))
    assert "\x00" not in text
    assert "\x07" not in text
    assert "\u202e" not in text


@given(st.binary(max_size=400), st.sampled_from(["", "utf-8", "windows-1258", "utf-16", "xx", "iso-8859-1"]))
def test_any_bytes_give_text_that_can_be_kept(body: bytes, charset: str) -> None:
    text = text_of(fetched(body, charset))
    assert text.encode().decode() == text
    assert "\x00" not in text
    assert unicodedata.is_normalized("NFC", text)
