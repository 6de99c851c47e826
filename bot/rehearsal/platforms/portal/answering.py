"""What a site answers at a moment: its lists, its articles, and what is not there."""

import hashlib
import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from http import HTTPStatus

from bot.rehearsal.platforms.portal import wording
from bot.rehearsal.platforms.portal.charsets import windows_1258
from bot.rehearsal.platforms.portal.rendering import Pages, Row
from bot.rehearsal.platforms.portal.setup import VIETNAM
from bot.rehearsal.platforms.portal.sites import SITES
from bot.rehearsal.platforms.portal.stories import Place, Story, Then

LISTED, RELATED, TOP = 20, 4, 5
FLOOD = timedelta(days=2)
"""How long a feed names what came at once."""
SOFT = "noibat"
"""The site that says "not found" with status 200."""
_PAGE = re.compile(r"(?:page|cur|trang)=(\d+)")
_MONTH = re.compile(r"/sitemap-(\d{4}-\d\d)\.xml")
_FILE = re.compile(r"\.(?:png|docx)(?:;|$)")
_LISTS = {"wordpress": "wordpress_feed.xml", "joomla": "joomla_feed.xml"}
PICTURE = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c636060606000000005000157a2d3b90000000049454e44ae426082"
)


@dataclass(frozen=True, slots=True)
class Answer:
    status: int
    body: bytes
    kind: str = "text/html; charset=utf-8"
    location: str = ""
    etag: str = ""


class Answering:
    """The sites' stories and pages; each question names the moment."""

    def __init__(self, stories: dict[str, list[Story]], pages: Pages) -> None:
        self._stories, self.pages = stories, pages
        self._numbers = {
            (story.site, place.number): (story, place)
            for each in stories.values()
            for story in each
            for place in story.places
        }

    def answer(self, site: str, path: str, now: datetime, *, empty: bool = False) -> Answer:
        """`path` is below the site's folder, with its query. `empty`: its lists hold nothing."""
        number = SITES[site].number.search(path)
        if number and not _MONTH.match(path) and not _FILE.search(path):
            return self._article(site, int(number[1]), now)
        if path.partition("?")[0] == SITES[site].front.partition("?")[0]:
            return self._front(site, path, now, empty=empty)
        if site == "sitemap" and (month := _MONTH.match(path)):
            rows = [] if empty else self._rows(site, now)
            rows = [row for row in rows if _month(row.story) == month[1]]
            return self._xml("sitemap_month.xml", site, now, rows=rows)
        if path.endswith(".png"):
            return Answer(HTTPStatus.OK, PICTURE, "image/png")
        return self._missing(site, now, HTTPStatus.NOT_FOUND)

    def error(self, site: str, now: datetime, said: str, status: int = HTTPStatus.OK) -> Answer:
        """A page for people that holds nothing but a sentence."""
        said = said.format(number=self.pages.session()[:8])
        return self._html(site, self.pages.render("error.html", site, now, said=said), status)

    def _front(self, site: str, path: str, now: datetime, *, empty: bool) -> Answer:
        rows = [] if empty else self._rows(site, now)
        if site == "sitemap":
            months = sorted({_month(row.story) for row in rows})
            return self._xml("sitemap_index.xml", site, now, months=months)
        if site in _LISTS:
            return self._xml(_LISTS[site], site, now, rows=_fed(rows, now))
        page = _PAGE.search(path)
        start = (int(page[1]) - 1) * LISTED if page else 0
        top = [] if empty else self._top(site, now)
        shown = rows[start : start + LISTED]
        return self._html(site, self.pages.render(f"{site}_list.html", site, now, rows=shown, top=top))

    def _article(self, site: str, number: int, now: datetime) -> Answer:
        story, place = self._numbers.get((site, number), (None, None))
        if story is None or place is None or max(place.since, story.shown) > now:
            return self._missing(site, now, HTTPStatus.NOT_FOUND)
        if story.is_away(now):
            return self._missing(site, now, story.gone_status)
        if place.until is not None and now >= place.until:
            if place.then is Then.MISSING:
                return self._missing(site, now, HTTPStatus.NOT_FOUND)
            newest = self.pages.address(story, story.open_places(now)[-1])
            return Answer(HTTPStatus.MOVED_PERMANENTLY, b"", location=newest)
        others = [row for row in self._rows(site, now, most=RELATED + 1) if row.story is not story][:RELATED]
        page = self.pages.article(story, place, now, others, self._top(site, now))
        return self._html(site, page, wire="iso-8859-1" if number % 2 else "utf-8")

    def _missing(self, site: str, now: datetime, status: int) -> Answer:
        return self.error(site, now, wording.NO_ENTRY, HTTPStatus.OK if site == SOFT else status)

    def _rows(self, site: str, now: datetime, most: int | None = None) -> list[Row]:
        shown = [story for story in self._stories[site] if story.shown <= now and not story.is_away(now)]
        shown.sort(key=lambda story: story.raised(now) or story.published, reverse=True)
        return [
            self.pages.row(story, place, now)
            for story in shown[:most]
            for place in _listed_places(story, now)
        ]

    def _top(self, site: str, now: datetime) -> list[Row]:
        """What was raised, and old articles that change from day to day."""
        rows = self._rows(site, now) if site == SOFT else []
        raised = [row for row in rows if row.story.raised(now)]
        old = [row for row in rows[LISTED // 2 :] if not row.story.raised(now)]
        start = (now.astimezone(VIETNAM).day * 3) % max(len(old), 1)
        return raised + old[start : start + TOP]

    def _html(self, site: str, page: str, status: int = HTTPStatus.OK, wire: str = "utf-8") -> Answer:
        if site == "charset":
            return Answer(status, windows_1258(page), f"text/html; charset={wire}")
        return Answer(status, page.encode())

    def _xml(self, template: str, site: str, now: datetime, **values: object) -> Answer:
        body = self.pages.render(template, site, now, **values).encode()
        kind = "application/rss+xml" if site == "wordpress" else "text/xml"
        etag = f'"{hashlib.sha256(body).hexdigest()[:20]}"' if site == "wordpress" else ""
        return Answer(HTTPStatus.OK, body, f"{kind}; charset=utf-8", etag=etag)


def _listed_places(story: Story, now: datetime) -> list[Place]:
    """The newest, and the one in a second category; where it was moved from is in no list."""
    places = story.open_places(now)
    return places if story.fate == "second" else places[-1:]


def _fed(rows: list[Row], now: datetime) -> list[Row]:
    flood = [row for row in rows[LISTED:] if row.story.fate == "backlog" and now < row.story.shown + FLOOD]
    return rows[:LISTED] + flood


def _month(story: Story) -> str:
    return f"{story.published.astimezone(VIETNAM):%Y-%m}"
