"""Who may be written to, when, and out of which allowance."""

from datetime import datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from bot.rehearsal.platforms.zalo.answers import Wrong
from bot.rehearsal.platforms.zalo.world import WELCOMES, Office, Person, World

FREE, LAST = timedelta(hours=48), timedelta(days=7)
NIGHT_BEGINS, NIGHT_ENDS = time(22), time(6)
VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")
REPLIES = 8


def require_day(world: World) -> None:
    """Raises `Wrong` (-234) at night in Vietnam, from 22:00 to 06:00."""
    hour = world.clock.now().astimezone(VIETNAM).time()
    if hour >= NIGHT_BEGINS or hour < NIGHT_ENDS:
        raise Wrong(-234)


def quota(world: World, office: Office, person: Person) -> dict[str, Any] | None:
    """Which allowance pays for a message to this person now; None: it is billed.

    Raises:
        Wrong: the person can't be written to (-213, -227, -244), or not any more (-230, -232, -320, -321).
    """
    if person.banned or person.restricted:
        raise Wrong(-227 if person.banned else -244)
    if person.left or (person.acted is None and not person.follower):
        raise Wrong(-213)
    if person.acted is None:
        return _welcome(office, person)
    since = world.since(person.acted)
    if since <= FREE:
        return _told(office, "reply", REPLIES, REPLIES, person.acted + FREE)
    if since > LAST:
        raise Wrong(-230)
    return _paid(world, office, person.acted)


def _welcome(office: Office, person: Person) -> dict[str, Any]:
    if not person.welcomes:
        raise Wrong(-232)
    person.welcomes -= 1
    return _told(office, "welcome_msg", person.welcomes, WELCOMES, None)


def _paid(world: World, office: Office, acted: datetime) -> dict[str, Any] | None:
    if office.allowance:
        office.allowance -= 1
        return _told(office, "sub_quota", office.allowance, office.account.allowance, acted + LAST)
    if world.doubts.billing == "open":
        return None
    raise Wrong(-320 if world.doubts.billing == "no account" else -321)


def _told(office: Office, kind: str, remain: int, total: int, ends: datetime | None) -> dict[str, Any]:
    """Numbers come as text, as the platform writes them."""
    return {
        "quota_type": kind,
        "remain": str(remain),
        "total": str(total),
        **({"expired_date": ends.astimezone(VIETNAM).strftime("%d/%m/%Y")} if ends else {}),
        "owner_type": "OA",
        "owner_id": office.id,
    }
