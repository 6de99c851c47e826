"""What a Page is told step by step, and what the answers mean for a publication."""

from dataclasses import replace
from datetime import timedelta

import pytest
from graph_wire import NOON, PAGE, account, wired
from hypothesis import given
from hypothesis import strategies as st

from connectors.channel import Lost, Refused
from connectors.messenger.publishing import LONGEST, PagePublisher, message
from connectors.publishing import LOST, CoverRefused, Publication, Standing, Unanswerable

LINK = "https://xa-mau.example/1"
SAID = Publication("Lịch tiếp công dân", "Mở đầu.", ("Một.", "Hai."), "UBND xã Mẫu", LINK)
NOTICE = replace(SAID, link="", cover=b"\xff\xd8\xff jpeg")
OURS = account(page_posts=True)


def post(name: str, words: str, minutes: int = 0) -> dict[str, str]:
    at = NOON + timedelta(minutes=minutes)
    return {"id": name, "message": words, "created_time": at.strftime("%Y-%m-%dT%H:%M:%S+0000")}


async def test_what_can_be_read_on_goes_with_its_link_and_without_a_picture() -> None:
    async with wired() as wire:
        wire.say({"id": f"{PAGE}_1"})
        page = PagePublisher(wire.graph)
        known = await page.take(OURS, "picture", replace(SAID, cover=b"\xff\xd8\xff"), {}, NOON)
        assert await page.take(OURS, "post", SAID, known, NOON) == {"post": f"{PAGE}_1"}
        assert wire.last.json == {"message": f"{SAID.title}\n\nMở đầu.\n\nXem chi tiết: {LINK}", "link": LINK}


async def test_a_notice_of_our_own_goes_whole_and_with_its_picture() -> None:
    async with wired() as wire:
        wire.say({"id": "55"})
        wire.say({"id": f"{PAGE}_1"})
        page = PagePublisher(wire.graph)
        known = await page.take(OURS, "picture", NOTICE, {}, NOON)
        await page.take(OURS, "post", NOTICE, known, NOON)
        assert wire.last.json["attached_media"] == [{"media_fbid": "55"}]
        assert wire.last.json["message"].endswith("Một.\n\nHai.")


async def test_a_picture_that_is_refused_may_be_another() -> None:
    async with wired() as wire:
        wire.fail(324)
        with pytest.raises(CoverRefused):
            await PagePublisher(wire.graph).take(OURS, "picture", NOTICE, {}, NOON)


async def test_the_same_twice_is_another_s_or_that_of_a_lost_answer() -> None:
    async with wired() as wire:
        page = PagePublisher(wire.graph)
        wire.fail(506)
        with pytest.raises(Standing):
            await page.take(OURS, "post", SAID, {}, NOON)
        wire.fail(506)
        wire.say({"data": [post("1_2", message(SAID))]})
        assert (await page.take(OURS, "post", SAID, {LOST: "post"}, NOON))["post"] == "1_2"


async def test_a_lost_answer_is_looked_for_by_its_words_and_time() -> None:
    async with wired() as wire:
        page = PagePublisher(wire.graph)
        wire.lose()
        with pytest.raises(Lost):
            await page.take(OURS, "post", SAID, {}, NOON)
        wire.say({"data": [post("1_9", "Tin khác"), post("1_2", message(SAID), -1)]})
        assert await page.ask(OURS, "post", SAID, {}, NOON) == {"post": "1_2"}
        wire.say({"data": [post("1_2", message(SAID), -60 * 24)]})
        wire.say({"data": []})
        assert await page.ask(OURS, "post", SAID, {}, NOON) is None
        wire.fail(100)
        with pytest.raises(Unanswerable):
            await page.ask(OURS, "post", SAID, {}, NOON)


async def test_a_post_that_is_gone_is_taken_away() -> None:
    async with wired() as wire:
        page = PagePublisher(wire.graph)
        wire.fail(100)
        wire.fail(100)
        assert await page.take(OURS, "delete", SAID, {"post": "1_2"}, NOON) == {"post": "1_2"}
        wire.fail(100)
        wire.say(post("1_2", "Còn đây"))
        with pytest.raises(Refused):
            await page.take(OURS, "delete", SAID, {"post": "1_2"}, NOON)


@given(st.text(max_size=300), st.lists(st.text(max_size=4_000), max_size=4), st.booleans())
def test_any_post_is_short_enough_and_names_its_link(title: str, paragraphs: list[str], linked: bool) -> None:
    said = Publication(title, "x" * 6_000, tuple(paragraphs), "UBND", LINK if linked else "")
    assert len(message(said)) <= LONGEST
    assert (LINK in message(said)) is linked
