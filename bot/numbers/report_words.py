"""The sentences of the report, filled in from its facts. Pure."""

from collections.abc import Iterator, Sequence

from bot.console.filters import day, number, share
from bot.numbers import report_wording as wording
from bot.numbers.facts import Facts, Part
from bot.numbers.periods import Quarter

QUICK = 2
LOW_SHARE, MUCH = 0.02, 0.2
"""Shares from which a fault, or asking out of hours, is worth a sentence."""
MANY_TIMES = 3
"""From there on how many times says more than how many per cent."""
Row = tuple[str, int | None, int | None]


def quarter_name(quarter: Quarter) -> str:
    return wording.QUARTER.format(number=wording.ROMAN[quarter.number - 1], year=quarter.year)


def news(facts: Facts) -> str:
    now, before = facts.now, facts.before
    return wording.NEWS.format(
        articles=number(now.articles),
        articles_before=compared(now.articles, before.articles),
        sent=number(now.sent),
        posts=number(now.posts),
    )


def reach(facts: Facts) -> str:
    now, before = facts.now, facts.before
    told = {"reached": number(now.reached), "reached_before": compared(now.reached, before.reached)}
    if now.followers is None:
        return wording.REACH_UNKNOWN.format(**told)
    people = compared(now.followers, before.followers)
    return wording.REACH.format(**told, followers=number(now.followers), followers_before=people)


def asked(facts: Facts) -> str:
    sums = facts.now.sums
    if not sums.questions:
        return wording.NONE_ASKED
    told = wording.ASKED.format(
        asked=number(sums.questions), asked_before=compared(sums.questions, facts.before.sums.questions)
    )
    out = sums.out_of_hours
    return told if out is None else f"{told} {wording.OUTSIDE.format(share=share(out))}"


def answered(facts: Facts) -> str:
    sums = facts.now.sums
    if not sums.questions:
        return wording.NONE_ASKED
    told: dict[str, str] = {}
    for name in ("answered", "unsure", "routed", "unknown", "wrong"):
        count: int = getattr(sums, name)
        told |= {name: number(count), f"{name}_share": share(sums.of_questions(count))}
    lines = [wording.ANSWERED.format(**told)]
    before = facts.before.sums
    if before.questions:
        lines.append(wording.ANSWERED_BEFORE.format(share=share(before.of_questions(before.answered))))
    within = sums.within()
    if within:
        lines.append(wording.QUICK.format(share=share(within[QUICK])))
    return " ".join(lines)


def compared(now: int, before: int | None) -> str:
    """How it stands to the quarter before."""
    if not before:
        return wording.NO_BEFORE
    if now >= MANY_TIMES * before:
        return wording.TIMES.format(times=number(round(now / before, 1)), before=number(before))
    change = now / before - 1
    if round(abs(change), 2) == 0:
        return wording.SAME
    told = wording.UP if change > 0 else wording.DOWN
    return told.format(change=share(abs(change)), before=number(before))


def faults(facts: Facts) -> Iterator[tuple[str, Sequence[str]]]:
    """Sentences, each with the lines that stand below it; at least one."""
    found = list(_faults(facts))
    yield from found or [(wording.NO_FAULTS, ())]


def _faults(facts: Facts) -> Iterator[tuple[str, Sequence[str]]]:
    sums = facts.now.sums
    refused = sums.of_questions(sums.unknown)
    if refused is not None and refused >= LOW_SHARE:
        yield wording.FAULT_REFUSED.format(share=share(refused)), ()
    if facts.groups:
        lines = [wording.FAULT_GROUP.format(title=each.title, count=each.count) for each in facts.groups]
        yield wording.FAULT_GROUPS.format(count=number(facts.group_count)), lines
    if sums.wrong:
        yield wording.FAULT_WRONG.format(count=number(sums.wrong)), ()
    if facts.expired:
        names = "; ".join(facts.expired)
        yield wording.FAULT_EXPIRED.format(count=number(facts.expired_count), names=names), ()
    if not facts.now.sent:
        yield wording.FAULT_NO_NEWS, ()


def ahead(facts: Facts) -> Iterator[str]:
    """What follows from the faults, and from what people ask."""
    if facts.groups:
        yield wording.AHEAD_GROUPS.format(count=number(facts.group_count), first=facts.groups[0].title)
    if facts.now.sums.wrong:
        yield wording.AHEAD_WRONG
    if facts.expired:
        yield wording.AHEAD_EXPIRED.format(count=number(facts.expired_count))
    if facts.top:
        yield wording.AHEAD_TOP.format(first=facts.top[0][0])
    out = facts.now.sums.out_of_hours
    if out is not None and out >= MUCH:
        yield wording.AHEAD_OUTSIDE.format(share=share(out))
    if not facts.now.sent:
        yield wording.AHEAD_NEWS
    yield wording.AHEAD_ALWAYS


def rows(facts: Facts) -> list[Row]:
    """The table of figures: this quarter and the one before."""
    return [
        (name, now, before)
        for (name, now), (_, before) in zip(_rows(facts.now), _rows(facts.before), strict=True)
    ]


def _rows(part: Part) -> list[tuple[str, int | None]]:
    sums = part.sums
    return [
        (wording.ROW_ARTICLES, part.articles),
        (wording.ROW_SENT, part.sent),
        (wording.ROW_POSTS, part.posts),
        (wording.ROW_REACHED, part.reached),
        (wording.ROW_FOLLOWERS, part.followers),
        (wording.ROW_ASKED, sums.questions),
        (wording.ROW_ANSWERED, sums.answered),
        (wording.ROW_UNSURE, sums.unsure),
        (wording.ROW_ROUTED, sums.routed),
        (wording.ROW_UNKNOWN, sums.unknown),
        (wording.ROW_WRONG, sums.wrong),
        (wording.ROW_OUTSIDE, sums.outside),
    ]


def running(facts: Facts) -> str:
    """That the quarter goes on; empty once it is over."""
    return wording.RUNNING.format(day=day(facts.until)) if facts.running else ""
