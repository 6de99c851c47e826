"""The ledger as it is looked through at the desk, and taken along as a file."""

import csv
import io
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from desks import Desk, desk
from news_rows import RUNNING, SENT, newsroom
from openpyxl import load_workbook
from sqlalchemy.orm import Session

from broadcasts.broadcast import Broadcast, BroadcastState
from broadcasts.deliveries import Delivery, DeliveryState
from broadcasts.ledger_pages import Wanted, page_of

HERE = f"/broadcasts/{SENT}/ledger"


@pytest.fixture
async def it(database_url: str, tmp_path: Path) -> AsyncIterator[Desk]:
    async with desk(database_url, tmp_path, fill=newsroom) as running:
        yield running


async def found(it: Desk, number: int, **wanted: object) -> list[str]:
    """The last signs of whom the pages of two rows show, all pages after each other."""

    def read(session: Session) -> list[str]:
        names: list[str] = []
        broadcast, after = session.get_one(Broadcast, number), ""
        for _ in range(60):
            page = page_of(session, broadcast, Wanted(**wanted), after=after, most=2)  # type: ignore[arg-type] # its fields
            names += [row.person[-4:] or "erased" for row in page.rows]
            if not page.next:
                return names
            assert page.next > after
            after = page.next
        raise AssertionError("it never ends")

    return await it.database.at_once(read, writing=False)


async def test_those_of_a_state_or_for_a_reason_are_found_among_all(it: Desk) -> None:
    everybody = [f"{place:04}" for place in range(82)]
    assert await found(it, SENT) == everybody
    assert await found(it, SENT, channel="zalo") == everybody
    assert await found(it, SENT, channel="messenger") == []
    assert await found(it, SENT, state=DeliveryState.SEEN) == everybody[:80]
    assert await found(it, SENT, state=DeliveryState.UNKNOWN) == ["0080"]
    assert await found(it, SENT, reason="stopped") == ["0081"]
    assert await found(it, SENT, reason="Lost", channel="zalo") == ["0080"]
    assert await found(it, SENT, state=DeliveryState.SEEN, reason="stopped") == []


async def test_whom_a_cancelled_broadcast_had_not_reached_and_who_was_erased_are_found(it: Desk) -> None:
    def change(session: Session) -> None:
        session.get_one(Broadcast, RUNNING).state = BroadcastState.CANCELLED
        gone = {"state": DeliveryState.SKIPPED, "reason": "erased"}
        session.add(Delivery(broadcast_id=RUNNING, person_key="erased:abc", **gone))

    await it.database.at_once(change)
    assert await found(it, RUNNING, state=DeliveryState.SKIPPED) == ["erased", "0001"]
    assert await found(it, RUNNING, reason="cancelled") == ["0001"]
    assert await found(it, RUNNING, state=DeliveryState.PLANNED) == []
    assert await found(it, RUNNING, reason="erased") == ["erased"]


async def test_a_page_names_nobody_whole_and_leads_to_the_next(it: Desk) -> None:
    editor = await it.colleague("editor")
    _, first = await editor.get(HERE)
    assert "…0049" in first
    assert "…0050" not in first
    _, rare = await editor.get(f"{HERE}?state=unknown&reason=Lost")
    assert "…0080" in rare
    assert "mất câu trả lời của nền tảng" in rare
    assert "…0001" not in rare
    status, _ = await editor.get(f"{HERE}?state=nonsense&after=%00&channel=x")
    assert status == 200


async def test_a_chief_takes_the_whole_ledger_along_and_nobody_else_does(it: Desk) -> None:
    chief, editor = await it.colleague("chief"), await it.colleague("editor")
    async with chief.http.get(f"/console{HERE}.csv") as answer:
        assert f"so-gui-dot-{SENT}.csv" in answer.headers["Content-Disposition"]
        rows = list(csv.reader(io.StringIO((await answer.read()).decode("utf-8-sig"))))
    assert len(rows) == 1 + 1 + 82
    async with chief.http.get(f"/console{HERE}.xlsx") as answer:
        book = load_workbook(io.BytesIO(await answer.read()), read_only=True)
    assert book.sheetnames == ["Tổng hợp", "Bài đăng", "Từng người"]
    assert (await editor.get(f"{HERE}.csv"))[0] == 403
