"""When news may be told: quiet hours, days, digests, all by Vietnam's clock. Pure."""

from datetime import UTC, date, datetime, time, timedelta

from broadcasts.broadcast import Rhythm
from broadcasts.rules import Rule
from knowledge.opening import VIETNAM

DAY = 24 * 60


def quiet_end(rule: Rule, now: datetime) -> datetime | None:
    """When the quiet hours end that hold at `now`; None: they do not hold. The end itself is not quiet."""
    local = now.astimezone(VIETNAM)
    minute = local.hour * 60 + local.minute
    length = (rule.quiet_until - rule.quiet_from) % DAY
    if (minute - rule.quiet_from) % DAY >= length:
        return None
    over_midnight = rule.quiet_until <= minute
    return _at(local.date() + timedelta(days=over_midnight), rule.quiet_until)


def next_quiet(rule: Rule, now: datetime) -> datetime | None:
    """When the next quiet hours begin, `now` included; None: there are none."""
    if rule.quiet_from == rule.quiet_until:
        return None
    begins = _at(now.astimezone(VIETNAM).date(), rule.quiet_from)
    return begins if begins >= now else begins + timedelta(days=1)


def allowed(rule: Rule, at: datetime) -> datetime:
    """`at`, or the end of the quiet hours that hold then."""
    return quiet_end(rule, at) or at


def day_of(now: datetime) -> int:
    """The day it is in Vietnam, as `date.toordinal` counts."""
    return now.astimezone(VIETNAM).toordinal()


def day_start(now: datetime) -> datetime:
    """When that day began."""
    return _at(now.astimezone(VIETNAM).date(), 0)


def month_start(now: datetime) -> datetime:
    """When the month that it is in Vietnam began."""
    return _at(now.astimezone(VIETNAM).date().replace(day=1), 0)


def next_month_start(now: datetime) -> datetime:
    """When the month after that begins."""
    return month_start(month_start(now) + timedelta(days=32))


def next_day_start(rule: Rule, now: datetime) -> datetime:
    """The first moment of Vietnam's next day at which news may be told: what the cap holds waits for it."""
    return allowed(rule, day_start(now) + timedelta(days=1))


def digest_due(rule: Rule, rhythm: Rhythm, now: datetime) -> datetime:
    """The newest moment, `now` included, at which a digest of this rhythm was to begin.

    Raises ValueError for INSTANT, which has none.
    """
    if rhythm is Rhythm.INSTANT:
        raise ValueError("news that are told at once have no digest")
    today = now.astimezone(VIETNAM).date()
    every = 1 if rhythm is Rhythm.DAILY else 7
    back = 0 if rhythm is Rhythm.DAILY else (today.weekday() - rule.digest_day) % 7
    # Quiet hours may move one into the next day, so the one before the last may be the newest that was due.
    days = (today - timedelta(days=back + every * before) for before in range(3))
    return next(due for day in days if (due := _digest_at(rule, day)) <= now)


def _digest_at(rule: Rule, day: date) -> datetime:
    return allowed(rule, _at(day, rule.digest_at))


def _at(day: date, minute: int) -> datetime:
    return (datetime.combine(day, time(), VIETNAM) + timedelta(minutes=minute)).astimezone(UTC)
