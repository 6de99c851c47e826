"""Agencies: what a child takes from above."""

from datetime import UTC, datetime

import pytest

from connectors.database import Database
from knowledge.agencies import (
    Agency,
    AgencyLevel,
    all_agencies,
    children,
    contact,
    find_agency,
    lineage,
    lineage_within,
    only_root,
)
from knowledge.editing_agencies import AgencyDetails, save_agency
from knowledge.refusals import RefusedError

NOW = datetime(2026, 11, 22, tzinfo=UTC)


async def add(database: Database, code: str, parent: str | None = None, **contact: str) -> None:
    details = AgencyDetails(code=code, name=code.title(), level=AgencyLevel.COMMUNE, parent=parent, **contact)
    async with database.writing() as session:
        await save_agency(session, details, by="test", now=NOW)


@pytest.fixture
async def family(database: Database) -> Database:
    await add(database, "tinh", phone="1", hours="sáng", disclaimer="lưu ý")
    await add(database, "xa", "tinh", hours="chiều")
    await add(database, "to", "xa", address="ngõ 3")
    return database


async def test_each_empty_field_comes_from_the_nearest_above(family: Database) -> None:
    async with family.reading() as session:
        found = await contact(session, await find_agency(session, "to"))
    assert (found.address, found.hours, found.phone, found.portal_url) == ("ngõ 3", "chiều", "1", "")
    assert found.origin == {"address": "to", "hours": "xa", "phone": "tinh", "disclaimer": "tinh"}


async def test_a_lineage_leads_to_the_root(family: Database) -> None:
    async with family.reading() as session:
        agency = await find_agency(session, "to")
        line = await lineage(session, agency)
        within: dict[int, Agency] = {each.id: each for each in await all_agencies(session)}
        below = await children(session, line[-1])
    assert [each.code for each in line] == ["to", "xa", "tinh"]
    assert [each.code for each in lineage_within(within, agency)] == ["to", "xa", "tinh"]
    assert [each.code for each in below] == ["xa"]


async def test_an_agency_may_move_to_another_parent_and_to_the_top(family: Database) -> None:
    await add(family, "to", "tinh")
    async with family.reading() as session:
        assert [each.code for each in await lineage(session, await find_agency(session, "to"))][1:] == [
            "tinh"
        ]
    await add(family, "to", "")
    async with family.reading() as session:
        assert (await find_agency(session, "to")).parent_id is None


async def test_the_only_root_is_meant_when_none_is_named(family: Database) -> None:
    async with family.reading() as session:
        assert (await only_root(session)).code == "tinh"
    await add(family, "tinh-hai")
    async with family.reading() as session:
        with pytest.raises(RefusedError, match="tinh, tinh-hai"):
            await only_root(session)


async def test_without_any_agency_the_way_to_the_first_is_told(database: Database) -> None:
    async with database.reading() as session:
        with pytest.raises(RefusedError, match="congdan agency add"):
            await only_root(session)
