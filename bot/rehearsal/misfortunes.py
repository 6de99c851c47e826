"""What goes wrong and when. Moments are shares of the time in which messages come."""

import random
from collections.abc import Iterator
from dataclasses import dataclass

from bot.rehearsal.platforms.faults import HOOK, SEND, Fault, Rule
from bot.rehearsal.platforms.hooks import REPLAY_SECONDS
from bot.rehearsal.wanted import Trial, Wanted

CHANCES = {
    Trial.DUPLICATED: (Fault.DUPLICATED, 0.05, HOOK),
    Trial.REORDERED: (Fault.REORDERED, 0.05, HOOK),
    Trial.TRICKLED: (Fault.TRICKLED, 0.005, HOOK),
    Trial.FORGED: (Fault.FORGED, 0.02, HOOK),
    Trial.UNKNOWN: (Fault.UNKNOWN, 0.02, HOOK),
    Trial.LOST: (Fault.LOST, 0.02, SEND),
    Trial.ERROR: (Fault.ERROR, 0.005, SEND),
}
"""Those that may strike at any time: the fault, its chance for one request or call, and where."""
OUTAGES = {"zalo": 0.03, "messenger": 0.5}
THROTTLES = {"zalo": 0.45, "messenger": 0.01}
"""A spell must be over before an outage begins, which nobody would notice else."""
KILLS = ((0.15, 0.35), (0.6, 0.78))
EXPIRY = 0.86
"""Far from the kills. Whoever is killed between asking for a new pair and storing it has lost the consent:
Zalo tells a pair once. No program can mend that, so it is not rehearsed."""
OUTAGE_SECONDS = 3600.0
JITTER = 0.03
REPLAYED = 0.02
EARLY = 0.25
"""For this share of the time at least: calls that come again after two hours, best before the end."""
MOST_PAGES = 3
"""A proxy's page leaves open whether the message was taken; who met two of them is not answered."""
SPELL_SECONDS = 160.0
"""After a refusal for haste an account rests for a real minute: too long for a shorter rehearsal."""


@dataclass(frozen=True, slots=True)
class Kill:
    """`at`: seconds after the first message; `process`: its name on the stage."""

    at: float
    process: str


def rules(platform: str, wanted: Wanted, seconds: float) -> list[Rule]:
    """The plan of faults for one platform; messages come for `seconds` of the real clock."""
    chance = random.Random(f"{wanted.seed} {platform} rules")  # noqa: S311 (a plan, not a secret)
    planned = seconds * wanted.scale
    made = [
        Rule(fault=fault, chance=share, where=(where,))
        for trial, (fault, share, where) in CHANCES.items()
        if trial in wanted.trials
    ]
    if Trial.REPLAYED in wanted.trials:
        end = max(planned - REPLAY_SECONDS, EARLY * planned)
        made.append(Rule(fault=Fault.REPLAYED, chance=REPLAYED, end=end, where=(HOOK,)))
    if Trial.HTML in wanted.trials:
        made.append(Rule(fault=Fault.HTML, chance=0.01, most=MOST_PAGES, where=(SEND,)))
    if Trial.OUTAGE in wanted.trials:
        start = planned * (OUTAGES[platform] + chance.uniform(0, JITTER))
        made.append(Rule(fault=Fault.BROKEN, start=start, end=start + OUTAGE_SECONDS, where=(SEND,)))
    if Trial.THROTTLED in wanted.trials and seconds >= SPELL_SECONDS:
        start = planned * (THROTTLES[platform] + chance.uniform(0, JITTER))
        made.append(Rule(fault=Fault.THROTTLED, start=start, most=1, where=(SEND,)))
    if Trial.EXPIRED in wanted.trials and platform == "zalo":  # a Page's token ends by a person's hand only
        made.append(Rule(fault=Fault.EXPIRED, start=planned * EXPIRY, most=1, where=(SEND,)))
    return made


def processes(wanted: Wanted) -> list[str]:
    """The names of the service's processes."""
    return [
        *(f"serve-{number}" for number in range(1, wanted.serve + 1)),
        *(f"work-{number}" for number in range(1, wanted.work + 1)),
    ]


def kills(wanted: Wanted, seconds: float) -> Iterator[Kill]:
    """In order of time."""
    if Trial.KILLED not in wanted.trials:
        return
    chance = random.Random(f"{wanted.seed} kills")  # noqa: S311 (a plan, not a secret)
    for start, end in KILLS:
        moments = [(chance.uniform(start, end) * seconds, name) for name in processes(wanted)]
        yield from (Kill(at, name) for at, name in sorted(moments))
