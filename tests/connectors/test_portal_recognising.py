"""What an address that somebody gives is; and real pages, where there are some."""

import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from connectors.portal import listings
from connectors.portal.decoding import text_of
from connectors.portal.pages import Fetched, Missing, Selectors, Unreadable
from connectors.portal.recognising import Looked, look

NOW = datetime(2026, 3, 15, 3, tzinfo=UTC)
LINKS = "".join(
    f"<div class=tin><a href='/bai/{n}'>Bài viết số {n} của xã nhà</a> <i>0{n}/03/2026</i></div>"
    for n in range(1, 8)
)
TEXT = "<p>Cán bộ đến từng hộ theo lịch đã dán ở nhà văn hóa, bà con chỉ cần ở nhà chờ đến lượt.</p>" * 6


def looked(text: str | bytes) -> Looked:
    body = text if isinstance(text, bytes) else text.encode()
    return look(Fetched("https://xa.example/muc/", 200, "text/html", "", body), NOW)


def test_a_listing_comes_with_selectors_its_newest_items_and_its_feeds() -> None:
    feed = "<link rel='alternate' type='application/rss+xml' href='/rss'>"
    found = looked(f"<head><title>Tin tức</title>{feed}</head><body>{LINKS}<a href='/tin.rss'>RSS</a></body>")
    assert (found.kind, found.name) == ("listing", "Tin tức")
    assert [item.url for item in found.items] == [f"https://xa.example/bai/{n}" for n in range(7, 2, -1)]
    assert found.feeds == ("https://xa.example/rss", "https://xa.example/tin.rss")
    assert found.selectors is not None
    assert len(listings.items(LINKS, "https://xa.example/muc/", found.selectors, NOW)) == 7


def test_a_feed_is_one_and_has_a_name() -> None:
    items = "".join(f"<item><title>Tin {n}</title><link>/{n}</link></item>" for n in range(9))
    found = looked(f"<rss><channel><title>Tin xã</title>{items}</channel></rss>")
    assert (found.kind, found.name, len(found.items)) == ("feed", "Tin xã", 5)


def test_a_sitemap_is_one() -> None:
    assert looked("<urlset><url><loc>/a</loc></url></urlset>").kind == "sitemap"


def test_an_article_is_one_though_others_are_named_beside_it() -> None:
    page = f"<h1>Xã mở đợt tiêm phòng lớn</h1><div>10/03/2026</div><div class=noidung>{TEXT}</div>{LINKS}"
    found = looked(page)
    assert (found.kind, found.name) == ("article", "Xã mở đợt tiêm phòng lớn")


def test_a_folder_of_files_is_one() -> None:
    files = "".join(f"<a href='to-khai-{n}.docx'>Tờ khai {n}</a><br>" for n in range(6))
    found = looked(f"<title>Index of /bieu-mau</title><a href='../'>Parent</a>{files}")
    assert found.kind == "folder"
    assert found.items[0].url == "https://xa.example/muc/to-khai-0.docx"


@pytest.mark.parametrize(
    ("page", "kind"),
    [("<h1>Không tìm thấy trang</h1>", Missing), ("", Unreadable), (b"\x89PNG\r\n\x1a\n\0\0", Unreadable)],
)
def test_what_is_nothing_is_refused(page: str | bytes, kind: type[Exception]) -> None:
    with pytest.raises(kind):
        looked(page)


@pytest.fixture
def pages() -> Path:
    data = os.environ.get("CONGDAN_DATA", "")
    folder = Path(data) / "portal-pages"
    if not data or not folder.is_dir():
        pytest.skip("CONGDAN_DATA names no folder with portal-pages")
    return folder


@pytest.mark.slow
def test_real_pages_are_told_apart(pages: Path) -> None:
    kinds = {"danhsach": "listing", "trangchu": "listing", "baiviet": "article", "tthc": "procedure"}
    for path in sorted(pages.glob("*.html")):
        wanted = next((kind for part, kind in kinds.items() if part in path.name), "")
        if wanted:
            found = looked(path.read_bytes())
            assert found.kind == wanted, path.name
            assert wanted != "listing" or len(found.items) == 5
        elif "404" in path.name:
            with pytest.raises(Missing):
                looked(path.read_bytes())


@pytest.mark.slow
def test_a_real_listing_gives_all_its_items_with_days(pages: Path) -> None:
    (path,) = pages.glob("*danhsach*.html")
    fetched = Fetched("https://so.example/muc.html", 200, "text/html", "", path.read_bytes())
    found = listings.items(text_of(fetched), fetched.url, Selectors(), NOW)
    assert len(found) == 10
    assert all(item.published for item in found)
