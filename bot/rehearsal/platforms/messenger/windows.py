"""When a person may be written to: 24 hours after they acted, 7 days for two tags, else not at all."""

from typing import Any

from bot.rehearsal.platforms.messenger.errors import GraphError, invalid
from bot.rehearsal.platforms.messenger.graph import Graph
from bot.rehearsal.platforms.messenger.state import AGENT_WINDOW, WINDOW, Person

_RETIRED = frozenset({"ACCOUNT_UPDATE", "CONFIRMED_EVENT_UPDATE", "POST_PURCHASE_UPDATE"})


def check_window(graph: Graph, person: Person, kind: str, tag: str | None, message: dict[str, Any]) -> None:
    """Raises GraphError 10/2018278 outside of the window, 100 for a tag that isn't there any more."""
    if kind == "UTILITY":
        return
    within = WINDOW if tag is None else _tagged(graph, person, tag, message)
    if person.acted_at is None or person.acted_at <= graph.world.now() - within:
        raise GraphError(10, 2018278)


def _tagged(graph: Graph, person: Person, tag: str, message: dict[str, Any]) -> float:
    if tag == "HUMAN_AGENT":
        app = graph.world.apps[graph.world.pages[person.page].app]
        if not app.human_agent:
            raise GraphError(10)
        return AGENT_WINDOW
    if tag == "CUSTOMER_FEEDBACK":
        payload = (message.get("attachment") or {}).get("payload") or {}
        if payload.get("template_type") != "customer_feedback":
            raise invalid("Invalid parameter: this tag needs the customer_feedback template")
        return AGENT_WINDOW
    if tag == "NON_PROMOTIONAL_SUBSCRIPTION":
        raise GraphError(10, 2018065)
    what = "is no longer supported" if tag in _RETIRED else "is unknown"
    raise invalid(f"Invalid parameter: the tag {what}")
