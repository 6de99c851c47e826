"""What citizens of an agency are told, on both engines."""

from datetime import timedelta

import pytest
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
    procedure,
    scope,
    shipped,
)

from connectors.database import Database
from knowledge.facets import Facet
from knowledge.findings import Found, Unknown, Unsure, Written
from knowledge.library import Library, NotReadyError
from knowledge.replaying import context_after, replay


@pytest.fixture
async def library(database: Database) -> Library:
    await furnish(database)
    library = Library(shipped())
    await library.refresh(database)
    return library


def found(library: Library, agency: str, text: str) -> Found:
    finding = library.answer(agency, text, None, NOW)
    assert isinstance(finding, Found), finding
    return finding


@pytest.mark.parametrize(
    ("text", "code", "facets"),
    [
        ("làm giấy khai sinh cho con cần gì", BIRTH, (Facet.PAPERS,)),
        ("dk khai sinh het bn tien", BIRTH, (Facet.FEE,)),
        ("Đăng ký kết hôn mất bao lâu?", MARRIAGE, (Facet.TIME,)),
        ("xin giấy độc thân", SINGLE, ()),
        ("dk tam tru can j", STAY, (Facet.PAPERS,)),
        ("đăng ký khai sinh có yếu tố nước ngoài", BIRTH_FOREIGN, ()),
    ],
)
async def test_everyday_words_lead_to_the_procedure(
    library: Library, text: str, code: str, facets: tuple[Facet, ...]
) -> None:
    finding = found(library, "xa-b", text)
    assert (finding.procedure.code, finding.facets) == (code, facets)


async def test_a_commune_without_anything_of_its_own_knows_what_its_province_knows(library: Library) -> None:
    view = found(library, "xa-b", "đăng ký khai sinh").procedure
    assert view.facets[Facet.FEE] == "Miễn phí khi đăng ký đúng hạn"
    assert library.agency("xa-b").contact.phone == "0123 000 001"


async def test_a_commune_overrides_one_field_and_inherits_the_rest(
    library: Library, database: Database
) -> None:
    await change(database, procedure(2, BIRTH, name="", facets={"fee": "8.000 đồng"}, url="", receiver=""))
    assert await library.refresh(database)
    own = found(library, "xa-b", "đăng ký khai sinh").procedure
    assert own.facets[Facet.FEE] == "8.000 đồng"
    assert own.facets[Facet.TIME] == "Trong ngày"
    assert own.name == "Thủ tục đăng ký khai sinh"
    other = found(library, "xa-c", "đăng ký khai sinh").procedure
    assert other.facets[Facet.FEE] == "Miễn phí khi đăng ký đúng hạn"


async def test_a_stated_scope_says_where_and_others_are_still_answered(
    library: Library, database: Database
) -> None:
    await change(database, scope(2, BIRTH, counter="3", fee="5.000 đồng", note="Buổi sáng"))
    await library.refresh(database)
    here = found(library, "xa-b", "đăng ký khai sinh").procedure.reception
    assert (here.here, here.counter, here.fee, here.note) == (True, "3", "5.000 đồng", "Buổi sáng")
    there = found(library, "xa-b", "đăng ký kết hôn").procedure.reception
    assert (there.here, there.receiver) == (False, "UBND cấp xã")
    assert found(library, "xa-c", "đăng ký khai sinh").procedure.reception.here is None


async def test_a_phrasing_that_is_taught_is_understood_after_the_next_look(
    library: Library, database: Database
) -> None:
    assert not isinstance(library.answer("xa-b", "sổ con rồng vàng", None, NOW), Found)
    await change(database, phrasing(2, BIRTH, "sổ con rồng vàng"))
    assert await library.refresh(database)
    assert not await library.refresh(database)
    assert found(library, "xa-b", "sổ con rồng vàng").procedure.code == BIRTH


async def test_an_editors_answer_is_given_to_its_agency_and_those_below(
    library: Library, database: Database
) -> None:
    question = "lịch tiếp công dân của chủ tịch xã"
    await change(database, answer(2, "tiep-dan", "Thứ năm hằng tuần.", question, "khi nào chủ tịch tiếp dân"))
    await library.refresh(database)
    finding = library.answer("xa-b", question, None, NOW)
    assert isinstance(finding, Written)
    assert (finding.code, finding.text) == ("tiep-dan", "Thứ năm hằng tuần.")
    assert not isinstance(library.answer("xa-c", question, None, NOW), Written)


async def test_what_nobody_knows_is_not_guessed(library: Library) -> None:
    for text in ("giá vàng hôm nay", "☺☺☺", "", "xyz qwerty", "\x00\ud800"):
        assert not isinstance(library.answer("xa-b", text, None, NOW), Found | Written), text
    assert isinstance(library.answer("xa-b", "☺☺☺", None, NOW), Unknown)


async def test_a_follow_up_belongs_to_the_procedure_before_until_the_talk_lapses(library: Library) -> None:
    context = replay(library, "xa-b", ["đăng ký kết hôn cần giấy tờ gì"], NOW)
    finding = library.answer("xa-b", "còn lệ phí thì sao", context, NOW)
    assert isinstance(finding, Found)
    assert (finding.procedure.code, finding.facets) == (MARRIAGE, (Facet.FEE,))
    later = library.answer("xa-b", "còn lệ phí thì sao", context, NOW + timedelta(hours=2))
    assert not isinstance(later, Found)


@pytest.mark.parametrize(
    "pick", ["Cái thứ hai", "số 2", "2", "thu 2 do", "Cái thứ 2 đó, hết bao nhiêu tiền?"]
)
async def test_one_of_the_offered_is_picked_by_its_place(library: Library, pick: str) -> None:
    history = ["giấy tờ hôn nhân", "A: Ông/Bà cần việc nào? 1) Đăng ký kết hôn 2) Đăng ký khai sinh"]
    finding = library.answer("xa-b", pick, replay(library, "xa-b", history, NOW), NOW)
    assert isinstance(finding, Found)
    assert finding.procedure.code == BIRTH


async def test_ten_candidates_at_most_always_come_along(library: Library) -> None:
    finding = library.answer("xa-b", "đăng ký khai sinh", None, NOW)
    assert finding.ranked[0].code == BIRTH
    assert 2 <= len(finding.ranked) <= 10


async def test_what_is_offered_is_told_apart(library: Library) -> None:
    finding = library.answer("xa-b", "đăng ký", None, NOW)
    if isinstance(finding, Unsure):
        labels = [label for _, label in finding.offered]
        assert len(set(labels)) == len(labels) <= 3
    context = context_after(None, "đăng ký", finding, NOW)
    assert context.asked == "đăng ký"


async def test_before_it_is_loaded_the_library_says_so() -> None:
    with pytest.raises(NotReadyError):
        Library(shipped()).answer("xa-b", "khai sinh", None, NOW)
