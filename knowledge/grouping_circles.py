"""Questions gathered around a middle, in memory: what a group is made of."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from knowledge.grouping_likeness import Meaning, join, meaning
from knowledge.groups import QuestionGroup
from knowledge.library import Library
from knowledge.questions import MOST_CANDIDATES, Question

LONGEST_TITLE = 300


@dataclass(slots=True)
class Circle:
    """A group while questions join it; `id` is None while it has no row."""

    agency_id: int
    first_at: datetime
    last_at: datetime
    id: int | None = None
    middle: Meaning = field(default_factory=lambda: Meaning({}, {}))
    title: str = ""
    count: int = 0
    counted: int = 0
    """`count` and `keys` as they stood in the row."""
    keys: list[Any] = field(default_factory=list)
    joined: list[Question] = field(default_factory=list)

    @property
    def shown_keys(self) -> list[Any]:
        return [[word, weight] for word, weight in self.middle.words.items()]

    @property
    def shown_candidates(self) -> list[list[Any]]:
        nearest = sorted(self.middle.nearest.items(), key=lambda each: (-each[1], each[0]))
        return [[code, share] for code, share in nearest[:MOST_CANDIDATES]]

    def begin(self, library: Library) -> None:
        """One that somebody opened by hand is about its title."""
        if not self.keys and self.title and (titled := _meant(library, self.title, None)):
            self.middle = Meaning(titled.words, self.middle.nearest)

    def take(self, library: Library, question: Question) -> None:
        """One more question, which may be nearer to all than the title."""
        one = _meant(library, question.asked, question.candidates)
        if one is not None:
            self.add(library, question, one)

    def add(self, library: Library, question: Question, one: Meaning) -> None:
        """The same of a question whose meaning is known."""
        self.middle = self.middle.with_one(one, self.count)
        self.count += 1
        self.first_at = min(self.first_at, question.asked_at)
        self.last_at = max(self.last_at, question.asked_at)
        self.joined.append(question)
        if one.words_like(self.middle) > self._title_like(library):
            self.title = question.asked[:LONGEST_TITLE]

    def _title_like(self, library: Library) -> float:
        title = _meant(library, self.title, None) if self.title else None
        return -1.0 if title is None else title.words_like(self.middle)


def of_group(group: QuestionGroup) -> Circle:
    """What stands in a row."""
    middle = Meaning(dict(group.keys), dict(group.candidates))
    return Circle(
        agency_id=group.agency_id,
        first_at=group.first_at,
        last_at=group.last_at,
        id=group.id,
        middle=middle,
        title=group.title,
        count=group.count,
        counted=group.count,
        keys=group.keys,
    )


def placed(library: Library, questions: Sequence[Question], circles: Sequence[Circle]) -> list[Circle]:
    """The circles that the questions joined, those that were opened for them among them.

    One by one in the order given, so the same questions and circles end in the same groups. A question that
    says nothing by which it could be told joins none.
    """
    of_agency: dict[int, list[Circle]] = {}
    for circle in circles:
        circle.begin(library)
        of_agency.setdefault(circle.agency_id, []).append(circle)
    for question in questions:
        one = _meant(library, question.asked, question.candidates)
        if one is None:
            continue
        near = of_agency.setdefault(question.agency_id, [])
        place = join(one, [circle.middle for circle in near])
        if place is None:
            near.append(Circle(question.agency_id, question.asked_at, question.asked_at))
        near[-1 if place is None else place].add(library, question, one)
    return [circle for each in of_agency.values() for circle in each if circle.joined]


def _meant(library: Library, asked: str, candidates: list[list[Any]] | None) -> Meaning | None:
    nearest = [(str(code), float(share)) for code, share in candidates or ()]
    return meaning(library.understand(asked), nearest, library.holdings.matcher.index)
