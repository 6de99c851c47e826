"""Who says what in which order, and what goes wrong when: all of it drawn from one seed."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import islice

from bot.rehearsal.misfortunes import Kill, kills, rules
from bot.rehearsal.platforms.faults import Rule
from bot.rehearsal.questions import Question
from bot.rehearsal.wanted import Trial, Wanted

PLATFORMS = ("zalo", "messenger")
MOST_QUESTIONS = 20
TALKING = 150
"""How many people are in the middle of their talk at the same time."""
PER_SECOND = 60
"""Messages of citizens, as long as the machine bears it."""
HOUR = 3600.0
AROUND_OUTAGES = 2.4
"""So many times as long as an outage lasts there are messages: each platform has its own, in turn."""
AROUND_KILLS = 24.0
"""Seconds in which each process can be killed twice and come back."""
APART = 60
"""One person in so many is answered by a human."""


class Deed(StrEnum):
    """What a person does, or the office by hand."""

    SAY = "say"
    FOLLOW = "follow"
    STICKER = "sticker"
    STAFF = "staff"


@dataclass(frozen=True, slots=True)
class Act:
    """One deed of, or for, one person. `counted`: it is a question that must be answered."""

    platform: str
    person: str
    deed: Deed
    text: str = ""
    marker: str = ""
    counted: bool = False


@dataclass(frozen=True, slots=True)
class Plan:
    """`acts` in order, to be spread over `seconds` of the real clock."""

    wanted: Wanted
    acts: tuple[Act, ...]
    seconds: float
    rules: dict[str, list[Rule]] = field(default_factory=dict)
    kills: tuple[Kill, ...] = ()

    @property
    def counted(self) -> int:
        return sum(act.counted for act in self.acts)

    @property
    def people(self) -> int:
        return len({act.person for act in self.acts})


def make_plan(wanted: Wanted, questions: Sequence[Question]) -> Plan:
    """The same for the same seed and questions."""
    chance = random.Random(f"{wanted.seed} plan")  # noqa: S311 (a plan, not a secret)
    acts = tuple(_mixed(chance, _talks(chance, wanted.messages, questions)))
    seconds = _seconds(wanted, len(acts))
    return Plan(
        wanted,
        acts,
        seconds,
        {name: rules(name, wanted, seconds) for name in PLATFORMS},
        tuple(kills(wanted, seconds)),
    )


def _seconds(wanted: Wanted, acts: int) -> float:
    """Long enough for the messages, and for every misfortune to begin and end."""
    outage = AROUND_OUTAGES * wanted.real(HOUR) if Trial.OUTAGE in wanted.trials else 0.0
    killed = AROUND_KILLS if Trial.KILLED in wanted.trials else 0.0
    return max(acts / PER_SECOND, outage, killed)


def _talks(chance: random.Random, messages: int, questions: Sequence[Question]) -> Iterator[list[Act]]:
    """What each person does, from first to last; nobody asks the same twice."""
    left, number = messages, 0
    while left:
        number += 1
        platform, person = PLATFORMS[number % 2], str(chance.randrange(10**15, 10**16))
        asked = chance.sample(questions, min(left, len(questions), chance.randint(1, MOST_QUESTIONS)))
        left -= len(asked)
        begun = [Act(platform, person, Deed.FOLLOW)] if chance.random() < 0.3 else []  # noqa: PLR2004 (three in ten)
        yield [*begun, *(_question(platform, person, one) for one in asked)]
        if number % APART in {1, 2}:  # one on each platform
            yield _apart(chance, platform, questions)


def _apart(chance: random.Random, platform: str, questions: Sequence[Question]) -> list[Act]:
    """Somebody of the office answers this person: the assistant must not interrupt."""
    person = str(chance.randrange(10**15, 10**16))
    first, *after = (
        Act(platform, person, Deed.SAY, one.text, one.marker) for one in chance.sample(questions, 3)
    )
    return [Act(platform, person, Deed.STICKER), first, Act(platform, person, Deed.STAFF), *after]


def _question(platform: str, person: str, one: Question) -> Act:
    return Act(platform, person, Deed.SAY, one.text, one.marker, counted=True)


def _mixed(chance: random.Random, talks: Iterator[list[Act]]) -> Iterator[Act]:
    """Talks going on side by side, each in its own order."""
    going = list(islice(talks, TALKING))
    while going:
        place = chance.randrange(len(going))
        yield going[place].pop(0)
        if not going[place]:
            fresh = next(talks, None)
            if fresh is None:
                del going[place]
            else:
                going[place] = fresh
