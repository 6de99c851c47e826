"""Articles are read off pages of any make, without what stands around them."""

from contextlib import suppress
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from connectors.portal.articles import article
from connectors.portal.dates import VIETNAM
from connectors.portal.pages import (
    ArticlePage,
    FileLink,
    Missing,
    Picture,
    PortalError,
    Selectors,
    Unreadable,
)

NOW = datetime(2026, 3, 15, 3, tzinfo=UTC)
URL = "https://xa.example/tin/bai-1.html"
TITLE = "Xã mở đợt tiêm phòng cho đàn gia súc"
LEAD = "Đợt này kéo dài mười ngày, bắt đầu từ thôn Trung và kết thúc ở thôn Hạ."
ONE = "Cán bộ thú y đến từng hộ theo lịch đã dán ở nhà văn hóa, bà con chỉ cần giữ vật nuôi tại chuồng."
TWO = "Hộ nào vắng nhà xin báo trước cho trưởng thôn để được xếp vào buổi khác trong tuần."
MOMENT = datetime(2026, 3, 10, 7, 30, tzinfo=VIETNAM)
AROUND = """<div class="accessibility">Xem với cỡ chữ <a href="#">A-</a>
<a href="#">A</a> | Tăng tương phản</div>
<div class="header"><a href="/">UBND XÃ</a><span class="clock">Chủ nhật, 15/03/2026 10:00</span></div>
<ul class="menu"><li><a href="/gioi-thieu">Giới thiệu chung về xã nhà</a></li></ul>{}
<div class="tin-lien-quan"><h3>Tin liên quan</h3><p><a href="/2">Một bài khác của xã</a> 01/01/2020</p></div>
<div class="sidebar"><p>Đang truy cập: 17</p></div><footer>Chịu trách nhiệm: Chủ tịch UBND xã</footer>"""


def read(html: str, selectors: Selectors | None = None) -> ArticlePage:
    return article(html, URL, selectors or Selectors(), NOW)


def within(body: str, head: str = "") -> str:
    return (
        f"<html><head><title>{TITLE} - UBND xã</title>{head}</head><body>{AROUND.format(body)}</body></html>"
    )


FRAMES = {
    "liferay": f"""<div class="portlet-body"><div class="asset-full-content-title">{TITLE}</div>
<div class="assetPublishDate">10/03/2026 | 07:30 AM</div><div class="asset-content"><p class="sapo">{LEAD}</p>
<div class="journal-content-article"><p>{ONE}</p>
<p><span>{TWO[:20]}</span>{TWO[20:]}</p></div></div></div>""",
    "wordpress": f"""<article><header class="entry-header"><h1 class="entry-title">{TITLE}</h1>
<time datetime="2026-03-10T00:30:00Z">10/03/2026</time></header><div class="entry-content">
<div class="sharedaddy"><ul><li><a href="#">Facebook</a></li></ul></div>
<p><strong>{LEAD}</strong></p><p>{ONE}</p>
<p>{TWO}</p></div></article><section id="comments"><p>{ONE * 20}</p></section>""",
    "breaks": f"""<table><tr><td><span class="Head">{TITLE}</span></td></tr>
<tr><td>07:30 | 10/03/2026</td></tr>
<tr><td class="NewsBody"><b>{LEAD}</b><br><br>{ONE}<br /> <br>{TWO}<br></td></tr></table>""",
    "divs": f"""<div class="chi-tiet"><h2>{TITLE}</h2>
<div>Ngày đăng : 10/3/2026 7:30:00 SA - Số lần xem: 9</div>
<div class="tomtat">{LEAD}</div><div class="noidung"><div>{ONE}</div><div>&nbsp;</div><div>{TWO}</div></div>
<div><a href="#">Quay lại</a> | <a href="#">In trang</a></div></div>""",
    "old": f"""<TD><P class=tieude><B>{TITLE}</B><P class=ngay>Cập nhật lúc: 7h30, ngày 10/3/2026
<DIV class=trichyeu><B>{LEAD}</B></DIV><DIV class=noidung><P>{ONE}<P>{TWO}</DIV>""",
    "unnamed": f"""<div class="x"><h1>{TITLE}</h1><div>10/03/2026 07:30</div><p><b>{LEAD}</b></p><p>{ONE}</p>
<p>{TWO}</p></div>""",
}


@pytest.mark.parametrize("frame", FRAMES)
def test_an_article_is_read_in_any_frame(frame: str) -> None:
    page = read(within(FRAMES[frame]))
    assert page.title == TITLE
    assert page.lead == LEAD
    assert page.text == f"{ONE}\n\n{TWO}"
    assert page.published == MOMENT
    assert page.doubt == ""


@pytest.mark.parametrize(
    "head",
    [
        '<meta property="article:published_time" content="2026-03-10T07:30:00+07:00">',
        (
            '<script type="application/ld+json">{"@graph":[{"@type":"WebSite","datePublished":"2019-01-01"},'
            '{"@type":"NewsArticle","headline":"Xã","datePublished":"2026-03-10T07:30:00"}]}</script>'
        ),
    ],
)
def test_the_head_tells_the_day_and_broken_json_does_not_matter(head: str) -> None:
    body = f"<h1>{TITLE}</h1><div class=noidung><p>{ONE}</p><p>{TWO}</p></div>"
    assert read(within(body, '<script type="application/ld+json">{"a":</script>' + head)).published == MOMENT


