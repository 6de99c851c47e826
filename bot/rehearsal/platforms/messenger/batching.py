"""The batch: up to fifty calls in one, each with an answer of its own."""

import json
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from bot.rehearsal.platforms.messenger.answering import Answer, answer, refusal, unversioned
from bot.rehearsal.platforms.messenger.calls import Call
from bot.rehearsal.platforms.messenger.errors import GraphError, invalid
from bot.rehearsal.platforms.messenger.graph import Graph, Json

MOST = 50


async def batch(graph: Graph, call: Call) -> Answer:
    """Independent operations are worked off in an order of the platform's own; answers stand as asked."""
    try:
        items, headers = _items(call), call.flag("include_headers", default=True)
    except GraphError as error:
        return refusal(graph, error)
    order = list(range(len(items)))
    if not any("depends_on" in item or "name" in item for item in items):
        graph.world.random.shuffle(order)
    answers: dict[int, Json | None] = {}
    for place in order:
        answers[place] = await _one(graph, call, items[place], headers=headers)
    return Answer(200, [answers[place] for place in range(len(items))])


def _items(call: Call) -> list[Json]:
    items = call.items("batch")
    if not items or not all(isinstance(item, dict) for item in items):
        raise invalid("param batch must be a non-empty array of objects.")
    if len(items) > MOST:
        raise invalid(f"Too many requests in batch message. Maximum batch size is {MOST}")
    return items


async def _one(graph: Graph, outer: Call, item: Json, *, headers: bool) -> Json | None:
    try:
        inner = _call(graph, outer, item)
    except GraphError as error:
        made: Answer | None = refusal(graph, error)
    else:
        made = await answer(graph, inner)
    if made is None:
        return None
    told: Json = {"code": made.status, "body": json.dumps(made.body)}
    if headers:
        told["headers"] = [{"name": name, "value": value} for name, value in made.headers.items()]
    return told


def _call(graph: Graph, outer: Call, item: Json) -> Call:
    """An item as a call of its own, with the token and proof of the batch unless it brings others."""
    address = urlsplit(str(item.get("relative_url", "")))
    params: dict[str, Any] = {
        name: outer.params[name] for name in ("appsecret_proof",) if name in outer.params
    }
    params |= dict(parse_qsl(address.query)) | dict(parse_qsl(str(item.get("body") or "")))
    token = params.pop("access_token", outer.token)
    return Call(str(item.get("method", "GET")).upper(), unversioned(graph, address.path), params, token)
