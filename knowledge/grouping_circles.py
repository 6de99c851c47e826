"""Questions gathered around a middle, in memory: what a group is made of."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from knowledge.grouping_nearby import Nearby
from knowledge.grouping_signs import Weights, mixed, said, shared, shares, signs, words
from knowledge.groups import QuestionGroup
from knowledge.library import Library
from knowledge.questions import MOST_CANDIDATES, Question

LONGEST_TITLE = 300
Candidates = list[list[Any]] | None


@dataclass(slots=True)
class Circle:
    """A group while questions join it; `id` is None while it has no row."""

    agency_id: int
    first_at: datetime
    last_at: datetime
    id: int | None = None
    middle: Weights = field(default_factory=dict)
    """What its questions are told by, on average."""
    title: str = ""
    count: int = 0
    counted: int = 0
    """`count` and `keys` as they stood in the row."""
    keys: list[Any] = field(default_factory=list)
    candidates: Candidates = None
    """What stood in the row, for one that was opened by hand."""
    joined: list[Question] = field(default_factory=list)

    _titled: Weights | None = None
    """The words of its title, once they were asked for."""

    @property
    def shown_keys(self) -> list[list[Any]]:
        return [[name, weight] for name, weight in self.middle.items()]

    @property
    def shown_candidates(self) -> list[list[Any]]:
        return [[code, share] for code, share in shares(self.middle)[:MOST_CANDIDATES]]

    def begin(self, library: Library) -> None:
        """One that somebody opened by hand is about its title."""
        if not self.keys and self.title:
            self.middle = _told(library, self.title, self.candidates) or {}

    def take(self, library: Library, question: Question) -> None:
        """One more question, which may be nearer to all than the title."""
        one = _told(library, question.asked, question.candidates)
        if one is not None:
            self.add(library, question, one)

    def add(self, library: Library, question: Question, one: Weights) -> None:
        """The same of a question of which it is known what it is told by."""
        self.middle = mixed(self.middle, one, self.count)
        self.count += 1
        self.first_at = min(self.first_at, question.asked_at)
        self.last_at = max(self.last_at, question.asked_at)
        self.joined.append(question)
        its = words(one)
        if not self.title or shared(its, self.middle) > shared(self._title(library), self.middle):
            self.title, self._titled = question.asked[:LONGEST_TITLE], its

    def _title(self, library: Library) -> Weights:
        if self._titled is None:
            self._titled = said(library.holdings.matcher, library.understand(self.title)) or {}
        return self._titled


def of_group(group: QuestionGroup) -> Circle:
    """What stands in a row."""
    return Circle(
        agency_id=group.agency_id,
        first_at=group.first_at,
        last_at=group.last_at,
        id=group.id,
        middle=dict(group.keys),
        title=group.title,
        count=group.count,
        counted=group.count,
        keys=group.keys,
        candidates=group.candidates,
    )


def placed(library: Library, questions: Sequence[Question], circles: Sequence[Circle]) -> list[Circle]:
    """The circles that the questions joined, those that were opened for them among them.

    One by one in the order given, so the same questions and circles end in the same groups. A question that
    says nothing by which it could be told joins none.
    """
    of_agency: dict[int, _Standing] = {}
    for circle in circles:
        circle.begin(library)
        of_agency.setdefault(circle.agency_id, _Standing()).put(circle)
    for question in questions:
        one = _told(library, question.asked, question.candidates)
        if one is None:
            continue
        standing = of_agency.setdefault(question.agency_id, _Standing())
        place = standing.nearby.nearest(one)
        circle = Circle(question.agency_id, question.asked_at, question.asked_at)
        if place is not None:
            circle = standing.circles[place]
        circle.add(library, question, one)
        standing.put(circle, place)
    return [circle for standing in of_agency.values() for circle in standing.circles if circle.joined]


class _Standing:
    """The circles of an agency, each at its place."""

    def __init__(self) -> None:
        self.circles: list[Circle] = []
        self.nearby = Nearby()

    def put(self, circle: Circle, place: int | None = None) -> None:
        """One that is new, or stands at `place` already and had a question more."""
        if place is None:
            place = len(self.circles)
            self.circles.append(circle)
        self.nearby.put(place, circle.middle, circle.count)


def _told(library: Library, asked: str, candidates: Candidates) -> Weights | None:
    nearest = [(str(code), float(share)) for code, share in candidates or ()]
    return signs(library.holdings.matcher, library.understand(asked), nearest)
