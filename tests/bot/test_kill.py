"""Server and worker are killed at random moments; whatever a page was told has arrived is answered."""

import random

import pytest
from killing import Ordeal
from processes import prepare

KILLS = 3


@pytest.mark.timeout(300)  # a process takes seconds to start, and many on a busy machine
async def test_no_accepted_message_is_lost_when_processes_are_killed(empty_url: str) -> None:
    await prepare(empty_url)
    ordeal = Ordeal(empty_url, random.Random())
    async with ordeal.begun():
        await ordeal.survive(KILLS)
        assert ordeal.accepted > KILLS
        assert await ordeal.lost(seconds=60) == []
