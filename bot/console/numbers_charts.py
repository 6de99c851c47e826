"""The charts of the page of numbers, each with a title that says what it shows."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from bot.console import numbers_wording as wording
from bot.console.charts import Chart, Value, lying, standing
from bot.console.filters import day as told_day
from bot.console.filters import number, share
from bot.numbers.figures import Sums, Times
from bot.numbers.periods import Period

MOST_ROWS = 8
WEEKLY = 45
"""Days from which bars stand for weeks."""
LABELS = 7
SECONDS = (1, 2, 5, 10, 30)
QUICK = 2
"""Place of five seconds among them."""


def span(period: Period) -> str:
    return wording.SPAN.format(first=told_day(period.first), last=told_day(period.last))


def by_day(days: Mapping[date, Sums], period: Period) -> Chart | None:
    """Questions per day, or per week of a long period; None where there were none."""
    counts = {each: sums.questions for each, sums in days.items()}
    weekly = period.days > WEEKLY
    if weekly:
        counts = _by_week(counts)
    best = max(counts, key=lambda each: counts[each])
    if not counts[best]:
        return None
    title, about, head = (
        (wording.WEEK_TITLE, wording.WEEK_ABOUT, wording.WEEK_HEAD)
        if weekly
        else (wording.DAY_TITLE, wording.DAY_ABOUT, wording.DAY_HEAD)
    )
    return standing(
        "days",
        title.format(day=told_day(best), count=number(counts[best])),
        about.format(span=span(period)),
        head,
        [Value(told_day(each), count, short=f"{each:%d/%m}") for each, count in counts.items()],
        every=-(-len(counts) // LABELS),
    )


def _by_week(counts: Mapping[date, int]) -> dict[date, int]:
    """By the Monday a week begins with, or the first day that is shown."""
    weeks: dict[date, int] = {}
    first = next(iter(counts))
    for each, count in counts.items():
        monday = max(each - timedelta(days=each.weekday()), first)
        weeks[monday] = weeks.get(monday, 0) + count
    return weeks


def top(asked: Sequence[Times], names: Mapping[str, str], period: Period) -> Chart | None:
    if not asked:
        return None
    values = [Value(names[each.code], each.count) for each in asked]
    title = wording.TOP_TITLE.format(name=values[0].name)
    return lying("top", title, wording.TOP_ABOUT.format(span=span(period)), wording.TOP_HEAD, values)


def rising(times: Times, names: Mapping[str, str]) -> str:
    told = {"count": number(times.count), "before": number(times.before)}
    return wording.RISING_ROW.format(name=names[times.code], **told)


def by_hour(counts: Sequence[int], sums: Sums, period: Period) -> Chart | None:
    if not any(counts):
        return None
    hour = max(range(24), key=lambda each: counts[each])
    out = sums.out_of_hours
    title = wording.HOUR_TITLE if out is None else wording.HOUR_TITLE_OUT
    values = [
        Value(wording.HOUR.format(hour=each), count, short=wording.HOUR_SHORT.format(hour=each))
        for each, count in enumerate(counts)
    ]
    about = wording.HOUR_ABOUT.format(span=span(period))
    return standing(
        "hours", title.format(hour=hour, share=share(out)), about, wording.HOUR_HEAD, values, every=4
    )


def times(sums: Sums, period: Period) -> Chart | None:
    within = sums.within()
    if within is None:
        return None
    values = [
        Value(wording.SECONDS.format(count=count), part, told=share(part))
        for count, part in zip(SECONDS, within, strict=True)
    ]
    title = wording.TIME_TITLE.format(share=share(within[QUICK]))
    return lying("times", title, wording.TIME_ABOUT.format(span=span(period)), wording.TIME_HEAD, values)
