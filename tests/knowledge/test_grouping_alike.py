"""Groups of several agencies that mean the same."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from knowledge.grouping_alike import ALIKE, MOST_TOGETHER, alike, together
from knowledge.groups import QuestionGroup

weights = st.lists(
    st.tuples(st.sampled_from("abcdef"), st.floats(0.01, 1)), max_size=5, unique_by=lambda p: p[0]
)


def group(number: int, title: str, keys: Any = (), candidates: Any = (), count: int = 1) -> QuestionGroup:
    pairs = {"keys": [list(each) for each in keys], "candidates": [list(each) for each in candidates]}
    return QuestionGroup(id=number, agency_id=number % 3, title=title, count=count, **pairs)


def groups() -> st.SearchStrategy[list[QuestionGroup]]:
    row = st.tuples(st.sampled_from(["", "x", "y"]), weights, weights, st.integers(1, 9))
    return st.lists(row, max_size=12).map(
        lambda rows: [
            group(place, title + str(place % 5), *rest) for place, (title, *rest) in enumerate(rows)
        ]
    )


@given(groups(), st.randoms())
def test_every_group_stands_in_one_list_whatever_their_order(rows: list[QuestionGroup], random: Any) -> None:
    lists = together(rows)
    assert sorted(each.id for found in lists for each in found) == [each.id for each in rows]
    assert all(alike(found[0], found[1:]) for found in lists)
    assert all(found[0].count == max(each.count for each in found) for found in lists)
    random.shuffle(rows)
    assert [[each.id for each in found] for found in together(rows)] == [
        [each.id for each in found] for found in lists
    ]


def test_the_same_words_and_the_same_titles_are_alike_and_others_are_not() -> None:
    first = group(1, "giấy độc thân", [("giay", 0.7), ("doc", 0.7)], [("1", 0.5)])
    assert alike(first, [group(2, "xin giấy độc thân", [("giay", 0.6), ("doc", 0.7)], [("1", 0.3)])])
    assert alike(group(1, "Họp  chợ"), [group(2, "họp chợ")])
    assert not alike(first, [group(2, "giấy khai sinh", [("giay", 0.7), ("sinh", 0.7)], [("1", 0.5)])])
    assert not alike(first, [group(2, "", [], [("1", 0.5)])])
    assert not alike(group(1, "a"), [group(2, "b")])
    assert 0 < ALIKE < 1


def test_no_more_than_can_be_decided_at_once_stand_together() -> None:
    lists = together([group(number, "họp chợ") for number in range(1, 2 * MOST_TOGETHER)])
    assert [len(found) for found in lists] == [MOST_TOGETHER, MOST_TOGETHER - 1]
