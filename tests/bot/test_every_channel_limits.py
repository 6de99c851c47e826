"""Where a text reaches a channel's limit, and where a question stands under a post of the Page."""

import unicodedata
from pathlib import Path

import pytest
from known import answer, change
from town import Town, town

from bot import people_wording

LAN, MAI = "5275811702471834", "5275811702471835"
PAPERS = "làm giấy khai sinh cho con cần giấy tờ gì"
LIMITS = [("zalo", 2_000), ("messenger", 1_900)]
"""A line of the page of the portal has no limit that a reply could reach."""
QUESTIONS = ("quỹ đền ơn đáp nghĩa", "trợ cấp người cao tuổi", "lễ hội đua thuyền")


def _of_length(length: int) -> str:
    """Vietnamese of exactly so many letters, in which each mark stands apart from its letter."""
    words = "Nghị quyết về hỗ trợ người có công ở xã. " * (length // 20)
    whole = words[: length - 1].rstrip().ljust(length, "ế")
    return unicodedata.normalize("NFD", whole)


async def _knowing(place: Town, limit: int) -> None:
    lengths = (limit, limit + 1, 3 * limit)
    told = [
        answer(1, f"long-{length}", _of_length(length), question)
        for length, question in zip(lengths, QUESTIONS, strict=True)
    ]
    await change(place.database, *told)
    await place.service.library.refresh(place.database)


@pytest.mark.parametrize(("channel", "limit"), LIMITS)
async def test_a_text_at_the_limit_is_one_message_and_beyond_it_nothing_is_lost(
    sqlite_url: str, tmp_path: Path, channel: str, limit: int
) -> None:
    async with town(sqlite_url, tmp_path / "var") as place:
        await _knowing(place, limit)
        way = place.platform(channel)
        await way.say("xin chào", LAN)  # so that no answer carries the welcome
        await place.settled()
        for question, parts in zip(QUESTIONS, (1, 2, 3), strict=True):
            before = len(await way.texts(LAN))
            await way.say(question, LAN)
            await place.settled()
            read = (await way.texts(LAN))[before:]
            assert parts <= len(read) <= parts + 1
            assert max(map(len, read)) <= limit
            assert all(unicodedata.is_normalized("NFC", text) for text in read)
            length = {1: limit, 2: limit + 1, 3: 3 * limit}[parts]
            whole = unicodedata.normalize("NFC", _of_length(length))
            assert "".join(whole.split()) == "".join("".join(read).split())
        assert len(await way.texts(LAN)) <= 8


async def test_a_question_under_a_post_is_answered_once_in_private_where_that_is_on(
    sqlite_url: str, tmp_path: Path
) -> None:
    async with town(sqlite_url, tmp_path / "var", private_replies=True) as place:
        office = place.messenger.server.office
        office.comment(LAN, PAPERS)
        office.comment(MAI, "Bài viết hay quá, cảm ơn ủy ban")
        await place.settled()
        (read,) = await place.messenger.texts(LAN)
        assert "Giấy chứng sinh" in read
        assert people_wording.COMMENT.format(agency="UBND xã B") in read
        assert await place.messenger.texts(MAI) == []


async def test_a_question_under_a_post_is_left_alone_where_that_is_off(
    sqlite_url: str, tmp_path: Path
) -> None:
    async with town(sqlite_url, tmp_path / "var") as place:
        place.messenger.server.office.comment(LAN, PAPERS)
        await place.settled()
        assert await place.messenger.texts(LAN) == []
