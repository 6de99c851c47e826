"""The knowledge that is shipped."""

from collections import Counter
from datetime import UTC, datetime

import pytest
from sqlalchemy import func, select

from connectors.database import Database
from knowledge import wording
from knowledge.agencies import contact, find_agency
from knowledge.facets import FACETS
from knowledge.lines import ProcedureLine
from knowledge.phrasings import Phrasing
from knowledge.procedures import Procedure
from knowledge.scanning import Faults, good_lines
from knowledge.starter import SAMPLE_COMMUNE, make_sample, starter_files

NOW = datetime(2026, 11, 22, tzinfo=UTC)


@pytest.fixture(scope="module")
def lines() -> list[ProcedureLine]:
    faults = Faults()
    read = [line for path in starter_files() for _, line in good_lines(path, ProcedureLine, faults)]
    assert faults == Faults()
    return read


def test_it_holds_the_procedures_that_communes_are_asked_about_most(lines: list[ProcedureLine]) -> None:
    assert len(lines) >= 80
    assert max(Counter(line.code for line in lines).values()) == 1
    assert max(Counter(line.name.casefold() for line in lines).values()) == 1


def test_every_field_is_filled_and_says_that_it_must_be_checked(lines: list[ProcedureLine]) -> None:
    for line in lines:
        assert set(line.facets) == set(FACETS), line.code
        assert all(line.facets.values()), line.code
        assert all((line.name, line.field, line.agency, line.level, line.as_of, line.url)), line.code
        assert line.source.startswith(wording.STARTER_SOURCE), line.code
        assert "đối chiếu" in line.source, line.code


def test_each_is_asked_for_in_five_to_ten_ways_of_its_own(lines: list[ProcedureLine]) -> None:
    for line in lines:
        assert 5 <= len(line.phrasings) <= 10, line.code
    asked = Counter(" ".join(text.casefold().split()) for line in lines for text in line.phrasings)
    assert [text for text, count in asked.items() if count > 1] == []


async def test_the_sample_is_made_once_and_is_plainly_a_sample(
    database: Database, lines: list[ProcedureLine]
) -> None:
    async with database.writing() as session:
        assert await make_sample(session, by="test", now=NOW)
    async with database.writing() as session:
        assert not await make_sample(session, by="test", now=NOW)
    async with database.reading() as session:
        commune = await find_agency(session, SAMPLE_COMMUNE)
        reached = await contact(session, commune)
        assert await session.scalar(select(func.count()).select_from(Procedure)) == len(lines)
        assert await session.scalar(select(func.count()).select_from(Phrasing)) == sum(
            len(line.phrasings) for line in lines
        )
    assert "dùng thử" in commune.name
    assert "không có thật" in reached.phone
    assert "không có thật" in reached.address
    assert "đối chiếu" in reached.disclaimer
