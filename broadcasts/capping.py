"""How much news a person was sent on a day, held against the cap (`deliveries.Told`)."""

from collections.abc import Sequence

from broadcasts.driver import Driver

_FREE = (
    "SELECT value AS key FROM json_each(?) LEFT JOIN told ON told.person_key = value"
    " WHERE told.person_key IS NULL OR told.day < ? OR told.count < ?"
)
_COUNTED = (
    "INSERT INTO told (person_key, day, count) SELECT value, ?, 1 FROM {listed} WHERE true"
    " ON CONFLICT (person_key) DO UPDATE SET"
    " count = CASE WHEN told.day < excluded.day THEN 1 ELSE told.count + 1 END,"
    " day = CASE WHEN told.day < excluded.day THEN excluded.day ELSE told.day END"
    " WHERE told.day < excluded.day OR told.count < ?"
)
_ON_POSTGRES = _COUNTED.format(listed="unnest(?::text[]) AS given (value)") + " RETURNING person_key"
_ON_SQLITE = _COUNTED.format(listed="json_each(?)")


def count(driver: Driver, keys: Sequence[str], day: int, cap: int) -> set[str]:
    """Count one more for all of them who have room for it that day, and return those."""
    listed = driver.keys(keys)
    if driver.is_postgres:  # who has room may change until the rows are locked
        return {row[0] for row in driver.rows(_ON_POSTGRES, day, listed, cap)}
    free = driver.gather(_FREE, listed, day, cap)
    driver.run(_ON_SQLITE, day, listed, cap)
    return set(free)
