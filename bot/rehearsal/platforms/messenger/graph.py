"""What every handler of a call is given."""

from collections import deque
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from bot.rehearsal.platforms.hooks import Hooks
from bot.rehearsal.platforms.messenger.calls import Call
from bot.rehearsal.platforms.messenger.emitting import Emitter
from bot.rehearsal.platforms.messenger.errors import GraphError
from bot.rehearsal.platforms.messenger.rates import Rates
from bot.rehearsal.platforms.messenger.setup import Setup
from bot.rehearsal.platforms.messenger.world import World

Json: TypeAlias = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Injected:
    """What the next message meets. `taken`: it reaches the person all the same.

    `silent`: no answer at all; in a batch, null.
    """

    error: GraphError
    taken: bool = False
    silent: bool = False


@dataclass(slots=True)
class Graph:
    """The platform: what it keeps, tells and counts."""

    setup: Setup
    world: World
    hooks: Hooks
    emitter: Emitter
    rates: Rates
    injected: deque[Injected] = field(default_factory=deque)
    overtaken: int = 0
    """How many answers were held back until their echo had gone out."""


Handler: TypeAlias = Callable[[Graph, Call], Json | Awaitable[Json]]
"""Raises GraphError to refuse."""
