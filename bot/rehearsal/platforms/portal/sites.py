"""The ten sites: how each spells its addresses and dates, and what it is read by."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import quote

from bot.rehearsal.platforms.portal.setup import VIETNAM
from bot.rehearsal.platforms.portal.stories import Place, Story
from bot.rehearsal.platforms.portal.wording import WEEKDAYS, WEEKDAYS_SHORT

NOON = 12


@dataclass(frozen=True, slots=True)
class Site:
    """`address` is below the site's folder; {session} in it is another one at each request.

    `number` finds an article's number in the address that was asked. `minutes`: whether its pages tell the
    time of day. `front`: the address by which it is added as a source of `kind`.
    """

    kind: str
    front: str
    address: str
    number: re.Pattern[str]
    dated: Callable[[datetime], str]
    minutes: bool = True
    listed: Callable[[datetime], str] = lambda _moment: ""
    """The date in a list; "": it has none there."""

    def path(self, story: Story, place: Place, session: str) -> str:
        return self.address.format(
            number=place.number,
            slug=story.slug,
            folder=place.folder,
            session=session,
            back=quote("/liferay/web/xa-van-thuan/tin-tuc?p_p_id=3", safe=""),
            day=f"{story.published.astimezone(VIETNAM):%Y/%m/%d}",
        )


def _short(moment: datetime) -> str:
    return f"{moment:%d/%m/%Y}"


def _minute(moment: datetime) -> str:
    return f"{moment:%d/%m/%Y %H:%M}"


def _half_day(moment: datetime) -> str:
    return f"{moment:%d/%m/%Y | %I:%M %p}"


def _time_first(moment: datetime) -> str:
    return f"{moment:%H:%M | %d/%m/%Y}"


def _in_words(moment: datetime) -> str:
    return f"{WEEKDAYS_SHORT[moment.weekday()]}, Ngày {moment:%d} tháng {moment:%m} năm {moment.year}"


def _joomla(moment: datetime) -> str:
    return f"{WEEKDAYS[moment.weekday()]}, {moment:%d} Tháng {moment.month} {moment:%Y %H:%M}"


def _with_zone(moment: datetime) -> str:
    return f"{WEEKDAYS[moment.weekday()]}, ngày {moment:%d/%m/%Y %H:%M} (GMT+7)"


def _spoken(moment: datetime) -> str:
    return f"{moment.hour}h{moment:%M}, ngày {moment.day}/{moment.month}/{moment.year}"


def _aspx(moment: datetime) -> str:
    half = "SA" if moment.hour < NOON else "CH"
    return f"{moment.day}/{moment.month}/{moment.year} {moment.hour % NOON or NOON}:{moment:%M:%S} {half}"


def _hyphens(moment: datetime) -> str:
    return f"{moment:%d-%m-%Y}"


LIFERAY = (
    "/web/xa-van-thuan/tin-tuc;jsessionid={session}?p_p_id=101_INSTANCE_xQ7&p_p_lifecycle=0&p_p_state=normal"
    "&p_p_mode=view&_101_INSTANCE_xQ7_struts_action=%2Fasset_publisher%2Fview_content"
    "&_101_INSTANCE_xQ7_urlTitle={slug}-{number}&redirect={back}"
)
SITES = {
    "wordpress": Site("feed", "/feed/", "/{day}/{slug}-{number}/", re.compile(r"-(\d+)/?(?:\?|$)"), _short),
    "joomla": Site(
        "feed",
        "/tin-tuc.feed?type=atom",
        "/index.php?option=com_content&view=article&id={number}:{slug}&catid=8:{folder}&Itemid=101",
        re.compile(r"[?&]id=(\d+)"),
        _joomla,
    ),
    "liferay": Site(
        "listing",
        "/web/xa-van-thuan/tin-tuc",
        LIFERAY,
        re.compile(r"urlTitle=[\w-]*-(\d+)"),
        _half_day,
        True,
        _half_day,
    ),
    "dotnetnuke": Site(
        "listing",
        "/Default.aspx?tabid=57",
        "/Default.aspx?tabid=57&ItemID={number}&mid=421&language=vi-VN",
        re.compile(r"ItemID=(\d+)", re.IGNORECASE),
        _time_first,
    ),
    "sharepoint": Site(
        "listing",
        "/Pages/tin-tuc.aspx",
        "/Lists/TinTuc/DispForm.aspx?ID={number}&Source=%2FPages%2Ftin%2Dtuc%2Easpx&ContentTypeId=0x0100A1",
        re.compile(r"[?&]ID=(\d+)", re.IGNORECASE),
        _in_words,
        False,
        lambda moment: f"{moment:%d/%m}",
    ),
    "vnpt": Site(
        "listing",
        "/tin-tuc",
        "/{folder}/{slug}-{number}",
        re.compile(r"-(\d+)(?:\?|$)"),
        _minute,
        True,
        _hyphens,
    ),
    "viettel": Site(
        "listing",
        "/chuyen-muc/tin-tuc",
        "/chi-tiet/{folder}/{slug}.{number}.html",
        re.compile(r"\.(\d+)\.html"),
        _with_zone,
    ),
    "charset": Site(
        "listing",
        "/default.asp?cat=1",
        "/xemtin.asp?cat=1&sid={session}&id={number}",
        re.compile(r"[?&]id=(\d+)"),
        _spoken,
    ),
    "sitemap": Site(
        "sitemap",
        "/sitemap.xml",
        "/bai-viet/{number}/{slug}",
        re.compile(r"/bai-viet/(\d+)"),
        _hyphens,
        False,
    ),
    "noibat": Site(
        "listing",
        "/tin-tuc.html",
        "/{folder}/{slug}-a{number}.html?PHPSESSID={session}",
        re.compile(r"-a(\d+)\.html"),
        _aspx,
        True,
        _short,
    ),
}
