"""Options of an account at the desk: seen, changed, never over somebody else's change unknowingly."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from desks import Desk, desk
from sqlalchemy import select

from connectors.directory import Particulars
from connectors.messenger.options import MessengerOptions
from connectors.zalo.options import ZaloOptions
from knowledge.changes import Change

ZALO, PAGE = "/channels/zalo/xa-b/options", "/channels/messenger/xa-b/options"


@pytest.fixture
async def it(database_url: str, tmp_path: Path) -> AsyncIterator[Desk]:
    async with desk(database_url, tmp_path) as running:
        accounts = running.service.platforms.accounts
        for channel, options in (("zalo", {"endpoint": "v2"}), ("messenger", {})):
            secrets = {"app_secret": "khoa-bi-mat-1"}
            given = Particulars(channel, "xa-b", "70000001", "123456789", "UBND xã B", options, secrets)
            await accounts.put(given, running.clock())
        yield running


async def options(it: Desk, channel: str = "zalo") -> dict[str, Any]:
    await it.service.platforms.accounts.refresh()
    account = it.service.platforms.accounts.find(channel, "xa-b")
    assert account is not None
    return dict(account.options)


async def test_every_option_stands_on_the_page_with_what_holds(it: Desk) -> None:
    operator = await it.colleague("operator", "xa-b")
    for path, model in ((ZALO, ZaloOptions), (PAGE, MessengerOptions)):
        status, text = await operator.get(path)
        assert status == 200
        for name in model.model_fields:
            assert f' name="{name}"' in text
    assert '<option value="v2" selected>' in (await operator.get(ZALO))[1]
    assert f'href="/console{ZALO}"' in (await operator.get("/channels"))[1]


async def test_what_is_changed_holds_and_is_on_record_and_the_rest_stays(it: Desk) -> None:
    operator = await it.colleague("operator", "xa-b")
    form = {"per_minute": "60", "was-per_minute": "100", "paid_replies": "yes", "was-paid_replies": "no"}
    status, text = await operator.post(ZALO, form | {"free_hours": "48", "was-free_hours": "48"}, page=ZALO)
    assert (status, "Đã lưu: Trả lời cả khi phải trả phí: Có; Số tin" in text) == (200, True)
    assert await options(it) == {"endpoint": "v2", "per_minute": 60, "paid_replies": True}
    _, text = await operator.post(ZALO, form, page=ZALO)
    assert "chưa đổi gì" in text, "sent twice, it says so"
    await operator.post(ZALO, {"per_minute": "", "was-per_minute": "60"}, page=ZALO)
    assert "per_minute" not in await options(it), "nothing is the default"
    async with it.database.reading() as session:
        query = select(Change).where(Change.subject == "channel:zalo:xa-b").order_by(Change.id)
        first, second = (await session.scalars(query)).all()
    name = "Số tin gửi nhiều nhất mỗi phút"
    assert first.what.startswith("Đổi tùy chọn của Zalo OA “UBND xã B”: ")
    assert (first.by, first.learned, (first.before or {})[name]) == ("operator.xa-b", False, "100")
    assert (first.after or {})[name] == "60"
    assert (second.before, second.after) == ({name: "60"}, {name: "100"})


async def test_a_value_that_cannot_be_is_told_and_nothing_changes(it: Desk) -> None:
    operator, before = await it.colleague("operator", "xa-b"), await options(it)
    good = {"staff_answers": "yes", "was-staff_answers": "no"}
    for name, value, told in (
        ("per_minute", "0", "Xin ghi một số từ 1 đến 4000."),
        ("per_minute", "nhiều", "Xin ghi một số từ 1 đến 4000."),
        ("choices", "dropdown", "Giá trị này không dùng được."),
        ("pkce_state", "x" * 201, "Giá trị này không dùng được."),
    ):
        status, text = await operator.post(ZALO, good | {name: value, f"was-{name}": ""}, page=ZALO)
        assert (status, told in text) == (422, True)
        assert '<option value="yes" selected>' in text, "what was chosen besides is still there"
    assert await options(it) == before


async def test_of_two_who_change_one_option_the_second_is_told(it: Desk) -> None:
    operator = await it.colleague("operator", "xa-b")
    await operator.post(PAGE, {"per_second": "50", "was-per_second": "100"}, page=PAGE)
    for late in ({"per_second": "20", "was-per_second": "100"}, {"per_second": "20"}):
        status, text = await operator.post(PAGE, late, page=PAGE)
        assert (status, "Mục này được đổi thành “50”" in text, 'value="20"' in text) == (422, True, True)
    assert await options(it, "messenger") == {"per_second": 50}
    assert 'name="was-per_second" value="50"' in text
    await operator.post(PAGE, {"per_second": "20", "was-per_second": "50"}, page=PAGE)
    assert await options(it, "messenger") == {"per_second": 20}


async def test_a_neighbours_account_is_out_of_reach(it: Desk) -> None:
    neighbour, editor = await it.colleague("operator", "xa-c"), await it.colleague("chief", "xa-b")
    for who, status in ((neighbour, 404), (editor, 403)):
        assert (await who.get(ZALO))[0] == status
        assert (await who.post(ZALO, {"per_minute": "1", "was-per_minute": "100"}))[0] == status
    assert "per_minute" not in await options(it)
