"""Nobody takes what is delicate away alone: what is said now counts as much as what is to be said."""

import pytest
from desk_of_drafts import ASKED, LAN, MINH, Desk, answer, opened, override
from known import BIRTH

from connectors.database import Database
from knowledge.drafts import AnswerBody
from knowledge.facets import Facet
from knowledge.refusals import RefusedError

FEE = "Lệ phí gửi xe 5.000 đồng."


@pytest.fixture
async def desk(database: Database) -> Desk:
    return await opened(database)


@pytest.mark.parametrize(
    ("live", "then"),
    [
        (answer(sensitive=True), answer("Không còn họp.")),
        (answer(sensitive=True), answer(withdrawn=True)),
        (answer(FEE), answer("Không phải nộp gì.")),
        (answer(FEE), answer("Không phải nộp gì.", withdrawn=True)),
    ],
)
async def test_who_unmarks_or_empties_a_delicate_answer_does_not_publish_that_alone(
    desk: Desk, live: AnswerBody, then: AnswerBody
) -> None:
    code = (await desk.live(live)).subject
    draft = await desk.save(then, code)
    assert "đang dùng" in draft.delicate
    with pytest.raises(RefusedError, match="người khác duyệt"):
        await desk.publish(draft, LAN)
    await desk.publish(draft, MINH)


async def test_an_answer_in_place_of_a_delicate_one_from_above_needs_two_people(desk: Desk) -> None:
    code = (await desk.live(answer(FEE), agency="tinh-a")).subject
    assert (await desk.save(answer("Miễn hết."), code, agency="xa-b")).delicate
    assert not (await desk.save(answer("Ở sân sau.", ASKED), agency="xa-b")).delicate


async def test_the_portals_words_in_place_of_a_delicate_field_need_two_people(desk: Desk) -> None:
    subject = f"{BIRTH}:time"
    await desk.live(override("Trong ngày; trễ hạn phạt 500.000 đồng", reason="Thông báo 5"), subject)
    assert (await desk.save(override(""), subject)).delicate
    assert not (await desk.save(override("", Facet.WHERE), f"{BIRTH}:where")).delicate
