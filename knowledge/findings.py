"""What the library found for a question: one of five, told apart by `match`."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from knowledge.agencies import Contact
from knowledge.blocks import Blocked
from knowledge.facets import Facet
from knowledge.matching.routes import Topic


@dataclass(frozen=True, slots=True)
class Reception:
    """Who receives a procedure for the agency that was asked.

    `here` is None when the agency states no scope; when it is False, `receiver` says who does.
    """

    here: bool | None
    receiver: str
    counter: str = ""
    fee: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class ProcedureView:
    """A procedure as one agency gives it: its own fields over those it inherits."""

    code: str
    name: str
    facets: Mapping[Facet, str]
    url: str
    as_of: str
    source: str
    reception: Reception
    reasons: Mapping[Facet, str] = field(default_factory=dict)
    """Which document says so, of facets that an agency words itself."""


@dataclass(frozen=True, slots=True)
class Ranked:
    """A candidate, for those who look behind an answer."""

    code: str
    name: str
    score: float


@dataclass(frozen=True, slots=True)
class Found:
    """One procedure, and what of it was asked; no facet means: in general."""

    procedure: ProcedureView
    facets: tuple[Facet, ...]
    confidence: float
    ranked: tuple[Ranked, ...]
    also: tuple["Found", ...] = ()
    """A second procedure asked in the same message."""

    @property
    def all_facets(self) -> tuple[Facet, ...]:
        """What was asked of it and of the second one."""
        return tuple(dict.fromkeys(facet for each in (self, *self.also) for facet in each.facets))


@dataclass(frozen=True, slots=True)
class Written:
    """An editor's answer."""

    code: str
    text: str
    url: str
    as_of: str
    confidence: float
    ranked: tuple[Ranked, ...]


@dataclass(frozen=True, slots=True)
class Unsure:
    """Two or three procedures of which one is probably meant, each with what tells it from the others."""

    offered: tuple[tuple[str, str], ...]
    """Pairs of (code, difference)."""
    facets: tuple[Facet, ...]
    confidence: float
    ranked: tuple[Ranked, ...]


@dataclass(frozen=True, slots=True)
class Unknown:
    """Nothing that may be said."""

    facets: tuple[Facet, ...]
    confidence: float
    ranked: tuple[Ranked, ...]
    lacking: tuple[str, str] | None = None
    """A procedure that is probably meant but not held: its name, and who decides."""
    blocked: Blocked | None = None
    """There is something to say, but for now it must not be said."""
    code: str | None = None
    """Of the procedure that is blocked: a facet asked next is asked of it, not of the one before."""


@dataclass(frozen=True, slots=True)
class Routed:
    """Not a question about a procedure; `detail` narrows the topic, or is the code of a file."""

    topic: Topic
    detail: str
    confidence: float
    ranked: tuple[Ranked, ...]


Finding = Found | Written | Unsure | Unknown | Routed


def facets_of(finding: Finding) -> tuple[Facet, ...]:
    """The facets that were asked for, as far as they were understood."""
    match finding:
        case Found():
            return finding.all_facets
        case Unsure(facets=facets) | Unknown(facets=facets):
            return facets
    return ()


@dataclass(frozen=True, slots=True)
class Context:
    """What was talked about before, from which a short follow-up takes its procedure."""

    asked: str
    """The last question that had a topic."""
    code: str | None
    """The procedure answered last."""
    offered: tuple[str, ...]
    """The codes offered last, in order, when we asked back."""
    facets: tuple[Facet, ...]
    at: datetime
    refused: int = 0
    """How many messages in a row could not be answered."""
    places: tuple[str, ...] = ()
    """Old places whose new names were told already."""
    others: tuple[str, ...] = ()
    """The next candidates, for "không, không phải thủ tục này"."""


@dataclass(frozen=True, slots=True)
class AgencyView:
    """An agency as citizens see it."""

    code: str
    name: str
    contact: Contact
