"""Syllables typed without the blanks between them: `dangkykhaisinh`, `giấykhaisinh`, `15ngày`."""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise
from math import log

from knowledge.vietnamese.folding import fold
from knowledge.vietnamese.inventory import LONGEST_SYLLABLE, is_bare_syllable, is_syllable
from knowledge.vietnamese.spelling import canonical
from knowledge.vietnamese.vocabulary import Vocabulary

LONGEST = 48
_STRANGE_PAIR = -9.0
_TOLERATED = 4
"""So many cuts for each that makes a pair nobody has written."""
_NUMBER = re.compile(r"(?:(\d+)([^\W\d]{2,})|([^\W\d]{2,})(\d+))")


def cut(token: str, vocabulary: Vocabulary) -> tuple[str, ...] | None:
    """The known syllables that `token` consists of, at its most probable cut; None when there are none."""
    if len(token) > LONGEST:
        return None
    if numbered := _NUMBER.fullmatch(token):
        return _number_and_word(numbered, vocabulary)
    if not token.isalpha():
        return None
    pieces = _best_pieces(token, vocabulary)
    if pieces is None or len(pieces) < 2:  # noqa: PLR2004 (one piece is no cut)
        return None
    strange = sum(not _together(left, right, vocabulary) for left, right in pairwise(pieces))
    return pieces if strange * _TOLERATED <= len(pieces) - 1 else None


def _number_and_word(found: re.Match[str], vocabulary: Vocabulary) -> tuple[str, ...] | None:
    parts = tuple(part for part in found.groups() if part)
    word = parts[0] if parts[1].isdigit() else parts[1]
    if len(word) > 2 and _is_known(word, vocabulary):  # noqa: PLR2004 (d1, ct01, qh15 are codes)
        return parts
    return None


def _is_known(piece: str, vocabulary: Vocabulary) -> bool:
    return (is_syllable(piece) or is_bare_syllable(piece)) and vocabulary.knows(piece)


@lru_cache(maxsize=4096)
def _spelled(piece: str) -> str:
    """A piece in its canonical spelling, which it may lack while others stand around it (ky is ki)."""
    return canonical(piece)


def _best_pieces(token: str, vocabulary: Vocabulary) -> tuple[str, ...] | None:
    """The best row of pieces ending at each place, for each last piece; then the best of the whole."""
    ending: list[dict[str, tuple[float, tuple[str, ...]]]] = [{"": (0.0, ())}]
    for end in range(1, len(token) + 1):
        here: dict[str, tuple[float, tuple[str, ...]]] = {}
        for start in range(max(0, end - LONGEST_SYLLABLE), end):
            piece = _spelled(token[start:end])
            if ending[start] and _is_known(piece, vocabulary):
                here[piece] = max(_extended(ending[start], piece, vocabulary))
        ending.append(here)
    return max(ending[-1].values())[1] if ending[-1] else None


def _extended(
    before: dict[str, tuple[float, tuple[str, ...]]], piece: str, vocabulary: Vocabulary
) -> Iterator[tuple[float, tuple[str, ...]]]:
    counts = vocabulary.bare if piece in vocabulary.bare.words else vocabulary.as_written
    alone = log(counts.alone((piece,)))
    for last, (score, pieces) in before.items():
        together = _together(last, piece, vocabulary) if last else 0
        chance = log(together / vocabulary.bare.words[fold(last)]) if together else alone
        yield score + chance + _STRANGE_PAIR * bool(last and not together), (*pieces, piece)


def _together(left: str, right: str, vocabulary: Vocabulary) -> int:
    return vocabulary.bare.pairs.get((fold(left), fold(right)), 0)
