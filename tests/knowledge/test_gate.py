"""Before a draft is live, the questions that must go on being answered are asked: what breaks is named."""

import asyncio
from collections.abc import AsyncIterator
from datetime import date

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from known import (
    BIRTH,
    BIRTH_FOREIGN,
    MARRIAGE,
    NOW,
    SINGLE,
    STAY,
    answer,
    change,
    furnish,
    phrasing,
    shipped,
)
from sqlalchemy import func, select

from connectors.database import Database
from knowledge.agencies import Agency, AgencyLevel
from knowledge.answers import Answer
from knowledge.drafts import AnswerBody, Body, DraftKind, OverrideBody, PhrasingBody
from knowledge.facets import Facet
from knowledge.findings import Found
from knowledge.gate import Broken, Outcome, Proposal, check, is_fresh, trial
from knowledge.library import Library
from knowledge.phrasings import Phrasing
from knowledge.regressions import Regression

ASKED = {
    "đăng ký khai sinh cần giấy tờ gì": BIRTH,
    "khai sinh cho con": BIRTH,
    "đăng ký kết hôn mất bao lâu": MARRIAGE,
    "lệ phí đăng ký tạm trú": STAY,
    "xin giấy xác nhận tình trạng hôn nhân": SINGLE,
    "đăng ký khai sinh có yếu tố nước ngoài": BIRTH_FOREIGN,
}
STOLEN = "khai sinh cho con"
BAD = (STOLEN, f"{STOLEN} vậy", f"{STOLEN} ạ")


def regression(agency: int, asked: str, expected: str) -> Regression:
    return Regression(agency_id=agency, asked=asked, expected=expected, added_by="lan", at=NOW)


def phrasings(code: str, *added: str, agency: int = 1, removed: tuple[str, ...] = ()) -> Proposal:
    return Proposal(agency, DraftKind.PHRASING, code, PhrasingBody(added=added, removed=removed))


def written(code: str, agency: int = 1, **body: object) -> Proposal:
    said = {"text": "Thứ hai hằng tuần.", "questions": ("giờ làm việc ngày thứ bảy",), **body}
    return Proposal(agency, DraftKind.ANSWER, code, AnswerBody(**said))


class Office:
    """A deployment with a regression set, and the gate before it."""

    def __init__(self, database: Database, library: Library) -> None:
        self.database, self.library = database, library

    async def check(self, proposal: Proposal) -> Outcome:
        return await check(self.database, self.library, proposal, NOW)

    async def must(self, agency: int, asked: str, expected: str) -> None:
        async with self.database.writing() as session:
            session.add(regression(agency, asked, expected))


async def office_on(database: Database) -> Office:
    await furnish(database)
    async with database.writing() as session:
        session.add_all(regression(1, asked, expected) for asked, expected in ASKED.items())
    return Office(database, Library(shipped()))


@pytest.fixture
async def office(sqlite_url: str) -> AsyncIterator[Office]:
    """On one engine: what is said there does not depend on it."""
    database = Database(sqlite_url)
    yield await office_on(database)
    await database.close()


@pytest.fixture
async def each_office(database: Database) -> Office:
    """On each engine in turn."""
    return await office_on(database)


async def test_a_draft_that_breaks_nothing_passes(office: Office) -> None:
    outcome = await office.check(phrasings(BIRTH, "làm giấy tờ cho trẻ sơ sinh"))
    assert outcome.passes
    assert outcome.held == len(ASKED)
    assert (outcome.broken, outcome.before) == ((), ())


async def test_a_planted_bad_phrasing_stops_and_names_the_broken_question(each_office: Office) -> None:
    outcome = await each_office.check(phrasings(BIRTH_FOREIGN, *BAD))
    assert not outcome.passes
    (broken,) = outcome.broken
    assert broken == Broken("tinh-a", STOLEN, BIRTH, now=BIRTH, then=BIRTH_FOREIGN)
    assert outcome.held == len(ASKED) - 1


async def test_what_is_wrong_today_already_stops_nothing_and_is_told_apart(office: Office) -> None:
    await office.must(1, "giá vàng hôm nay thế nào", BIRTH)
    outcome = await office.check(phrasings(BIRTH, "làm giấy tờ cho trẻ sơ sinh"))
    assert outcome.passes
    assert [each.asked for each in outcome.before] == ["giá vàng hôm nay thế nào"]


async def test_questions_of_the_draft_that_it_does_not_answer_are_told(office: Office) -> None:
    outcome = await office.check(
        written("tiep-dan", questions=("giờ làm việc ngày thứ bảy", "cháy nhà gọi ai"))
    )
    assert outcome.passes
    assert [(each.asked, each.expected) for each in outcome.unsolved] == [
        ("cháy nhà gọi ai", "answer:tiep-dan")
    ]


async def test_an_answer_that_holds_only_from_next_year_is_checked_as_it_will_be(office: Office) -> None:
    outcome = await office.check(written("tiep-dan", valid_from=date(2027, 1, 1)))
    assert outcome.unsolved == ()


