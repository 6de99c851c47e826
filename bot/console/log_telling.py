"""What a line of the change log changed, value by value, as a person reads it. Pure."""

import json
from collections.abc import Callable, Mapping
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
NEWS_RULE, ARTICLES, EDITOR, AGENCY = "news rule", "articles", "editor", "agency"
_MISSING = object()


@dataclass(frozen=True, slots=True)
class Difference:
    name: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Known:
    """How things are called today; each gives back what a line kept where that has no name."""

    colleague: Callable[[str], str]
    """By the name that somebody signs in with."""
    agency: Callable[[int | str], str]
    """By its id or its code."""
    procedure: Callable[[int | None, str], str]
    """By the id of the agency and its code; so is an answer."""
    answer: Callable[[int | None, str], str]


def headline(row: Change) -> str:
    """What was done, as a sentence."""
    return row.what[:1].upper() + row.what[1:]


def about(subject: str, known: Known) -> str:
    """What a line is about, in words; `subject` is what the log keeps of it."""
    kind, _, which = subject.partition(":")
    if kind not in names.SUBJECTS:
        return subject
    which = known.colleague(which) if kind == EDITOR else which
    which = known.agency(which) if kind == AGENCY else which
    return names.SUBJECTS[kind].format(which=names.CHANNELS.get(which.partition(":")[0], which))


def differences(row: Change, known: Known) -> list[Difference]:
    """Each value that is not the same before and after."""
    old, new = row.before or {}, row.after or {}
    about = row.subject.partition(":")[0]
    found = []
    for name in {**old, **new}:
        values = [
            _MISSING if name not in each else _named_value(row, each, name, known) for each in (old, new)
        ]
        before, after = (_told(about, name, value, known) for value in values)
        if values[0] != values[1] and not before == after == wording.NONE:
            found.append(Difference(_named(about, name), before, after))
    return found


def _named(about: str, name: str) -> str:
    if about == ARTICLES:
        return names.ARTICLE.format(number=name)
    if about == NEWS_RULE:
        return newsrules_wording.LABELS.get(name, name)
    return names.NAMES.get(name, name)


def _named_value(row: Change, values: Mapping[str, Any], name: str, known: Known) -> Any:
    """A code as what it is the code of is called today; any other value as it is."""
    value, about = values[name], row.subject.partition(":")[0]
    if (about, name) == ("block", "subject") and isinstance(value, str):
        return _blocked(row, values.get("kind"), value, known)
    if (about, name) == ("group", "decision") and isinstance(value, str):
        return known.procedure(row.agency_id, value)
    if name == "parent_id" and isinstance(value, int):
        return known.agency(value)
    return value


def _blocked(row: Change, kind: object, code: str, known: Known) -> str:
    match kind:
        case "procedure":
            return known.procedure(row.agency_id, code)
        case "answer":
            return known.answer(row.agency_id, code)
        case "channel":
            return names.CHANNELS.get(code, code)
    return code


def _told(about: str, name: str, value: Any, known: Known) -> str:
    """A value in words; one that no longer can be read so is shown as it was written."""
    if value is _MISSING:
        return newsrules_wording.INHERIT if about == NEWS_RULE else wording.NONE
    try:
        return _in_words(about, name, value, known)
    except (AttributeError, LookupError, TypeError, ValueError):
        return said(value)


def _in_words(about: str, name: str, value: Any, known: Known) -> str:
    if about == NEWS_RULE:
        return newsrules_form.in_words(name, value)
    if about == ARTICLES:
        return ARTICLE_STATES[value]
    if words := names.WORDS.get((about, name)):
        return words[value]
    reading: dict[str, Callable[[Any], str]] = {
        **dict.fromkeys(names.COLLEAGUES, known.colleague),
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
