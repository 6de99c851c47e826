"""The portals themselves do what they say, so that what is measured against them means something."""

import json
import subprocess
import sys
import unicodedata
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import aiohttp
import pytest
import viparse

from bot.rehearsal.platforms.portal import PortalServer, Setup, make
from bot.rehearsal.platforms.portal.charsets import tcvn3, typable, windows_1258
from bot.rehearsal.platforms.portal.misfortunes import Outage
from bot.rehearsal.platforms.portal.setup import NAMES
from bot.rehearsal.platforms.portal.writing import slug
from bot.rehearsal.platforms.serving import running

SETUP = Setup(seed=3, backlog=30, hang=0.01)
LETTERS = "aàảãáạăằẳẵắặâầẩẫấậđeèẻẽéẹêềểễếệiìỉĩíịoòỏõóọôồổỗốộơờởỡớợuùủũúụưừửữứựyỳỷỹýỵĂÂĐÊÔƠƯ"


class Reader:
    def __init__(self, server: PortalServer, url: str, http: aiohttp.ClientSession) -> None:
        self.server, self.url, self.http = server, url, http

    async def get(self, path: str, **headers: str) -> tuple[int, bytes]:
        async with self.http.get(self.url + path, headers=headers, allow_redirects=False) as answer:
            return answer.status, await answer.read()

    async def front(self, site: str) -> tuple[int, bytes]:
        path = next(each["path"] for each in self.server.sources() if each["site"] == site)
        return await self.get(path)


@asynccontextmanager
async def portals(setup: Setup = SETUP) -> AsyncIterator[Reader]:
    server = PortalServer(setup)
    async with running(server) as url, aiohttp.ClientSession() as http:
        yield Reader(server, url, http)


def meeting(server: PortalServer, fate: str, site: str = "") -> dict[str, Any]:
    """An article that meets that fate, on the last day."""
    server.go(29, 23)
    return next(each for each in server.truth() if each["fate"] == fate and site in {"", each["site"]})


async def test_every_article_stands_at_every_address_until_something_happens_to_it() -> None:
    async with portals() as reader:
        reader.server.go(29, 23)
        for told in reader.server.truth():
            if told["fate"] in {"plain", "typo", "rewritten", "second", "both", "buried", "backlog"}:
                statuses = {(await reader.get(path))[0] for path in told["paths"]}
                assert statuses == {200}, told


async def test_the_same_seed_writes_the_same_thirty_days() -> None:
    truths = []
    for seed in (3, 3, 4):
        server = PortalServer(SETUP.model_copy(update={"seed": seed}))
        server.go(29, 23)
        truths.append(server.truth())
    assert truths[0] == truths[1] != truths[2]
    assert {told["site"] for told in truths[0]} == set(NAMES)


async def test_no_two_articles_say_the_same() -> None:
    server = PortalServer(SETUP.model_copy(update={"backlog": 500}))
    server.go(29, 23)
    said = [(told["site"], told["versions"][0]["text"]) for told in server.truth()]
    assert len(set(said)) == len(said) > 1000


async def test_a_day_brings_new_articles_and_hides_those_of_later_days() -> None:
    async with portals() as reader:
        counts = [reader.server.go(day) and len(reader.server.truth()) for day in (0, 10, 20)]
        assert counts == sorted(set(counts))
        assert not any(
            told["new"] for told in reader.server.truth() if told["shown"] < SETUP.start.isoformat()
        )
        late = meeting(reader.server, "plain", "vnpt")
        reader.server.go(0)
        hidden = (await reader.get(late["paths"][0]))[0] == 404
        assert hidden == (late["shown"] > reader.server.now.isoformat())


@pytest.mark.parametrize(("fate", "statuses"), [("moved", {301}), ("lost", {404}), ("both", {200})])
async def test_who_moves_leaves_something_behind(fate: str, statuses: set[int]) -> None:
    async with portals() as reader:
        old, new = meeting(reader.server, fate)["paths"]
        assert {(await reader.get(old))[0]} == statuses
        assert (await reader.get(new))[0] == 200


async def test_what_vanishes_is_away_and_what_comes_back_is_there() -> None:
    async with portals() as reader:
        gone = meeting(reader.server, "vanished")
        softly = gone["site"] == "noibat"
        assert (await reader.get(gone["paths"][0]))[0] in ({200} if softly else {404, 410})
        assert gone["away"]
        back = meeting(reader.server, "back")
        assert (await reader.get(back["paths"][0]))[0] == 200
        assert back["away"] is None


async def test_what_was_changed_and_restored_says_again_what_it_said_first() -> None:
    first, second, third = meeting(PortalServer(SETUP), "restored")["versions"]
    assert first["text"] == third["text"] != second["text"]


@pytest.mark.parametrize("outage", Outage)
async def test_an_outage_is_what_it_is_called(outage: Outage) -> None:
    async with portals() as reader:
        struck = next(
            ((site, day) for (site, day), each in reader.server.history.outages.items() if each is outage)
        )
        reader.server.go(struck[1], 12)
        if outage is Outage.CUT:
            with pytest.raises(aiohttp.ClientError):
                await reader.front(struck[0])
            return
        status, body = await reader.front(struck[0])
        assert status == (500 if outage in {Outage.BROKEN, Outage.HANGING} else 200)
        titles = [told["versions"][0]["title"].encode() for told in reader.server.truth()]
        assert not any(title in body for title in titles)


async def test_thousands_come_at_once_after_an_outage() -> None:
    async with portals(SETUP.model_copy(update={"backlog": 2000})) as reader:
        day = min(day for site, day in reader.server.history.outages if site == "wordpress")
        sizes = []
        for each in (day - 1, day + 1, day + 4):
            reader.server.go(each, 12)
            sizes.append((await reader.front("wordpress"))[1].count(b"<item>"))
        assert sizes[1] > 2000
        assert max(sizes[0], sizes[2]) <= 25


async def test_a_feed_that_did_not_change_says_so() -> None:
    async with portals() as reader, reader.http.get(f"{reader.url}/wordpress/feed/") as answer:
        etag = answer.headers["ETag"]
        assert (await reader.get("/wordpress/feed/", **{"If-None-Match": etag}))[0] == 304
        reader.server.go(3, 12)
        assert (await reader.get("/wordpress/feed/", **{"If-None-Match": etag}))[0] == 200


async def test_sessions_are_other_ones_at_each_request() -> None:
    async with portals() as reader:
        for site in ("liferay", "charset", "noibat"):
            assert (await reader.front(site))[1] != (await reader.front(site))[1]


def test_what_is_typed_for_old_fonts_can_be_read_again() -> None:
    assert viparse.fix(tcvn3(typable(LETTERS)), encoding="tcvn3") == LETTERS
    assert typable("Ủy ban 5 m²") == "ủy ban 5 m2"


def test_windows_1258_holds_every_letter() -> None:
    for text in (LETTERS, LETTERS.upper()):
        assert unicodedata.normalize("NFC", windows_1258(text).decode("cp1258")) == text


def test_a_title_is_spelled_for_addresses() -> None:
    assert slug("Đồng chí Lê Đượng: “3 không”, 2 sạch") == "dong-chi-le-duong-3-khong-2-sach"


def test_it_runs_in_a_process_of_its_own_and_is_told_the_day() -> None:
    command = [sys.executable, "-m", "bot.rehearsal.platforms", "portal", "--setup", json.dumps({"kept": 2})]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        url = process.stdout.readline().strip()
        process.terminate()
    assert url.startswith("http://127.0.0.1:")
    assert make('{"seed": 5}').go(2, 6) == "2026-09-02T23:00:00+00:00"
