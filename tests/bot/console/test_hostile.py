"""Forms that nobody was shown, and forms full of rubbish.

CONGDAN_HOSTILE_POSTS: how many random forms are posted; 100,000 take about a quarter of an hour.
"""

import asyncio
import os
import re
from collections.abc import Iterator
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

import pytest
from desks import Colleague, Desk, desk
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select
from test_rights import PLACE

from bot.console import access, rendering
from bot.console.rights import Role
from bot.console.routes import all_routes
from connectors.database import Table
from knowledge.changes import Change

POSTS = int(os.environ.get("CONGDAN_HOSTILE_POSTS", "150"))
SCRIPT = "<script>alert(1)</script>"
NAMES = sorted(
    {
        name
        for page in (rendering.HERE / "templates").rglob("*.html")
        for name in re.findall(r'name="([\w-]+)"', page.read_text())
    }
    - {"csrf", "viewport"}
)
PATHS = sorted({route.path for route in all_routes() if route.method == "POST"})
OPEN = sorted({route.path for route in access.open_routes() if route.method == "POST"})
TAME = [path for path in PATHS if not path.startswith(("/people/", "/sign-out"))]
"""What a colleague may do all day without being locked out by it."""

RUBBISH = (
    *("", " ", SCRIPT, f'"{SCRIPT}', "{{ 7*7 }}", "'; DROP TABLE change; --", "\x00", "\ufeff", "\u202e"),
    *("http://127.0.0.1/", "javascript:alert(1)", "2026-11-22", "0001-01-01", "2026-11-22T25:61", "[]"),
    *("editor", "chief", "xa-b", "tinh-a", "1.001193", "fee", "on", "ă" * 5000, '{"path":"//x"}'),
    *("0", "1", "2", "3", "7", "999999", "-1", "2147483648", "9" * 30, "१"),
)
values = st.one_of(st.text(max_size=30), st.sampled_from(RUBBISH))
fields = st.lists(st.tuples(st.one_of(st.sampled_from(NAMES), st.text(max_size=8)), values), max_size=12)
places = st.sampled_from(
    ["1", "2", "3", "999999", "xa-b", "begin", "zalo", "fee", "%00", "1.001193", "a%2fb"]
)


@st.composite
def posts(draw: st.DrawFn, paths: list[str]) -> tuple[str, list[tuple[str, str]]]:
    def place(found: re.Match[str]) -> str:
        return draw(st.sampled_from((found[2] or "").split("|"))) if "|" in (found[2] or "") else draw(places)

    return PLACE.sub(place, draw(st.sampled_from(paths))), draw(fields)


@dataclass
class Stage:
    """A desk that stands still between two forms, with a colleague of each role."""

    runner: asyncio.Runner
    desk: Desk
    colleagues: list[tuple[Colleague, str]]

    def post(self, who: int, path: str, form: list[tuple[str, str]], token: str | None) -> tuple[int, str]:
        return self.runner.run(self._post(who, path, form, token))

    async def _post(
        self, who: int, path: str, form: list[tuple[str, str]], token: str | None
    ) -> tuple[int, str]:
        colleague, own = self.colleagues[who]
        data = [(name, text) for name, text in form if name != "csrf"]
        body = urlencode([*data, ("csrf", own if token is None else token)], errors="replace")
        address, kind = f"/console{path}", {"Content-Type": "application/x-www-form-urlencoded"}
        async with colleague.http.post(address, data=body, headers=kind, allow_redirects=False) as answer:
            return answer.status, await answer.text(errors="replace")

    def kept(self) -> dict[str, int]:
        """How many rows each table has, and the number of the newest change."""
        return self.runner.run(self._kept())

    async def _kept(self) -> dict[str, int]:
        async with self.desk.database.reading() as session:
            counts = {
                table.name: await session.scalar(select(func.count()).select_from(table)) or 0
                for table in Table.metadata.sorted_tables
            }
            return counts | {"newest": await session.scalar(select(func.max(Change.id))) or 0}


@pytest.fixture(scope="module")
def stage(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    folder = tmp_path_factory.mktemp("hostile")
    (folder / "congdan.db").write_bytes(sqlite_template.read_bytes())
    with asyncio.Runner() as runner:
        opened = desk(f"sqlite:///{folder}/congdan.db", folder)
        it = runner.run(_entered(opened))
        colleagues = [runner.run(_colleague(it, role)) for role in Role]
        yield Stage(runner, it, colleagues)
        runner.run(_left(opened))


async def _entered(opened: AbstractAsyncContextManager[Desk]) -> Desk:
    return await opened.__aenter__()


async def _left(opened: AbstractAsyncContextManager[Desk]) -> None:
    await opened.__aexit__(None, None, None)


async def _colleague(it: Desk, role: Role) -> tuple[Colleague, str]:
    colleague = await it.colleague(role)
    return colleague, await colleague.token("/account")


who = st.integers(0, len(Role) - 1)
often = settings(max_examples=POSTS, deadline=None, database=None, suppress_health_check=list(HealthCheck))


def test_a_form_without_our_token_changes_nothing(stage: Stage) -> None:
    before = stage.kept()
    tokens = st.sampled_from(["", "0" * 40, stage.colleagues[0][1], "ă"])

    @often
    @given(who.filter(bool), posts(PATHS + OPEN), tokens)
    def posted(who: int, post: tuple[str, list[tuple[str, str]]], token: str) -> None:
        status, text = stage.post(who, *post, token=token)
        assert status < 500, text
        assert SCRIPT not in text

    posted()
    assert stage.kept() == before


def test_whatever_a_colleague_posts_the_desk_stands_and_shows_no_script(stage: Stage) -> None:
    @often
    @given(who, posts(TAME))
    def posted(who: int, post: tuple[str, list[tuple[str, str]]]) -> None:
        status, text = stage.post(who, *post, token=None)
        assert status < 500, text
        assert SCRIPT not in text

    posted()


def test_a_script_in_every_field_comes_back_as_text(stage: Stage) -> None:
    form = [(name, f'"{SCRIPT}') for name in NAMES]
    for path in TAME:
        who = 3 if path.startswith(("/channels", "/sources", "/setup/agenc")) else 2
        status, text = stage.post(who, PLACE.sub("1", path), form, None)
        assert status < 500, (path, text)
        assert SCRIPT not in text, path
