"""Words as numbers."""

from hypothesis import given
from hypothesis import strategies as st

from knowledge.matching.terms import PAIR, Terms
from knowledge.vietnamese.folding import fold

WORDS = st.lists(st.text(alphabet="aáạbđdêe", min_size=1, max_size=4), max_size=20)


@given(WORDS)
def test_a_word_has_one_number_and_its_folding_the_number_of_the_folded_word(words: list[str]) -> None:
    terms = Terms()
    numbers = terms.numbers(words)
    assert terms.numbers(words).tolist() == numbers.tolist()
    assert len(set(numbers.tolist())) == len(set(words))
    assert terms.folded(numbers).tolist() == [terms.key(fold(word)) for word in words]


def test_numbers_given_later_are_folded_too() -> None:
    terms = Terms()
    terms.folded(terms.numbers(["khai"]))
    assert terms.folded(terms.numbers(["sịnh"])).tolist() == [terms.key("sinh")]


def test_a_pair_has_a_key_only_when_both_words_were_met() -> None:
    terms = Terms()
    khai, sinh = terms.numbers(["khai", "sinh"]).tolist()
    assert terms.key("khai_sinh") == (khai << PAIR) | sinh
    assert terms.key("khai_tử") == terms.key("tử_khai") == terms.key("tử") == terms.key("") == 0
