"""A plan of faults: the same seed strikes the same requests, within its hours and where it should."""

from hypothesis import given
from hypothesis import strategies as st

from bot.rehearsal.platforms.faults import HOOK, OF_ANSWERS, READ, SEND, TOKEN, Fault, Faults, Rule
from bot.rehearsal.platforms.timing import Clock


def strikes(faults: Faults, fault: Fault, times: int = 400, where: str = SEND) -> list[bool]:
    return [faults.strikes(fault, where) for _ in range(times)]


@given(seed=st.integers(), chance=st.floats(0, 1))
def test_the_same_seed_strikes_the_same_requests(seed: int, chance: float) -> None:
    rules = [Rule(fault=Fault.LOST, chance=chance)]
    first, again = (Faults(Clock(), rules, seed=seed) for _ in range(2))
    assert strikes(first, Fault.LOST) == strikes(again, Fault.LOST)


@given(seed=st.integers())
def test_another_rule_leaves_the_luck_of_the_first_alone(seed: int) -> None:
    lost, html = Rule(fault=Fault.LOST, chance=0.5), Rule(fault=Fault.HTML, chance=0.5)
    alone, together = Faults(Clock(), [lost], seed=seed), Faults(Clock(), [lost, html], seed=seed)
    strikes(together, Fault.HTML, 7)
    assert strikes(alone, Fault.LOST) == strikes(together, Fault.LOST)


def test_about_as_many_are_struck_as_the_chance_says() -> None:
    faults = Faults(Clock(), [Rule(fault=Fault.LOST, chance=0.02)], seed=1)
    assert 150 < sum(strikes(faults, Fault.LOST, 10_000)) < 250
    assert faults.counted[Fault.LOST] == sum(faults.counted.values())


def test_tokens_are_spared_unless_they_are_named() -> None:
    faults = Faults(Clock(), [Rule(fault=Fault.LOST)])
    assert [faults.strikes(Fault.LOST, where) for where in (SEND, READ, HOOK, TOKEN)] == [1, 1, 1, 0]
    named = Faults(Clock(), [Rule(fault=Fault.LOST, where=(TOKEN,))])
    assert [named.strikes(Fault.LOST, where) for where in (SEND, TOKEN)] == [False, True]


def test_a_rule_has_its_hours() -> None:
    over, to_come = Rule(fault=Fault.BROKEN, end=0), Rule(fault=Fault.HTML, start=3600)
    faults = Faults(Clock(), [over, to_come])
    assert not any(faults.strikes(fault, SEND) for fault in (Fault.BROKEN, Fault.HTML))


def test_hours_of_a_plan_pass_faster_at_a_larger_scale() -> None:
    clock = Clock(scale=1e12)
    faults = Faults(clock, [Rule(fault=Fault.HTML, start=3600)])
    assert clock.real(3600) < 1e-6
    assert faults.strikes(Fault.HTML, SEND)


def test_what_happens_once_does_not_happen_again() -> None:
    faults = Faults(Clock(), [Rule(fault=Fault.EXPIRED, most=1)])
    assert strikes(faults, Fault.EXPIRED, 3) == [True, False, False]


def test_a_request_suffers_one_fault_at_most() -> None:
    faults = Faults(Clock(), [Rule(fault=fault) for fault in OF_ANSWERS])
    assert faults.of_answer(SEND) is OF_ANSWERS[0]
    assert sum(faults.counted.values()) == 1
