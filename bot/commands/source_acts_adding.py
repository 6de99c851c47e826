"""What `congdan source add` does: looks, shows, asks, adds."""

from dataclasses import dataclass, replace
from pathlib import Path

from pydantic import ValidationError

from bot import source_wording as wording
from bot.commands.act import BY, now, on_database, settings_with_database
from bot.commands.saying import say
from bot.commands.source_acts import agreed
from bot.commands.source_acts_looking import looked_at, say_looked
from bot.connecting import sources
from bot.settings import Settings
from connectors.database import Database
from connectors.portal.addresses import absolute
from connectors.portal.pages import Selectors
from connectors.portal.recognising import Looked
from knowledge import topics
from knowledge.agencies import Agency, find_agency, only_root
from knowledge.editing_sources import NewSource, add_source
from knowledge.refusals import RefusedError
from knowledge.sources import Source, SourceKind

NAMES = ", ".join(Selectors.model_fields)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What was typed. `every`: minutes. `asking`: whether somebody is asked before anything is done."""

    url: str
    agency: str | None
    name: str | None
    every: int
    topics: tuple[str, ...]
    selectors: tuple[str, ...]
    feed: bool
    insecure: bool
    asking: bool


def add(wanted: Wanted) -> None:
    given, settings = _selectors(wanted.selectors), settings_with_database()
    for code in wanted.topics:
        if not topics.known(code):
            raise RefusedError(wording.BAD_TOPIC.format(code=code, codes=topics.listed()))
    agency = on_database(lambda database: _agency(database, wanted.agency))
    if wanted.insecure and wanted.asking and not agreed(wording.RISK.format(host=wanted.url)):
        say(wording.NOT_ADDED)
        return
    new = _local(wanted) if Path(wanted.url).is_dir() else _looked(settings, wanted, given)
    if new is None or (wanted.asking and not agreed(wording.ADD_IT.format(agency=agency.code))):
        say(wording.NOT_ADDED)
        return
    source = on_database(lambda database: _save(database, agency, new))
    say(wording.ADDED.format(number=source.id, agency=agency.code))


def _looked(settings: Settings, wanted: Wanted, given: dict[str, str]) -> NewSource | None:
    if not wanted.url.lower().startswith(("http://", "https://")):
        raise RefusedError(wording.NOT_A_URL.format(url=wanted.url))
    page, looked = looked_at(settings, wanted.url, insecure=wanted.insecure)
    say_looked(wanted.url, looked)
    feed = absolute(page.url, looked.feeds[0]) if looked.feeds else ""
    if feed and wanted.feed and looked.kind in {"listing", "article"} and _take_feed(wanted, feed):
        return _looked(settings, replace(wanted, url=feed, feed=False), given)
    return _new(wanted, looked, given)


def _take_feed(wanted: Wanted, feed: str) -> bool:
    say(wording.FEEDS.format(url=feed))
    if wanted.asking:
        return agreed(wording.USE_FEED)
    say(wording.USE_FEED_TOLD)
    return True


def _new(wanted: Wanted, looked: Looked, given: dict[str, str]) -> NewSource:
    if hosts := sources.other_hosts(wanted.url, looked):
        say(wording.OTHER_HOSTS.format(hosts=", ".join(hosts)))
    return sources.new_source(
        wanted.url,
        looked,
        name=wanted.name or "",
        every=wanted.every * 60,
        topics=wanted.topics,
        selectors=given,
        insecure=wanted.insecure,
    )


def _local(wanted: Wanted) -> NewSource:
    path = Path(wanted.url).resolve()
    return NewSource(path.as_uri(), SourceKind.FOLDER, wanted.name or path.name, wanted.every * 60)


def _selectors(given: tuple[str, ...]) -> dict[str, str]:
    found: dict[str, str] = {}
    for text in given:
        name, equals, selector = text.partition("=")
        if name not in Selectors.model_fields or not equals:
            raise RefusedError(wording.BAD_SELECTOR.format(given=text, names=NAMES))
        found[name] = selector.strip()
    try:
        return Selectors.model_validate(found).model_dump(exclude_defaults=True)
    except ValidationError as error:
        raise RefusedError(wording.BAD_SELECTOR.format(given=found, names=NAMES)) from error


async def _agency(database: Database, code: str | None) -> Agency:
    async with database.reading() as session:
        return await (find_agency(session, code) if code else only_root(session))


async def _save(database: Database, agency: Agency, new: NewSource) -> Source:
    return await database.at_once(lambda session: add_source(session, agency, new, by=BY, now=now()))
