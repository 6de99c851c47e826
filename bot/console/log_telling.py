"""What a line of the change log changed, value by value, as a person reads it. Pure."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from bot.console import log_names_wording as names
from bot.console import log_wording as wording
from bot.console import newsrules_form, newsrules_wording
from bot.console.articles_wording import STATES as ARTICLE_STATES
from bot.console.filters import day, moment
from knowledge.changes import Change

LONGEST_VALUE = 2_000
"""Letters of a value that are shown; the rest stands in the log."""
NEWS_RULE, ARTICLES = "news rule", "articles"
_MISSING = object()


@dataclass(frozen=True, slots=True)
class Difference:
    name: str
    before: str
    after: str


def differences(row: Change, called: Callable[[str], str]) -> list[Difference]:
    """Each value that is not the same before and after. `called`: the full name of who signs in so."""
    old, new = row.before or {}, row.after or {}
    about = row.subject.partition(":")[0]
    found = []
    for name in {**old, **new}:
        values = old.get(name, _MISSING), new.get(name, _MISSING)
        before, after = (_told(about, name, value, called) for value in values)
        if values[0] != values[1] and not before == after == wording.NONE:
            found.append(Difference(_named(about, name), before, after))
    return found


def _named(about: str, name: str) -> str:
    if about == ARTICLES:
        return names.ARTICLE.format(number=name)
    if about == NEWS_RULE:
        return newsrules_wording.LABELS.get(name, name)
    return names.NAMES.get(name, name)


def _told(about: str, name: str, value: Any, called: Callable[[str], str]) -> str:
    """A value in words; one that no longer can be read so is shown as it was written."""
    if value is _MISSING:
        return newsrules_wording.INHERIT if about == NEWS_RULE else wording.NONE
    try:
        return _in_words(about, name, value, called)
    except (AttributeError, LookupError, TypeError, ValueError):
        return said(value)


def _in_words(about: str, name: str, value: Any, called: Callable[[str], str]) -> str:
    if about == NEWS_RULE:
        return newsrules_form.in_words(name, value)
    if about == ARTICLES:
        return ARTICLE_STATES[value]
    if words := names.WORDS.get((about, name)):
        return words[value]
    reading: dict[str, Callable[[Any], str]] = {
        **dict.fromkeys(names.COLLEAGUES, called),
        **dict.fromkeys(names.MOMENTS, lambda text: moment(datetime.fromisoformat(text))),
        **dict.fromkeys(names.DAYS, lambda text: day(date.fromisoformat(text))),
        **dict.fromkeys(names.SECONDS, lambda seconds: str(seconds // 60)),
    }
    return reading[name](value) if value and name in reading else said(value)


def said(value: Any) -> str:
    """A value out of JSON, in words."""
    match value:
        case None | "" | [] | {}:
            return wording.NONE
        case bool():
            return wording.YES if value else wording.NO
        case str():
            return value[:LONGEST_VALUE]
        case list():
            return "\n".join(said(each) for each in value)[:LONGEST_VALUE]
        case dict():
            return "\n".join(f"{name}: {said(each)}" for name, each in value.items())[:LONGEST_VALUE]
    return json.dumps(value)
