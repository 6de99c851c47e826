"""What the clock has counted."""

from collections.abc import Callable
from datetime import datetime

from bot.numbers import counting, following, reaching
from connectors.database import Database


async def count_due(database: Database, clock: Callable[[], datetime]) -> None:
    """Everything that is shown as a number, brought up to date; a little of it in each transaction."""
    await counting.count_due(database)
    await reaching.count_due(database, clock())
    await following.count_due(database, clock())
