"""A call in, an answer out: the version, the handler, refusals and the headers that come with all of them."""

import inspect
import re
from dataclasses import dataclass, field
from typing import Any

from bot.rehearsal.platforms.messenger.calls import Call
from bot.rehearsal.platforms.messenger.errors import GraphError, MissingVersionError
from bot.rehearsal.platforms.messenger.graph import Graph, Json
from bot.rehearsal.platforms.messenger.routes import handler
from bot.rehearsal.platforms.messenger.state import Kind

_VERSION = re.compile(r"v(\d{1,3})\.\d")


@dataclass(slots=True)
class Answer:
    status: int
    body: Any
    headers: dict[str, str] = field(default_factory=dict)


def unversioned(graph: Graph, path: str) -> tuple[str, ...]:
    """The parts of a path behind its version. Raises MissingVersionError for one that is not served."""
    parts = tuple(part for part in path.split("/") if part)
    found = _VERSION.fullmatch(parts[0]) if parts else None
    if found is None:
        return parts
    if not graph.setup.retired_below <= int(found[1]) <= graph.setup.newest:
        raise MissingVersionError(parts[0])
    return parts[1:]


async def answer(graph: Graph, call: Call) -> Answer | None:
    """None: the platform stays silent, though it may have acted."""
    if graph.injected and is_send(call.method, call.path):
        return await _injected(graph, call)
    return await _acted(graph, call)


def is_send(method: str, path: tuple[str, ...]) -> bool:
    return method == "POST" and path[-1:] == ("messages",)


def refusal(graph: Graph, error: GraphError) -> Answer:
    told = '"invalid_token"' if error.code == 190 else '"invalid_request"'  # noqa: PLR2004 (tokens)
    challenge = {"WWW-Authenticate": f'OAuth "Facebook Platform" {told} "(#{error.code})"'}
    return Answer(error.status, error.body(graph.world.letters(8)), challenge)


async def _injected(graph: Graph, call: Call) -> Answer | None:
    meets = graph.injected.popleft()
    if meets.taken:
        taken = await _acted(graph, call)
        if taken.status != 200:  # noqa: PLR2004 (OK)
            return taken
    if meets.silent:
        return None
    met = refusal(graph, meets.error)
    return Answer(met.status, met.body, met.headers | _usage(graph, call))


async def _acted(graph: Graph, call: Call) -> Answer:
    try:
        done: Json | Any = handler(call.method, call.path)(graph, call)
        made = Answer(200, await done if inspect.isawaitable(done) else done)
    except GraphError as error:
        made = refusal(graph, error)
    made.headers |= _usage(graph, call)
    return made


def _usage(graph: Graph, call: Call) -> dict[str, str]:
    told = {"facebook-api-version": f"v{graph.setup.newest}.0"}
    token = graph.world.tokens.get(call.token or "")
    if token is None or token.kind is not Kind.PAGE:
        return told
    return told | graph.rates.headers(graph.world.pages[token.subject])
