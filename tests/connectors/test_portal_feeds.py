"""Feeds and sitemaps, with the dates, the letters and the traps that they come with."""

import gzip
from contextlib import suppress
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from connectors.portal import feeds, sitemaps
from connectors.portal.dates import VIETNAM
from connectors.portal.pages import Fetched, Oversize, PortalError, Unreadable

NOW = datetime(2026, 3, 15, 3, tzinfo=UTC)
RSS = """<?xml version="1.0" encoding="windows-1258"?><rss version="2.0"
 xmlns:media="http://search.yahoo.com/mrss/"><channel><title>Tin xã</title>{items}</channel></rss>"""
ITEM = """<item><title>{title}</title><link>{link}</link><pubDate>{date}</pubDate>
<description><![CDATA[<p><img src="/a.jpg">Bà con &amp; cán bộ […]</p>
<p>The post <a href="/x">Tin</a> first appeared.</p>]]>
</description><category>Đất đai</category></item>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>Tin</title><entry><title>Họp thôn</title>
<link rel="alternate" href="tin/1"/><updated>2026-03-01T08:00:00Z</updated><id>1</id></entry></feed>"""
BOMB = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]>'
SITEMAP = '<?xml version="1.0"?><{0} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"{2}>{1}</{0}>'


def fetched(text: str | bytes, charset: str = "") -> Fetched:
    body = text if isinstance(text, bytes) else text.encode()
    return Fetched("https://xa.example/rss/", 200, "text/xml", charset, body)


def rss(title: str = "Tin", link: str = "/tin/1", date: str = "") -> Fetched:
    return fetched(RSS.format(items=ITEM.format(title=title, link=link, date=date)), "iso-8859-1")


def test_an_item_is_read_with_all_it_tells() -> None:
    (item,) = feeds.items(rss("Thu hồi 5 m² đất &amp;amp; nhà", date="Sat, 14 Mar 2026 09:30:00 +0700"), NOW)
    assert item.url == "https://xa.example/tin/1"
    assert item.title == "Thu hồi 5 m² đất & nhà"
    assert item.published == datetime(2026, 3, 14, 9, 30, tzinfo=VIETNAM)
    assert item.summary == "Bà con & cán bộ"
    assert item.categories == ("Đất đai",)
    assert item.picture == "https://xa.example/a.jpg"


@pytest.mark.parametrize(
    ("date", "published"),
    [
        ("14/03/2026 09:30", datetime(2026, 3, 14, 9, 30, tzinfo=VIETNAM)),
        ("2026-03-14T09:30:00", datetime(2026, 3, 14, 9, 30, tzinfo=VIETNAM)),
        ("Sat, 14 Mar 2126 09:30:00 +0700", None),
        ("Wed, 32 Foo 2026 25:61:00 +0700", None),
        ("", None),
    ],
)
def test_a_date_without_a_zone_is_vietnams_and_nonsense_is_none(
    date: str, published: datetime | None
) -> None:
    (item,) = feeds.items(rss(date=date), NOW)
    assert item.published == published


def test_when_an_entry_was_changed_is_not_when_it_was_published() -> None:
    (item,) = feeds.items(fetched(ATOM), NOW)
    assert item.url == "https://xa.example/rss/tin/1"
    assert item.published is None


def test_entries_that_lead_nowhere_are_left_out_and_there_is_an_end() -> None:
    assert feeds.items(rss(link="javascript:alert(1)"), NOW) == []
    many = "".join(
        ITEM.format(title=f"Tin {n}", link=f"/tin/{n}", date="") for n in range(feeds.MOST_ITEMS + 200)
    )
    assert len(feeds.items(fetched(RSS.format(items=many)), NOW)) == feeds.MOST_ITEMS


@pytest.mark.parametrize(
    "text", ["", "<html><body>rss</body></html>", BOMB + "<rss><channel/></rss>", "<rss" + "<a>" * 200_000]
)
def test_what_is_no_feed_is_refused(text: str) -> None:
    with pytest.raises(Unreadable):
        feeds.items(fetched(text), NOW)


def test_a_broken_feed_gives_what_can_be_read() -> None:
    whole = RSS.format(items=ITEM.format(title="Một", link="/1", date="") * 2)
    assert feeds.items(fetched(whole[:-200]), NOW)[0].title == "Một"


def test_a_sitemap_tells_addresses_and_days() -> None:
    url = (
        "<url><loc> https://xa.example/tin/1 </loc><lastmod>2026-03-01</lastmod></url>"
        "<url><loc>https://xa.example/tin/1</loc></url><url><loc>ftp://xa.example/2</loc></url>"
        "<url><loc>/tin/3</loc><n:news><n:publication_date>2026-03-02T07:00:00+07:00</n:publication_date>"
        "<n:title>Họp thôn</n:title></n:news></url>"
    )
    news = ' xmlns:n="http://www.google.com/schemas/sitemap-news/0.9"'
    found = sitemaps.entries(fetched(gzip.compress(SITEMAP.format("urlset", url, news).encode())), NOW)
    assert [item.url for item in found.items] == ["https://xa.example/tin/1", "https://xa.example/tin/3"]
    assert found.items[0].published == datetime(2026, 3, 1, tzinfo=VIETNAM)
    assert found.items[1].title == "Họp thôn"
    assert found.items[1].published == datetime(2026, 3, 2, 7, tzinfo=VIETNAM)


def test_an_index_names_the_newest_list_first() -> None:
    maps = "".join(
        f"<sitemap><loc>/m{n}.xml</loc><lastmod>2026-0{n}-01</lastmod></sitemap>" for n in (1, 3, 2)
    )
    found = sitemaps.entries(fetched(SITEMAP.format("sitemapindex", maps, "")), NOW)
    assert found.items == ()
    assert found.children == tuple(f"https://xa.example/m{n}.xml" for n in (3, 2, 1))


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"<html></html>",
        b"\x1f\x8bxx",
        (BOMB + "<urlset><url><loc>&b;</loc></url></urlset>").encode(),
        ("<urlset>" + "<a>" * 100_000).encode(),
    ],
)
def test_what_is_no_sitemap_is_refused(body: bytes) -> None:
    with pytest.raises(Unreadable):
        sitemaps.entries(fetched(body), NOW)


def test_a_sitemap_that_unpacks_to_too_much_is_refused() -> None:
    body = gzip.compress(b"<urlset>" + b" " * (sitemaps.LARGEST + 1))
    with pytest.raises(Oversize):
        sitemaps.entries(fetched(body), NOW)


@settings(max_examples=60, deadline=None)
@given(
    st.text(max_size=200), st.sampled_from(["<rss><channel><item>", "<urlset><url><loc>", "<feed><entry>"])
)
def test_whatever_follows_is_read_or_refused(text: str, start: str) -> None:
    for read in (feeds.items, sitemaps.entries):
        with suppress(PortalError):
            assert read(fetched(start + text), NOW) is not None
