"""How the rows of a report read: whom they name, why, when. Nothing in them is a formula to a spreadsheet."""

from collections.abc import Sequence
from datetime import datetime

from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

from bot import broadcast_report_wording as wording
from bot.broadcast_wording import CHANNELS, POST_IDS, POST_STATES
from broadcasts.deliveries import DeliveryState
from broadcasts.posts import Post
from broadcasts.reporting import Row, Sum
from broadcasts.ways import WEBCHAT
from knowledge.opening import VIETNAM

LAST = 4
"""Characters of a person's id that are shown."""
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def reason(told: str) -> str:
    """Why, in our words as far as we have any; what a platform said follows them."""
    if told in wording.REASONS:
        return wording.REASONS[told]
    kind, colon, said = told.partition(": ")
    if kind in wording.SAID:
        what = wording.SAID[kind]
        return wording.SAID_BY.format(what=what, told=said) if said else what
    return told if colon else wording.A_FAULT.format(told=told)


def person_of(row: Row) -> str:
    """The last of a person's id; all of it only where an operator must look it up on the platform."""
    if row.state is DeliveryState.UNKNOWN and row.channel != WEBCHAT:
        return row.person
    return f"…{row.person[-LAST:]}" if len(row.person) > LAST else "…" if row.person else ""


def local_or_empty(at: datetime | None) -> str:
    """To the second, as a clock in Vietnam shows it; a spreadsheet can sort it."""
    return f"{at.astimezone(VIETNAM):%Y-%m-%d %H:%M:%S}" if at else ""


def platform_ids(post: Post) -> str:
    """By what it is found on the platform."""
    found = {name: post.known.get(name) for name in POST_IDS}
    return ", ".join(POST_IDS[name].format(id=value) for name, value in found.items() if value)


def of_person(row: Row) -> list[str]:
    """As `wording.ROWS_HEAD` says."""
    times = map(local_or_empty, (row.attempted_at, row.ended_at, row.delivered_at, row.seen_at))
    told = wording.A_PERSON, CHANNELS[row.channel], person_of(row), wording.STATES[row.state]
    return harmless([*told, reason(row.reason), *times, row.platform_id])


def of_post(post: Post) -> list[str]:
    """As `wording.ROWS_HEAD` says."""
    told = wording.A_POST, CHANNELS[post.channel], "", POST_STATES[post.outcome], post.reason
    times = local_or_empty(post.attempted_at), local_or_empty(post.ended_at), "", ""
    return harmless([*told, *times, platform_ids(post)])


def in_posts(post: Post) -> list[str | int]:
    """As `wording.POSTS_HEAD` says."""
    told = CHANNELS[post.channel], POST_STATES[post.outcome], post.reason, platform_ids(post)
    return [post.id, *harmless([*told, local_or_empty(post.attempted_at), local_or_empty(post.ended_at)])]


def in_sums(each: Sum) -> list[str | int]:
    """As `wording.SUMS_HEAD` says."""
    return [*harmless([CHANNELS[each.channel], wording.STATES[each.state], reason(each.reason)]), each.count]


def harmless(cells: Sequence[str]) -> list[str]:
    """Cells that a spreadsheet shows and does not compute; characters that none can hold are gone."""
    clean = (ILLEGAL_CHARACTERS_RE.sub("", cell) for cell in cells)
    return [f"'{cell}" if cell.startswith(_FORMULA) else cell for cell in clean]
