"""Ten awkward portals read through their thirty days, and what was read held against the truth."""

import re
import unicodedata
from collections import Counter
from collections.abc import AsyncIterator, Iterable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.rehearsal.platforms.portal import PortalServer, Setup
from bot.rehearsal.platforms.portal.setup import VIETNAM
from bot.rehearsal.platforms.serving import running
from connectors.database import Database
from connectors.portal.addresses import canonical
from connectors.portal.fetching import Fetcher
from knowledge.agencies import Agency, AgencyLevel
from knowledge.articles import Article, ArticleAddress, ArticleState, ArticleVersion
from knowledge.editing_sources import NewSource, add_source
from knowledge.sources import SourceKind
from knowledge.syncing import Syncing

NEWS = {ArticleState.WAITING, ArticleState.HELD, ArticleState.APPROVED}
PAGES = 400
"""Pages of a source in one reading; what is left is read a minute later."""
ROUNDS = 40
_BULLETS = re.compile(r"^[-+•*–]\s+", re.MULTILINE)
_UNSEEN = dict.fromkeys(map(ord, "\u200b\u200c\u200d\ufeff\xad|\t"), " ")
Told = Mapping[str, Any]
"""An article of `PortalServer.truth`."""


def words(*parts: str) -> str:
    """What a reader sees of a text: however it is spaced, whatever stands before the lines of a list."""
    seen = unicodedata.normalize("NFC", "\n".join(parts)).translate(_UNSEEN)
    return " ".join(_BULLETS.sub("", "\n".join(line.strip() for line in seen.splitlines())).split())


def heard(told: Told, *parts: str) -> str:
    """What was read; a signature below the text does not count."""
    return words(*parts).removesuffix(f" {told['author']}")


def said(version: Mapping[str, str]) -> str:
    """All that a version of `Told` says."""
    return words(version["title"], version["lead"], version["text"])


def same_date(at: datetime | None, told: Told) -> bool:
    """To the minute where the page tells it, else to the day."""
    wanted = datetime.fromisoformat(told["published"]).astimezone(VIETNAM)
    if at is None:
        return False
    at = at.astimezone(VIETNAM)
    return at.replace(second=0) == wanted.replace(second=0) if told["minutes"] else at.date() == wanted.date()


@dataclass
class Clock:
    """Shows what it was set to."""

    now: datetime

    def __call__(self) -> datetime:
        return self.now


@dataclass
class Findings:
    """What was promised and what was not kept, article by article as `site/key fate`."""

    published: int = 0
    missing: list[str] = field(default_factory=list)
    twice: list[str] = field(default_factory=list)
    strange: list[str] = field(default_factory=list)
    """Articles that no portal published: addresses."""
    false_news: list[str] = field(default_factory=list)
    missed_news: list[str] = field(default_factory=list)
    wrong_text: list[str] = field(default_factory=list)
    wrong_date: list[str] = field(default_factory=list)
    versions: list[int] = field(default_factory=lambda: [0, 0])
    """How many were noticed of how many."""
    unnoticed: list[str] = field(default_factory=list)
    invented: list[str] = field(default_factory=list)
    """Versions that nobody wrote."""
    vanished: list[int] = field(default_factory=lambda: [0, 0])
    still_there: list[str] = field(default_factory=list)
    wrongly_gone: list[str] = field(default_factory=list)
    news: int = 0
    requests: int = 0

    def faults(self) -> dict[str, list[str]]:
        """What is not as it should be; empty: everything is."""
        kept = vars(self)
        names = ("missing", "twice", "strange", "false_news", "missed_news", "wrong_text", "wrong_date")
        more = ("unnoticed", "invented", "still_there", "wrongly_gone")
        return {name: kept[name] for name in (*names, *more) if kept[name]}


