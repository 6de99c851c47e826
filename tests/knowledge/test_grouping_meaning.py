"""Questions come together by what they mean: in whatever words and order, and each in one group only."""

import asyncio
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import timedelta
from math import log
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from known import NOW, furnish, shipped

from bot.migrate import migrate
from connectors.database import Database
from knowledge.grouping_circles import Circle, of_group, placed
from knowledge.grouping_nearby import ALIKE, LARGER, Nearby
from knowledge.grouping_signs import CALLED, Weights, alike, mixed
from knowledge.groups import QuestionGroup
from knowledge.library import Library
from knowledge.questions import Question

DEATH = (
    "làm giấy khai tử",
    "lam giay khai tu can gi",
    "Bà nội mất rồi, làm giấy khai tử thì cần giấy tờ gì ạ",
    "thủ tục đăng ký khai tử cho người thân thế nào?",
)
GUARDIAN = ("đăng ký giám hộ cho cháu", "dang ky giam ho cho chau nop o dau")
GUARDIAN_ABROAD = ("đăng ký giám hộ có yếu tố nước ngoài",)
NOTHING = ("???", "dạ", "cho em hỏi")
ALL = (*DEATH, *GUARDIAN, *GUARDIAN_ABROAD, *NOTHING)


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    return asyncio.run(_library(tmp_path_factory.mktemp("grouping")))


async def _library(folder: Path) -> Library:
    url = f"sqlite:///{folder}/congdan.db"
    await asyncio.to_thread(migrate, url)
    database = Database(url)
    await furnish(database)
    library = Library(shipped())
    await library.refresh(database)
    await database.close()
    return library


def question(library: Library, number: int, text: str, agency: int = 2) -> Question:
    code = "xa-b" if agency == 2 else "xa-c"
    ranked = library.answer(code, text, None, NOW).ranked[:5]
    asked_at = NOW + timedelta(seconds=number)
    candidates = [[each.code, each.score] for each in ranked]
    return Question(id=number, agency_id=agency, asked=text, asked_at=asked_at, candidates=candidates)


def together(library: Library, texts: Sequence[str]) -> list[set[str]]:
    circles = placed(library, [question(library, *each) for each in enumerate(texts)], [])
    return [{each.asked for each in circle.joined} for circle in circles]


@pytest.mark.parametrize("texts", [DEATH, DEATH[::-1], GUARDIAN], ids=["death", "reversed", "guardian"])
def test_a_matter_is_one_group_with_and_without_marks_short_and_told_at_length(
    library: Library, texts: Sequence[str]
) -> None:
    assert together(library, texts) == [set(texts)]


def test_what_differs_from_the_plain_matter_is_a_group_of_its_own(library: Library) -> None:
    assert together(library, (*GUARDIAN, *GUARDIAN_ABROAD)) == [set(GUARDIAN), set(GUARDIAN_ABROAD)]


def test_what_says_nothing_by_which_it_could_be_told_is_in_no_group(library: Library) -> None:
    assert together(library, NOTHING) == []


def test_of_two_groups_as_near_the_larger_one_grows() -> None:
    nearby, told = Nearby(), {"khai": 0.8}
    for place, count in enumerate((1, 9, 3)):
        nearby.put(place, told, count)
    assert nearby.nearest(told) == 1


def test_who_asks_for_a_variant_stands_with_the_variant_and_others_with_the_plain_matter() -> None:
    plain: Weights = {"giấy": 0.6, "phép": 0.6}
    again = {**plain, "~làm lại": 0.3}
    nearby = Nearby()
    nearby.put(0, again, 2)
    nearby.put(1, plain, 2)
    assert (nearby.nearest(again), nearby.nearest(plain)) == (0, 1)


@given(asked=st.lists(st.tuples(st.sampled_from(ALL), st.sampled_from([2, 3])), max_size=14), data=st.data())
@settings(max_examples=40, deadline=None)
def test_in_whatever_order_they_come_and_however_many_at_once_every_question_is_in_exactly_one_group(
    library: Library, asked: list[tuple[str, int]], data: st.DataObject
) -> None:
    questions = [question(library, number, *each) for number, each in enumerate(asked)]
    rows: dict[int, QuestionGroup] = {}
    joined: list[int] = []
    for some in _parted(questions, data):
        for circle in placed(library, some, [of_group(row) for row in rows.values()]):
            joined += [each.id for each in circle.joined]
            assert {each.agency_id for each in circle.joined} == {circle.agency_id}
            number = circle.id or len(rows) + 1
            rows[number] = _row(number, circle)
    assert Counter(joined) == Counter(each.id for each in questions if each.asked not in NOTHING)
    assert sum(row.count for row in rows.values()) == len(joined)
    assert {row.title for row in rows.values()} <= {each.asked for each in questions}


def _parted(questions: list[Question], data: st.DataObject) -> Iterator[list[Question]]:
    left = questions
    while left:
        size = data.draw(st.integers(1, len(left)))
        yield left[:size]
        left = left[size:]


def _row(number: int, circle: Circle) -> QuestionGroup:
    return QuestionGroup(
        id=number,
        agency_id=circle.agency_id,
        title=circle.title,
        keys=circle.shown_keys,
        candidates=circle.shown_candidates,
        count=circle.count,
        first_at=circle.first_at,
        last_at=circle.last_at,
    )


NAMES = st.sampled_from(["khai", "tử", "'tử", "#1", "@1", "@2", "=khai tử", CALLED, "~mất", "~đổi"])
TOLD = st.dictionaries(NAMES, st.floats(0.01, 1), max_size=6)


@given(puts=st.lists(st.tuples(st.integers(0, 3), TOLD, st.integers(1, 50)), max_size=12), asked=TOLD)
def test_the_group_found_is_the_one_that_comparing_with_each_would_find(
    puts: list[tuple[int, Weights, int]], asked: Weights
) -> None:
    nearby, groups = Nearby(), {}
    for place, told, count in puts:
        nearby.put(place, told, count)
        groups[place] = told, count
    likeness = {
        place: alike(asked, told) + LARGER * log(count)
        for place, (told, count) in groups.items()
        if asked.keys() & told
    }
    best = max(likeness.values(), default=0.0)
    found = nearby.nearest(asked)
    if found is None:
        assert best < ALIKE + 1e-9
    else:
        assert likeness[found] == pytest.approx(best)
        assert best > ALIKE - 1e-9


@given(order=st.permutations(range(6)), rows=st.lists(TOLD, min_size=6, max_size=6))
def test_what_a_group_is_told_by_does_not_depend_on_who_asked_first(
    order: Sequence[int], rows: list[Weights]
) -> None:
    first, other = _middle(rows), _middle([rows[place] for place in order])
    assert dict(first) == pytest.approx(dict(other), abs=1e-4)


def _middle(rows: Sequence[Weights]) -> Weights:
    middle: Weights = {}
    for count, told in enumerate(rows):
        middle = mixed(middle, told, count)
    return middle


def test_a_group_that_somebody_opened_by_hand_is_about_its_title(library: Library) -> None:
    row = QuestionGroup(id=7, agency_id=2, title=DEATH[0], keys=[], count=1, first_at=NOW, last_at=NOW)
    (circle,) = placed(library, [question(library, 1, DEATH[1])], [of_group(row)])
    assert (circle.id, circle.count) == (7, 2)
