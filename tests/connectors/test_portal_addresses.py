"""Addresses of a portal: one article has one canonical address, however it is linked."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from connectors.portal.addresses import LONGEST, LONGEST_CANONICAL, absolute, canonical, target, to_tell

BASE = "http://xa-mau.gov.vn/tin-tuc/su-kien?page=2"
NEWS = "https://xa-mau.gov.vn/tin"
SAME = [
    [
        "http://xa-mau.gov.vn/tin-tuc/hop-dan",
        "https://www.xa-mau.gov.vn/tin-tuc/hop-dan/",
        "HTTP://WWW.XA-MAU.GOV.VN:80//tin-tuc/./hop-dan#binh-luan",
        "https://xa-mau.gov.vn.:443/tin-tuc/x/../hop-dan",
        "http://xa-mau.gov.vn/tin-tuc/hop-dan;jsessionid=0A1B2C.node3",
        "http://xa-mau.gov.vn/tin-tuc/hop-dan;JSESSIONID=9?utm_source=zalo&utm_medium=oa&zarsrc=30",
        "http://xa-mau.gov.vn/tin-tuc/hop-dan?fbclid=IwAR0x&gclid=1&PHPSESSID=a&ASPSESSIONIDQQ=b",
        "http://xa-mau.gov.vn/tin-tuc/hop%2Ddan?print=1&tmpl=component&fontsize=18&_=1700000000",
        "http://xa-mau.gov.vn/(S(lit3py55t21z5v55vlm25s55))/tin-tuc/hop-dan",
        "http://can-bo:mat-khau@xa-mau.gov.vn/tin-tuc/hop-dan",
        "  http:\\\\xa-mau.gov.vn/tin-tuc/\nhop-dan ",
    ],
    [
        "http://xa-mau.gov.vn/Pages/DispForm.aspx?ID=7&List=tin",
        "http://xa-mau.gov.vn/Pages/DispForm.aspx?list=tin&amp;id=7&amp;Source=%2FPages%2Fds.aspx",
        "http://xa-mau.gov.vn/Pages/DispForm.aspx?List=tin&ID=7&ContentTypeId=0x01&sid=a1b2c3d4e5f60718",
        "http://xa-mau.gov.vn/Pages/DispForm.aspx?List=tin&ID=7&ID=7&&",
    ],
    [
        f"{NEWS}?p_p_id=101_INSTANCE_a&p_p_state=normal&_101_INSTANCE_a_urlTitle=x&_101_INSTANCE_a_redirect=%2F",
        f"{NEWS}?_101_INSTANCE_zZ9_urlTitle=x&p_p_id=101_INSTANCE_zZ9&p_auth=x1&_101_INSTANCE_zZ9_cur=3",
    ],
    ["http://xa-mau.gov.vn/tin tức/Ộ?t=a+b", "http://xa-mau.gov.vn/tin%20t%e1%bb%a9c/%E1%BB%98?t=a%20b"],
    ["http://xã-mẫu.vn/tin", "http://xn--x-mu-goa0686b.vn/tin"],
    ["http://xa-mau.gov.vn", "https://www.xa-mau.gov.vn/"],
]
OTHER = [
    ("http://xa-mau.gov.vn/tin?id=1", "http://xa-mau.gov.vn/tin?id=2"),
    ("http://xa-mau.gov.vn/tin?ItemID=1", "http://xa-mau.gov.vn/tin"),
    ("http://xa-mau.gov.vn/?p=15", "http://xa-mau.gov.vn/?p=16"),
    ("http://xa-mau.gov.vn/tin?newsid=5&catid=1", "http://xa-mau.gov.vn/tin?newsid=5&catid=2"),
    ("http://xa-mau.gov.vn/tin?sid=5", "http://xa-mau.gov.vn/tin?sid=6"),
    ("http://xa-mau.gov.vn/tin?source=so-y-te", "http://xa-mau.gov.vn/tin?source=so-tai-chinh"),
    ("http://xa-mau.gov.vn/tin", "http://tin.xa-mau.gov.vn/tin"),
    ("http://xa-mau.gov.vn/a%2Fb", "http://xa-mau.gov.vn/a/b"),
    ("http://xa-mau.gov.vn:8080/", "http://xa-mau.gov.vn/"),
    ("http://xa-mau.gov.vn/Tin-A", "http://xa-mau.gov.vn/tin-a"),
]


@pytest.mark.parametrize("spellings", SAME, ids=lambda spellings: spellings[0][:60])
def test_spellings_of_one_address_are_one(spellings: list[str]) -> None:
    assert {canonical(spelling) for spelling in spellings} == {canonical(spellings[0])}


@pytest.mark.parametrize(("one", "other"), OTHER)
def test_what_names_an_article_stays(one: str, other: str) -> None:
    assert canonical(one) != canonical(other)


def test_a_canonical_address_can_be_read_and_asked() -> None:
    url = canonical("HTTP://www.Xa-Mau.gov.vn/Tin/?b=2&A=1&utm_campaign=x#top")
    assert url == "https://xa-mau.gov.vn/Tin?a=1&b=2"
    assert target(url).url == url


@pytest.mark.parametrize(
    "text", ["", "tin.docx", "/thu-muc/Quyết định.pdf", "ftp://a/b", "http://[::1/", "http://"]
)
def test_what_is_no_address_of_the_web_comes_back_trimmed(text: str) -> None:
    assert canonical(f" {text}\n") == text


def test_a_very_long_address_is_told_apart_and_short_enough_for_an_index() -> None:
    long = "http://xa-mau.gov.vn/" + "ộ" * 100_000
    assert canonical(long) != canonical(long + "1")
    assert len(canonical(long)) <= LONGEST_CANONICAL
    assert len(canonical("tệp " * 10_000).encode()) <= LONGEST_CANONICAL


pieces = st.sampled_from(
    [
        "http://", "HTTPS://", "www.", "xa-mau.gov.vn", "tỉnh.vn", ":80", ":8080", "[::1]", "@", "/", "//",
        "..", "\\", ";jsessionid=", "(S(a))", "%2e", "%2F", "%", "%E1%BB", "?", "&", "&amp;", "=", "id=7",
        "_INSTANCE_a", "p_p_id=", "utm_x", "sid=", "+", "#", "\x00", "\ud800", "\n", " ", "ộ", "%41%6dp;",
        "0x7f", "127.1",
    ]
)  # fmt: skip
addresses = st.lists(pieces, max_size=12).map("".join)


@given(st.one_of(st.text(), addresses, st.builds("http://{}".format, st.text())))
@example("http://xa.vn/?_instance_instance_a_b=1")
@example("http://xa.vn/;jsess;jsessionid=1ionid=2")
@example("http://" + "a." * 30_000)
@example("http://xa.vn:99999/")
@example("http://xa.vn/?%26amp;%26=%2525")
def test_a_canonical_address_is_its_own(text: str) -> None:
    once = canonical(text)
    assert canonical(once) == once
    assert len(once) <= LONGEST_CANONICAL
    once.encode()
    assert "\x00" not in once


@pytest.mark.parametrize(
    ("href", "found"),
    [
        ("chi-tiet.aspx?id=5#noi-dung", "http://xa-mau.gov.vn/tin-tuc/chi-tiet.aspx?id=5"),
        ("/Tin Tức/ngày 5.html", "http://xa-mau.gov.vn/Tin%20T%E1%BB%A9c/ng%C3%A0y%205.html"),
        ("//www.tinh.gov.vn/x", "http://www.tinh.gov.vn/x"),
        ("?page=3", "http://xa-mau.gov.vn/tin-tuc/su-kien?page=3"),
        ("https://tinh.gov.vn:443/a%20b", "https://tinh.gov.vn/a%20b"),
        (" \n../tep/don\n.docx ", "http://xa-mau.gov.vn/tep/don.docx"),
        ("\\\\tinh.gov.vn\\x", "http://tinh.gov.vn/x"),
        ("http://tỉnh.vn/", "http://xn--tnh-dlz.vn/"),
    ],
)
def test_a_link_is_made_absolute(href: str, found: str) -> None:
    assert absolute(BASE, href) == found


@pytest.mark.parametrize(
    "href",
    [
        "", "#", "#noi-dung", "javascript:void(0)", "JavaScript:;", "mailto:ubnd@xa-mau.gov.vn", "tel:024",
        "data:,x", "ftp://xa-mau.gov.vn/x", "file:///etc/passwd", "http://[::1", "http://a b/", "http://x:99999/",
        "http://me@xa-mau.gov.vn/", "http://127.1/", "http://0x7f000001/", "http://2130706433/",
        "http://017.0.0.1/", "http://[fe80::1%25eth0]/", "http://xa-mau.gov.vn:0/", "/" + "x" * LONGEST,
    ],
)  # fmt: skip
def test_a_link_that_leads_nowhere_is_nothing(href: str) -> None:
    assert not absolute(BASE, href)


@given(st.one_of(st.text(), addresses), st.one_of(st.text(), addresses))
def test_any_link_is_an_address_that_can_be_asked_or_nothing(base: str, href: str) -> None:
    found = absolute(base, href)
    assert not found or target(found).url == found
    assert found.isascii()


@pytest.mark.parametrize(
    ("read", "told"),
    [
        ("https://x.vn/tin;jsessionid=D82A7?p_p_id=101&utm_source=rss", "https://x.vn/tin?p_p_id=101"),
        ("https://x.vn/a-b-12/?utm_source=rss&utm_medium=rss&utm_campaign=12", "https://x.vn/a-b-12/"),
        ("https://x.vn/Xem.asp?cat=1&sid=a1b2c3d4e5f60718&ID=7", "https://x.vn/Xem.asp?cat=1&ID=7"),
        ("https://x.vn/Xem.asp?sid=12&ID=7#cuoi", "https://x.vn/Xem.asp?sid=12&ID=7#cuoi"),
        ("", ""),
    ],
)
def test_people_are_given_an_address_without_the_session_in_which_it_was_read(read: str, told: str) -> None:
    assert to_tell(read) == told


@pytest.mark.parametrize("url", [url for urls in SAME for url in urls])
def test_what_people_are_given_leads_to_the_same_article(url: str) -> None:
    assert canonical(to_tell(url)) == canonical(url)
