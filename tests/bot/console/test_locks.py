"""A form about what others change too must say what it saw; once mended it may be sent again."""

from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass

import pytest
import pytest_asyncio
from answering import drafted, lock_of, words
from desks import Colleague, Desk, desk
from eventually import eventually
from news_rows import RUNNING, SENT, newsroom
from sqlalchemy import func, select
from sqlalchemy.orm import Session
from town import fresh_url

from bot.console.rights import Role
from bot.officers.canned import CannedAnswer
from bot.officers.talks import OfficerTalk, TalkState
from broadcasts import ruling
from broadcasts.rules import NewsRule
from knowledge.changes import Change

pytestmark = pytest.mark.asyncio(loop_scope="module")
Filled = tuple[str, dict[str, str], tuple[str, str]]
"""Where a form goes, what it says, and the lock that it must say besides."""


@dataclass(frozen=True)
class Form:
    """`fill`: puts the row there. `refused`: with what status."""

    route: str
    fill: Callable[["Place"], Awaitable[Filled]]
    refused: int = 409


@dataclass(frozen=True)
class Place:
    it: Desk
    chief: Colleague
    author: Colleague
    operator: Colleague


@pytest_asyncio.fixture(scope="module", loop_scope="module", params=["sqlite", "postgresql"])
async def place(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[Place]:
    folder = tmp_path_factory.mktemp("locks")
    with fresh_url(request, folder) as url:
        async with desk(url, folder, fill=newsroom) as it:
            people = [await it.colleague(role) for role in (Role.CHIEF, Role.EDITOR, Role.OPERATOR)]
            yield Place(it, *people)


async def _draft(place: Place, asked: str, act: str) -> tuple[int, tuple[str, str]]:
    number = await drafted(place.author, asked, "Lệ phí 5.000 đồng.", act=act)
    return number, ("lock", await lock_of(place.chief, number))


async def _saved(place: Place) -> Filled:
    number, lock = await _draft(place, "gửi xe đạp mất bao nhiêu", "save")
    form = {"questions": "gửi xe đạp mất bao nhiêu", "text": "Không mất tiền.", "act": "save"}
    return f"/answers/draft/{number}", form, lock


async def _dropped(place: Place) -> Filled:
    number, lock = await _draft(place, "gửi ô tô mất bao nhiêu", "save")
    return f"/answers/draft/{number}/drop", {}, lock


async def _published(place: Place) -> Filled:
    number, lock = await _draft(place, "thuê hội trường giá bao nhiêu", "send")
    return f"/answers/draft/{number}/publish", {}, lock


async def _approved(place: Place) -> Filled:
    number, lock = await _draft(place, "thuê sân giá bao nhiêu", "send")
    return f"/reviews/{number}/approve", {}, lock


async def _returned(place: Place) -> Filled:
    number, lock = await _draft(place, "thuê bàn ghế giá bao nhiêu", "send")
    return f"/reviews/{number}/return", {"note": "Ghi rõ thuê mấy giờ."}, lock


async def _canned(place: Place) -> int:
    async with place.it.database.writing() as session:
        row = CannedAnswer(agency_id=1, title="Mời đến quầy", text="Mời Ông/Bà đến quầy số 1.", version=3)
        session.add(row)
        await session.flush()
        return row.id


async def _canned_saved(place: Place) -> Filled:
    form = {"title": "Mời đến quầy", "text": "Mời Ông/Bà đến quầy số 2."}
    return f"/canned/{await _canned(place)}", form, ("version", "3")


async def _canned_deleted(place: Place) -> Filled:
    return f"/canned/{await _canned(place)}/delete", {}, ("version", "3")


async def _ruled(place: Place) -> Filled:
    def set_before(session: Session) -> str:
        ruling.change_rule(session, "tinh-a", {"cap": 3}, by="mai", now=place.it.clock())
        return session.get_one(NewsRule, 1).changed_at.isoformat()

    seen = await place.it.database.at_once(set_before)
    return "/news-rule/save", {"cap": "5"}, ("seen", seen)


async def _agency(place: Place) -> Filled:
    seen = (await place.operator.seen("/setup/agency"))["seen"]
    return "/setup/agency", {"name": "UBND tỉnh A", "phone": "0123 456 789"}, ("seen", seen)


async def _articles(_place: Place) -> Filled:
    return "/articles/decide", {"act": "hold", "article": "1"}, ("seen", "1:1:waiting")


async def _card(_place: Place) -> Filled:
    return "/today/articles/3", {"decision": "never"}, ("seen", "1:kept")


async def _taken(place: Place) -> Filled:
    async with place.it.database.writing() as session:
        row = OfficerTalk(
            key="zalo:tinh-a:550001",
            agency_id=1,
            channel="zalo",
            person="550001",
            state=TalkState.CLAIMED,
            asked_at=place.it.clock(),
            heard_at=place.it.clock(),
            claimed_by="mai",
        )
        session.add(row)
        await session.flush()
        return f"/talks/{row.id}/take", {}, ("from", "mai")


def _broadcast(number: int, act: str, state: str, **form: str) -> Callable[[Place], Awaitable[Filled]]:
    async def fill(_place: Place) -> Filled:
        return f"/broadcasts/{number}/{act}", form, ("seen", state)

    return fill


FORMS = (
    Form("/answers/draft/{id}", _saved),
    Form("/answers/draft/{id}/drop", _dropped),
    Form("/answers/draft/{id}/publish", _published),
    Form("/reviews/{id}/approve", _approved),
    Form("/reviews/{id}/return", _returned),
    Form("/canned/{answer}", _canned_saved, 422),
    Form("/canned/{answer}/delete", _canned_deleted, 422),
    Form("/news-rule/save", _ruled, 422),
    Form("/setup/agency", _agency, 409),
    Form("/articles/decide", _articles, 422),
    Form("/today/articles/{id}", _card, 422),
    Form("/talks/{talk}/take", _taken, 200),
    Form("/broadcasts/{number}/resume", _broadcast(RUNNING, "resume", "paused"), 422),
    Form("/broadcasts/{number}/cancel", _broadcast(RUNNING, "cancel", "sending", reason="Nhầm."), 422),
    Form("/broadcasts/{number}/correct", _broadcast(SENT, "correct", "done", text="Ngày 26/11."), 422),
    Form("/broadcasts/{number}/withdraw", _broadcast(SENT, "withdraw", "done", text="Tin sai."), 422),
)
"""In this order: what one does to a broadcast the next finds."""


async def lines(place: Place) -> int:
    async with place.it.database.reading() as session:
        return await session.scalar(select(func.count()).select_from(Change)) or 0


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.route)
async def test_a_form_that_does_not_say_what_it_saw_is_refused_and_may_be_sent_again_with_it(
    place: Place, form: Form
) -> None:
    path, values, (name, lock) = await form.fill(place)
    values, before = values | {"once": form.route}, await lines(place)
    who = place.operator if path.startswith("/setup") else place.chief
    for missing in ({}, {name: ""}, {name: "9"}):
        status, page = await who.post(path, values | missing, page="/account")
        assert (status, await lines(place)) == (form.refused, before), words(page)
    status, page = await who.post(path, values | {name: lock}, page="/account")
    assert status == 200, words(page)
    await eventually(lambda: _noted(place, before))  # what the gate is asked about is so a moment later


