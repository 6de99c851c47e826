"""The eleven things that are asked about a procedure (`thủ tục hành chính`)."""

from enum import StrEnum


class Facet(StrEnum):
    """A field of a procedure's page, by the name it has in files and in the database."""

    PAPERS = "papers"
    STEPS = "steps"
    TIME = "time"
    FEE = "fee"
    WHERE = "where"
    HOW = "how"
    WHO = "who"
    CONDITIONS = "conditions"
    RESULT = "result"
    LEGAL_BASIS = "legal_basis"
    FORM = "form"


FACETS: tuple[Facet, ...] = tuple(Facet)
