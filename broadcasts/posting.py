"""Publishing for everybody: each post step by step, with a record before and after, and nothing twice.

planned → attempted → accepted, or refused, skipped, unknown. A step whose answer was lost is asked about,
twice and a minute apart, before it is taken again; what can't be asked about is unknown until an editor
settles it (`settling_posts.settle`).
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime, timedelta
from functools import partial
from typing import TypeVar

from sqlalchemy.orm import Session

from broadcasts import lanes
from broadcasts import posting_failures as failures
from broadcasts import posting_turns as turns
from broadcasts import posting_wording as wording
from broadcasts.pictures import Covers
from broadcasts.posting_turns import Act, Turn
from broadcasts.posts import Post, PostState
from broadcasts.recording import Alarm
from connectors.accounts import Account
from connectors.channel import Lost, SendError
from connectors.database import Database, DatabaseUnavailableError
from connectors.publishing import CoverRefused, Publisher, Unanswerable

log = logging.getLogger(__name__)
AT_ONCE = 8
LEASE = timedelta(minutes=3)
CALL_SECONDS = 60
"""A step may be several calls, each with a time-out of its own; well below the lease."""
RECORDING = (0.1, 0.5, 1.0, 2.0)
"""Pauses in seconds between tries to record while the database is away."""
Result = TypeVar("Result")
Finding = Callable[[str, str], Awaitable[Account]]
"""The account of a channel and an agency. Raises Stopped where there is none, or one that can't publish."""


class Poster:
    """The publishing of a process. Whoever dies half way, another goes on when the lease has ended."""

    def __init__(
        self,
        database: Database,
        publishers: Mapping[str, Publisher],
        accounts: Finding,
        covers: Covers,
        clock: Callable[[], datetime],
        alarm: Alarm,
        *,
        lease: timedelta = LEASE,
    ) -> None:
        self._database = database
        self._publishers = publishers
        self._accounts = accounts
        self._covers = covers
        self._clock = clock
        self._alarm = alarm
        self._lease = lease
        self._working: set[asyncio.Task[None]] = set()

    async def begin_due(self) -> int:
        """Begin to work on what is due, beside whatever else is done; how many were begun."""
        now, room = self._clock(), AT_ONCE - len(self._working)
        if room < 1 or not await self._database.at_once(partial(lanes.anything, now=now), writing=False):
            return 0
        await self._database.at_once(lanes.sort)
        posts = await self._database.at_once(
            lambda session: lanes.claim(
                session, now, self._lease, most=room, channels=self._publishers.keys()
            )
        )
        for post in posts:
            task = asyncio.create_task(self._work(post), name=f"post {post.id}")
            self._working.add(task)
            task.add_done_callback(self._working.discard)
        return len(posts)

    async def close(self) -> None:
        """Leave off; what was under way is asked about when its lease has ended."""
        for task in self._working:
            task.cancel()
        await asyncio.gather(*self._working, return_exceptions=True)

    async def _work(self, post: Post) -> None:
        try:
            publisher = self._publishers[post.channel]
            while turn := await self._record(partial(self._next, post=post, publisher=publisher)):
                if turn.act is Act.PREPARE:
                    await self._prepare(post, publisher, turn)
                else:
                    await self._go(post, publisher, turn)
        except DatabaseUnavailableError as error:
            log.warning("post %s is left to its lease: %s", post.id, error)
        except Exception:
            log.exception("post %s broke; it is taken up again when its lease ends", post.id)

    def _next(self, session: Session, *, post: Post, publisher: Publisher) -> Turn | None:
        return turns.next_turn(session, post, publisher, self._clock(), self._lease)

    async def _prepare(self, post: Post, publisher: Publisher, turn: Turn) -> None:
        """Fix what is said, with a cover where one is of use."""
        saying, cover = turn.saying, None
        assert saying is not None, "a post that is prepared"
        if publisher.fetches_covers and not self._covers.reachable:
            ending = partial(turns.end, post=post, outcome=PostState.REFUSED, reason=wording.NO_PUBLIC_URL)
            return await self._record(partial(ending, now=self._clock()))
        if publisher.fetches_covers or (saying.picture and not saying.publication.link):
            cover = await self._covers.of(saying.picture, saying.near, saying.publication.author)
        url = self._covers.url(cover.digest) if cover else ""
        act = partial(turns.prepared, post=post, publisher=publisher, saying=saying, cover=cover, url=url)
        return await self._record(act)

    async def _go(self, post: Post, publisher: Publisher, turn: Turn) -> None:
        """Take the step, or ask about it, and record what came of it."""
        try:
            async with asyncio.timeout(CALL_SECONDS):
                known = await self._called(post, publisher, turn)
        except Unanswerable:
            reason = wording.UNKNOWN.format(number=post.id)
            ended = partial(turns.end, post=post, outcome=PostState.UNKNOWN, reason=reason)
            return await self._record(partial(ended, now=self._clock()))
        except SendError as error:
            return await self._failed(post, publisher, turn, error)
        except TimeoutError:
            return await self._failed(post, publisher, turn, Lost("no answer in time"))
        if known is None:
            return await self._record(partial(failures.not_there, post=post, turn=turn, now=self._clock()))
        done = partial(turns.done, post=post, publisher=publisher, turn=turn)
        return await self._record(partial(done, known=known, now=self._clock()))

    async def _called(self, post: Post, publisher: Publisher, turn: Turn) -> Mapping[str, str] | None:
        account = await self._accounts(post.channel, post.agency)
        if turn.act is Act.ASK:
            return await publisher.ask(account, turn.step, turn.publication, turn.known, turn.since)
        return await publisher.take(account, turn.step, turn.publication, turn.known, self._clock())

    async def _failed(self, post: Post, publisher: Publisher, turn: Turn, error: SendError) -> None:
        cover, url = None, ""
        if isinstance(error, CoverRefused):
            cover = await self._covers.plain(turn.publication.author, wording.COVER_REFUSED)
            url = self._covers.url(cover.digest)
        now = self._clock()

        def act(session: Session) -> None:
            if error.ours:
                self._alarm(session, post.channel, post.agency, str(error), now)
            if cover is not None and cover.digest != turn.cover:
                turns.begin_anew(session, post, publisher, cover, url)
            else:
                failures.failed(session, post, publisher, turn, error, now)

        await self._record(act)

    async def _record(self, act: Callable[[Session], Result]) -> Result:
        """A short act in the database, tried again while that is away.

        It may have been kept although nobody said so, so each act must do no harm when it is done twice.
        """
        for pause in RECORDING:
            try:
                return await self._database.at_once(act)
            except DatabaseUnavailableError:
                await asyncio.sleep(pause)
        return await self._database.at_once(act)
