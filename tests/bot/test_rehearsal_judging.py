"""A promise that is broken is seen: evidence made by hand, each time with one thing wrong."""

from dataclasses import replace
from typing import Any

import pytest

from bot.rehearsal.driving import Said
from bot.rehearsal.evidence import Calls, Evidence, Fate, PlatformEvidence, Taken
from bot.rehearsal.judging import Promise, Verdict, judge
from bot.rehearsal.plan import Act, Deed

CALLS = Calls(tries=100, p50=0.01, p99=0.05, longest=0.3)


def asked(key: str, person: str = "an", *, counted: bool = True) -> Said:
    return Said(Act("zalo", person, Deed.SAY, f"Hỏi {key}", f"Thủ tục {key}", counted=counted), key)


def answer(number: int, key: str, at: float, person: str = "an", *, lost: bool = False) -> Taken:
    return Taken(number, at, person, f"Kính chào Ông/Bà.\nThủ tục {key}\nLệ phí: không", lost=lost)


def well(**changes: Any) -> PlatformEvidence:
    """Two questions of one person, each answered once, one after the other."""
    held = PlatformEvidence(
        said=(asked("a"), asked("b")),
        taken=(answer(1, "a", 1.2), answer(2, "b", 2.2)),
        fates={"a": Fate(1.0, 1.1), "b": Fate(2.0, 2.1)},
        calls=CALLS,
    )
    return replace(held, **changes)


def verdicts(platform: PlatformEvidence, **besides: Any) -> dict[Promise, Verdict]:
    return {verdict.promise: verdict for verdict in judge(Evidence({"zalo": platform}, **besides))}


def broken(platform: PlatformEvidence, **besides: Any) -> set[Promise]:
    return {promise for promise, verdict in verdicts(platform, **besides).items() if not verdict.held}


def test_every_promise_is_judged_and_held_where_all_went_well() -> None:
    assert verdicts(well()).keys() == set(Promise)
    assert broken(well()) == set()


def test_a_rehearsal_in_which_nothing_was_said_shows_nothing() -> None:
    assert {Promise.ACCEPTED, Promise.ANSWERED} <= broken(well(said=(), taken=(), fates={}))


def test_a_message_without_an_answer_is_missing() -> None:
    told = verdicts(well(taken=(answer(1, "a", 1.2),)))
    assert {promise for promise, verdict in told.items() if not verdict.held} == {Promise.ANSWERED}
    assert told[Promise.ANSWERED].examples == ("zalo an b",)


def test_an_answer_to_somebody_else_is_none() -> None:
    taken = (answer(1, "a", 1.2), answer(2, "b", 2.2, "bình"))
    assert broken(well(taken=taken)) == {Promise.ANSWERED}


def test_a_message_whose_call_was_never_accepted_is_seen() -> None:
    fates = {"a": Fate(1.0, 1.1), "b": Fate(2.0)}
    assert broken(well(fates=fates)) == {Promise.ACCEPTED}


def test_a_second_answer_without_a_reason_breaks_the_promise() -> None:
    taken = (answer(1, "a", 1.2), answer(2, "b", 2.2), answer(3, "b", 6.2))
    assert broken(well(taken=taken)) == {Promise.ONCE}


def test_a_second_answer_is_excused_where_the_first_was_lost() -> None:
    taken = (answer(1, "a", 1.2), answer(2, "b", 2.2, lost=True), answer(3, "b", 6.2))
    told = verdicts(well(taken=taken))[Promise.ONCE]
    assert (told.held, told.figures["twice"]) == (True, 1)


@pytest.mark.parametrize(("killed", "held"), [(2.0, True), (5.0, True), (5.5, False)])
def test_a_second_answer_is_excused_near_a_killed_worker_only(killed: float, held: bool) -> None:
    taken = (answer(1, "a", 1.2), answer(2, "b", 2.2), answer(3, "b", 9.0))
    assert verdicts(well(taken=taken, kills=(killed,)))[Promise.ONCE].held is held


