"""What was talked about, followed from message to message: live, and again from a written history."""

import re
from collections.abc import Iterable, Iterator
from datetime import datetime

from knowledge.findings import Context, Finding, Found, Unknown, Unsure
from knowledge.library import Library
from knowledge.matching.following import has_topic

ASSISTANT = "A: "
"""Begins a line of a history that the assistant said."""
_OPTION = re.compile(r"(?:^|\s)\d[).]\s*(.+?)(?=\s+\d[).]\s|$)")


def context_after(
    before: Context | None, asked: str, finding: Finding, now: datetime, *, topic: bool = True
) -> Context:
    """What is talked about once `finding` was said to `asked`; without `topic` the question before stays."""
    last = before or Context(asked, None, (), (), now)
    about = asked if topic else last.asked
    match finding:
        case Found(procedure, facets):
            offered = last.offered if procedure.code in last.offered else ()
            return Context(about, procedure.code, offered, facets, now, 0, last.places, _others(finding))
        case Unsure(offered, facets):
            codes = tuple(code for code, _ in offered)
            return Context(about, None, codes, facets, now, 0, last.places)
        case Unknown(facets):
            code = finding.code or last.code
            return Context(about, code, (), facets, now, last.refused + 1, last.places)
        case _:
            return Context(last.asked, last.code, last.offered, last.facets, now, 0, last.places)


def _others(finding: Found) -> tuple[str, ...]:
    return tuple(each.code for each in finding.ranked if each.code != finding.procedure.code)[:3]


def replay(library: Library, agency: str, history: Iterable[str], now: datetime) -> Context | None:
    """The context after `history`: earlier messages, the assistant's lines beginning with `ASSISTANT`."""
    context: Context | None = None
    for line in history:
        if line.startswith(ASSISTANT):
            offered = tuple(_offered(library, agency, line.removeprefix(ASSISTANT), now))
            if offered and context is not None:
                context = Context(context.asked, None, offered, context.facets, now)
        else:
            finding = library.answer(agency, line, context, now)
            context = context_after(context, line, finding, now, topic=says_a_topic(library, line))
    return context


def says_a_topic(library: Library, text: str) -> bool:
    return has_topic(library.understand(text))


def _offered(library: Library, agency: str, said: str, now: datetime) -> Iterator[str]:
    for option in _OPTION.findall(said):
        finding = library.answer(agency, option, None, now)
        if finding.ranked:
            yield finding.ranked[0].code
