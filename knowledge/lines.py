"""One line of a file of procedures, answers or scope, as its columns say."""

import hashlib
import json
import re
from collections.abc import Mapping
from typing import Annotated, Any, ClassVar

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

from knowledge import partial_dates, wording
from knowledge.facets import FACETS, Facet
from knowledge.plain_text import Label, Link, Page, Paragraph, clean

LOST_ZERO = re.compile(r"\d\.\d{1,5}")
PHRASING_CHARACTERS = 300


def _code(text: str) -> str:
    text = clean(text)
    if len(text.split()) > 1:
        raise ValueError(wording.CODE_HAS_BLANK)
    if LOST_ZERO.fullmatch(text):
        raise ValueError(wording.CODE_LOST_ZERO.format(code=text))
    return text


def _date(text: str) -> str:
    try:
        return partial_dates.normal(clean(text))
    except ValueError:
        raise ValueError(wording.NOT_A_DATE) from None


def _each_once(texts: list[str]) -> list[str]:
    return list(dict.fromkeys(text for text in texts if text))


Code = Annotated[str, Field(max_length=64), AfterValidator(_code)]
AsOf = Annotated[str, Field(max_length=40), AfterValidator(_date)]
Phrase = Annotated[str, Field(max_length=PHRASING_CHARACTERS), AfterValidator(clean)]
Phrases = Annotated[list[Phrase], Field(max_length=200), AfterValidator(_each_once)]


class Line(BaseModel):
    """What every kind of line has. `list_columns` are lists in JSON, and in a cell one item a line."""

    model_config = ConfigDict(frozen=True)
    list_columns: ClassVar[tuple[str, ...]] = ()

    code: Code = ""

    @model_validator(mode="before")
    @classmethod
    def _null_is_empty(cls, data: Any) -> Any:
        return {key: value for key, value in data.items() if value is not None}

    @classmethod
    def columns(cls) -> tuple[str, ...]:
        return tuple(cls.model_fields)

    @classmethod
    def from_cells(cls, cells: Mapping[str, str]) -> dict[str, Any]:
        """The cells of a table's row by column, in the shape of the same line in JSON."""
        data: dict[str, Any] = {key: value for key, value in cells.items() if value}
        for column in cls.list_columns:
            if column in data:
                data[column] = re.split(r"[\n|]", data[column])
        return data


class KnowledgeLine(Line):
    """A line that an import keeps: it has a date, and a digest by which a later import knows it."""

    as_of: AsOf = ""

    def digest(self) -> str:
        content = json.dumps(self.model_dump(mode="json"), ensure_ascii=False, sort_keys=True)
        return hashlib.sha256(content.encode()).hexdigest()

    def values(self) -> dict[str, Any]:
        """The columns of the table, but for the agency, the digest and the time."""
        return self.model_dump(mode="json")


class ProcedureLine(KnowledgeLine):
    list_columns = ("phrasings",)

    name: Annotated[str, Field(max_length=2_000), AfterValidator(clean)] = ""
    field: Label = ""
    agency: Paragraph = ""
    ministry: Label = ""
    level: Label = ""
    decision: Label = ""
    facets: dict[Facet, Page] = Field(default_factory=dict)
    url: Link = ""
    source: Label = ""
    phrasings: Phrases = Field(default_factory=list)

    @model_validator(mode="before")
    @classmethod
    def _null_facet_is_missing(cls, data: Any) -> Any:
        facets = data.get("facets")
        if isinstance(facets, dict):
            return {**data, "facets": {key: value for key, value in facets.items() if value is not None}}
        return data

    @model_validator(mode="after")
    def _has_own_code(self) -> "ProcedureLine":
        if self.code:
            return self
        if not self.name:
            raise ValueError(wording.CODE_NEEDED)
        return self.model_copy(update={"code": own_code(self)})

    @classmethod
    def from_cells(cls, cells: Mapping[str, str]) -> dict[str, Any]:
        data = super().from_cells(cells)
        facets = {facet.value: data.pop(facet.value) for facet in FACETS if facet.value in data}
        return {**data, "facets": facets}

    @classmethod
    def columns(cls) -> tuple[str, ...]:
        own = (column for column in super().columns() if column != "facets")
        return (*own, *(facet.value for facet in FACETS))

    def values(self) -> dict[str, Any]:
        values = self.model_dump(mode="json", exclude={"phrasings"})
        values["facets"] = {key: text for key, text in values["facets"].items() if text}
        values["receiver"] = values.pop("agency")
        return values


def own_code(line: ProcedureLine) -> str:
    """A code for a procedure published without one, the same at every import.

    It is made of all that tells two such procedures apart: a name alone never merges them.
    """
    identity = (line.name, line.agency, line.ministry, line.level, line.field, line.url, line.source)
    return "khong-ma-" + hashlib.sha256("\n".join(identity).encode()).hexdigest()[:10]


class AnswerLine(KnowledgeLine):
    list_columns = ("questions",)

    code: Annotated[Code, Field(min_length=1)]
    questions: Annotated[Phrases, Field(min_length=1)]
    text: Annotated[Page, Field(min_length=1)]
    url: Link = ""


class ScopeLine(Line):
    code: Annotated[Code, Field(min_length=1)]
    counter: Label = ""
    fee: Paragraph = ""
    note: Paragraph = ""
