"""The form of a draft: what was typed, and the body that it makes or what is wrong with it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from bot.console import answers_form_wording as wording
from bot.console.answers_pasting import lines, pasted
from bot.console.visit import Form
from knowledge.drafts import (
    LONGEST_QUESTION,
    LONGEST_TEXT,
    MOST_QUESTIONS,
    AnswerBody,
    Body,
    DraftKind,
    OverrideBody,
    PhrasingBody,
)
from knowledge.facets import Facet

_DAY = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")
_LONGEST_LINK, _LONGEST_REASON = 2_000, 500
_NAMES = (
    "text", "questions", "url", "valid_from", "valid_until", "review_by", "added", "removed", "reason",
)  # fmt: skip
Faults = dict[str, str]


@dataclass(frozen=True, slots=True)
class Typed:
    """The fields as they are shown again, and what was understood of them; None where there are faults."""

    values: Mapping[str, str]
    body: Body | None = None
    faults: Mapping[str, str] = field(default_factory=dict)

    @property
    def told(self) -> dict[str, str]:
        """What is said under each field; empty where it fits."""
        return {**dict.fromkeys(_NAMES, ""), **self.faults}


def read(kind: DraftKind, form: Form, facet: str = "") -> Typed:
    """What a form for this kind of draft says; `facet`: of an override."""
    match kind:
        case DraftKind.ANSWER:
            return _answer(form)
        case DraftKind.PHRASING:
            return _phrasing(form)
        case DraftKind.OVERRIDE:
            return _override(form, facet)


def values_of(body: Body) -> dict[str, str]:
    """The fields of a form that holds `body`."""
    match body:
        case AnswerBody():
            return {
                "text": body.text,
                "questions": "\n".join(body.questions),
                "url": body.url,
                **{name: _typed_day(getattr(body, name)) for name in _DAYS},
                "sensitive": "1" if body.sensitive else "",
                "withdrawn": "1" if body.withdrawn else "",
            }
        case PhrasingBody():
            return {"added": "\n".join(body.added), "removed": "\n".join(body.removed)}
        case OverrideBody():
            return {"text": body.text, "reason": body.reason}


_DAYS = ("valid_from", "valid_until", "review_by")


def _answer(form: Form) -> Typed:
    faults: Faults = {}
    text, questions = pasted(form.text("text")), lines(form.text("questions"))
    url = form.text("url")
    if not text:
        faults["text"] = wording.NO_TEXT
    _check_length(faults, "text", text, LONGEST_TEXT)
    if not questions:
        faults["questions"] = wording.NO_QUESTIONS
    _check_lines(faults, "questions", questions)
    if url and not re.fullmatch(r"https?://[^\s]{3,}", url, re.IGNORECASE):
        faults["url"] = wording.NO_LINK
    _check_length(faults, "url", url, _LONGEST_LINK)
    days = {name: _day(faults, name, form.text(name)) for name in _DAYS}
    start, end = days["valid_from"], days["valid_until"]
    if start and end and end < start:
        faults["valid_until"] = wording.ENDS_BEFORE
    typed = {name: form.text(name) for name in ("url", *_DAYS, "sensitive", "withdrawn")}
    values = {**typed, "text": text, "questions": "\n".join(questions)}
    if faults:
        return Typed(values, faults=faults)
    flags = {"sensitive": form.ticked("sensitive"), "withdrawn": form.ticked("withdrawn")}
    return Typed(values, AnswerBody(text=text, questions=questions, url=url, **days, **flags))


def _phrasing(form: Form) -> Typed:
    faults: Faults = {}
    added, removed = lines(form.text("added")), lines("\n".join(form.texts("removed")))
    if not added and not removed:
        faults["added"] = wording.NO_PHRASING
    _check_lines(faults, "added", added)
    _check_lines(faults, "removed", removed)
    values = {"added": "\n".join(added), "removed": "\n".join(removed)}
    body = None if faults else PhrasingBody(added=added, removed=removed)
    return Typed(values, body, faults)


def _override(form: Form, facet: str) -> Typed:
    faults: Faults = {}
    text, reason = pasted(form.text("text")), form.text("reason")
    _check_length(faults, "text", text, LONGEST_TEXT)
    if text and not reason:
        faults["reason"] = wording.NO_REASON
    _check_length(faults, "reason", reason, _LONGEST_REASON)
    body = None if faults else OverrideBody(facet=Facet(facet), text=text, reason=reason)
    return Typed({"text": text, "reason": reason}, body, faults)


def _check_length(faults: Faults, name: str, text: str, most: int) -> None:
    if len(text) > most:
        faults[name] = wording.TOO_LONG.format(length=_number(len(text)), most=_number(most))


def _check_lines(faults: Faults, name: str, found: tuple[str, ...]) -> None:
    if len(found) > MOST_QUESTIONS:
        faults[name] = wording.TOO_MANY.format(count=_number(len(found)), most=MOST_QUESTIONS)
    elif long := next((line for line in found if len(line) > LONGEST_QUESTION), ""):
        faults[name] = wording.LINE_TOO_LONG.format(line=long[:60], most=LONGEST_QUESTION)


def _number(value: int) -> str:
    return f"{value:,}".replace(",", ".")


def _day(faults: Faults, name: str, text: str) -> date | None:
    """A day as a browser's calendar gives it, or as people write it."""
    if not text:
        return None
    try:
        if found := _DAY.fullmatch(text):
            day, month, year = map(int, found.groups())
            return date(year, month, day)
        return date.fromisoformat(text)
    except ValueError:
        faults[name] = wording.NO_DAY
        return None


def _typed_day(value: date | None) -> str:
    return value.isoformat() if value else ""
