"""Pages as the sites make them, from templates of their own, with all that portals put around an article."""

import random
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.utils import format_datetime
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from bot.rehearsal.platforms.portal import wording
from bot.rehearsal.platforms.portal.charsets import tcvn3
from bot.rehearsal.platforms.portal.setup import VIETNAM
from bot.rehearsal.platforms.portal.sites import SITES
from bot.rehearsal.platforms.portal.stories import Place, Story, Told, Version

CENTURY = timedelta(days=36525)
NONSENSE = {"wordpress": "Thu, 01 Jan 1970 00:00:00 +0000", "joomla": "0000-00-00T00:00:00Z"}


@dataclass(frozen=True, slots=True)
class Row:
    """An article in a list, with its date there and in a feed."""

    story: Story
    place: Place
    version: Version
    url: str
    date: str
    listed: str
    feed_date: str


class Pages:
    """`url` is the server's own address. Sessions and counters are other ones at each request."""

    def __init__(self, url: str) -> None:
        self.url = url
        self._random = random.Random()  # noqa: S311 (ids that nobody relies upon)
        self._templates = Environment(
            loader=PackageLoader("bot.rehearsal.platforms.portal"),
            autoescape=True,
            undefined=StrictUndefined,
            keep_trailing_newline=True,
        )
        self._templates.filters.update(nbsp=_nbsp, spans=_spans, typed=tcvn3)

    def address(self, story: Story, place: Place, session: str = "") -> str:
        """Absolute; without a session as it would be written by hand."""
        return f"{self.url}/{story.site}{SITES[story.site].path(story, place, session or self.session())}"

    def session(self) -> str:
        return f"{self._random.getrandbits(128):032X}"

    def row(self, story: Story, place: Place, now: datetime) -> Row:
        """As lists show it: one that was put on top again has the date of that day."""
        site, told = SITES[story.site], story.raised(now) or story.published
        return Row(
            story,
            place,
            story.version(now),
            self.address(story, place),
            site.dated(story.published.astimezone(VIETNAM)),
            site.listed(told.astimezone(VIETNAM)),
            _feed_date(story, told),
        )

    def article(self, story: Story, place: Place, now: datetime, others: list[Row], top: list[Row]) -> str:
        dated = SITES[story.site].dated(story.published.astimezone(VIETNAM))
        published = story.published.astimezone(VIETNAM).replace(tzinfo=None)
        return self.render(
            f"{story.site}_page.html",
            story.site,
            now,
            story=story,
            place=place,
            v=story.version(now),
            date=dated,
            date_parts=dated.split(", ", 1) if ", " in dated else (dated, ""),
            # Every other one forgets its zone.
            ld_date=f"{published.isoformat(timespec='seconds')}{'+07:00' if place.number % 2 else ''}",
            url=self.address(story, place),
            canonical=self.address(story, story.places[0]),
            others=others,
            top=top,
        )

    def render(self, template: str, site: str, now: datetime, **values: Any) -> str:
        local = now.astimezone(VIETNAM)
        return self._templates.get_template(template).render(
            base=f"{self.url}/{site}",
            today=local,
            clock=f"{wording.WEEKDAYS[local.weekday()]}, {local:%d/%m/%Y %H:%M}",
            counter=self._random.randint(100, 999),
            session=self.session(),
            zone=VIETNAM,
            **values,
        )


def _feed_date(story: Story, told: datetime) -> str:
    if story.told is Told.MISSING:
        return ""
    if story.told is Told.WRONG:
        return NONSENSE.get(story.site, "")
    moment = (told + CENTURY if story.told is Told.FUTURE else told).astimezone(VIETNAM)
    return moment.isoformat(timespec="seconds") if story.site == "joomla" else format_datetime(moment)


def _nbsp(text: str) -> Markup:
    """Every other space is one that does not break."""
    words = text.split(" ")
    pieces = [escape(words[0])]
    for place, word in enumerate(words[1:]):
        pieces.append(Markup("&#160;") if place % 2 else Markup(" "))
        pieces.append(escape(word))
    return Markup("").join(pieces)


def _spans(text: str) -> Markup:
    """Cut into pieces of different looks, in the midst of words, too, as word processors do."""
    cut = len(text) // 3
    return Markup('<span>{}</span><span style="letter-spacing:-.2pt">{}</span><b>{}</b>').format(
        text[:cut], text[cut : 2 * cut], text[2 * cut :]
    )
