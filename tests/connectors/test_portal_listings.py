"""Listings: by what repeats, by selectors; never menus, boxes of old news or pagers."""

from datetime import UTC, datetime

import pytest

from connectors.portal import listings
from connectors.portal.dates import VIETNAM
from connectors.portal.pages import Selectors, Unreadable

NOW = datetime(2026, 3, 15, 3, tzinfo=UTC)
BASE = "https://xa.example/tin-tuc"
TITLES = [
    "Xã mở đợt tiêm phòng cho đàn gia súc",
    "Lịch tiếp công dân tháng Ba của lãnh đạo xã",
    "Thôn Trung khánh thành nhà văn hóa mới",
    "Tập huấn chữa cháy cho tổ dân phố số 4",
]
MENU = "<ul class='menu-top'>" + "".join(
    f"<li><a href='/muc/{n}'>Mục thứ {n} của cổng thông tin</a></li>" for n in range(12)
) + "</ul>"  # fmt: skip
OLD = "<div class='tin-noi-bat'>" + "".join(
    f"<div><a href='/cu/{n}'>Một bài thật cũ được nêu lại số {n}</a><i>01/0{n + 1}/2020</i></div>"
    for n in range(6)
) + "</div>"  # fmt: skip
PAGER = "<div class='trang'><a href='/tin-tuc?p=2'>2</a> <a href='/tin-tuc?p=3'>Trang sau</a></div>"


def page(item: str, *, around: str = "<div class='ds'>{}</div>") -> str:
    rows = "".join(item.format(n=n, title=title, day=f"0{n + 1}/03/2026") for n, title in enumerate(TITLES))
    return f"<html><body>{MENU}{OLD}<main>{around.format(rows)}{PAGER}</main></body></html>"


SHAPES = [
    (
        "<div class='tin'><h3><a href='/bai/{n}'>{title}</a></h3><span>{day}</span><p>Tóm tắt {n}</p></div>",
        "",
    ),
    (
        (
            "<div class='tin'><a href='/bai/{n}'><img src='/{n}.png'></a><a href='/bai/{n}#x'>{title}</a>"
            " <em>({day})</em><a href='/bai/{n}'>Xem chi tiết</a></div>"
        ),
        "",
    ),
    ("<li><a href='/bai/{n}'>{title} ({day})</a></li>", "<ul class='tin'>{}</ul>"),
    ("<tr><td>{n}</td><td><a href='/bai/{n}'>{title}</a></td><td>{day}</td></tr>", "<table>{}</table>"),
    (
        "<article><time datetime='2026-03-0{n}'></time><h2><a href='/bai/{n}'>{title}</a></h2></article>",
        "",
    ),
]


@pytest.mark.parametrize(("item", "around"), SHAPES)
def test_what_repeats_is_found_once_with_its_day(item: str, around: str) -> None:
    html = page(item, around=around or "<div class='ds'>{}</div>")
    found = listings.items(html, BASE, Selectors(), NOW)
    assert [each.title for each in found] == TITLES
    assert [each.url.partition("#")[0] for each in found] == [f"https://xa.example/bai/{n}" for n in range(4)]
    assert found[1].published is not None
    assert found[1].published.astimezone(VIETNAM).month == 3


def test_what_was_guessed_works_on_the_page_of_the_next_day() -> None:
    item = SHAPES[0][0]
    guessed = listings.guess(page(item), BASE, NOW)
    assert guessed is not None
    row = item.format(n=9, title="Bài duy nhất hôm nay", day="14/03/2026")
    one = f"<main><div class='ds'>{row}</div></main>"
    (found,) = listings.items(one, BASE, guessed, NOW)
    assert found.title == "Bài duy nhất hôm nay"
    assert found.summary == "Tóm tắt 9"


def test_an_editors_selectors_decide() -> None:
    html = page(
        "<p class='a'>{day}<a href='/x'>Khác</a><a class='t' href='/bai/{n}'>{title}</a><b>02/02/2026</b></p>"
    )
    chosen = Selectors(item="p.a", link="a.t", date="b")
    found = listings.items(html, BASE, chosen, NOW)
    assert [each.title for each in found] == TITLES
    assert {each.published for each in found} == {datetime(2026, 2, 2, tzinfo=VIETNAM)}


def test_a_title_that_breaks_off_is_told_by_its_link() -> None:
    html = "<p class=a><a href='/1' title='Xã mở đợt tiêm phòng lớn'>Xã mở đợt...</a></p>"
    (found,) = listings.items(html, BASE, Selectors(item="p.a"), NOW)
    assert found.title == "Xã mở đợt tiêm phòng lớn"


def test_a_base_of_the_page_is_heeded() -> None:
    html = "<base href='https://xa.example/muc/'><p class=a><a href='bai/1'>Một bài của xã nhà</a></p>"
    (found,) = listings.items(html, BASE, Selectors(item="p.a"), NOW)
    assert found.url == "https://xa.example/muc/bai/1"


def test_a_page_where_nothing_repeats_has_no_items() -> None:
    assert listings.items("<p>Chưa có tin.</p>", BASE, Selectors(), NOW) == []
    assert listings.guess("", BASE, NOW) is None


@pytest.mark.parametrize("selector", ["a[", "::::", "p:không(x)", "div >"])
def test_a_selector_that_is_no_css_is_told(selector: str) -> None:
    with pytest.raises(Unreadable, match="CSS"):
        listings.items(page(SHAPES[0][0]), BASE, Selectors(item=selector), NOW)


def test_there_is_an_end_to_a_listing() -> None:
    rows = "".join(f"<p class=a><a href='/{n}'>Bài số {n} của xã</a></p>" for n in range(1_500))
    assert len(listings.items(rows, BASE, Selectors(item="p.a"), NOW)) == listings.MOST_ITEMS


@pytest.mark.parametrize(
    "html",
    [
        "<div>" * 900_000,
        "<a " + "b " * 2_000_000,
        "<svg><li>" * 500_000,
        "".join(f"<p><font size={n}></p>" for n in range(400)) + "<p>x</p>" * 100_000,
        "<p>chữ " * 600_000,
        "<b><p>" * 700_000,
        "<!--><div>" * 400_000,
    ],
)
def test_what_was_made_to_cost_time_is_refused(html: str) -> None:
    with pytest.raises(Unreadable):
        listings.items(html, BASE, Selectors(), NOW)
