"""The Graph API as one server: graph.facebook.com, the consent dialog, and the caller of webhooks.

A connector is given its address as that of the host. `Fault.EXPIRED` ends the token that is shown (190/463).
"""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import datetime, timedelta
from typing import Any

from bot.rehearsal.platforms.faults import Faults
from bot.rehearsal.platforms.hooks import Hooks, Schedule
from bot.rehearsal.platforms.messenger import publishing
from bot.rehearsal.platforms.messenger.citizens import Citizens
from bot.rehearsal.platforms.messenger.emitting import Emitter
from bot.rehearsal.platforms.messenger.errors import GraphError
from bot.rehearsal.platforms.messenger.graph import Graph, Injected
from bot.rehearsal.platforms.messenger.office import Office
from bot.rehearsal.platforms.messenger.rates import Rates
from bot.rehearsal.platforms.messenger.setup import Setup
from bot.rehearsal.platforms.messenger.state import Callback, Kind, Token
from bot.rehearsal.platforms.messenger.subscribing import FIELDS
from bot.rehearsal.platforms.messenger.web import add_calls, make_web
from bot.rehearsal.platforms.messenger.world import World
from bot.rehearsal.platforms.serving import add_controls, common
from bot.rehearsal.platforms.timing import Clock

SCHEDULE = Schedule(again=(0.0, 0.0, 0.0, *[300.0] * 12), patience=5.0)
"""Three times at once, then every five minutes; after an hour of failing the Page is unsubscribed."""


class GraphServer:
    """Drive it by `citizens`, `office`, `hooks`, `world.clock` and `faults`; `outbox` is what it took.

    From outside the same is done at `/control`, by the names of `acts`. Each message of the outbox has as its
    body: `message` as it was sent (text, quick_replies, metadata), messaging_type, tag, page, `at` in
    milliseconds of the platform's clock, `comment` for a private reply, `deaf` where it reached nobody.
    """

    def __init__(self, setup: Setup) -> None:
        clock = Clock(setup.scale)
        world = self.world = World(clock, setup.seed)
        self.outbox = world.outbox
        self.faults = Faults(clock, setup.rules, seed=setup.seed)
        self.hooks = Hooks(SCHEDULE, clock, self.faults, connections=setup.connections)
        self.hooks.retry = setup.retry
        app = self.app = world.add_app(setup.app_id, setup.app_secret)
        app.require_proof, app.redirects = setup.require_proof, set(setup.redirects)
        self.tokens: dict[str, Token] = {}
        self._found_pages(setup)
        emitter = Emitter(world, app, self.hooks, self.faults, setup.quirks)
        self.graph = Graph(setup, world, self.hooks, emitter, Rates(world, setup.limits))
        self.citizens, self.office = Citizens(self.graph), Office(self.graph)
        self.web = make_web(self.graph, self.faults)
        add_controls(self.web, self.acts())
        add_calls(self.web, self.graph, self.faults, setup.manager)

    async def open(self) -> None:
        await self.hooks.open()

    async def close(self) -> None:
        await self.hooks.close()

    def acts(self) -> dict[str, Callable[..., Any]]:
        """What `/control` can do: what people, the office and every platform do, and these."""
        return {
            **common(self.outbox, self.hooks, self.faults),
            **self.citizens.acts(),
            **self.office.acts(),
            "hook": self.subscribe,
            "token": self.token,
            "kill_token": self.kill_token,
            "renew_token": self.renew_token,
            "meet": self.meet,
            "use_up": self.use_up,
            "set_clock": self.set_clock,
            "move_clock": self.move_clock,
            "unfetchable": self.world.unfetchable.add,
            "subscribed": self.subscribed,
        }

    def subscribe(self, url: str) -> None:
        """The webhook's address, subscribed at both levels without proving it."""
        self.app.callback = Callback(url, FIELDS)
        self.hooks.url, self.hooks.enabled = url, True
        for page in self.world.pages.values():
            page.fields = FIELDS

    def subscribed(self, page_id: str = "") -> bool:
        """Whether the app still hears of the Page; an hour of failures ends it."""
        return self.world.page(page_id).fields is not None and self.hooks.enabled

    def together(self, *, entries: bool = False) -> AbstractContextManager[None]:
        """What people do inside is told in one call: in one entry, or each in its own."""
        return self.graph.emitter.together(entries=entries)

    def token(self, page_id: str = "") -> str:
        """The Page's token of this moment."""
        return self.tokens[self.world.page(page_id).id].value

    def kill_token(self, subcode: int = 0, *, page_id: str = "") -> None:
        """End the Page's token: 458, 459, 460, 463, 464, 467, 483, 492, or 0 for 190 without a subcode."""
        self.tokens[self.world.page(page_id).id].killed = subcode

    def renew_token(self, *, page_id: str = "") -> str:
        """A new token for the Page, as an administrator gets one who consents again."""
        page = self.world.page(page_id)
        made = self.tokens[page.id] = self.world.issue(Kind.PAGE, self.app, page.id)
        return made.value

    def meet(
        self,
        code: int,
        subcode: int | None = None,
        *,
        status: int | None = None,
        taken: bool = False,
        silent: bool = False,
        times: int = 1,
    ) -> None:
        """What the next messages meet: an error, with any status; `taken` and `silent` as in `Injected`."""
        injected = Injected(GraphError(code, subcode, status=status), taken=taken, silent=silent)
        self.graph.injected.extend([injected] * times)

    def use_up(self, share: int | None, *, page_id: str = "") -> None:
        """Let the usage headers tell so many per cent, and refuse at 100 (80006). None: as it really is."""
        page = self.world.page(page_id)
        if share is None:
            self.graph.rates.share.pop(page.id, None)
        else:
            self.graph.rates.share[page.id] = share

    def set_clock(self, at: str) -> None:
        """`at` as ISO 8601 with its zone."""
        self.world.clock.set(datetime.fromisoformat(at))
        publishing.settle(self.graph)

    def move_clock(self, seconds: float) -> None:
        """Posts that were scheduled for the time between appear."""
        self.world.clock.move(timedelta(seconds=seconds))
        publishing.settle(self.graph)

    def _found_pages(self, setup: Setup) -> None:
        for page_id, name in setup.pages.items():
            self.world.add_page(page_id, name, self.app, manager=setup.manager)
            value = setup.page_tokens.get(page_id, "")
            self.tokens[page_id] = self.world.issue(Kind.PAGE, self.app, page_id, value=value)
        if setup.hook:
            self.subscribe(setup.hook)
