"""Who says what and what goes wrong when: drawn from one seed, within what was asked for."""

from collections import Counter, defaultdict
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot import rendering
from bot.rehearsal import questions
from bot.rehearsal.misfortunes import EXPIRY, OUTAGE_SECONDS
from bot.rehearsal.plan import PLATFORMS, Deed, Plan, make_plan
from bot.rehearsal.platforms.faults import SEND, Fault
from bot.rehearsal.questions import Question
from bot.rehearsal.wanted import Trial, Wanted, trials_of
from connectors.database import Database
from knowledge.findings import Found
from knowledge.library import Library
from knowledge.starter import SAMPLE_COMMUNE, make_sample

SOME = tuple(Question(f"Hỏi {number}", f"Thủ tục {number}") for number in range(22))
NOW = datetime(2026, 11, 22, 3, tzinfo=UTC)


def plan(**wanted: object) -> Plan:
    return make_plan(replace(Wanted(), **wanted), SOME)  # type: ignore[arg-type] # as each test says


@settings(max_examples=30, deadline=None)
@given(st.integers(1, 4000), st.integers(0, 1000))
def test_so_many_messages_are_counted_and_nobody_asks_the_same_twice(messages: int, seed: int) -> None:
    made = plan(messages=messages, seed=seed)
    asked = Counter((act.person, act.text) for act in made.acts if act.counted)
    assert made.counted == messages == asked.total()
    assert set(asked.values()) == {1}


def test_the_same_seed_gives_the_same_plan_and_another_gives_another() -> None:
    assert plan(messages=200, seed=7) == plan(messages=200, seed=7)
    assert plan(messages=200, seed=7).acts != plan(messages=200, seed=8).acts


def test_both_platforms_have_their_share_and_people_talk_side_by_side() -> None:
    made = plan(messages=2000)
    shares = Counter(act.platform for act in made.acts)
    assert set(shares) == set(PLATFORMS)
    assert min(shares.values()) > 800
    neighbours = sum(
        first.person != second.person for first, second in zip(made.acts, made.acts[1:], strict=False)
    )
    assert neighbours > 0.9 * len(made.acts)


def test_those_whom_a_human_answers_are_not_counted() -> None:
    deeds = defaultdict(list)
    for act in plan(messages=500).acts:
        deeds[act.person].append(act)
    apart = [acts for acts in deeds.values() if any(act.deed is Deed.STAFF for act in acts)]
    assert {acts[0].platform for acts in apart} == set(PLATFORMS)
    assert all(not act.counted for acts in apart for act in acts)
    assert all(acts[-1].deed is Deed.SAY for acts in apart), "they write again after the human answered"


@pytest.mark.parametrize(("messages", "scale"), [(10_000, 120.0), (120, 240.0)])
def test_every_misfortune_begins_and_ends_while_people_write(messages: int, scale: float) -> None:
    made = plan(messages=messages, scale=scale)
    ends = made.seconds * scale
    for rules in made.rules.values():
        outage = next(rule for rule in rules if rule.fault is Fault.BROKEN)
        assert outage.end is not None
        assert 0 < outage.start < outage.end <= ends
        assert outage.end - outage.start == pytest.approx(OUTAGE_SECONDS)
        assert outage.where == (SEND,)
    outages = [next(rule for rule in made.rules[name] if rule.fault is Fault.BROKEN) for name in PLATFORMS]
    assert outages[0].end is not None
    assert outages[0].end < outages[1].start, "not both platforms at the same time"
    assert all(0 < kill.at < made.seconds for kill in made.kills)


def test_each_process_is_killed_twice_and_none_near_the_renewal_of_a_token() -> None:
    made = plan(serve=2, work=3)
    assert Counter(kill.process for kill in made.kills) == dict.fromkeys(
        ("serve-1", "serve-2", "work-1", "work-2", "work-3"), 2
    )
    assert max(kill.at for kill in made.kills) < EXPIRY * made.seconds - 3


def test_an_account_is_asked_to_go_slower_only_where_there_is_time_to_rest() -> None:
    assert Fault.THROTTLED in {rule.fault for rule in plan(messages=10_000).rules["zalo"]}
    assert Fault.THROTTLED not in {rule.fault for rule in plan(messages=120, scale=240.0).rules["zalo"]}


def test_without_misfortunes_nothing_goes_wrong() -> None:
    made = plan(messages=50, trials=trials_of(["none"]))
    assert made.kills == ()
    assert all(not rules for rules in made.rules.values())


def test_misfortunes_are_asked_for_by_name() -> None:
    assert trials_of(["all"]) == frozenset(Trial)
    assert trials_of(["lost", "killed"]) == {Trial.LOST, Trial.KILLED}
    with pytest.raises(ValueError, match="bad luck"):
        trials_of(["bad luck"])


async def test_questions_are_answered_each_by_a_text_of_its_own(sqlite_url: str) -> None:
    database = Database(sqlite_url)
    async with database.writing() as session:
        await make_sample(session, by="test", now=NOW)
    library = Library()
    await library.refresh(database)
    async with database.reading() as session:
        names = await questions.names(session)
    await database.close()
    chosen = questions.choose(library, SAMPLE_COMMUNE, names[:40], NOW)
    assert len(chosen) >= 15
    assert len({question.marker for question in chosen}) == len(chosen)
    for question in chosen[:5]:
        finding = library.answer(SAMPLE_COMMUNE, question.text, None, NOW)
        assert isinstance(finding, Found)
        assert (
            rendering.found(library.agency(SAMPLE_COMMUNE), finding).text.splitlines()[0] == question.marker
        )
