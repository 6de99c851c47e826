"""An agency words a field of a procedure itself; whatever the portal says later, that stays."""

import pytest
from desk_of_drafts import Desk, opened, override
from known import BIRTH, NOW, change, procedure
from sqlalchemy import delete

from connectors.database import Database
from knowledge.changes import Change
from knowledge.facets import Facet
from knowledge.findings import Found, ProcedureView
from knowledge.procedures import Procedure

ASKED = "đăng ký khai sinh mất bao lâu"
WHY = "Quyết định số 12/QĐ-UBND"


@pytest.fixture
async def desk(database: Database) -> Desk:
    return await opened(database)


async def view(desk: Desk, agency: str = "xa-b") -> ProcedureView:
    finding = await desk.ask(ASKED, agency)
    assert isinstance(finding, Found)
    assert finding.procedure.code == BIRTH
    return finding.procedure


async def test_a_commune_without_a_row_of_its_own_words_one_field_and_inherits_the_rest(desk: Desk) -> None:
    await desk.live(override("Hai giờ", reason=WHY), f"{BIRTH}:time")
    own, other = await view(desk), await view(desk, "xa-c")
    assert (own.facets[Facet.TIME], own.reasons) == ("Hai giờ", {Facet.TIME: WHY})
    assert own.facets[Facet.FEE] == "Miễn phí khi đăng ký đúng hạn"
    assert (own.name, own.url) == (other.name, other.url)
    assert (other.facets[Facet.TIME], other.reasons) == ("Trong ngày", {})


async def test_a_page_that_is_read_again_does_not_undo_it(desk: Desk) -> None:
    await change(desk.database, procedure(2, BIRTH, facets={"time": "Ba giờ"}))
    await desk.live(override("Hai giờ"), f"{BIRTH}:time")
    async with desk.database.writing() as session:
        await session.execute(delete(Procedure).where(Procedure.agency_id == 2))
        session.add(procedure(2, BIRTH, facets={"time": "Bốn giờ"}, digest="newer"))
        session.add(Change(agency_id=2, by="test", what="read", at=NOW))
    assert (await view(desk)).facets[Facet.TIME] == "Hai giờ"


async def test_those_below_say_it_too_unless_they_have_a_nearer_word(desk: Desk) -> None:
    await change(desk.database, procedure(3, BIRTH, facets={"time": "Ngay"}, name=""))
    await desk.live(override("Hai giờ", reason=WHY), f"{BIRTH}:time", agency="tinh-a")
    below, nearer = await view(desk), await view(desk, "xa-c")
    assert (below.facets[Facet.TIME], below.reasons) == ("Hai giờ", {Facet.TIME: WHY})
    assert (nearer.facets[Facet.TIME], nearer.reasons) == ("Ngay", {})


async def test_an_empty_text_lets_the_portal_speak_again(desk: Desk) -> None:
    await desk.live(override("Hai giờ"), f"{BIRTH}:time")
    assert (await view(desk)).facets[Facet.TIME] == "Hai giờ"
    await desk.live(override(""), f"{BIRTH}:time")
    assert (await view(desk)).facets[Facet.TIME] == "Trong ngày"


async def test_of_a_procedure_that_is_gone_nothing_is_left(desk: Desk) -> None:
    await desk.live(override("Hai giờ"), f"{BIRTH}:time")
    async with desk.database.writing() as session:
        await session.execute(delete(Procedure).where(Procedure.code == BIRTH))
        session.add(Change(agency_id=1, by="test", what="gone", at=NOW))
    finding = await desk.ask(ASKED)
    assert not isinstance(finding, Found) or finding.procedure.code != BIRTH
    assert desk.library.procedure("xa-b", BIRTH) is None
