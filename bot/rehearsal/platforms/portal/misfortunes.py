"""On which days which site does not work, and how."""

import random
from enum import StrEnum

from bot.rehearsal.platforms.portal.setup import Setup

CALM_DAYS = 5
"""At the beginning and at the end."""
APART = 4
"""Days between two outages of a site: its lists show what was published meanwhile."""


class Outage(StrEnum):
    BROKEN = "broken"
    """Status 500 with a page for people."""
    HANGING = "hanging"
    """No answer for `Setup.hang` seconds."""
    CUT = "cut"
    """The connection is cut in the middle of an answer."""
    FINE = "fine"
    """Status 200 with the text of an error, at every address."""
    CLOSED = "closed"
    """Status 200: every address leads to a page that speaks of maintenance."""
    EMPTY = "empty"
    """Lists, feeds and sitemaps are well made and hold nothing; the articles are there."""


def outages(setup: Setup) -> dict[tuple[str, int], Outage]:
    """Every kind on every third site or so: two a site, never on neighbouring days."""
    luck = random.Random(f"{setup.seed} outages")  # noqa: S311 (a plan, not a secret)
    kinds, found = list(Outage), {}
    for place, site in enumerate(setup.sites):
        first = luck.randint(CALM_DAYS, max(CALM_DAYS, setup.days // 2 - 2))
        second = first + APART + luck.randint(0, max(0, setup.days - CALM_DAYS - first - APART))
        for number, day in enumerate((first, second)):
            if day < setup.days - CALM_DAYS:
                found[site, day] = kinds[(2 * place + number + setup.seed) % len(kinds)]
    return found
