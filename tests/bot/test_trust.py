"""Every number, date and amount of a reply stands in the text that it quotes."""

import json
import re
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot import rendering
from knowledge.agencies import Contact
from knowledge.facets import FACETS, Facet
from knowledge.findings import AgencyView, Found, ProcedureView, Reception
from knowledge.starter import starter_files

AGENCY = AgencyView("xa-b", "UBND xã B", Contact("", "", "", "", "", "", {}))
NUMBER = re.compile(r"\d+(?:[.,/]\d+)*")
ROWS = [json.loads(line) for path in starter_files() for line in path.read_text("utf-8").splitlines()]


def view(row: dict[str, object], facets: dict[str, str]) -> ProcedureView:
    reception = Reception(None, str(row["agency"]))
    texts = {facet: facets[facet] for facet in FACETS if facets.get(facet)}
    return ProcedureView(
        str(row["code"]), str(row["name"]), texts, "https://portal.example/", str(row["as_of"]), "", reception
    )


def numbers_said(procedure: ProcedureView, *facets: Facet, whole: bool = False) -> Iterator[str]:
    finding = Found(procedure, facets, 1.0, ())
    yield from NUMBER.findall(rendering.found(AGENCY, finding, whole=whole).text)


def sources(procedure: ProcedureView) -> str:
    year, month = procedure.as_of.split("-")
    return " ".join(
        (*procedure.facets.values(), procedure.name, procedure.reception.receiver, f"{month}/{year}")
    )


@pytest.mark.parametrize("row", ROWS, ids=[row["code"] for row in ROWS])
def test_no_number_is_made_up(row: dict[str, object]) -> None:
    facets = row["facets"]
    assert isinstance(facets, dict)
    procedure = view(row, facets)
    known = set(NUMBER.findall(sources(procedure)))
    for whole in (False, True):
        for facet in FACETS:
            assert set(numbers_said(procedure, facet, whole=whole)) <= known, facet
    assert set(numbers_said(procedure)) <= known
    assert set(numbers_said(procedure, *FACETS)) <= known


@given(st.text(max_size=3_000), st.sampled_from(FACETS), st.booleans())
def test_whatever_a_portal_publishes_lines_are_quoted_as_they_are(
    text: str, facet: Facet, whole: bool
) -> None:
    procedure = view(ROWS[0], {facet: text})
    reply = rendering.found(AGENCY, Found(procedure, (facet,), 1.0, ()), whole=whole)
    said = reply.text.split("\n\nThủ tục: ", 1)[0]
    quoted = [line.strip().removeprefix("- ").strip() for line in said.split(":", 1)[-1].splitlines()]
    own = {
        "… còn nữa",
        "… Nội dung còn dài, mời Ông/Bà xem tiếp theo liên kết.",
        "cổng chưa công bố nội dung này.",
    }
    assert all(line in text or line in own or line in ROWS[0]["agency"] for line in quoted)
