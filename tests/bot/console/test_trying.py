"""Trying a draft: each channel shows what its own citizens would be told."""

from collections.abc import AsyncIterator
from html import unescape
from pathlib import Path

import pytest
from answering import PARKING, TEXT, drafted, until
from desks import Colleague, Desk, desk

from bot import wording

ASKED = PARKING.splitlines()[0]
BEING_LOOKED_AT = wording.BLOCKED_ALL.split(".")[0]


@pytest.fixture
async def it(sqlite_url: str, tmp_path: Path) -> AsyncIterator[Desk]:
    async with desk(sqlite_url, tmp_path) as running:
        yield running


def screens(page: str) -> dict[str, str]:
    """What stands on each channel's screen, by the channel."""
    pieces = unescape(page).split('<section class="phone ')[1:]
    return {piece.partition('"')[0]: piece.partition("</section>")[0] for piece in pieces}


async def tried(who: Colleague, draft: int, *said: str, blocked: set[str]) -> dict[str, str]:
    """The screens, once exactly these channels say that everything is being looked at."""
    path = f"/answers/draft/{draft}/try"

    async def shown() -> str:
        _, page = await who.post(path, [("said", each) for each in said], page=path)
        silent = {name for name, screen in screens(page).items() if BEING_LOOKED_AT in screen}
        return page if silent == blocked else ""

    return screens(await until(shown))


async def test_a_channel_that_is_switched_off_says_so_and_the_others_answer(it: Desk) -> None:
    chief = await it.colleague("chief")
    draft = await drafted(chief, PARKING, TEXT)
    before = await tried(chief, draft, ASKED, blocked=set())
    assert list(before) == ["zalo", "messenger", "webchat"]
    assert all(TEXT in screen for screen in before.values())
    await chief.post("/blocks", {"what": "channel:zalo", "reason": "rà soát"}, page="/account")
    now = await tried(chief, draft, ASKED, "gặp cán bộ", blocked={"zalo"})
    assert {name for name, screen in now.items() if TEXT in screen} == {"messenger", "webchat"}
    assert all(screen.count("bubble mine") == 2 for screen in now.values())
    assert all("cán bộ" in screen.split("gặp cán bộ")[1] for screen in now.values())
    await chief.post("/blocks", {"what": "channel:webchat", "reason": "rà soát"}, page="/account")
    assert TEXT in (await tried(chief, draft, ASKED, blocked={"zalo", "webchat"}))["messenger"]
    for block in (1, 2):
        await chief.post(f"/blocks/{block}/end", page="/account")
    assert TEXT in (await tried(chief, draft, ASKED, blocked=set()))["zalo"]


async def test_what_is_tried_is_kept_nowhere_whatever_the_channel(it: Desk) -> None:
    chief = await it.colleague("chief")
    draft = await drafted(chief, PARKING, TEXT)
    await chief.post("/blocks", {"what": "channel:zalo", "reason": "rà soát"}, page="/account")
    await tried(chief, draft, ASKED, blocked={"zalo"})
    assert ASKED not in (await chief.get("/questions"))[1]
