"""Figures that anybody may have: counts only, none below five, nothing that a citizen wrote."""

import csv
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from io import StringIO

from sqlalchemy import extract, func, select
from sqlalchemy.orm import Session

from bot.broadcast_report_rows import harmless
from bot.numbers import report_wording as wording
from bot.numbers.days import ProcedureDay, QuestionDay
from bot.numbers.figures import NAMES, Sums
from bot.numbers.naming import names_of
from bot.numbers.periods import Period, Quarter
from knowledge.agencies import Agency

LEAST = 5
"""Smaller counts might tell of somebody."""
Place = tuple[int, int]
"""Month, and id of the agency."""


def open_data(session: Session, sight: Sequence[int], quarter: Quarter, today: date) -> bytes:
    """CSV in UTF-8 with the mark by which Excel knows it; its columns are `wording.OPEN_COLUMNS`."""
    period = Period(quarter.first(), min(quarter.period.last, today))
    agencies = {each.id: each for each in session.scalars(select(Agency))}
    into = StringIO()
    writer = csv.writer(into)
    writer.writerow(wording.OPEN_COLUMNS)
    for (month, key), *told in _lines(session, sight, period):
        agency = agencies[key]
        when = f"{quarter.year}-{month:02}"
        texts = harmless([agency.code, agency.name, *map(str, told[:-1])])
        writer.writerow([str(quarter), when, *texts, told[-1]])
    return into.getvalue().encode("utf-8-sig")


def merged(counts: Mapping[str, int]) -> dict[str, int]:
    """Each count that is big enough; the small ones as one, with so much more that it is big enough, too.

    Nothing where all together are too few. No count that was left out can be reckoned from the others.
    """
    kept = Counter({name: count for name, count in counts.items() if count >= LEAST})
    small = sum(count for count in counts.values() if 0 < count < LEAST)
    while 0 < small < LEAST and kept:
        least = min(kept, key=lambda name: (kept[name], name))
        small += kept.pop(least)
    if small >= LEAST:
        kept[wording.MERGED] = small
    return dict(sorted(kept.items(), key=lambda pair: (pair[0] == wording.MERGED, -pair[1], pair[0])))


def _lines(
    session: Session, sight: Sequence[int], period: Period
) -> Iterator[tuple[Place, str, str, str, int]]:
    results, channels = _asked(session, sight, period)
    procedures = _procedures(session, sight, period)
    names = names_of(session, sight, {code for counts in procedures.values() for code in counts})
    for place in sorted({*results, *procedures}):
        told: tuple[tuple[str, Mapping[str, int], Mapping[str, str]], ...] = (
            (wording.RESULT, results.get(place, {}), _RESULTS),
            (wording.CHANNEL, channels.get(place, {}), {}),
            (wording.PROCEDURE, procedures.get(place, {}), names),
        )
        for kind, counts, called in told:
            for code, count in merged(counts).items():
                name = wording.MERGED_NAME if code == wording.MERGED else called.get(code, code)
                yield place, kind, code, name, count


_RESULTS = {code: wording.RESULT_NAMES[name] for name, code in wording.RESULT_CODES.items()}


def _asked(
    session: Session, sight: Sequence[int], period: Period
) -> tuple[dict[Place, dict[str, int]], dict[Place, dict[str, int]]]:
    """By result, and by channel."""
    month = extract("month", QuestionDay.day)
    summed = [func.sum(getattr(QuestionDay, name)) for name in NAMES]
    query = select(month, QuestionDay.agency_id, QuestionDay.channel, *summed).where(
        QuestionDay.day.between(period.first, period.last), QuestionDay.agency_id.in_(sight)
    )
    sums: dict[Place, Sums] = {}
    channels: dict[Place, dict[str, int]] = {}
    rows = session.execute(query.group_by(month, QuestionDay.agency_id, QuestionDay.channel))
    for number, agency_id, channel, *figures in rows:
        place, each = (int(number), agency_id), Sums(*map(int, figures))
        sums.setdefault(place, Sums()).add(each)
        channels.setdefault(place, {})[channel] = each.questions
    results = {
        place: {code: int(getattr(each, name)) for name, code in wording.RESULT_CODES.items()}
        for place, each in sums.items()
    }
    return results, channels


def _procedures(session: Session, sight: Sequence[int], period: Period) -> dict[Place, dict[str, int]]:
    month = extract("month", ProcedureDay.day)
    query = select(month, ProcedureDay.agency_id, ProcedureDay.code, func.sum(ProcedureDay.count)).where(
        ProcedureDay.day.between(period.first, period.last), ProcedureDay.agency_id.in_(sight)
    )
    found: dict[Place, dict[str, int]] = {}
    rows = session.execute(query.group_by(month, ProcedureDay.agency_id, ProcedureDay.code))
    for number, agency_id, code, count in rows:
        found.setdefault((int(number), agency_id), {})[code] = int(count)
    return found
