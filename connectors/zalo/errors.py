"""What Zalo's error codes mean for us: one table, from a code to a kind of `SendError`."""

from collections.abc import Callable
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from connectors.channel import (
    Gone,
    Later,
    Lost,
    Refused,
    SendError,
    StaleToken,
    Stopped,
    Throttled,
    WindowClosed,
)
from connectors.cleaning import cleaned

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")
MORNING = time(6)
"""When Zalo takes again what it refuses at night."""
LONGEST_TEXT = 200
_A_MINUTE, _A_FEW_SECONDS = timedelta(minutes=1), timedelta(seconds=3)

WRONG_PARAMETER = -201
NOT_ACTIVE = -209
UNREACHABLE_PERSON = -213
IN_PROGRESS = -214
NOT_ALLOWED = -223
GENERIC = -200
WRONG_KIND_OF_ACCOUNT = -235
SECOND_VERSION_SHUT = -240


class UploadExpired(Refused):
    """The id of an upload is older than its seven days: upload the same again, then send with the new id."""


class NotSupported(Refused):
    """This type of message is not supported; as plain text it would be."""


_STOPPED = (
    -204,  # the account is disabled or deleted
    -205,  # it does not exist
    -207,
    -208,
    NOT_ACTIVE,
    -211,  # out of quota
    -212,  # the app has not registered this API
    -215,
    -219,  # the app was removed or disabled
    -221,  # the account must be verified
    -222,
    NOT_ALLOWED,
    -224,  # its package must be upgraded
    WRONG_KIND_OF_ACCOUNT,
    SECOND_VERSION_SHUT,
    -242,  # appsecret_proof is wrong: every call is
    -311,  # no message quota is left
    -14002,  # the app is invalid
    -14003,  # the redirect address is
)
_REFUSED = (
    WRONG_PARAMETER,
    -202,  # a wrong MAC, of old
    -210,  # a parameter is over its limit
    -237,  # a group is disabled, not the account
    -238,  # an asset is used up
    -241,  # an asset is not available
    -248,  # it violates the platform's standards
    -249,  # a template can't be sent so
    -403,  # the account is not in that group
    -1340,
    -1341,
)
_GONE = (
    UNREACHABLE_PERSON,
    -217,  # the person blocked the account's invitations
    -227,  # banned, or inactive for 45 days
    -244,  # restricted this type of message
)
_CLOSED = (
    -230,  # no interaction for seven days
    -232,  # none at all, or expired
    -305,  # of old: 48 hours have passed
    # Both say that a message beyond the free window can't be paid. The window of this person is closed then;
    # the account goes on answering everybody else.
    -320,
    -321,
)


def _kind(kind: type[SendError]) -> Callable[[str, datetime], SendError]:
    return lambda told, _now: kind(told)


def _after(kind: type[SendError], wait: timedelta) -> Callable[[str, datetime], SendError]:
    return lambda told, _now: kind(told, retry_after=wait)


TABLE: dict[int, Callable[[str, datetime], SendError]] = {
    -32: _after(Throttled, _A_MINUTE),
    -100: _kind(UploadExpired),
    -233: _kind(NotSupported),
    GENERIC: _kind(Lost),  # messages were seen to arrive in spite of it
    IN_PROGRESS: _after(Later, _A_FEW_SECONDS),
    -216: _kind(StaleToken),
    -220: _kind(StaleToken),
    -218: lambda told, now: Later(told, retry_after=until_tomorrow(now)),
    -234: lambda told, now: Later(told, retry_after=until_morning(now)),
    **dict.fromkeys(_STOPPED, _kind(Stopped)),
    **dict.fromkeys(_REFUSED, _kind(Refused)),
    **dict.fromkeys(_GONE, _kind(Gone)),
    **dict.fromkeys(_CLOSED, _kind(WindowClosed)),
}


def error(code: int, text: str, now: datetime, *, status: int = 200) -> SendError:
    """The kind of error that `code` stands for, with Zalo's own text, clipped. A code nobody knows: Refused.

    `status` tells a path that no longer exists (404, with -209) from an app that is not active; the text, an
    API that is not allowed (-223) from a number of articles that is reached.
    """
    told = f"{code} {cleaned(text, LONGEST_TEXT)}".strip()
    if code == NOT_ALLOWED and "quota" in text.lower():
        return Refused(told)  # no more articles; replies go on
    if code == NOT_ACTIVE and (status == 404 or "not support" in text.lower()):  # noqa: PLR2004 (HTTP's own)
        return Refused(told)
    return TABLE.get(code, _kind(Refused))(told, now)


def until_morning(now: datetime) -> timedelta:
    """From `now` to the next 06:00 in Viet Nam."""
    return _until(now, MORNING)


def until_tomorrow(now: datetime) -> timedelta:
    """From `now` to the first hour of tomorrow at which people are written to."""
    local = now.astimezone(VIETNAM)
    next_day = datetime.combine(local.date() + timedelta(days=1), MORNING, VIETNAM)
    return next_day - local


def _until(now: datetime, hour: time) -> timedelta:
    local = now.astimezone(VIETNAM)
    today = datetime.combine(local.date(), hour, VIETNAM)
    return (today if today > local else today + timedelta(days=1)) - local
