"""The change log on its page."""

from datetime import timedelta
from pathlib import Path

from desks import Desk, desk
from sqlalchemy import select

from bot.console.log import SHOWN
from knowledge.changes import Change


async def write(it: Desk, *, count: int = 1, **values: object) -> None:
    async with it.database.writing() as session:
        now = it.clock()
        session.add_all(
            Change(
                **{"agency_id": 2, "by": "lan", "what": f"Việc {n}", "at": now, "learned": False, **values}
            )
            for n in range(count)
        )


async def test_what_was_before_and_after_stands_side_by_side(database_url: str, tmp_path: Path) -> None:
    async with desk(database_url, tmp_path) as it:
        chief = await it.colleague("chief", "xa-b")
        before = {"Lệ phí": "10.000 đồng", "Tên": "như cũ"}
        after = {"Lệ phí": "<i>25.000</i> đồng", "Tên": "như cũ", "Giấy tờ": ["Tờ khai", "Căn cước"]}
        await write(it, before=before, after=after, subject="draft:12")
        _, text = await chief.get("/log")
        assert "10.000 đồng" in text
        assert "&lt;i&gt;25.000&lt;/i&gt; đồng" in text
        assert "Tờ khai\nCăn cước" in text
        assert "như cũ" not in text


async def test_lines_of_another_agency_are_not_shown(database_url: str, tmp_path: Path) -> None:
    async with desk(database_url, tmp_path) as it:
        chief, province = await it.colleague("chief", "xa-b"), await it.colleague("chief", "tinh-a")
        await write(it, what="Việc của xã C", agency_id=3)
        await write(it, what="Việc chung", agency_id=None)
        _, text = await chief.get("/log")
        assert ("Việc của xã C" in text, "Việc chung" in text) == (False, False)
        _, text = await province.get("/log")
        assert ("Việc của xã C" in text, "Việc chung" in text) == (True, True)


async def test_lines_are_looked_for_and_paged(database_url: str, tmp_path: Path) -> None:
    async with desk(database_url, tmp_path) as it:
        chief = await it.colleague("chief", "xa-b")
        await write(it, count=SHOWN + 5)
        await write(it, by="hoa", what="Việc của Hoa", at=it.clock() - timedelta(days=3))
        _, text = await chief.get("/log?by=hoa")
        assert ("Việc của Hoa" in text, "Việc 1" in text) == (True, False)
        _, text = await chief.get("/log?day=2026-11-19")
        assert ("Việc của Hoa" in text, "Việc 1" in text) == (True, False)
        _, text = await chief.get("/log?by=lan")
        assert "upto=" in text
        assert "<strong>Việc 1</strong>" not in text
        _, text = await chief.get(f"/log?by=lan&upto={SHOWN}")
        assert "<strong>Việc 1</strong>" in text
        for odd in (
            "day=hôm qua",
            "upto=x",
            "upto=99999999999999999999",
            "day=0001-01-01",
            "by=%00%ff",
            "day=9999-12-31",
        ):
            assert (await chief.get(f"/log?{odd}"))[0] == 200, odd


async def test_every_act_leaves_what_it_changed(sqlite_url: str, tmp_path: Path) -> None:
    async with desk(sqlite_url, tmp_path) as it:
        chief, operator = await it.colleague("chief"), await it.colleague("operator")
        await chief.post("/review-words", {"words": "hộ nghèo"}, page="/review-words")
        page = (await chief.get("/review-words"))[1]
        row = page.split("/console/review-words/")[1].split("/")[0]
        await chief.post(f"/review-words/{row}/remove", page="/review-words")
        account = {
            "agency": "tinh-a",
            "app_id": "123456789",
            "app_secret": "bi mat cua ung dung",
            "oa_id": "77",
        }
        await operator.post("/channels/new/zalo", account | {"oa_secret_key": "khoa"}, page="/account")
        new = {"code": "xa-moi", "name": "UBND xã Mới", "level": "commune"}
        await operator.post("/setup/agencies/new", new, page="/account")
        async with it.database.reading() as session:
            found = list(await session.scalars(select(Change).order_by(Change.id)))
        lines = [each for each in found if each.by in {chief.editor.name, operator.editor.name}]
        assert len(lines) >= 3
        assert not [each.what for each in lines if each.before is None and each.after is None]
        assert "bi mat" not in str([(each.what, each.before, each.after) for each in lines])
