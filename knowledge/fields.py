"""The fields (`lĩnh vực`) of an agency's procedures, for people who look for one without its name."""

from collections import Counter

from knowledge.holdings import Holdings
from knowledge.matching.index import plain_name

FIELDS = 6
IN_FIELD = 6
OFTEN = 5
"""A starter procedure counts for so many ways of asking more."""


def fields(holdings: Holdings, agency: str) -> list[str]:
    """The fields asked about most, at most `FIELDS`."""
    weights: Counter[str] = Counter()
    for number in _given(holdings, agency):
        field = holdings.catalog.entries[number].field
        if field:
            weights[field] += _asked(holdings, number)
    return [field for field, _ in weights.most_common(FIELDS)]


def in_field(holdings: Holdings, agency: str, field: str) -> list[tuple[str, str]]:
    """Codes and short names of the procedures of a field that are asked for most, at most `IN_FIELD`."""
    wanted = field.casefold()
    numbers = [
        number
        for number in _given(holdings, agency)
        if holdings.catalog.entries[number].field.casefold() == wanted
    ]
    numbers.sort(key=lambda number: -_asked(holdings, number))
    entries = [holdings.catalog.entries[number] for number in numbers[:IN_FIELD]]
    return [(entry.code, _short(entry.name)) for entry in entries]


def _given(holdings: Holdings, agency: str) -> list[int]:
    numbers: list[int] = holdings.catalog.visible(agency).nonzero()[0].tolist()
    return numbers


def _asked(holdings: Holdings, number: int) -> int:
    document = holdings.matcher.index.documents[number]
    return len(document.phrasings) + OFTEN * document.asked_often


def _short(name: str) -> str:
    text = plain_name(name)
    text = text[:1].upper() + text[1:]
    return text if len(text) <= 60 else text[:59].rsplit(" ", 1)[0].rstrip(" ,;") + "…"  # noqa: PLR2004 (a line)
