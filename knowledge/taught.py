"""What colleagues taught wins: the very words of a question they answered, or words of the same meaning.

Without this a well-known procedure that the deployment lacks (`knowledge.shipped.Elsewhere`) would stand
before the answer that an editor wrote just because it is lacking.
"""

import re
from collections.abc import Iterable

from knowledge.grouping_likeness import Meaning, meaning
from knowledge.holdings import Holdings
from knowledge.matching.matcher import Ranking
from knowledge.material import WRITTEN
from knowledge.vietnamese.folding import fold

NEAR = 10
"""Candidates that are looked at."""
MOST_WORDINGS = 12
"""Of an answer that are compared by meaning; the first ones."""
ALIKE = 0.7
"""From here on two questions mean the same; more than groups ask for, since a citizen is answered by it."""
_WORD = re.compile(r"\w+")


def verbatim(holdings: Holdings, ranking: Ranking, text: str) -> int | None:
    """The candidate that was taught these very words, marks and case aside; of several the nearest."""
    said = _bare(text)
    if not said:
        return None
    for candidate in ranking.candidates[:NEAR]:
        if said in map(_bare, _taught(holdings, candidate.number)):
            return candidate.number
    return None


def instead_of_lacking(holdings: Holdings, ranking: Ranking) -> tuple[int, float] | None:
    """An editor's answer to a question of the same meaning, and how alike; asked where the first lacks."""
    index = holdings.matcher.index
    asked = meaning(ranking.question, index)
    if asked is None:
        return None
    best: tuple[int, float] | None = None
    for candidate in ranking.candidates[:NEAR]:
        number = candidate.number
        if not holdings.lacking(number) and index.documents[number].code.startswith(WRITTEN):
            alike = max((asked.words_like(each) for each in _meanings(holdings, number)), default=0.0)
            if alike >= ALIKE and (best is None or alike > best[1]):
                best = number, alike
    return best


def _taught(holdings: Holdings, number: int) -> Iterable[str]:
    document = holdings.matcher.index.documents[number]
    if holdings.lacking(number) is not None:
        return ()
    if document.code.startswith(WRITTEN):
        return document.phrasings
    return (text for text in document.phrasings if text in holdings.taught)


def _meanings(holdings: Holdings, number: int) -> list[Meaning]:
    """Of the questions of an editor's answer; understood once for each revision of the knowledge."""
    if number not in holdings.meanings:
        matcher = holdings.matcher
        wordings = matcher.index.documents[number].phrasings[:MOST_WORDINGS]
        found = (meaning(matcher.understand(text), matcher.index) for text in wordings)
        holdings.meanings[number] = [each for each in found if each is not None]
    return holdings.meanings[number]


def _bare(text: str) -> str:
    return " ".join(_WORD.findall(fold(text.casefold())))
