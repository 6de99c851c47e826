"""Slips of the finger and wrong marks put right, by the words around. Only to words of the vocabulary."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.distance import OSA

from knowledge.vietnamese.folding import fold
from knowledge.vietnamese.inventory import VOWELS, is_bare_syllable, is_syllable, toneless
from knowledge.vietnamese.vocabulary import Counts, Vocabulary

LONGEST = 12
SHORTEST = 2
FOREIGN = 5
"""A word that is no syllable (online, vneid) is corrected to only when it has so many letters."""
SLIP = 1e-7
"""How probable it is that a word in use was meant for a given other one."""
WRONG_MARK = 1e-3
"""The same when only the marks differ."""
WELL_KNOWN = 16
"""A word in use is taken for another only if that one stood beside a neighbour so often."""
SEEN = 2
"""The same for a syllable that nobody wrote."""
HALF_MARKED = 1e-2
"""The same for a word that carries its đ and no other mark, to one with marks on its vowels."""
STRAY = 1e-3
"""The same for a syllable that nobody wrote."""
LETTERS = 10
"""So many times rather are the marks of such a word wrong than one of its letters."""
NO_WORD = 1e3
"""The same for what cannot be a syllable: it is always one of the others."""
ABBREVIATED = 4
"""What is no syllable and has fewer letters may be an abbreviation."""
REMEMBERED = 8_192


class Typos:
    """Finds the words one edit away and weighs them by their neighbours."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._nearby: dict[str, list[str]] = {}
        for bare in vocabulary.bare.words:
            if len(bare) <= LONGEST and (is_bare_syllable(bare) or len(bare) >= FOREIGN):
                for key in _shortened(bare):
                    self._nearby.setdefault(key, []).append(bare)
        self._meant = lru_cache(REMEMBERED)(self._one_edit_away)

    def fits(self, word: str, before: str, after: str, *, marked: bool) -> bool:
        """Whether `word` has been seen beside one of its neighbours ("" for none): then it may stand."""
        if not marked:
            pairs, bare = self._vocabulary.bare.pairs, fold(word)
            return (fold(before), bare) in pairs or (bare, fold(after)) in pairs
        if _is_half_marked(word):
            return False
        return self._sides(before, after, marked=marked).support(self._vocabulary.meant(word)) > 0

    def corrected(self, word: str, before: str, after: str, *, marked: bool) -> str | None:
        """What `word` was meant for, between its neighbours ("" for none).

        None when it is likelier meant as it stands. In a `marked` message the answer carries marks;
        else it is a bare word.
        """
        if not (SHORTEST <= len(word) <= LONGEST and word.isalpha()):
            return None
        sides = self._sides(before, after, marked=marked)
        typed = self._typed(word, marked=marked)
        forms = self._meant(word, marked)
        if is_syllable(word) or self._vocabulary.knows(word):
            least = WELL_KNOWN if self._vocabulary.knows(word) else SEEN
            forms = tuple(form for form in forms if sides.support((form,)) >= least)
        best = max(
            ((sides.chance((form,)) * self._slip(word, form), form) for form in forms), default=(0, "")
        )
        return best[1] if best[0] > sides.chance(typed) else None

    def _typed(self, word: str, *, marked: bool) -> Sequence[str]:
        return self._vocabulary.meant(word) if marked else (fold(word),)

    def _sides(self, before: str, after: str, *, marked: bool) -> "_Sides":
        known = self._vocabulary
        if not marked:
            return _Sides(known.bare, (fold(before),) if before else (), (fold(after),) if after else ())
        return _Sides(
            known.as_written, known.meant(before) if before else (), known.meant(after) if after else ()
        )

    def _slip(self, word: str, form: str) -> float:
        same_letters = fold(word) == fold(form)
        if same_letters and _is_half_marked(word):
            return HALF_MARKED
        if self._vocabulary.knows(word):
            return WRONG_MARK if same_letters else SLIP
        return (STRAY if is_syllable(word) or _is_short(word) else NO_WORD) * (LETTERS if same_letters else 1)

    def _one_edit_away(self, word: str, marked: bool) -> tuple[str, ...]:
        bare = fold(word)
        if not marked:
            return tuple(near for near in self._near(bare) if near != word)
        forms = (form for near in self._near(bare) for form in self._marked(word, bare, near))
        return tuple(form for form in forms if form != word)

    def _marked(self, word: str, bare: str, near: str) -> Iterator[str]:
        for form in self._vocabulary.meant(near):
            if near == bare or _is_one_edit(word, form) or _is_one_edit_under_its_tone(word, form):
                yield form

    def _near(self, bare: str) -> Sequence[str]:
        found = {near for key in _shortened(bare) for near in self._nearby.get(key, ())}
        return [near for near in found if _is_one_edit(bare, near)]


@dataclass(frozen=True, slots=True)
class _Sides:
    """The neighbours of a word, each as the forms it may stand for; none at the ends of a message."""

    counts: Counts
    before: Sequence[str]
    after: Sequence[str]

    def support(self, forms: Sequence[str]) -> int:
        return self.counts.beside(self.before, forms) + self.counts.beside(forms, self.after)

    def chance(self, forms: Sequence[str]) -> float:
        counts = self.counts
        into = counts.follows(self.before, forms) if self.before else counts.alone(forms)
        return into * (counts.follows(forms, self.after) if self.after else 1.0)


def _shortened(word: str) -> set[str]:
    return {word, *(word[:place] + word[place + 1 :] for place in range(len(word)))}


def _is_one_edit(word: str, form: str) -> bool:
    return OSA.distance(word, form, score_cutoff=1) <= 1


def _is_one_edit_under_its_tone(word: str, form: str) -> bool:
    """The tone moves with the vowels: ngòa is one letter from ngoài, nòa a swap from nào."""
    typed, meant = toneless(word), toneless(form)
    if typed is None or meant is None:
        return False
    return typed[1] == meant[1] and _is_one_edit(typed[0], meant[0])


def _is_short(word: str) -> bool:
    """Whether `word` looks more like an abbreviation than like a word with a slip in it."""
    return len(word) < ABBREVIATED or VOWELS.isdisjoint(fold(word))


def _is_half_marked(word: str) -> bool:
    return "đ" in word and word.replace("đ", "d") == fold(word)
