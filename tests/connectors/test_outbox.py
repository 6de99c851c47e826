"""A message leaves once; where nobody knows whether it arrived, at most twice; and never too late."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
from leaving import AN, BINH, FAST, WINDOW, Desk, desk
from pacing import NOON, SECOND, add_account, after
from sqlalchemy import delete

from connectors import pace
from connectors.accounts import ChannelAccount
from connectors.attempts import Ended, Verdict
from connectors.channel import (
    Gone,
    Later,
    Lost,
    Refused,
    SendError,
    StaleToken,
    Stopped,
    Throttled,
    Unreachable,
    WindowClosed,
)
from connectors.database import Database
from connectors.messages import Echoed
from connectors.outbox import MOST_TRIES, PATIENCE
from connectors.outgoing import Outcome, tag
from connectors.pace import AccountPace


@pytest.fixture
async def here(database: Database) -> Desk:
    return await desk(database)


@pytest.fixture
async def there(here: Desk, database_url: str) -> AsyncIterator[Desk]:
    other = Database(database_url)
    yield Desk(other, here.account_id)
    await other.close()


async def test_what_was_accepted_is_never_sent_again(here: Desk, there: Desk) -> None:
    attempt = await here.ask()
    assert attempt.verdict is Verdict.GO
    await here.sent(attempt)
    for process in (here, there):
        for later in (0, 1, 10, 100_000):
            assert (await process.ask(now=after(later))).verdict is Verdict.DONE
    assert (await here.ask(part=1)).verdict is Verdict.GO


async def test_of_a_process_that_died_the_message_goes_once_more_after_a_wait(
    here: Desk, there: Desk
) -> None:
    assert (await here.ask()).verdict is Verdict.GO
    waiting = await there.ask(now=after(2.9))
    assert (waiting.verdict, waiting.until) == (Verdict.WAIT, NOON + PATIENCE)
    assert (await there.ask(now=after(3))).verdict is Verdict.GO
    assert (await here.ask(now=after(5.9))).verdict is Verdict.WAIT
    assert (await here.ask(now=after(6))).verdict is Verdict.DONE


async def test_a_message_that_is_lost_twice_is_left_at_that(here: Desk) -> None:
    for number in range(MOST_TRIES):
        attempt = await here.ask(now=after(10 * number))
        assert attempt.verdict is Verdict.GO
        await here.failed(attempt, Lost("no answer"))
        assert (await here.ask(now=after(10 * number + 1))).verdict is Verdict.WAIT
    assert (await here.ask(now=after(100))).verdict is Verdict.DONE
    assert [row.outcome for row in await here.rows()] == [Outcome.LOST]


async def well_again(desk: Desk) -> None:
    await desk.database.at_once(lambda session: pace.revive(session, desk.account_id))


@pytest.mark.parametrize("kind", [Unreachable, Throttled, Stopped, StaleToken, Later])
async def test_what_did_not_leave_may_always_leave_again(here: Desk, kind: type[SendError]) -> None:
    for number in range(2 * MOST_TRIES):
        attempt = await here.ask(now=after(number))
        assert attempt.verdict is Verdict.GO
        await here.failed(attempt, kind("not now"))
        await well_again(here)
    (row,) = await here.rows()
    assert (row.outcome, row.tries) == (Outcome.UNSENT, 0)


async def test_a_lost_message_that_then_did_not_leave_has_one_try_left(here: Desk) -> None:
    for number, error in enumerate((Lost(), Unreachable(), Refused(), Lost())):
        attempt = await here.ask(now=after(10 * number))
        assert attempt.verdict is Verdict.GO
        await here.failed(attempt, error)
    assert (await here.ask(now=after(100))).verdict is Verdict.DONE


@pytest.mark.parametrize("kind", [Refused, Gone, WindowClosed])
async def test_what_was_refused_may_be_tried_again_by_an_operator(here: Desk, kind: type[SendError]) -> None:
    attempt = await here.ask()
    await here.failed(attempt, kind("no"))
    assert [row.outcome for row in await here.rows()] == [Outcome.REFUSED]
    assert (await here.ask(now=after(1))).verdict is Verdict.GO


async def test_a_window_that_is_closed_is_known_before_anything_is_sent(here: Desk) -> None:
    await here.saw(AN, NOON)
    assert (await here.ask("zalo:m1", now=NOON + WINDOW)).verdict is Verdict.GO
    late = NOON + WINDOW + SECOND
    assert (await here.ask("zalo:m2", now=late)).verdict is Verdict.WINDOW
    assert [row.token for row in await here.rows()] == ["zalo:m1"]
    assert (await here.ask("zalo:m3", now=late, to=BINH)).verdict is Verdict.GO
    await here.saw(AN, late)
    assert (await here.ask("zalo:m2", now=late)).verdict is Verdict.GO


async def test_who_had_everything_erased_meanwhile_causes_no_error(here: Desk) -> None:
    first, second = await here.ask("zalo:m1"), await here.ask("zalo:m2")
    await here.forget(AN)
    await here.sent(first)
    await here.failed(second, Lost())
    assert await here.rows() == []
    assert (await here.ask("zalo:m3", to=BINH)).verdict is Verdict.GO


@pytest.mark.parametrize(
    ("error", "rests"),
    [
        (Throttled(retry_after=timedelta(minutes=1)), 60),
        (Stopped(), 600),
        (Lost(), 0),
        (Refused(), 0),
        (Gone(), 0),
    ],
)
async def test_an_account_rests_when_the_platform_asks_for_it(
    here: Desk, there: Desk, error: SendError, rests: int
) -> None:
    await here.failed(await here.ask(), error)
    other = await there.ask("zalo:m2", now=after(0.5))
    assert other.verdict is (Verdict.SHUT if rests else Verdict.GO)
    if rests:
        assert other.until is not None
        assert after(rests) <= other.until <= after(rests * 1.25)
        assert type(error).__name__ in other.reason


async def test_errors_in_a_row_shut_the_account_and_any_answer_opens_it(here: Desk) -> None:
    for number in range(FAST.failures - 1):
        await here.failed(await here.ask(f"zalo:m{number}", now=after(number)), Unreachable())
    await here.failed(await here.ask("zalo:n", now=after(10)), Refused())
    for number in range(FAST.failures):
        await here.failed(await here.ask(f"zalo:o{number}", now=after(11 + number)), StaleToken())
    assert (await here.ask("zalo:p", now=after(16))).verdict is Verdict.SHUT
    assert not [row for row in await here.rows() if row.token == "zalo:p"]
    probe = await here.ask("zalo:p", now=after(30))
    await here.sent(probe)
    assert (await here.ask("zalo:q", now=after(30))).verdict is Verdict.GO


async def test_endings_of_one_group_are_all_written_down(here: Desk) -> None:
    attempts = await asyncio.gather(*(here.ask(f"zalo:m{number}") for number in range(40)))
    errors = [None, Lost(), Refused(), Unreachable()] * 10
    await asyncio.gather(
        *(
            here.outbox.end(Ended(attempt, after(1), f"p{attempt.token}", error))
            for attempt, error in zip(attempts, errors, strict=True)
        )
    )
    outcomes = {row.token: row.outcome for row in await here.rows()}
    wanted = [Outcome.ACCEPTED, Outcome.LOST, Outcome.REFUSED, Outcome.UNSENT] * 10
    assert outcomes == {attempt.token: outcome for attempt, outcome in zip(attempts, wanted, strict=True)}


async def test_an_account_that_was_removed_sends_nothing(here: Desk) -> None:
    await here.database.at_once(lambda session: session.execute(delete(ChannelAccount)))
    attempt = await here.ask()
    assert (attempt.verdict, attempt.reason) == (Verdict.SHUT, "the account was removed")


async def test_a_message_asked_for_at_once_by_many_leaves_once(here: Desk, there: Desk) -> None:
    for number in range(10):
        wishes = [desk.ask(f"zalo:m{number}") for desk in (here, there) * 5]
        told = [attempt.verdict for attempt in await asyncio.gather(*wishes)]
        assert sorted(told) == [Verdict.GO] + [Verdict.WAIT] * 9


async def live(process: Desk, tokens: list[str]) -> int:
    """Send all of that while echoes come in; returns how many left."""

    async def send(token: str) -> bool:
        attempt = await process.ask(token)
        if attempt.verdict is Verdict.GO:
            error = Lost() if token.endswith("7") else None
            await process.outbox.end(Ended(attempt, after(1), f"p{token}", error))
        return attempt.verdict is Verdict.GO

    echoes = [Echoed(f"e{token}", AN, NOON, tag(token, 0)) for token in tokens]
    hearing = (process.note(*echoes), process.note(*echoes[::-1]))
    return sum(map(bool, (await asyncio.gather(*map(send, tokens), *hearing))))


async def test_processes_that_begin_end_and_hear_echoes_at_once_never_hinder_each_other(
    here: Desk, there: Desk
) -> None:
    second = await add_account(here.database, agency="xa-hai")
    others = Desk(here.database, second, FAST), Desk(there.database, second, FAST)
    for number in range(6):
        ours = [f"zalo:{number}-{message}" for message in range(20)]
        theirs = [f"{token}-hai" for token in ours]
        sent = await asyncio.gather(
            live(here, ours), live(there, ours[::-1]), live(others[0], theirs), live(others[1], theirs[::-1])
        )
        assert sum(sent) == 40


async def test_the_pace_of_a_removed_account_goes_with_it(here: Desk) -> None:
    await here.ask()
    await here.database.at_once(lambda session: session.execute(delete(ChannelAccount)))
    assert await here.database.at_once(lambda session: session.get(AccountPace, here.account_id)) is None
