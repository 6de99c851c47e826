"""`POST /{page}/messages`: who may be written to, when, and what becomes of it."""

from typing import Any

from bot.rehearsal.platforms.messenger import access, recipients
from bot.rehearsal.platforms.messenger.calls import Call
from bot.rehearsal.platforms.messenger.errors import GraphError, invalid
from bot.rehearsal.platforms.messenger.graph import Graph, Json
from bot.rehearsal.platforms.messenger.receipts import receipts
from bot.rehearsal.platforms.messenger.shapes import check_message
from bot.rehearsal.platforms.messenger.state import Action, Page, Person
from bot.rehearsal.platforms.messenger.uploads import keep_media
from bot.rehearsal.platforms.messenger.windows import check_window

_TYPES = frozenset({"RESPONSE", "UPDATE", "MESSAGE_TAG", "UTILITY"})
_ACTIONS = frozenset({"typing_on", "typing_off", "mark_seen", "react", "unreact"})
_PUSHES = frozenset({"REGULAR", "SILENT_PUSH", "NO_PUSH"})


def send(graph: Graph, call: Call) -> Json:
    token = access.admitted(graph.world, call)
    page = access.page_of(graph.world, token, call.path[0])
    access.allowed(token, "pages_messaging", 230)
    graph.rates.send(page)
    if page.restricted is not None:
        raise GraphError(*page.restricted)
    message, action = call.object("message"), call.text("sender_action")
    if message is not None and action is not None:
        raise GraphError(100, 2018014)
    if action is not None:
        return _act(graph, call, page, action.lower())
    return _message(graph, call, page, message or {})


def _message(graph: Graph, call: Call, page: Page, message: Json) -> Json:
    kind, tag = _kind(call)
    if kind == "UTILITY":
        _check_template(page, message)
    else:
        check_message(message)
    found = recipients.find(graph, call, page)
    _check_reachable(graph, page, found.person)
    if found.replies_to is None:
        check_window(graph, found.person, kind, tag, message)
    attachment = keep_media(graph.world, page, message, call.files)
    recipients.settle(found)
    mid = _take(graph, page, found, message, {"messaging_type": kind, "tag": tag})
    answer = {} if found.nameless else {"recipient_id": found.person.psid}
    return answer | {"message_id": mid} | ({"attachment_id": attachment} if attachment else {})


def _kind(call: Call) -> tuple[str, str | None]:
    kind, tag = call.text("messaging_type") or "RESPONSE", call.text("tag")
    if kind not in _TYPES:
        raise invalid(f"param messaging_type must be one of {', '.join(sorted(_TYPES))}.")
    if (tag is not None) != (kind == "MESSAGE_TAG"):
        raise invalid("param tag and messaging_type MESSAGE_TAG need each other.")
    if call.text("notification_type") not in {None, *_PUSHES}:
        raise invalid("param notification_type is unknown.")
    return kind, tag


def _check_template(page: Page, message: Json) -> None:
    template = message.get("template")
    named = isinstance(template, dict) and str(template.get("name")) in page.templates
    if not named or "attachment" in message:
        raise invalid("Invalid template type")


def _check_reachable(graph: Graph, page: Page, person: Person) -> None:
    app = graph.world.apps[page.app]
    if not app.live and person.psid not in app.roles:
        raise GraphError(200, 2018028)
    if person.refusal is not None:
        raise GraphError(*person.refusal)
    if person.owner not in {None, app.id}:
        raise GraphError(2018300)
    if person.flow:
        raise GraphError(2018321)


def _take(graph: Graph, page: Page, found: recipients.Found, message: Json, how: dict[str, Any]) -> str:
    """The message is the person's now; receipts follow. Gives its id."""
    world, person = graph.world, found.person
    mid = world.mid()
    body = {"page": page.id, "message": message, "at": world.clock.milliseconds(), **how}
    if found.replies_to is not None:
        body["comment"] = found.replies_to.id
    if person.deaf:
        body["deaf"] = True
    sent = world.outbox.take(mid, person.psid, shown(message), "messages", body)
    receipts(graph, page, person, sent)
    return mid


def shown(message: Json) -> str:
    """The words a person reads: those of a text, of a template, of the first card."""
    payload = (message.get("attachment") or {}).get("payload") or {}
    first = (payload.get("elements") or [{}])[0]
    return str(message.get("text") or payload.get("text") or first.get("title") or "")


def _act(graph: Graph, call: Call, page: Page, action: str) -> Json:
    if action not in _ACTIONS:
        raise invalid("param sender_action is unknown.")
    person = recipients.find(graph, call, page).person
    _check_reachable(graph, page, person)
    check_window(graph, person, "RESPONSE", None, {})
    if action == "react" and not (call.object("payload") or {}).get("message_id"):
        raise invalid("param payload must name a message.")
    graph.world.actions.append(Action(graph.world.now(), page.id, person.psid, action))
    return {"recipient_id": person.psid}
