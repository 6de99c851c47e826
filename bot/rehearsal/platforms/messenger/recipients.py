"""Whom a message is for: by id, by a plugin's reference, or as the private reply to a comment or post."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from bot.rehearsal.platforms.messenger.calls import Call
from bot.rehearsal.platforms.messenger.errors import GraphError, invalid
from bot.rehearsal.platforms.messenger.graph import Graph
from bot.rehearsal.platforms.messenger.state import DAY, Comment, Page, Person, Post

_REPLY_WITHIN = 7 * DAY


@dataclass(frozen=True, slots=True)
class Found:
    """`nameless`: the answer does not tell the person's id. `replies_to`: what gets its one private reply."""

    person: Person
    nameless: bool = False
    replies_to: Comment | Post | None = None


def find(graph: Graph, call: Call, page: Page) -> Found:
    """Raises GraphError: 100 for none or several, 100/2018001 for nobody, and those of private replies."""
    recipient = call.object("recipient") or {}
    ways = [way for way in _WAYS if way in recipient]
    if len(ways) != 1:
        raise invalid("param recipient must have exactly one of id, user_ref, comment_id, post_id.")
    value = recipient[ways[0]]
    if isinstance(value, int) and not isinstance(value, bool):
        value = str(value)
    if not isinstance(value, str | dict):
        raise invalid(f"param recipient[{ways[0]}] must be a string.")
    return _WAYS[ways[0]](graph, page, value)


def settle(found: Found) -> None:
    """The private reply is used up."""
    if found.replies_to is not None:
        found.replies_to.replied = True


def _by_id(graph: Graph, page: Page, psid: Any) -> Found:
    person = graph.world.people.get(psid) if isinstance(psid, str) else None
    if person is None or person.page != page.id:
        raise GraphError(100, 2018001)
    return Found(person)


def _by_reference(graph: Graph, page: Page, reference: Any) -> Found:
    psid = graph.world.user_refs.get(reference) if isinstance(reference, str) else None
    return Found(_by_id(graph, page, psid).person, nameless=True)


def _by_comment(graph: Graph, page: Page, name: Any) -> Found:
    comment = graph.world.comments.get(name) if isinstance(name, str) else None
    return _privately(graph, page, comment)


def _by_post(graph: Graph, page: Page, name: Any) -> Found:
    post = graph.world.posts.get(name) if isinstance(name, str) else None
    return _privately(graph, page, post)


def _privately(graph: Graph, page: Page, to: Comment | Post | None) -> Found:
    if to is None or to.page != page.id:
        raise GraphError(100, 2534025)
    if to.replied:
        raise GraphError(10900)
    person = graph.world.people.get(to.author)
    if person is None or to.author == page.id or to.at < graph.world.now() - _REPLY_WITHIN:
        raise GraphError(10903)
    graph.rates.private_reply(page)
    return Found(person, replies_to=to)


def _by_phone(_graph: Graph, _page: Page, _number: Any) -> Found:
    raise GraphError(200, 2018027)


def _by_token(_graph: Graph, _page: Page, _token: Any) -> Found:
    raise invalid("Invalid parameter: notification_messages_token is no longer supported")


_WAYS: dict[str, Callable[[Graph, Page, Any], Found]] = {
    "id": _by_id,
    "user_ref": _by_reference,
    "comment_id": _by_comment,
    "post_id": _by_post,
    "phone_number": _by_phone,
    "notification_messages_token": _by_token,
}
