"""The inbox keeps each message once, and for as long as it must."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from bot import inbox, oddities
from bot.__main__ import main
from bot.inbox import Inbox, InboxRow
from bot.migrate import migrate
from connectors import claims
from connectors.claims import WaitState
from connectors.database import Database
from connectors.messages import Address, Message, Reply

NOW = datetime(2026, 11, 22, 5, 0, tzinfo=UTC)


def message(ident: str, text: str = "khai sinh", channel: str = "paper") -> Message:
    return Message(ident, Address(channel, "xa-mau", "an"), text, NOW, payload="p")


async def rows(database: Database) -> list[InboxRow]:
    async with database.reading() as session:
        return list(await session.scalars(select(InboxRow).order_by(InboxRow.id)))


async def end(database: Database, state: WaitState, now: datetime) -> None:
    async with database.writing() as session:
        for row in await session.run_sync(
            claims.claim, InboxRow, now=now, lease=timedelta(seconds=9), most=1, attempts=9
        ):
            if state is WaitState.DONE:
                await session.run_sync(claims.settle, InboxRow, [row], **inbox.WIPED)
            else:
                await session.run_sync(claims.give_up, InboxRow, row, error="Gone")


async def test_a_message_comes_out_as_it_went_in(database: Database) -> None:
    await Inbox(database).keep(message("m1"))
    (row,) = await rows(database)
    assert row.message == message("m1")
    assert row.decided is None


async def test_a_message_is_kept_once_by_channel_and_platform_id(database: Database) -> None:
    kept = Inbox(database)
    await asyncio.gather(*(kept.keep(message("m1")) for _ in range(9)))
    await kept.keep(message("m1", text="another text"))
    await kept.keep(message("m1", channel="pigeon"))
    assert [(row.channel, row.text) for row in await rows(database)] == [
        ("paper", "khai sinh"),
        ("pigeon", "khai sinh"),
    ]


async def test_a_message_that_cannot_be_kept_spares_its_neighbours(database: Database) -> None:
    kept = Inbox(database)
    ends = await asyncio.gather(
        kept.keep(message("m1")),
        kept.keep(message("m2", text="\ud800")),
        kept.keep(message("m3")),
        return_exceptions=True,
    )
    assert [error is None for error in ends] == [True, False, True]
    assert [row.platform_id for row in await rows(database)] == ["m1", "m3"]


@pytest.mark.parametrize(
    "text", ["<script>alert(1)</script>", "'; DROP TABLE inbox; --", "🙂", "x" * 5000, ""]
)
async def test_any_text_is_only_text(database: Database, text: str) -> None:
    await Inbox(database).keep(message("m1", text=text))
    assert [row.text for row in await rows(database)] == [text]


async def test_the_reply_that_was_decided_is_read_back_whole(database: Database) -> None:
    await Inbox(database).keep(message("m1"))
    reply = Reply("Chào Ông/Bà", links=(("Cổng", "https://example.gov.vn"),))
    async with database.writing() as session:
        (row,) = await session.run_sync(
            claims.claim, InboxRow, now=inbox.now_utc(), lease=timedelta(seconds=9), most=1, attempts=9
        )
        await session.run_sync(claims.keep, InboxRow, row, reply=inbox.REPLY.dump_python(reply, mode="json"))
    assert [row.decided for row in await rows(database)] == [reply]


async def test_settled_and_given_up_messages_are_forgotten_each_after_its_time(database: Database) -> None:
    kept = Inbox(database, clock=lambda: NOW)
    for state in (WaitState.DONE, WaitState.FAILED):
        await kept.keep(message(state.value))
        await end(database, state, NOW)
    await kept.keep(message("waiting"))

    async def left(days: int) -> list[str]:
        async with database.writing() as session:
            await inbox.forget(
                session,
                now=NOW + timedelta(days=days),
                done=timedelta(days=7),
                failed=timedelta(days=30),
            )
        return [row.platform_id for row in await rows(database)]

    assert await left(7) == ["done", "failed", "waiting"]
    assert await left(8) == ["failed", "waiting"]
    assert await left(31) == ["waiting"]


async def test_forgetting_goes_in_parcels(database: Database) -> None:
    kept = Inbox(database, clock=lambda: NOW)
    for number in range(3):
        await kept.keep(message(str(number)))
        await end(database, WaitState.DONE, NOW)
    day = timedelta(days=1)
    async with database.writing() as session:
        late = NOW + 2 * day
        assert await inbox.forget(session, now=late, done=day, failed=day, most=2) == 2
        assert await inbox.forget(session, now=late, done=day, failed=day, most=2) == 1


@pytest.fixture
def operator(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> str:
    url = f"sqlite:///{tmp_path_factory.mktemp('operator')}/congdan.db"
    monkeypatch.setenv("CONGDAN_DATABASE_URL", url)
    migrate(url)
    return url


async def give_one_up(url: str) -> None:
    database = Database(url)
    await Inbox(database).keep(message("m1", text="số căn cước 001"))
    await end(database, WaitState.FAILED, inbox.now_utc())
    await database.close()


def test_an_operator_sees_what_was_given_up_without_its_words_and_has_it_tried_again(
    operator: str, capsys: pytest.CaptureFixture[str]
) -> None:
    asyncio.run(give_one_up(operator))
    assert main(["inbox", "list"]) == 0
    listed = capsys.readouterr().out
    assert "Không trả lời được: 1" in listed
    assert "Gone" in listed
    assert "001" not in listed
    assert main(["inbox", "retry", "1"]) == 0
    assert "1" in capsys.readouterr().out
    assert main(["inbox", "list"]) == 0
    assert "Đang chờ trả lời: 1. Không trả lời được: 0." in capsys.readouterr().out


async def count_one(url: str) -> None:
    database = Database(url)
    await database.at_once(
        lambda session: oddities.count(session, "zalo", "xa-mau", "\x1b[31mzns_new", NOW),
    )
    await database.close()


def test_an_operator_sees_which_events_nobody_knows(
    operator: str, capsys: pytest.CaptureFixture[str]
) -> None:
    asyncio.run(count_one(operator))
    assert main(["inbox", "odd"]) == 0
    listed = capsys.readouterr().out
    assert "zns_new\t1\t2026-11-22 05:00 UTC\tzalo\txa-mau" in listed
    assert "\x1b" not in listed
