"""Conversation routing: which app may answer in a thread."""

from bot.rehearsal.platforms.messenger import access, events
from bot.rehearsal.platforms.messenger.calls import Call
from bot.rehearsal.platforms.messenger.errors import GraphError, invalid
from bot.rehearsal.platforms.messenger.graph import Graph, Json
from bot.rehearsal.platforms.messenger.recipients import find
from bot.rehearsal.platforms.messenger.state import INBOX_APP, WINDOW, Page, Person

_TARGETS = frozenset({INBOX_APP, "263902037430900"})


def hand_over(graph: Graph, call: Call) -> Json:
    """`pass_thread_control`."""
    _page, person, mine = _thread(graph, call)
    target = call.text("target_app_id") or ""
    if target not in _TARGETS and target not in graph.world.apps:
        raise GraphError(100, 2018164)
    if person.owner not in {None, mine}:
        raise GraphError(2018300)
    person.owner = target
    return {"success": True}


def take(graph: Graph, call: Call) -> Json:
    """`take_thread_control`: only where the Page has a default app."""
    page, person, mine = _thread(graph, call)
    if page.default_app is None:
        raise GraphError(10, None, "(#10) Only available to the default app of the Page")
    person.owner = mine
    return {"success": True}


def release(graph: Graph, call: Call) -> Json:
    _page, person, mine = _thread(graph, call)
    if person.owner not in {None, mine}:
        raise GraphError(2018300)
    person.owner = None
    return {"success": True}


def ask(graph: Graph, call: Call) -> Json:
    """`request_thread_control` and `extend_thread_control`: noted, nothing changes by it."""
    _thread(graph, call)
    return {"success": True}


def owner(graph: Graph, call: Call) -> Json:
    """`GET /{page}/thread_owner?recipient=…`: idle threads have none."""
    token = access.admitted(graph.world, call)
    page = access.page_of(graph.world, token, call.path[0])
    person = graph.world.people.get(call.text("recipient") or "")
    if person is None or person.page != page.id:
        raise invalid("No matching user found")
    if person.owner is None:
        return {"data": []}
    ends = int((person.acted_at or graph.world.now()) + WINDOW)
    return {"data": [{"thread_owner": {"app_id": person.owner, "expiration": ends}}]}


def told(graph: Graph, page: Page, person: Person, kind: str, value: Json) -> None:
    """Tell of a change of hands: pass_thread_control, take_thread_control, request_thread_control."""
    at = graph.emitter.moment()
    element = events.from_person(person, at, kind, value)
    graph.emitter.tell(page, person, "messaging_handovers", f"{kind} {person.psid} {at}", element)


def _thread(graph: Graph, call: Call) -> tuple[Page, Person, str]:
    token = access.admitted(graph.world, call)
    page = access.page_of(graph.world, token, call.path[0])
    access.allowed(token, "pages_messaging", 230)
    return page, find(graph, call, page).person, token.app
