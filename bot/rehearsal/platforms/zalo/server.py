"""Zalo's two hosts as one server: OAuth, the API of Official Accounts, and the caller of the webhook.

A connector is given its address as that of both hosts. `Fault.EXPIRED` makes the access token that is shown
invalid.
"""

from collections.abc import Callable
from dataclasses import asdict
from datetime import datetime, timedelta
from typing import Any

from aiohttp import web

from bot.rehearsal.platforms.faults import Fault
from bot.rehearsal.platforms.hooks import Hooks
from bot.rehearsal.platforms.serving import add_controls, common, failing
from bot.rehearsal.platforms.zalo.answers import Wrong
from bot.rehearsal.platforms.zalo.api import Api, place
from bot.rehearsal.platforms.zalo.citizens import Citizens
from bot.rehearsal.platforms.zalo.events import SCHEDULE, Events
from bot.rehearsal.platforms.zalo.setup import Setup
from bot.rehearsal.platforms.zalo.tokens import Tokens
from bot.rehearsal.platforms.zalo.world import World

LARGEST_REQUEST = 8 * 1_048_576


class ZaloServer:
    """Drive it by `citizens`, `tokens`, `hooks`, `world.clock` and `world.faults`; `outbox` is what it took.

    From outside the same is done at `/control`, by the names of `acts`.
    """

    def __init__(self, setup: Setup) -> None:
        world = self.world = World(setup)
        self.outbox = world.outbox
        self.hooks = Hooks(SCHEDULE, world.clock, world.faults, connections=setup.connections)
        self.hooks.url, self.hooks.retry = setup.hook, setup.retry
        events = Events(world, self.hooks)
        self.tokens, self.citizens = Tokens(world), Citizens(world, events)
        refusals: dict[Fault, Callable[[], web.StreamResponse]] = {
            Fault.THROTTLED: Wrong(-32).answer,
            Fault.ERROR: lambda: Wrong(world.doubts.inner_error).answer(),
        }
        middlewares = [failing(world.faults, place, refusals)]
        self.web = web.Application(middlewares=middlewares, client_max_size=LARGEST_REQUEST)
        add_controls(self.web, self.acts())
        Api(world, self.tokens, events).add_to(self.web)

    async def open(self) -> None:
        await self.hooks.open()

    async def close(self) -> None:
        await self.hooks.close()

    def acts(self) -> dict[str, Callable[..., Any]]:
        """What `/control` can do: the acts of `Citizens`, those every platform has, and these."""
        return {
            **common(self.world.outbox, self.hooks, self.world.faults),
            **self.citizens.acts(),
            "kill_token": self.tokens.kill,
            "expire_token": self.tokens.expire,
            "revoke": self.tokens.revoke,
            "refreshes": lambda: dict(self.tokens.refreshes),
            "consenting": self.consenting,
            "set_clock": self.set_clock,
            "move_clock": self.move_clock,
            "doubt": self.doubt,
            "unfetchable": self.unfetchable,
            "broadcasts": self.broadcasts,
        }

    def consenting(self, oa_id: str) -> None:
        """Whose administrator stands before the page of consent."""
        self.tokens.consenting = self.world.office(oa_id).id

    def unfetchable(self, url: str) -> None:
        """A picture that can't be fetched for an article."""
        self.world.unfetchable.add(url)

    def set_clock(self, at: str) -> None:
        """`at` as ISO 8601 with its zone."""
        self.world.clock.set(datetime.fromisoformat(at))

    def move_clock(self, seconds: float) -> None:
        self.world.clock.move(timedelta(seconds=seconds))

    def doubt(self, **values: Any) -> None:
        """Decide some of `Doubts` anew."""
        doubts = self.world.doubts
        self.world.doubts = type(doubts).model_validate({**doubts.model_dump(), **values})

    def broadcasts(self, oa_id: str = "") -> list[dict[str, Any]]:
        """Those of one account; `through`: whether moderation has let it through."""
        planned = self.world.clock.planned()
        made = self.world.office(oa_id).broadcasts
        return [{**asdict(one), "through": planned >= one.through_at} for one in made]