async def _noted(place: Place, before: int) -> bool:
    return await lines(place) > before


async def test_a_rule_that_was_changed_meanwhile_is_saved_from_the_page_as_it_is_shown_then(
    place: Place,
) -> None:
    path, values, (name, _) = await _ruled(place)
    values = {"cap": "7", "once": "the same"}
    status, page = await place.chief.post(path, values | {name: "-"}, page="/account")
    assert (status, "vừa đổi quy tắc này" in words(page)) == (422, True)
    seen = page.split('name="seen" value="')[1].split('"')[0]
    _, page = await place.chief.post(path, values | {name: seen}, page="/account")
    assert "Đã lưu quy tắc gửi tin." in page
    _, page = await place.chief.post(path, values | {"cap": "9", name: seen}, page="/account")
    assert 'value="7"' in page
    async with place.it.database.reading() as session:
        assert (await session.get_one(NewsRule, 1)).values["cap"] == 7


async def test_two_forms_of_one_page_are_two_acts(place: Place) -> None:
    path, values, (name, version) = await _canned_saved(place)
    page = (await place.chief.get(path))[1]
    assert len({form.split('"')[0] for form in page.split('name="once" value="')[1:]}) == 1
    once = {"once": page.split('name="once" value="')[1].split('"')[0]}
    await place.chief.post(path, values | once | {name: version}, page="/account")
    await place.chief.post(path, values | once | {name: version}, page="/account")  # a double click
    status, _ = await place.chief.post(f"{path}/delete", once | {name: "4"}, page="/account")
    assert (status, (await place.chief.get(path))[0]) == (200, 404)


async def test_whoever_changes_an_agency_second_sees_what_the_first_wrote_and_loses_nothing(
    place: Place,
) -> None:
    path, values, seen = await _agency(place)
    values |= {"address": "12 đường Lê Lợi"}
    await place.operator.post(path, values | {"hours": "Sáng"} | dict([seen]), page="/account")
    status, page = await place.operator.post(
        path, values | {"hours": "Chiều"} | dict([seen]), page="/account"
    )
    assert (status, "Hiện nay là: Sáng" in words(page)) == (409, True)
    assert "Hiện nay là: 12" not in words(page)
    assert 'value="Chiều"' in page
    again = values | {"hours": "Chiều"} | await place.operator.seen(path)
    _, page = await place.operator.post(path, again, page="/account")
    assert "Đã lưu" in words(page)
