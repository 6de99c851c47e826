"""What `congdan broadcast rule show|set` does."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from bot.commands import broadcast_rule_wording as wording
from bot.commands.act import now, on_database
from bot.commands.saying import say
from broadcasts import planning_wording, proposing, ruling
from broadcasts.planning import EVERY_TOPIC
from broadcasts.rules import Rule
from connectors.database import Database
from knowledge import topics
from knowledge.agencies import Agency, only_root
from knowledge.changes import in_order
from knowledge.refusals import RefusedError

_TIMES = ("quiet_from", "quiet_until", "digest_at")
_FLAGS = ("passes_on", "page_posts")
_TIME = re.compile(r"([01]?[0-9]|2[0-3]):([0-5][0-9])", re.ASCII)
_NUMBER = re.compile(r"[0-9]{1,9}", re.ASCII)
_WAY = re.compile(r"zalo[:=](people|platform)")


@dataclass(frozen=True, slots=True)
class Ruled:
    """The rule that holds for an agency, and whose each value is; who is missing there: nobody's."""

    agency: Agency
    rule: Rule
    origins: Mapping[str, str]


def show(code: str | None) -> None:
    async def read(database: Database) -> Ruled:
        agency = await _agency(database, code)
        return await database.at_once(lambda session: _ruled(session, agency), writing=False)

    ruled = on_database(read)
    say(wording.RULE_HEAD.format(agency=ruled.agency.name))
    for name in ruling.NAMES:
        facts = {"value": _shown(name, getattr(ruled.rule, name)), "meaning": wording.MEANINGS[name]}
        say(wording.RULE_ROW.format(name=name, origin=_origin(ruled, name), **facts))


def set_values(pairs: Sequence[str], code: str | None, by: str) -> None:
    name, given = proposing.named(by), _given(pairs)

    async def act(database: Database) -> tuple[Agency, Rule]:
        agency = await _agency(database, code)

        def change(session: Session) -> Rule:
            in_order(session)
            return ruling.change_rule(session, agency.code, given, by=name, now=now())

        return agency, await database.at_once(change)

    agency, rule = on_database(act)
    told = ", ".join(f"{each} = {_shown(each, getattr(rule, each))}" for each in given)
    say(wording.CHANGED.format(agency=agency.code, told=told))


def _given(pairs: Sequence[str]) -> dict[str, object]:
    """What was typed, as `ruling.change_rule` takes it. Raises RefusedError for what can't be."""
    given: dict[str, object] = {}
    for pair in pairs:
        name, equals, text = pair.partition("=")
        name = name.strip()
        if not equals or name not in ruling.NAMES:
            raise RefusedError(wording.BAD_PAIR.format(given=pair[:100], names=", ".join(ruling.NAMES)))
        if name in given:
            raise RefusedError(wording.TWICE.format(name=name))
        given[name] = _value(name, text.strip()) if text.strip() else None
    return given


def _value(name: str, text: str) -> object:
    told = {"name": name, "given": text[:100]}
    if name in _TIMES:
        time = _TIME.fullmatch(text)
        if time is None:
            raise RefusedError(wording.BAD_TIME.format(**told))
        return int(time[1]) * 60 + int(time[2])
    if name in _FLAGS:
        if text.casefold() not in wording.MEANT:
            raise RefusedError(wording.BAD_FLAG.format(**told))
        return wording.MEANT[text.casefold()]
    if name == "automatic":
        return _topics(text)
    if name == "ways":
        way = _WAY.fullmatch(text)
        if way is None:
            raise RefusedError(wording.BAD_WAY.format(**told))
        return {"zalo": way[1]}
    if not _NUMBER.fullmatch(text):
        raise RefusedError(wording.BAD_NUMBER.format(range=planning_wording.VALUES[name], **told))
    return int(text)


def _topics(text: str) -> list[str]:
    codes = [code.strip() for code in text.split(",") if code.strip()]
    for code in codes:
        if code != EVERY_TOPIC and not topics.known(code):
            raise RefusedError(wording.BAD_TOPIC.format(code=code[:100], codes=topics.listed()))
    return codes


def _shown(name: str, value: object) -> str:
    if name in _TIMES and isinstance(value, int):
        return f"{value // 60:02d}:{value % 60:02d}"
    if isinstance(value, bool):
        return wording.YES if value else wording.NO
    if isinstance(value, frozenset):
        return ", ".join(sorted(value)) or wording.EMPTY
    if isinstance(value, dict):
        return ", ".join(f"{channel}:{way}" for channel, way in value.items()) or wording.EMPTY
    return str(value)


def _ruled(session: Session, agency: Agency) -> Ruled:
    return Ruled(agency, ruling.rule_of(session, agency.code), ruling.origins(session, agency.code))


def _origin(ruled: Ruled, name: str) -> str:
    origin = ruled.origins.get(name)
    if origin is None:
        return wording.BY_DEFAULT
    return wording.FROM_ITSELF if origin == ruled.agency.code else wording.FROM_ABOVE.format(code=origin)


async def _agency(database: Database, code: str | None) -> Agency:
    if code is not None:
        return await database.at_once(lambda session: proposing.agency_of(session, code), writing=False)
    async with database.reading() as session:
        return await only_root(session)