async def test_what_a_draft_takes_away_itself_is_not_missed(office: Office) -> None:
    gone = "bé mới đẻ thì ra phường làm gì"
    await change(
        office.database, phrasing(1, BIRTH, gone), answer(1, "tiep-dan", "Thứ hai.", "tiếp dân ngày nào")
    )
    await office.must(1, gone, BIRTH)
    await office.must(1, "tiếp dân ngày nào", "answer:tiep-dan")
    assert (await office.check(phrasings(BIRTH, removed=(gone,)))).passes
    assert (await office.check(written("tiep-dan", withdrawn=True))).passes


async def test_an_own_word_about_a_field_changes_no_answer(office: Office) -> None:
    body: Body = OverrideBody(facet=Facet.FEE, text="20.000 đồng", reason="Nghị quyết 01")
    outcome = await office.check(Proposal(2, DraftKind.OVERRIDE, f"{MARRIAGE}:fee", body))
    assert (outcome.passes, outcome.held) == (True, len(ASKED))


async def test_neighbours_under_the_same_province_are_asked_and_no_others(each_office: Office) -> None:
    other = Agency(id=9, code="tinh-khac", name="Tỉnh khác", level=AgencyLevel.PROVINCE, created_at=NOW)
    await change(each_office.database, other)
    await each_office.must(3, STOLEN, BIRTH)
    await each_office.must(9, STOLEN, BIRTH)
    outcome = await each_office.check(phrasings(BIRTH_FOREIGN, *BAD, agency=2))
    assert {each.agency for each in (*outcome.broken, *outcome.before)} == {"tinh-a", "xa-c"}


async def test_nothing_stays_of_what_was_tried(each_office: Office) -> None:
    tried = await trial(each_office.database, each_office.library, phrasings(BIRTH_FOREIGN, *BAD), NOW)
    await each_office.check(written("tiep-dan"))
    async with each_office.database.reading() as session:
        assert await session.scalar(select(func.count()).select_from(Phrasing)) == 0
        assert await session.scalar(select(func.count()).select_from(Answer)) == 0
    finding = each_office.library.answer("tinh-a", STOLEN, None, NOW)
    assert isinstance(finding, Found)
    assert finding.procedure.code == BIRTH
    assert tried.holdings.material.phrasings


async def test_what_was_published_meanwhile_makes_the_outcome_stale(each_office: Office) -> None:
    outcome = await each_office.check(written("tiep-dan"))
    async with each_office.database.writing() as session:
        assert await is_fresh(session, outcome)
    await change(each_office.database, phrasing(1, BIRTH, "bé mới đẻ"))
    async with each_office.database.writing() as session:
        assert not await is_fresh(session, outcome)


async def test_progress_is_told_and_who_gives_up_is_not_waited_for(office: Office) -> None:
    told: list[tuple[int, int]] = []
    loop = asyncio.get_running_loop()

    def progress(done: int, of: int) -> None:
        told.append((done, of))
        if len(told) == 2:
            loop.call_soon_threadsafe(task.cancel)

    proposal = phrasings(BIRTH, *(f"làm giấy tờ cho trẻ {number}" for number in range(50)))
    task = asyncio.create_task(check(office.database, office.library, proposal, NOW, progress))
    with pytest.raises(asyncio.CancelledError):
        await task
    assert told[:2] == [(0, len(ASKED) + 50), (1, len(ASKED) + 50)]


async def test_an_editors_answer_of_today_makes_nobody_less_sure_of_procedures(office: Office) -> None:
    await office.library.refresh(office.database)
    before = [office.library.answer("tinh-a", asked, None, NOW).confidence for asked in ASKED]
    tried = await trial(office.database, office.library, written("tiep-dan"), NOW)
    after = [tried.answer("tinh-a", asked, None, NOW).confidence for asked in ASKED]
    assert after == pytest.approx(before, abs=0.01)


_WORDS = st.lists(st.sampled_from(" ".join(ASKED).split()), min_size=1, max_size=6).map(" ".join)
_TARGETS = st.sampled_from(sorted(set(ASKED.values())))


@given(added=st.lists(_WORDS, min_size=1, max_size=3, unique=True), code=_TARGETS)
@example(added=list(BAD), code=BIRTH_FOREIGN)
@settings(
    max_examples=8,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    derandomize=True,
)
def test_what_is_named_is_what_a_library_that_is_built_anew_would_answer_otherwise(
    sqlite_url: str, added: list[str], code: str
) -> None:
    async def compared() -> tuple[set[str], set[str]]:
        database = Database(sqlite_url)
        try:
            async with database.reading() as session:
                furnished = await session.scalar(select(Agency.id).limit(1))
            office = Office(database, Library(shipped())) if furnished else await office_on(database)
            proposal = phrasings(code, *added)
            outcome = await office.check(proposal)
            tried = await trial(database, office.library, proposal, NOW)
            then = Library(shipped()).knowing(tried.holdings.material)
            changed = {asked for asked, expected in ASKED.items() if found(then, asked) != expected}
            return {each.asked for each in (*outcome.broken, *outcome.before)}, changed
        finally:
            await database.close()

    named, changed = asyncio.run(compared())
    assert named == changed


def found(library: Library, asked: str) -> str | None:
    finding = library.answer("tinh-a", asked, None, NOW)
    return finding.procedure.code if isinstance(finding, Found) else None
