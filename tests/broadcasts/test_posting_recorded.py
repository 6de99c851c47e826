"""The answer to a COMMIT may be lost, too: what was kept is not done a second time."""

from collections.abc import Callable
from typing import TypeVar

import pytest
from press import TITLE, a_press
from sqlalchemy import select
from sqlalchemy.orm import Session

from broadcasts.posts import Post, PostState
from connectors.database import Database, DatabaseUnavailableError

Result = TypeVar("Result")


class DeafDatabase(Database):
    """A real one whose answer is not heard, once, when it has kept that `step` of the only post was done."""

    def __init__(self, url: str, step: str) -> None:
        super().__init__(url)
        self.step = step
        self.unheard = 0

    async def at_once(self, act: Callable[[Session], Result], *, writing: bool = True) -> Result:
        under_way = await self._is_under_way()
        answer = await super().at_once(act, writing=writing)
        if under_way and not self.unheard and not await self._is_under_way():
            self.unheard += 1
            raise DatabaseUnavailableError("the connection broke after the COMMIT")
        return answer

    async def _is_under_way(self) -> bool:
        found = select(Post.id).where(Post.step == self.step, Post.outcome == PostState.ATTEMPTED)
        return await super().at_once(lambda session: session.scalar(found) is not None, writing=False)


@pytest.mark.parametrize("step", ["look", "create", "verify", "tell"])
async def test_a_step_whose_record_was_kept_unheard_is_recorded_once(
    database: Database, database_url: str, step: str
) -> None:
    async with a_press(database, verify_rounds=0) as press:
        number = await press.announce()
        deaf = DeafDatabase(database_url, step)
        await press.run(poster=press.poster(deaf))
        await deaf.close()
        post = await press.post(number)
        assert (deaf.unheard, post.outcome) == (1, PostState.ACCEPTED)
        assert (press.articles, press.told, press.wires["zalo"].count("/article/create")) == ([TITLE], 1, 1)
