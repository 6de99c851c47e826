"""Whether every promise held. Pure: evidence in, a verdict for each promise out."""

import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from bot.rehearsal.driving import Said
from bot.rehearsal.evidence import Evidence, PlatformEvidence, Taken
from bot.rehearsal.plan import Deed

P99_SECONDS, LONGEST_SECONDS = 0.25, 2.0
KILL_SECONDS = 3.0
"""An answer sent so near to a worker's death may be sent a second time."""
TWICE = 2
SHOWN = 5
"""Examples kept of each way in which a promise was broken."""


class Promise(StrEnum):
    ACCEPTED = "accepted"
    ANSWERED = "answered"
    ONCE = "once"
    ORDER = "order"
    SILENT = "silent"
    P99 = "p99"
    LONGEST = "longest"
    WEBHOOK = "webhook"
    REFRESH = "refresh"
    FORGED = "forged"
    INBOX = "inbox"
    SECRETS = "secrets"


@dataclass(frozen=True, slots=True)
class Verdict:
    """`figures` fill the sentence that wording.py has for the promise."""

    promise: Promise
    held: bool
    figures: Mapping[str, float] = field(default_factory=dict)
    examples: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Asked:
    """One citizen's message with everything that became of it; `answers` in the order of taking."""

    platform: str
    said: Said
    sent: float | None
    accepted: float | None
    answers: tuple[Taken, ...]

    def __str__(self) -> str:
        return f"{self.platform} {self.said.act.person} {self.said.key}"


def judge(evidence: Evidence) -> tuple[Verdict, ...]:
    asked = [each for name, of in evidence.platforms.items() for each in _asked(name, of)]
    counted = [each for each in asked if each.said.act.counted]
    return (
        _none(Promise.ACCEPTED, counted, lambda each: each.accepted is None),
        _none(Promise.ANSWERED, counted, lambda each: not each.answers),
        _once(evidence, counted),
        _order(counted),
        _silent(evidence, asked),
        _latency(evidence, Promise.P99, "p99", P99_SECONDS),
        _latency(evidence, Promise.LONGEST, "longest", LONGEST_SECONDS),
        _webhook(evidence),
        _refresh(evidence),
        _forged(evidence),
        _inbox(evidence),
        Verdict(Promise.SECRETS, not evidence.leaks, {"bad": len(evidence.leaks)}, _shown(evidence.leaks)),
    )


def lines(text: str) -> frozenset[str]:
    """The lines of an answer, comparable with a marker."""
    return frozenset(line.strip() for line in unicodedata.normalize("NFC", text).splitlines())


def _asked(platform: str, of: PlatformEvidence) -> Iterator[Asked]:
    """Everything that was said, its answers found by their marker."""
    answers: dict[tuple[str, str], list[Taken]] = defaultdict(list)
    for taken in of.taken:
        for line in lines(taken.text):
            answers[taken.to, line].append(taken)
    for said in of.said:
        if said.act.deed is Deed.SAY:
            fate = of.fates.get(said.key)
            marker = unicodedata.normalize("NFC", said.act.marker)
            found = tuple(answers.get((said.act.person, marker), ()))
            sent, accepted = (fate.sent, fate.accepted) if fate else (None, None)
            yield Asked(platform, said, sent, accepted, found)


def _none(promise: Promise, asked: list[Asked], is_bad: Callable[[Asked], bool]) -> Verdict:
    bad = [each for each in asked if is_bad(each)]
    figures = {"good": len(asked) - len(bad), "all": len(asked), "bad": len(bad)}
    return Verdict(promise, bool(asked) and not bad, figures, _shown(bad))


def _once(evidence: Evidence, asked: list[Asked]) -> Verdict:
    """Exactly once; twice only where the first was lost or a worker died beside it."""
    twice = [each for each in asked if len(each.answers) == TWICE]
    bad = [each for each in asked if len(each.answers) > TWICE]
    bad += [each for each in twice if not _excused(evidence.platforms[each.platform], each.answers[0])]
    once = sum(len(each.answers) == 1 for each in asked)
    figures = {"once": once, "twice": len(twice), "bad": len(bad)}
    return Verdict(Promise.ONCE, not bad, figures, _shown(bad))


