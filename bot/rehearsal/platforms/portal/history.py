"""Thirty days of ten portals, decided beforehand: what is published when, what happens to it afterwards."""

import random
from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.rehearsal.platforms.portal import wording
from bot.rehearsal.platforms.portal.charsets import typable
from bot.rehearsal.platforms.portal.fates import FATES, meet
from bot.rehearsal.platforms.portal.misfortunes import Outage, outages
from bot.rehearsal.platforms.portal.setup import Setup
from bot.rehearsal.platforms.portal.stories import Block, Place, Story, Told, Version
from bot.rehearsal.platforms.portal.writing import Draft, Writer, slug

COMPLETE = ("wordpress", "sitemap")
"""Sites that name all they have, and so many at once after an outage."""
FEEDS = ("wordpress", "joomla")
BURIED = 3
"""Old articles of each site that no list showed before a block of "Tin nổi bật" does."""
DAY = timedelta(days=1)
ODD_DATES = 0.2
LEGACY_CHANCE = 0.6
PICTURE_CHANCE, FILE_CHANCE = 0.6, 0.3


@dataclass(frozen=True, slots=True)
class History:
    stories: dict[str, list[Story]]
    outages: dict[tuple[str, int], Outage]
    """By site and day."""


def history(setup: Setup) -> History:
    """The same for the same setup."""
    troubles = outages(setup) if setup.misfortunes else {}
    return History({site: _Chronicle(setup, site, troubles).stories for site in setup.sites}, troubles)


class _Chronicle:
    """One site from before the start to the last day."""

    def __init__(self, setup: Setup, site: str, troubles: dict[tuple[str, int], Outage]) -> None:
        self._setup, self._site = setup, site
        self._luck = random.Random(f"{setup.seed} {site}")  # noqa: S311 (a plan, not a secret)
        self._writer = Writer(self._luck)
        self._numbers = 1000 + self._luck.randrange(5000)
        self._keys = 0
        self.stories: list[Story] = []
        self._before(setup.kept)
        bad = sorted(day for name, day in troubles if name == site)
        for day in range(setup.days):
            self._day(day)
            if site in COMPLETE and bad and day == bad[0] + 1:
                self._at_once(day)
        self._bury()

    def _before(self, count: int) -> None:
        """Articles there before anybody reads the site."""
        for _ in range(count):
            at = self._office_hour(self._setup.start - DAY * self._luck.randint(5, 200))
            meet(self._told(at, at), self._luck.choice(("plain", "plain", "moved", "raised")), self)

    def _day(self, day: int) -> None:
        for _ in range(round(self._luck.uniform(0, 2 * self._setup.per_day))):
            at = self._office_hour(self._setup.start + DAY * day)
            story = self._told(at, at + timedelta(minutes=self._luck.randint(1, 40)), new=True)
            story.told = self._odd()
            meet(story, self._luck.choices(*zip(*FATES.items(), strict=True))[0], self)

    def _at_once(self, day: int) -> None:
        for _ in range(self._setup.backlog):
            at = self._office_hour(self._setup.start - DAY * self._luck.randint(30, 900))
            self._told(at, self._setup.start + DAY * day + timedelta(hours=3)).fate = "backlog"

    def _bury(self) -> None:
        for _ in range(BURIED):
            at = self._office_hour(self._setup.start - DAY * self._luck.randint(300, 1500))
            shown = self._setup.start + DAY * self._luck.uniform(1, max(self._setup.days - 2, 2))
            story = self._told(at, shown)
            story.fate = "buried"
            story.on_top.append((shown, shown + DAY * 3))

    def _told(self, published: datetime, shown: datetime, *, new: bool = False) -> Story:
        luck, draft = self._luck, self._writer.draft(published)
        legacy = self._site == "sitemap" and not new and luck.random() < LEGACY_CHANCE
        name, folder = wording.CATEGORIES[draft.kind]
        draft = _typed(draft) if legacy else draft
        self._keys += 1
        story = Story(
            site=self._site,
            key=self._keys,
            published=published,
            shown=shown,
            new=new,
            versions=[Version(published, draft.title, draft.lead, draft.blocks)],
            places=[Place(self.number(), name, folder, published)],
            slug=slug(draft.title),
            author=luck.choice((*wording.AUTHORS, "")),
            origin=luck.choice((*wording.ORIGINS, "")),
            legacy=legacy,
        )
        if luck.random() < PICTURE_CHANCE:
            story.picture, story.caption = f"{self._keys}.png", self._writer.caption(published)
        if luck.random() < FILE_CHANCE:
            story.attached = f"van-ban-{self._keys}.docx"
        self.stories.append(story)
        return story

    def number(self) -> int:
        """A new one, as the site's database counts."""
        self._numbers += self._luck.randint(1, 9)
        return self._numbers

    @property
    def end(self) -> datetime:
        return self._setup.start + DAY * self._setup.days

    @property
    def luck(self) -> random.Random:
        return self._luck

    @property
    def writer(self) -> Writer:
        return self._writer

    def _odd(self) -> Told:
        odd = self._site in FEEDS and self._luck.random() < ODD_DATES
        return self._luck.choice((Told.FUTURE, Told.MISSING, Told.WRONG)) if odd else Told.RIGHT

    def _office_hour(self, midnight: datetime) -> datetime:
        return midnight + timedelta(minutes=self._luck.randint(7 * 60, 17 * 60 + 30))


def _typed(draft: Draft) -> Draft:
    blocks = tuple(Block(each.shape, tuple(map(typable, each.lines))) for each in draft.blocks)
    return Draft(draft.kind, typable(draft.title), typable(draft.lead), blocks)


def counted(stories: dict[str, list[Story]]) -> dict[str, int]:
    """How many articles meet each fate."""
    found: dict[str, int] = defaultdict(int)
    for site in stories.values():
        for story in site:
            found[story.fate] += 1
    return dict(found)
