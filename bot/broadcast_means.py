"""What the accounts of an agency allow a broadcast, and how long that takes, in words."""

from datetime import timedelta

from bot import broadcast_wording as wording
from bot.platforms import Platforms
from broadcasts.reach import Means

_MINUTE, _HOUR, _DAY = 60, 3_600, 86_400


def means_of(platforms: Platforms, code: str) -> dict[str, Means]:
    """What each account of the agency allows; the web chat, which is ours, allows all."""
    found = {}
    for name, channel in platforms.channels.items():
        account = platforms.accounts.find(name, code)
        if account is not None:
            found[name] = Means(channel.shows(account).last_window, channel.rate(account).per_second)
    return found


def lasting(time: timedelta) -> str:
    """About how long, for people."""
    seconds = max(round(time.total_seconds()), 1)
    if seconds < 2 * _MINUTE:
        return wording.SECONDS.format(count=seconds)
    if seconds < 2 * _HOUR:
        return wording.MINUTES.format(count=round(seconds / _MINUTE))
    if seconds < 2 * _DAY:
        return wording.HOURS.format(hours=seconds // _HOUR, minutes=seconds % _HOUR // _MINUTE)
    return wording.DAYS.format(days=f"{seconds // _DAY:,}".replace(",", "."), hours=seconds % _DAY // _HOUR)
