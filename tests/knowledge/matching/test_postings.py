"""Scores from few arrays are those of BM25 written down naively."""

from collections import Counter
from itertools import pairwise
from math import log1p

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from knowledge.matching.postings import K1, Postings
from knowledge.matching.terms import PAIR

WORDS = st.integers(1, 6)
TEXTS = st.lists(st.lists(WORDS, max_size=8), min_size=1, max_size=6)


def rows(texts: list[list[int]]) -> list[NDArray[np.int64]]:
    return [np.array(text, np.int64) for text in texts]


def terms(text: list[int]) -> Counter[int]:
    return Counter([*text, *((left << PAIR) | right for left, right in pairwise(text))])


def naive(texts: list[list[int]], asked: dict[int, float], b: float) -> list[float]:
    """Every text scored by itself: Robertson and Zaragoza (2009), (3.15), over words and pairs."""
    lengths = [len(text) for text in texts]
    mean = max(sum(lengths) / len(texts), 1.0)
    scores = []
    for text, length in zip(texts, lengths, strict=True):
        held, score = terms(text), 0.0
        for term, weight in asked.items():
            holding = sum(term in terms(other) for other in texts)
            rarity = log1p((len(texts) - holding + 0.5) / (holding + 0.5))
            often = held[term]
            if often:
                score += weight * rarity * often * (K1 + 1) / (often + K1 * (1 - b + b * length / mean))
        scores.append(score)
    return scores


@given(texts=TEXTS, question=st.lists(WORDS, min_size=1, max_size=6), b=st.sampled_from([0.0, 0.5, 0.7, 1.0]))
def test_scores_are_those_of_bm25_text_by_text(texts: list[list[int]], question: list[int], b: float) -> None:
    asked = {term: 0.5 + often for term, often in terms(question).items()}
    keys, weights = np.array(list(asked), np.int64), np.array(list(asked.values()), np.float32)
    scores = Postings(rows(texts), b=b).score(keys, weights)
    assert scores == pytest.approx(naive(texts, asked, b), rel=1e-4, abs=1e-5)


@given(texts=TEXTS, question=st.lists(WORDS, max_size=6, unique=True))
def test_what_a_text_holds_is_what_it_says(texts: list[list[int]], question: list[int]) -> None:
    postings, keys = Postings(rows(texts)), np.array(question, np.int64)
    numbers = np.arange(len(texts))[::-1]
    held = postings.holding(keys, numbers)
    assert held.tolist() == [[term in texts[number] for number in numbers] for term in question]
    shared = postings.shared(keys, np.ones(len(keys), np.float32))
    assert shared.tolist() == [len(set(question) & set(text)) for text in texts]


ENDS = st.lists(st.lists(WORDS, max_size=4), min_size=8, max_size=12)
MIDDLE = st.lists(st.lists(WORDS, max_size=4), max_size=2)


@given(head=ENDS, tail=ENDS, old=MIDDLE, new=MIDDLE, with_pairs=st.booleans())
def test_what_is_made_of_other_postings_is_as_if_it_were_made_anew(
    head: list[list[int]], tail: list[list[int]], old: list[list[int]], new: list[list[int]], with_pairs: bool
) -> None:
    first, last = rows(head), rows(tail)
    before = Postings([*first, *rows(old), *last], b=0.7, with_pairs=with_pairs)
    wanted = [*first, *rows(new), *last]
    again, fresh = before.again(wanted), Postings(wanted, b=0.7, with_pairs=with_pairs)
    words = range(1, 8)
    keys = np.array([*words, *((left << PAIR) | right for left in words for right in words)], np.int64)
    everything = np.arange(len(wanted))
    assert again.holding(keys, everything).tolist() == fresh.holding(keys, everything).tolist()
    assert again.rarity(keys).tolist() == fresh.rarity(keys).tolist()
    assert again.mass(fresh.rarity).tolist() == fresh.mass(fresh.rarity).tolist()
    for key in keys[:, None]:
        one = np.ones(1, np.float32)
        assert again.score(key, one).tolist() == fresh.score(key, one).tolist()


def test_the_very_same_rows_need_no_other_postings() -> None:
    texts = rows([[1, 2], [3]])
    postings = Postings(texts)
    assert postings.again(list(texts)) is postings
    assert postings.again(rows([[1, 2], [3], [4]])) is not postings


def test_pairs_do_not_reach_from_one_text_into_the_next() -> None:
    postings = Postings(rows([[1, 2], [3, 4], [], [5]]))
    pairs = np.array([(left << PAIR) | right for left, right in ((1, 2), (2, 3), (4, 5))], np.int64)
    assert postings.holding(pairs, np.arange(4)).any(1).tolist() == [True, False, False]


@pytest.mark.parametrize("texts", [[], [[]], [[], []]])
def test_nothing_is_found_in_nothing(texts: list[list[int]]) -> None:
    scores = Postings(rows(texts)).score(np.array([1, 2], np.int64), np.ones(2, np.float32))
    assert scores.tolist() == [0.0] * len(texts)


def test_a_word_that_no_text_holds_is_rarer_than_any_that_one_does() -> None:
    rarity = Postings(rows([[1], [1, 2], [1, 3]])).rarity(np.array([1, 2, 9], np.int64))
    assert rarity[0] < rarity[1] < rarity[2]