class Month:
    """The days of one server as one agency reads them; `states` remembers every state an article was in."""

    def __init__(
        self, server: PortalServer, url: str, database: Database, syncing: Syncing, clock: Clock
    ) -> None:
        self.server, self.url = server, url
        self._database, self._syncing, self._clock = database, syncing, clock
        self.states: dict[int, set[ArticleState]] = {}

    async def begin(self) -> None:
        """Every site is a source, read for the first time at the start of day 0."""
        now = self._clock.now = self.server.now

        def added(session: Session) -> None:
            agency = Agency(code="xa-mau", name="Xã Mẫu", level=AgencyLevel.COMMUNE, created_at=now)
            session.add(agency)
            session.flush()
            for source in self.server.sources():
                new = NewSource(self.url + source["path"], SourceKind(source["kind"]), source["site"], 3600)
                add_source(session, agency, new, by="biên tập", now=now)

        await self._database.at_once(added)
        await self.read()

    async def live(self, days: Iterable[int], hours: Iterable[float] = (8, 13, 18, 23)) -> None:
        """Let these days pass, and read at these hours."""
        hours = list(hours)
        for day in days:
            for hour in hours:
                self.server.go(day, hour)
                self._clock.now = self.server.now
                await self.read()

    async def read(self) -> None:
        """Read until nothing is due; a minute passes between two rounds."""
        for _ in range(ROUNDS):
            if not await self._syncing.read_due():
                break
            self._clock.now += timedelta(seconds=61)
        rows = await self._database.at_once(
            lambda session: session.execute(select(Article.id, Article.state)).all(), writing=False
        )
        for number, state in rows:
            self.states.setdefault(number, set()).add(state)

    async def findings(self) -> Findings:
        """What the database holds, against what the server knows."""
        return await self._database.at_once(self._compared, writing=False)

    def _compared(self, session: Session) -> Findings:
        found, truth = Findings(), self.server.truth()
        found.requests, found.published = sum(self.server.asked.values()), len(truth)
        owners = {
            canonical(self.url + path): number for number, told in enumerate(truth) for path in told["paths"]
        }
        articles: dict[int, set[int]] = {number: set() for number in range(len(truth))}
        for row in session.scalars(select(ArticleAddress).where(ArticleAddress.article_id.is_not(None))):
            if row.address in owners and row.article_id is not None:
                articles[owners[row.address]].add(row.article_id)
        for article in session.scalars(select(Article)):
            if not any(article.id in numbers for numbers in articles.values()):
                found.strange.append(article.url)
        for number, told in enumerate(truth):
            self._judge(session, found, told, articles[number])
        return found

    def _judge(self, session: Session, found: Findings, told: Told, numbers: set[int]) -> None:
        name = f"{told['site']}/{told['key']} {told['fate']}"
        if len(numbers) != 1:
            (found.twice if numbers else found.missing).append(name)
            return
        article = session.get_one(Article, numbers.pop())
        was = self.states.get(article.id, set())
        news = bool(was & NEWS)
        found.news += news
        if news != told["new"]:
            (found.false_news if news else found.missed_news).append(name)
        if heard(told, article.title, article.lead, article.text) != said(told["versions"][-1]):
            found.wrong_text.append(name)
        if not same_date(article.published_at, told):
            found.wrong_date.append(name)
        self._judge_versions(session, found, told, article, name)
        self._judge_absence(found, told, article, name)

    def _judge_versions(
        self, session: Session, found: Findings, told: Told, article: Article, name: str
    ) -> None:
        rows = session.scalars(select(ArticleVersion).where(ArticleVersion.article_id == article.id))
        kept = {heard(told, row.title, row.lead, row.text) for row in rows}
        wanted = [said(version) for version in self._readable(told)]
        found.versions[0] += sum(text in kept for text in wanted)
        found.versions[1] += len(wanted)
        if not kept.issuperset(wanted):
            found.unnoticed.append(name)
        if not kept <= {said(version) for version in told["versions"]}:
            found.invented.append(name)

    def _readable(self, told: Told) -> list[Mapping[str, str]]:
        """Versions that stood there for a while in which the site worked."""
        versions = [*told["versions"], {"at": self.server.now.isoformat()}]
        return [
            version
            for version, later in pairwise(versions)
            if not self._troubled(told["site"], max(version["at"], told["shown"]), later["at"])
        ]

    def _troubled(self, site: str, since: str, until: str) -> bool:
        days = [datetime.fromisoformat(at) - self.server.setup.start for at in (since, until)]
        return any(
            (site, day) in self.server.history.outages
            for day in range(days[0].days, min(days[1].days, days[0].days + 2) + 1)
        )

    def _judge_absence(self, found: Findings, told: Told, article: Article, name: str) -> None:
        away = told["away"] is not None
        gone = article.state is ArticleState.GONE
        found.vanished[0] += away and gone
        found.vanished[1] += away
        if away and not gone:
            found.still_there.append(name)
        ever = ArticleState.GONE in self.states.get(article.id, set())
        if (gone and not away) or (ever and told["fate"] not in {"vanished", "back"}):
            found.wrongly_gone.append(name)


@asynccontextmanager
async def a_month(database: Database, setup: Setup, *, seconds: float = 0.3) -> AsyncIterator[Month]:
    """A server, and who reads it with the real fetcher, without rest between two requests."""
    server, clock = PortalServer(setup), Clock(setup.start)
    fetcher = Fetcher(clock=clock, seconds=seconds, private=("127.0.0.1",), pause=0)
    try:
        async with running(server) as url:
            syncing = Syncing(database, fetcher, clock=clock, pages=PAGES, checks=PAGES)
            yield Month(server, url, database, syncing, clock)
    finally:
        await fetcher.close()


def by_site(names: Iterable[str]) -> dict[str, int]:
    """How many of `site/key fate` there are of each site."""
    return dict(Counter(name.partition("/")[0] for name in names))
