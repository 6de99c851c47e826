"""`congdan channel …` once accounts are connected: options, lists, followers, removing, and what goes on."""

from datetime import UTC, datetime

import pytest
from channels import add_page, add_zalo, line_with
from platforms_aside import ACCESS, OA_SECRET, Aside
from shell import Congdan, Rows
from sqlalchemy import select
from sqlalchemy.orm import Session

from bot import inbox, oddities
from bot.webhooks.turned_away import Counts
from connectors.accounts import AccountState, ChannelAccount
from connectors.database import Database
from connectors.doors import Reason
from connectors.messages import Address, Message
from connectors.zalo.options import ZaloOptions

NOW = datetime.now(UTC)
SET = ("channel", "set", "--agency", "xa-b", "--channel")


def test_options_are_shown_with_their_meaning(commune: Congdan, aside: Aside) -> None:
    add_zalo(commune)
    add_page(commune, aside)
    shown = commune(*SET, "zalo").out
    for name, field in ZaloOptions.model_fields.items():
        assert f"{name} = " in shown
        assert str(field.description) in shown
    assert "choices = quick  (mặc định)" in commune(*SET, "messenger").out


def test_options_are_set_and_reset(commune: Congdan, rows: Rows) -> None:
    add_zalo(commune)
    done = commune(*SET, "zalo", "choices=buttons", "staff_answers=có", "per_minute=60")
    assert done.code == 0, done.err
    assert "choices = buttons\n" in done.out
    assert "staff_answers = yes\n" in done.out
    assert "per_minute = 60\n" in done.out
    assert "choices = numbered  (mặc định)" in commune(*SET, "zalo", "choices=").out
    stored = str(rows("SELECT options FROM channel_account"))
    assert "choices" not in stored
    assert "staff_answers" in stored


@pytest.mark.parametrize(
    "words",
    [
        "choices=dropdown",
        "per_minute=0",
        "per_minute=many",
        "staff_answers=maybe",
        "colour=red",
        "choices",
        "=x",
    ],
)
def test_an_option_that_is_none_changes_nothing(commune: Congdan, rows: Rows, words: str) -> None:
    add_zalo(commune)
    before = rows("SELECT options, version FROM channel_account")
    refused = commune(*SET, "zalo", "paid_replies=yes", words)
    assert refused.code == 1
    assert refused.err
    assert rows("SELECT options, version FROM channel_account") == before


def test_what_is_not_connected_is_told(commune: Congdan) -> None:
    assert "Chưa kết nối kênh nào" in commune("channel", "list").out
    assert "Chưa kết nối kênh nào" in commune("channel", "check").err
    assert "chưa kết nối Zalo OA" in commune(*SET, "zalo").err
    assert "zalo hoặc messenger" in commune(*SET, "viber").err
    assert "xa-z" in commune("channel", "check", "--agency", "xa-z").err


async def test_calls_turned_away_and_odd_events_are_listed(
    commune_of: Congdan, aside: Aside, database: Database
) -> None:
    counts = Counts(database)
    for _ in range(3):
        counts.add("zalo", Reason.WRONG_SIGNATURE)
    await counts.write(NOW)
    await database.at_once(lambda session: oddities.count(session, "zalo", "xa-b", "user_waved", NOW))
    listed = commune_of("channel", "list").out
    assert "Zalo OA, sai chữ ký: 3 lần" in listed
    assert "Sự kiện lạ: user_waved, 1 lần" in listed
    checked = commune_of("channel", "check").out
    assert "☐ Có 3 lần gọi sai chữ ký" in checked
    assert "user_waved" in checked


async def test_an_event_that_came_is_evidence(commune_of: Congdan, database: Database) -> None:
    box = inbox.Inbox(database)
    await box.keep(Message("m1", Address("zalo", "xa-b", "1"), "chào", datetime(2026, 11, 1, 3, tzinfo=UTC)))
    await box.close()
    assert "✓ Đã nhận sự kiện, lần cuối 10:00 01/11/2026" in commune_of("channel", "check").out


async def test_an_account_that_was_mended_goes_on(
    commune_of: Congdan, database: Database, rows: Rows
) -> None:
    later = datetime(2100, 1, 1, tzinfo=UTC)
    box = inbox.Inbox(database)
    await box.keep(Message("m1", Address("zalo", "xa-b", "1"), "chào", NOW))
    await box.close()

    def stop(session: Session) -> None:
        row = session.scalars(select(ChannelAccount)).one()
        row.state, row.reason, row.version = AccountState.STOPPED, "-221", row.version + 1
        inbox.put_off(session, "zalo", "xa-b", now=NOW, until=later)

    await database.at_once(stop)
    assert "ĐANG DỪNG" in commune_of("channel", "list").out
    assert "✓ Đã cho gửi lại" in commune_of("channel", "check").out
    assert rows("SELECT state FROM channel_account") == [("active",)]
    (due,) = rows("SELECT due_at FROM inbox")
    assert "2100" not in str(due)


def test_followers_are_read_into_the_people_known(commune: Congdan, aside: Aside, rows: Rows) -> None:
    add_zalo(commune)
    aside.do(lambda: [aside.zalo.citizens.follow(f"u{number}") for number in range(120)])
    read = commune("channel", "followers", "--agency", "xa-b")
    assert (read.code, "Đã đọc 120 người quan tâm" in read.out) == (0, True), read.err
    again = commune("channel", "followers", "--agency", "xa-b")
    assert again.code == 0
    assert rows("SELECT count(*) FROM person WHERE follows") == [(120,)]


def test_followers_that_cannot_be_read_are_told(commune: Congdan, nowhere: str) -> None:
    add_zalo(commune)
    stopped = commune("channel", "followers", "--agency", "xa-b")
    assert (stopped.code, "Zalo chưa trả lời" in stopped.err) == (1, True)


def test_an_account_is_removed_with_its_secrets(commune: Congdan, aside: Aside, rows: Rows) -> None:
    add_zalo(commune)
    add_page(commune, aside)
    removed = commune("channel", "remove", "--agency", "xa-b", "--channel", "messenger", "--yes")
    assert (removed.code, "Đã gỡ “Xã Mẫu”" in removed.out) == (0, True)
    assert rows("SELECT channel FROM channel_account") == [("zalo",)]
    assert aside.do(aside.graph.subscribed) is False
    assert ACCESS not in removed.out
    line = line_with("Zalo OA", commune("channel", "list").out)
    assert OA_SECRET not in line
    assert "xa-b" in line


@pytest.mark.parametrize(
    "words",
    [["check"], ["list"], ["set"], ["remove"], ["profile"], ["followers"], ["consent"], ["add", "zalo"]],
)
def test_the_help_of_a_command_about_channels_suffices(commune: Congdan, words: list[str]) -> None:
    shown = commune("channel", *words, "--help")
    assert (shown.code, "Xem cách dùng" in shown.out) == (0, True)
