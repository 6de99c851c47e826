"""What an article is about, and which topic a citizen means. Pure once `topics.tsv` is read.

A topic is a code of that table, or `place:<code>` of a commune in force (`place:xa-hoa-thuan.an-giang`).
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from knowledge import lexicon
from knowledge.matching.phrases import Phrases
from knowledge.news_wording import ABOUT_PLACE
from knowledge.places.finding import find as places_in
from knowledge.places.loading import gazetteer
from knowledge.places.units import Level, Unit
from knowledge.vietnamese.folding import fold
from knowledge.vietnamese.words import syllables

PLACE = "place:"
NEWS = "news"
"""The topic of an article that shows no other."""
MOST_TOPICS = 4
MOST_PLACES = 3
_GENERAL = frozenset({NEWS, "notices"})
_HEADLINE, _ENOUGH = 3, 2
_READ = 400
"""Characters of the lead, or of the text where there is no lead, that are looked at."""
_SLUG = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True, slots=True)
class Topic:
    """A row of the table. `called` are names that people and portals use, `cues` words of headlines."""

    code: str
    name: str
    called: tuple[str, ...]
    cues: tuple[str, ...]


def topics_of(
    categories: Sequence[str], title: str, lead: str, text: str, home: str | None = None
) -> list[str]:
    """The codes of what an article is about, at least one; first what the portal's own categories say.

    `home` names the province of the agency, where a commune's name is one of several places.
    """
    named = [code for category in categories for code in _called_in(category)]
    codes = [*named, *_shown(title, (lead or text)[:_READ])]
    codes.sort(key=_GENERAL.__contains__)
    codes = list(dict.fromkeys(codes))[:MOST_TOPICS] or [NEWS]
    return codes + _places(f"{title}\n{lead[:_READ]}", home)


def topics() -> Sequence[Topic]:
    """All topics but those of places, in the order in which they are shown."""
    return tuple(_table().values())


def listed() -> str:
    """All of them in a line, as `health (Y tế, sức khỏe)`: for who has to name one."""
    return "; ".join(f"{topic.code} ({topic.name})" for topic in topics())


def name_of(code: str) -> str:
    """What a topic is called, for people; the code itself where it is none of ours."""
    if code in _table():
        return _table()[code].name
    unit = _communes().get(code) if code.startswith(PLACE) else None
    return ABOUT_PLACE.format(place=unit.called) if unit else code


def find(words: str, home: str | None = None) -> str | None:
    """The topic that a citizen's words mean: "đất đai", "tin giáo dục", "xã tân phú".

    None: no certain one. `home` is the province of the agency: without it, a place whose name is borne by
    several is none.
    """
    places = _places(words, home)
    codes = sorted(_called_in(words), key=_GENERAL.__contains__)
    return next(iter((*places, *codes)), None)


def known(code: str) -> bool:
    """Whether it is a topic of ours."""
    return code in _table() or code in _communes()


def place_code(unit: Unit) -> str:
    """The topic of a commune in force."""
    return f"{PLACE}{_slug(unit.called)}.{_slug(unit.province.name)}"


def _called_in(words: str) -> list[str]:
    """The topics that are named, those of the longest names first."""
    spans = sorted(_names().find(syllables(words)), key=lambda span: span.start - span.end)
    return list(dict.fromkeys(span.meaning for span in spans))


def _shown(title: str, lead: str) -> list[str]:
    """The topics whose cues stand in the title, or more than once in the lead; the plainest first."""
    scores = Counter(span.meaning for span in _cues().find(syllables(lead)))
    in_title = dict.fromkeys(span.meaning for span in _cues().find(syllables(title)))
    for code in in_title:
        scores[code] += _HEADLINE
    return [code for code, score in scores.most_common() if score >= _ENOUGH]


def _places(text: str, home: str | None) -> list[str]:
    units = (unit for mention in places_in(text, home) for unit in mention.now)
    codes = dict.fromkeys(place_code(unit) for unit in units if unit.level is Level.COMMUNE)
    return list(codes)[:MOST_PLACES]


@cache
def _table() -> dict[str, Topic]:
    rows = lexicon.rows("topics.tsv", 4, folder=Path(__file__).parent)
    return {
        code: Topic(code, name, tuple(_each(called)), tuple(_each(cues))) for code, name, called, cues in rows
    }


@cache
def _names() -> Phrases[str]:
    return Phrases((phrase, topic.code) for topic in topics() for phrase in (topic.name, *topic.called))


@cache
def _cues() -> Phrases[str]:
    return Phrases((phrase, topic.code) for topic in topics() for phrase in topic.cues)


@cache
def _communes() -> dict[str, Unit]:
    units = (unit for unit in gazetteer().units if not unit.old and unit.level is Level.COMMUNE)
    return {place_code(unit): unit for unit in units}


def _each(phrases: str) -> Iterator[str]:
    return (phrase.strip() for phrase in phrases.split(";") if phrase.strip())


def _slug(text: str) -> str:
    return _SLUG.sub("-", fold(text.lower())).strip("-")
