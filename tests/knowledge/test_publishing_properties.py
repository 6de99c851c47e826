"""Whatever editors do in whatever order: what is live is the newest version, and two saw what is delicate."""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

from desk_of_drafts import LAN, MINH, answer, override, phrasing
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from known import BIRTH, NOW, furnish
from sqlalchemy import func, select

from connectors.database import Database
from knowledge.agencies import find_agency
from knowledge.blocks import Block, BlockKind
from knowledge.drafting import drop, give_back, save, send_for_review
from knowledge.drafts import Body, Draft, DraftKind, DraftState, Version
from knowledge.live import live
from knowledge.publishing import publish, restore
from knowledge.refusals import RefusedError
from knowledge.switching import active, block, unblock

FEE = "Lệ phí 10.000 đồng."
SUBJECTS: dict[str, tuple[DraftKind, list[Body]]] = {
    "cho": (
        DraftKind.ANSWER,
        [answer("Một."), answer("Hai.", "câu hai"), answer(FEE), answer("Một.", withdrawn=True)],
    ),
    BIRTH: (
        DraftKind.PHRASING,
        [phrasing("a b"), phrasing("c d", "a b"), phrasing(removed=("a b",)), phrasing("phí gì")],
    ),
    f"{BIRTH}:time": (DraftKind.OVERRIDE, [override("Hai giờ"), override("Ba giờ"), override("")]),
}
EDITORS = st.sampled_from([LAN, MINH, "cuc"])
SOME = st.integers(0, 3)
STEPS = st.one_of(
    st.tuples(st.just("save"), st.sampled_from(sorted(SUBJECTS)), SOME, EDITORS),
    st.tuples(
        st.sampled_from(["rewrite", "review", "back", "publish", "publish", "drop"]), SOME, SOME, EDITORS
    ),
    st.tuples(st.sampled_from(["restore", "block", "unblock"]), SOME, SOME, EDITORS),
)


class World:
    """The acts, each in a transaction of its own; what is refused changes nothing."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.published: list[tuple[str, int, dict[str, Any]]] = []

    async def act(self, name: str, first: Any, second: int, by: str) -> None:
        with suppress(RefusedError):
            await getattr(self, f"_{name}")(first, second, by)

    async def _save(self, subject: str, which: int, by: str, **of: int) -> None:
        kind, bodies = SUBJECTS[subject]
        async with self.database.writing() as session:
            agency = await find_agency(session, "xa-b")
            body = bodies[which % len(bodies)]
            await save(session, agency=agency, kind=kind, subject=subject, body=body, by=by, now=NOW, **of)

    async def _rewrite(self, number: int, which: int, by: str) -> None:
        draft = await self._draft(number)
        await self._save(draft.subject, which, by, draft_id=draft.id, lock=draft.lock)

    async def _review(self, number: int, _which: int, by: str) -> None:
        await self._do(send_for_review, number, by=by)

    async def _back(self, number: int, _which: int, by: str) -> None:
        await self._do(give_back, number, by=by, note="sửa")

    async def _drop(self, number: int, _which: int, by: str) -> None:
        await self._do(drop, number, by=by)

    async def _publish(self, number: int, _which: int, by: str) -> None:
        version = await self._do(publish, number, by=by)
        self.published.append((version.subject, version.number, version.body))

    async def _restore(self, number: int, _which: int, by: str) -> None:
        async with self.database.writing() as session:
            ids = list(await session.scalars(select(Version.id).order_by(Version.id.desc())))
            await restore(session, ids[number] if number < len(ids) else 0, by=by, now=NOW)

    async def _block(self, _number: int, _which: int, by: str) -> None:
        async with self.database.writing() as session:
            agency = await find_agency(session, "xa-b")
            await block(session, agency, BlockKind.PROCEDURE, BIRTH, "xem lại", by, NOW)

    async def _unblock(self, _number: int, _which: int, by: str) -> None:
        async with self.database.writing() as session:
            newest = await session.scalar(select(func.max(Block.id)))
            await unblock(session, newest or 0, by=by, now=NOW)

    async def _draft(self, number: int) -> Draft:
        """One of the newest."""
        async with self.database.reading() as session:
            drafts = list(await session.scalars(select(Draft).order_by(Draft.id.desc()).limit(4)))
        if number >= len(drafts):
            raise RefusedError
        return drafts[number]

    async def _do(self, act: Callable[..., Any], number: int, **how: Any) -> Any:
        draft = await self._draft(number)
        async with self.database.writing() as session:
            return await act(session, draft.id, now=NOW, **how)

    async def holds(self) -> None:
        async with self.database.reading() as session:
            versions = list(await session.scalars(select(Version).order_by(Version.number)))
            drafts = list(await session.scalars(select(Draft)))
            for subject, (kind, _) in SUBJECTS.items():
                newest = [each for each in versions if each.subject == subject][-1:]
                now = await live(session, 2, kind, subject)
                assert _shown(now.model_dump(mode="json") if now else None) == _shown(
                    newest[0].body if newest else None
                ), subject
            assert len(await active(session, [2])) <= 1
        kept = [(each.subject, each.number, each.body) for each in versions]
        assert all(each in kept for each in self.published)
        assert len(kept) == len(self.published)
        gone = [each for each in drafts if each.state is DraftState.LIVE and each.delicate]
        assert all(each.reviewer not in each.writers for each in gone)
        assert all(each.author in each.writers for each in drafts)
        assert all(each.author != each.approver for each in versions if "Lệ phí" in str(each.body))


def _shown(body: dict[str, Any] | None) -> dict[str, Any] | None:
    """What is told to citizens; a withdrawn answer and an empty field tell nothing."""
    if body is None or body.get("withdrawn") or ("facet" in body and not body["text"]):
        return None
    return body


def test_what_is_live_is_the_newest_version_and_every_version_stays(
    sqlite_template: Path, tmp_path_factory: Any
) -> None:
    folder = tmp_path_factory.mktemp("worlds")
    seen, published = iter(range(10_000)), list[int]()

    @settings(
        max_examples=40,
        deadline=None,
        phases=[Phase.explicit, Phase.reuse, Phase.generate, Phase.shrink],
        suppress_health_check=[HealthCheck.too_slow],
    )
    @given(steps=st.lists(STEPS, min_size=5, max_size=25))
    def any_steps(steps: list[tuple[str, Any, int, str]]) -> None:
        path = folder / f"{next(seen)}.db"
        path.write_bytes(sqlite_template.read_bytes())
        published.append(asyncio.run(_lived(f"sqlite:///{path}", steps)))

    any_steps()
    assert sum(published) > 0, "hardly anything was published"


async def _lived(url: str, steps: list[tuple[str, Any, int, str]]) -> int:
    database = Database(url)
    try:
        await furnish(database)
        world = World(database)
        for step in steps:
            await world.act(*step)
        await world.holds()
        return len(world.published)
    finally:
        await database.close()
