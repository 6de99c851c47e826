"""The portals of this deployment: read when they are due, and an alarm where an editor must look."""

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime, timedelta

from sqlalchemy import Select, exists, or_, select
from sqlalchemy.orm import Session

from bot import alarms
from bot import portals_wording as wording
from bot.settings import Settings
from broadcasts.ruling import rule_of
from connectors.database import Database
from connectors.portal.fetching import Fetcher
from knowledge.agencies import Agency
from knowledge.articles import Article, ArticleState
from knowledge.procedures import Procedure
from knowledge.settling_sources import is_long
from knowledge.sources import Source, SourceKind, SourceState
from knowledge.syncing import Syncing
from knowledge.vanishing import GONE_AFTER

CHANNEL = "portal"
SOURCES_FAIL, PROCEDURES_GONE, ARTICLES_CHANGED = "source", "procedure gone", "article changed"
KINDS = (SOURCES_FAIL, PROCEDURES_GONE, ARTICLES_CHANGED)
TOLD_FOR = timedelta(days=7)
"""So long an editor is told that an article changed after it was told."""
_Found = tuple[str, int, str]
"""Kind, number of the agency, sentence."""


def fetcher_of(settings: Settings, clock: Callable[[], datetime]) -> Fetcher:
    """As the settings say; whoever asks for it closes it."""
    return Fetcher(
        clock=clock,
        seconds=settings.portal_seconds,
        private=settings.portal_private_hosts.split(),
        contact=settings.portal_contact,
        pause=settings.portal_pause_seconds,
    )


def syncing_of(database: Database, fetcher: Fetcher, clock: Callable[[], datetime]) -> Syncing:
    """What is first seen is news for as long as the agency's rule says."""
    return Syncing(database, fetcher, clock=clock, fresh=_fresh)


class Portals:
    """What the clock does about portals."""

    def __init__(self, database: Database, settings: Settings, clock: Callable[[], datetime]) -> None:
        self._database = database
        self._clock = clock
        self._fetcher = fetcher_of(settings, clock)
        self._syncing = syncing_of(database, self._fetcher, clock)

    async def read_due(self) -> int:
        """Read the sources that are due; how many were read."""
        return await self._syncing.read_due()

    async def watch(self) -> None:
        """Raise alarms where somebody must look, and clear those that are over."""
        now = self._clock()
        if await self._database.at_once(lambda session: any(_changes(session, now)), writing=False):
            await self._database.at_once(lambda session: _write(session, now))

    async def close(self) -> None:
        await self._fetcher.close()


def _fresh(session: Session, agency: str) -> timedelta:
    return timedelta(days=rule_of(session, agency).fresh_days)


def _write(session: Session, now: datetime) -> None:
    for kind, agency, text in _changes(session, now):
        if text:
            alarms.raise_alarm(session, kind, CHANNEL, agency, text, now)
        else:
            alarms.clear(session, kind, CHANNEL, agency, now)


def _changes(session: Session, now: datetime) -> list[tuple[str, str, str]]:
    """Kind, agency and sentence of what is new; an empty sentence: it is over."""
    codes = {agency.id: agency.code for agency in session.scalars(select(Agency))}
    wanted = {(kind, codes[agency]): text[: alarms.LONGEST] for kind, agency, text in _found(session, now)}
    standing = {
        (alarm.kind, alarm.agency): alarm.text
        for alarm in alarms.open_alarms(session)
        if alarm.kind in KINDS and alarm.channel == CHANNEL
    }
    new = [(*key, text) for key, text in wanted.items() if standing.get(key) != text]
    return new + [(*key, "") for key in standing if key not in wanted]


def _found(session: Session, now: datetime) -> Iterator[_Found]:
    failing = session.scalars(
        select(Source).where(Source.condition == SourceState.FAILING).order_by(Source.id)
    ).all()
    gone = [source for source in failing if _is_gone(session, source, now)]
    long = [source for source in failing if source not in gone and is_long(source, now)]
    yield from _of_sources(SOURCES_FAIL, wording.SOURCES_FAIL, long)
    yield from _of_sources(PROCEDURES_GONE, wording.PROCEDURES_GONE, gone)
    changed = session.scalars(_changed(now)).all()
    for agency in dict.fromkeys(article.agency_id for article in changed):
        own = [article for article in changed if article.agency_id == agency]
        text = wording.ARTICLES_CHANGED.format(count=len(own), number=own[0].id, title=own[0].title[:100])
        yield ARTICLES_CHANGED, agency, text


def _of_sources(kind: str, words: str, sources: Sequence[Source]) -> Iterator[_Found]:
    for agency in dict.fromkeys(source.agency_id for source in sources):
        own = [source for source in sources if source.agency_id == agency]
        first = own[0]
        told = words.format(count=len(own), number=first.id, url=first.url[:120], error=first.error)
        yield kind, agency, told


def _is_gone(session: Session, source: Source, now: datetime) -> bool:
    """Whether a procedure's page has been missing for long, and nothing read from it answers any more."""
    missing = source.missing_at
    if source.kind is not SourceKind.PROCEDURE or missing is None or now - missing < GONE_AFTER:
        return False
    own = Procedure.agency_id == source.agency_id, Procedure.url == source.url
    return not session.scalar(select(exists().where(*own)))


def _changed(now: datetime) -> Select[Article]:
    since = now - TOLD_FOR
    edited = (Article.state == ArticleState.APPROVED) & (Article.changed_at > since)
    gone = (Article.state == ArticleState.GONE) & (Article.missing_at > since)
    told = Article.told_version > 0, Article.told_version < Article.version
    return select(Article).where(told[0], or_(edited & told[1], gone)).order_by(Article.id)
