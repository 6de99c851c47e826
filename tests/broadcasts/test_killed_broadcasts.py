"""Whatever dies while a broadcast is told: nobody is reached twice, and nobody is forgotten."""

import random
from datetime import UTC, datetime

import pytest
from crowding import crowd
from telling_ordeal import Ordeal
from telling_town import found

PEOPLE = {"zalo": 700, "messenger": 500}


@pytest.mark.parametrize("engine", ["sqlite", "postgresql"])
async def test_nobody_is_reached_twice_or_forgotten_when_tellers_are_killed(
    engine: str, request: pytest.FixtureRequest
) -> None:
    url = request.getfixturevalue("sqlite_url" if engine == "sqlite" else "postgres_url")
    await found(url, PEOPLE, datetime.now(UTC))
    async with crowd(PEOPLE, delay=0.05) as platforms:
        ordeal = Ordeal(url, platforms, random.Random(7), CONGDAN_LEASE_SECONDS="2")
        try:
            met = await ordeal.survive(6)
        finally:
            await ordeal.close()
    assert not met.amiss, ordeal.deaths
    assert ordeal.deaths.total() > 1