def test_what_belongs_to_the_text_stays_and_what_does_not_goes() -> None:
    page = read(
        within(
            f"""<h1>{TITLE}</h1><div class="noidung"><p>{ONE}</p>
<ul><li>Thôn Trung</li><li><p>Thôn Hạ</p></li></ul>
<table><tr><th>Thôn</th><th>Số hộ</th></tr><tr><td>Trung</td><td><p>20</p></td></tr></table>
<figure><img src="/anh/1.jpg"><figcaption>Cán bộ thú y</figcaption></figure>
<p><img src="x.gif" width="16"></p>
<p>Xem thêm: <a href="/9">Bài khác của xã nhà</a></p><p>A- A A+ | Tăng tương phản</p>
<p>Dòng một<br>dòng hai</p><p align="right"><b>Thanh Mai</b></p></div>
<p>(Nguồn: Trạm Thú y)</p><p>Tệp đính kèm: <a href="/tep/lich.docx">Lịch tiêm</a></p>"""
        )
    )
    assert page.text == f"{ONE}\n\n- Thôn Trung\n- Thôn Hạ\n\nThôn | Số hộ\nTrung | 20\n\nDòng một\ndòng hai"
    assert page.pictures == (Picture("https://xa.example/anh/1.jpg", "Cán bộ thú y"),)
    assert page.files == (FileLink("https://xa.example/tep/lich.docx", "Lịch tiêm"),)
    assert (page.author, page.origin) == ("Thanh Mai", "Trạm Thú y")


def test_an_editors_selectors_decide() -> None:
    html = within(
        f"<h2>Khác</h2><i>{TITLE}</i><u>10/3/2026 7:30</u><div class=q><p>{TWO}</p></div>"
        f"<div><p>{ONE}</p></div>"
    )
    page = read(html, Selectors(title="i", body="div.q", published="u", category="footer"))
    assert (page.title, page.text, page.published) == (TITLE, TWO, MOMENT)
    assert page.categories == ("Chịu trách nhiệm: Chủ tịch UBND xã",)


def test_a_selector_that_finds_nothing_any_more_is_a_doubt() -> None:
    page = read(within(FRAMES["divs"]), Selectors(body="div.truoc-kia"))
    assert page.text == f"{ONE}\n\n{TWO}"
    assert "div.truoc-kia" in page.doubt


def test_the_categories_are_those_of_the_path_to_it() -> None:
    crumbs = f'<div class="breadcrumb"><a href="/">Trang chủ</a> » <a>Tin tức</a> » {TITLE}</div>'
    page = read(within(crumbs + FRAMES["divs"], '<meta property="article:section" content="Nông nghiệp">'))
    assert page.categories == ("Nông nghiệp", "Tin tức")


@pytest.mark.parametrize(
    ("told", "canonical"),
    [("/tin/bai-1.html", URL), ("https://xa.example/", ""), ("", ""), ("javascript:x", "")],
)
def test_what_the_page_calls_its_address_is_told_unless_it_is_the_front(told: str, canonical: str) -> None:
    assert read(within(FRAMES["divs"], f'<link rel="canonical" href="{told}">')).canonical == canonical


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ("Không tìm thấy trang", Missing),
        ("Bài viết không tồn tại hoặc đã bị xóa", Missing),
        ("404 - Page not found", Missing),
        ("Đã xảy ra lỗi trong quá trình xử lý. Mã lỗi: 1A2B", Unreadable),
        ("Hệ thống đang được bảo trì, mong quý vị quay lại sau.", Unreadable),
    ],
)
def test_an_error_that_calls_itself_fine_is_none(said: str, kind: type[PortalError]) -> None:
    with pytest.raises(kind, match=said[:10]):
        read(within(f"<h2>Thông báo</h2><p>{said}</p>"))


def test_an_article_about_errors_is_one() -> None:
    text = f"<div class=noidung><p>{ONE * 3}</p><p>{TWO * 3}</p></div>"
    body = f"<h1>Đã xảy ra lỗi khi nộp hồ sơ, phải làm gì?</h1>{text}"
    assert read(within(body)).title.startswith("Đã xảy ra lỗi")


def test_a_login_is_none() -> None:
    with pytest.raises(Unreadable):
        read("<title>Đăng nhập</title><h1>Đăng nhập</h1><form><input type=password></form>")


@pytest.mark.parametrize(
    "html", ["", "<p>", "<html><body><script>app()</script><div id=root></div></body></html>"]
)
def test_a_page_without_words_is_none(html: str) -> None:
    with pytest.raises(Unreadable):
        read(html)


def test_an_article_that_is_a_picture_is_doubted() -> None:
    page = read(within(f"<h1>{TITLE}</h1><div class=noidung><p><img src='/scan.jpg'></p></div>"))
    assert page.pictures
    assert page.doubt


TAGS = st.sampled_from(
    ["<p>", "</p>", "<div class=noidung>", "</div>", "<table><tr><td>", "</table>", "<li>", "<br>", "<h1>",
     "<a href=x>", "</a>", "<b>", "<img src=1.jpg>", "<time datetime=2026>", "<span class=author>", "</span>",
     ONE, "10/03/2026"]
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.lists(st.one_of(TAGS, st.text(max_size=8)), max_size=30).map("".join))
def test_whatever_tags_come_it_is_read_or_refused(html: str) -> None:
    with suppress(PortalError):
        page = read(html)
        assert page.title
        assert "<p>" not in page.text