def _excused(of: PlatformEvidence, first: Taken) -> bool:
    return first.lost or any(abs(first.at - at) <= KILL_SECONDS for at in of.kills)


def _order(asked: list[Asked]) -> Verdict:
    """Of two messages of a person, the first kept before the second was sent, the first is answered first."""
    people: dict[tuple[str, str], list[Asked]] = defaultdict(list)
    for each in asked:
        people[each.platform, each.said.act.person].append(each)
    pairs = [pair for of_one in people.values() for pair in _one_after_the_other(of_one)]
    bad = [f"{first} → {second.said.key}" for first, second in pairs if not _in_order(first, second)]
    return Verdict(Promise.ORDER, not bad, {"pairs": len(pairs), "bad": len(bad)}, _shown(bad))


def _one_after_the_other(asked: list[Asked]) -> Iterator[tuple[Asked, Asked]]:
    for number, first in enumerate(asked):
        for second in asked[number + 1 :]:
            both = first.accepted is not None and second.sent is not None
            if both and first.accepted < second.sent:  # type: ignore[operator] # neither is None
                yield first, second


def _in_order(first: Asked, second: Asked) -> bool:
    if not first.answers or not second.answers:
        return True  # that one is missing is another promise's matter
    return first.answers[0].number < second.answers[0].number


def _silent(evidence: Evidence, asked: list[Asked]) -> Verdict:
    """After a human's answer has come in, the assistant says nothing to that person."""
    since = {
        (name, said.act.person): fate.accepted
        for name, of in evidence.platforms.items()
        for said in of.said
        if said.act.deed is Deed.STAFF
        and (fate := of.fates.get(said.key)) is not None
        and fate.accepted is not None
    }
    after = [each for each in asked if _is_after(each, since.get((each.platform, each.said.act.person)))]
    bad = [each for each in after if each.answers]
    return Verdict(Promise.SILENT, not bad, {"all": len(after), "bad": len(bad)}, _shown(bad))


def _is_after(asked: Asked, staff: float | None) -> bool:
    return staff is not None and asked.sent is not None and staff < asked.sent


def _latency(evidence: Evidence, promise: Promise, name: str, most: float) -> Verdict:
    slowest = max((getattr(of.calls, name) for of in evidence.platforms.values()), default=0.0)
    tries = sum(of.calls.tries for of in evidence.platforms.values())
    held = slowest <= most if promise is Promise.P99 else slowest < most
    return Verdict(promise, held and tries > 0, {"milliseconds": slowest * 1000, "tries": tries})


def _webhook(evidence: Evidence) -> Verdict:
    off = [name for name, of in evidence.platforms.items() if not of.calls.enabled]
    given_up = sum(of.calls.counts.get("given up", 0) for of in evidence.platforms.values())
    dropped = sum(of.calls.counts.get("dropped", 0) for of in evidence.platforms.values())
    figures = {"off": len(off), "given_up": given_up + dropped}
    return Verdict(Promise.WEBHOOK, not (off or given_up or dropped), figures, tuple(off))


def _refresh(evidence: Evidence) -> Verdict:
    counts = [count for of in evidence.platforms.values() for count in of.refreshes.values()]
    figures = {"tokens": len(counts), "most": max(counts, default=0)}
    return Verdict(Promise.REFRESH, figures["most"] <= 1, figures)


def _forged(evidence: Evidence) -> Verdict:
    """Each forged call that was answered was refused, and nothing in the inbox came from one."""
    ends = [
        (outcome, count)
        for of in evidence.platforms.values()
        for outcome, count in of.calls.counts.items()
        if outcome.startswith("forged ")
    ]
    let_in = sum(count for outcome, count in ends if outcome.startswith("forged 2"))
    figures = {"all": sum(count for _, count in ends), "bad": let_in + len(evidence.strangers)}
    return Verdict(Promise.FORGED, not figures["bad"], figures, _shown(evidence.strangers))


def _inbox(evidence: Evidence) -> Verdict:
    figures = {"waiting": evidence.waiting, "failed": evidence.failed}
    return Verdict(Promise.INBOX, evidence.settled and not any(figures.values()), figures)


def _shown(bad: Iterable[object]) -> tuple[str, ...]:
    return tuple(str(each) for _, each in zip(range(SHOWN), bad, strict=False))