def test_three_answers_are_never_excused() -> None:
    thrice = [answer(number, "b", 2.2 + number, lost=True) for number in (2, 3, 4)]
    assert broken(well(taken=(answer(1, "a", 1.2), *thrice))) == {Promise.ONCE}


def test_answers_in_another_order_are_seen() -> None:
    taken = (answer(1, "b", 2.2), answer(2, "a", 2.4))
    told = verdicts(well(taken=taken))
    assert {promise for promise, verdict in told.items() if not verdict.held} == {Promise.ORDER}
    assert told[Promise.ORDER].examples == ("zalo an a → b",)


def test_messages_that_overtook_each_other_on_the_way_may_be_answered_so() -> None:
    fates = {"a": Fate(1.0, 2.05), "b": Fate(2.0, 2.1)}
    assert broken(well(taken=(answer(1, "b", 2.2), answer(2, "a", 2.4)), fates=fates)) == set()


def test_an_assistant_that_interrupts_a_human_is_seen() -> None:
    staff = Said(Act("zalo", "chi", Deed.STAFF), "s")
    later = asked("c", "chi", counted=False)
    fates = {**well().fates, "s": Fate(3.0, 3.1), "c": Fate(4.0, 4.1)}
    silent = well(said=(*well().said, staff, later), fates=fates)
    told = verdicts(silent)[Promise.SILENT]
    assert (told.held, told.figures["all"]) == (True, 1)
    interrupting = replace(silent, taken=(*silent.taken, answer(3, "c", 4.2, "chi")))
    assert broken(interrupting) == {Promise.SILENT}


def test_a_message_that_came_before_the_human_answered_may_be_answered() -> None:
    staff = Said(Act("zalo", "chi", Deed.STAFF), "s")
    fates = {**well().fates, "c": Fate(3.0, 3.1), "s": Fate(3.05, 3.2)}
    said = (*well().said, asked("c", "chi", counted=False), staff)
    taken = (*well().taken, answer(3, "c", 4.2, "chi"))
    assert broken(well(said=said, taken=taken, fates=fates)) == set()


@pytest.mark.parametrize(
    ("calls", "promise"),
    [
        (replace(CALLS, p99=0.251), Promise.P99),
        (replace(CALLS, longest=2.0), Promise.LONGEST),
        (replace(CALLS, enabled=False), Promise.WEBHOOK),
        (replace(CALLS, counts={"200": 9, "given up": 1}), Promise.WEBHOOK),
        (replace(CALLS, counts={"forged 403": 3, "forged 200": 1}), Promise.FORGED),
    ],
)
def test_a_webhook_that_is_slow_off_or_credulous_is_seen(calls: Calls, promise: Promise) -> None:
    assert broken(well(calls=calls)) == {promise}


def test_limits_are_kept_when_they_are_just_reached() -> None:
    calls = replace(CALLS, p99=0.25, longest=1.999, counts={"forged 403": 3, "forged unreachable": 1})
    assert broken(well(calls=calls)) == set()


def test_a_refresh_token_that_was_shown_twice_is_seen() -> None:
    assert broken(well(refreshes={"one": 1, "two": 1})) == set()
    assert broken(well(refreshes={"one": 1, "two": 2})) == {Promise.REFRESH}


@pytest.mark.parametrize(
    ("besides", "promise"),
    [
        ({"strangers": ("zalo m_forged1",)}, Promise.FORGED),
        ({"failed": 1}, Promise.INBOX),
        ({"waiting": 2}, Promise.INBOX),
        ({"settled": False}, Promise.INBOX),
        ({"leaks": ("work-1.log",)}, Promise.SECRETS),
    ],
)
def test_what_the_database_tells_counts_too(besides: dict[str, Any], promise: Promise) -> None:
    assert broken(well(), **besides) == {promise}


def test_examples_are_few() -> None:
    said = tuple(asked(str(number)) for number in range(50))
    told = verdicts(well(said=said, taken=(), fates={}))
    assert len(told[Promise.ANSWERED].examples) == 5
    assert told[Promise.ANSWERED].figures == {"good": 0, "all": 50, "bad": 50}
