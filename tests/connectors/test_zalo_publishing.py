"""What Zalo is told step by step, and what its answers mean for a publication."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from zaloing import NOON, desk, far_side, put

from connectors.channel import Later, Lost, Refused, SendError, Stopped
from connectors.database import Database
from connectors.publishing import LOST, OTHERS, OWN, CoverRefused, Publication, Spent, Standing, Unanswerable
from connectors.zalo.articles import Articles
from connectors.zalo.drafts import MOST_BLOCKS, body
from connectors.zalo.publishing import ZaloPublisher, draft

TITLE = "Lịch tiếp công dân"
COVER = "https://tro-ly.example/media/0.jpg"
SAID = Publication(TITLE, "Mở đầu.", ("Một.", "Hai."), "UBND xã Mẫu", "https://xa-mau.example/1", COVER)
SLICE, CREATE, VERIFY = "/v2.0/article/getslice", "/v2.0/article/create", "/v2.0/article/verify"
TELL, REMOVE, DETAIL = "/v2.0/oa/message", "/v2.0/article/remove", "/v2.0/article/getdetail"
NONE: dict[str, Any] = {"error": 0, "message": "Success", "data": {"total": 0, "medias": []}}


def ok(**data: Any) -> dict[str, Any]:
    return {"error": 0, "message": "Success", "data": data}


def wrong(code: int, message: str = "No.") -> dict[str, Any]:
    return {"error": code, "message": message}


def listed(*ids: str) -> dict[str, Any]:
    return ok(total=len(ids), medias=[{"id": name, "title": TITLE.upper()} for name in ids])


async def take(url: str, step: str, answers: dict[str, Any], **known: str) -> dict[str, str]:
    """What is known after a step against these answers."""
    database = Database(url)
    try:
        account = await put(database)
        told = {path: [answer] for path, answer in answers.items()}
        async with far_side(**told) as (_far, base), desk(database, base) as ours:
            publisher = ZaloPublisher(Articles(ours.api))
            return dict(await publisher.take(account, step, SAID, known, NOON))
    finally:
        await database.close()


@pytest.mark.parametrize(
    ("step", "path", "answer", "kind"),
    [
        ("create", CREATE, wrong(-223, "reach the limit quota create article"), Spent),
        ("create", CREATE, wrong(-224), Spent),
        ("create", CREATE, wrong(-223), Stopped),
        ("create", CREATE, wrong(-201, "photo_url is invalid"), Refused),
        ("verify", VERIFY, wrong(-214), Later),
        ("verify", VERIFY, wrong(-200, "Upload media failed"), CoverRefused),
        ("verify", VERIFY, wrong(-200, "Too many failed attempts"), Later),
        ("tell", TELL, wrong(-211), Spent),
        ("tell", TELL, wrong(-234), Later),
        ("tell", TELL, wrong(-200), Lost),
        ("tell", TELL, wrong(-248), Refused),
    ],
)
async def test_an_answer_is_of_its_kind(
    sqlite_url: str, step: str, path: str, answer: dict[str, Any], kind: type[SendError]
) -> None:
    known = {"token": "t"} if step == "verify" else {"article": "a"} if step == "tell" else {}
    with pytest.raises(SendError) as raised:
        await take(sqlite_url, step, {SLICE: NONE, path: answer}, **known)
    assert type(raised.value) is kind


async def test_what_stands_there_is_another_s_our_own_or_that_of_a_lost_answer(sqlite_url: str) -> None:
    there = {SLICE: listed("7"), CREATE: ok(token="t")}
    for step in ("look", "create"):
        with pytest.raises(Standing):
            await take(sqlite_url, step, there)
        assert "article" not in await take(sqlite_url, step, there, **{OTHERS: "6,7"})
    assert (await take(sqlite_url, "look", there, **{OWN: "7"}))["article"] == "7"
    assert (await take(sqlite_url, "create", there, **{LOST: "create"}))["article"] == "7"
    assert (await take(sqlite_url, "create", there, **{OTHERS: "7"}))["token"] == "t"


async def test_a_token_that_holds_no_more_leaves_the_article_to_be_found(sqlite_url: str) -> None:
    over = {VERIFY: wrong(-201, "token is invalid")}
    known = await take(sqlite_url, "verify", {**over, SLICE: listed("7")}, token="t")
    assert known == {"article": "7"}
    with pytest.raises(Refused):
        await take(sqlite_url, "verify", {**over, SLICE: NONE}, token="t")


async def test_what_is_not_there_is_taken_away(sqlite_url: str) -> None:
    gone = {REMOVE: wrong(-201, "id is invalid")}
    assert await take(sqlite_url, "remove", {**gone, DETAIL: wrong(-201)}, article="7")
    with pytest.raises(Refused):
        await take(sqlite_url, "remove", {**gone, DETAIL: ok(id="7")}, article="7")


async def test_whether_it_was_told_nobody_can_say(sqlite_url: str) -> None:
    database = Database(sqlite_url)
    account = await put(database)
    async with desk(database, "http://127.0.0.1:9") as ours:
        with pytest.raises(Unanswerable):
            await ZaloPublisher(Articles(ours.api)).ask(account, "tell", SAID, {"article": "a"}, NOON)
    await database.close()


@settings(max_examples=50, deadline=None)
@given(st.lists(st.text(min_size=1, max_size=50), max_size=250), st.text(max_size=400))
def test_any_article_becomes_one_that_zalo_takes(paragraphs: list[str], lead: str) -> None:
    said = replace(SAID, title="Tin " * 60, lead=lead, paragraphs=tuple(paragraphs), author="Xã " * 30)
    made = body(draft(said))
    assert len(made["title"]) <= 140
    assert len(made["description"]) <= 250
    assert len(made["author"]) <= 50
    assert 1 <= len(made["body"]) <= MOST_BLOCKS
    assert SAID.link in made["body"][-1]["content"]
