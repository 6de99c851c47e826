"""Whatever dies while a broadcast is told: nobody is reached twice, and nobody is forgotten."""

import random
from datetime import UTC, datetime

import pytest
from crowding import crowd
from telling_ordeal import Ordeal
from telling_town import found

PEOPLE = {"zalo": 300, "messenger": 200}


@pytest.mark.parametrize("engine", ["sqlite", "postgresql"])
async def test_nobody_is_reached_twice_or_forgotten_when_tellers_are_killed(
    engine: str, request: pytest.FixtureRequest
) -> None:
    url = request.getfixturevalue("sqlite_url" if engine == "sqlite" else "postgres_url")
    await found(url, PEOPLE, datetime.now(UTC))
    async with crowd(PEOPLE, delay=0.1) as platforms:
        ordeal = Ordeal(url, platforms, random.Random(7), CONGDAN_LEASE_SECONDS="2")
        try:
            met = await ordeal.survive(4)
        finally:
            await ordeal.close()
    assert not met.amiss, ordeal.deaths
    assert ordeal.killed > 1
