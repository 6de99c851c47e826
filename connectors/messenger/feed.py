"""What happened on the Page itself: elements of `changes`."""

from collections.abc import Mapping
from typing import Any

from connectors.messages import Commented, Event
from connectors.messenger.names import COMMENT
from connectors.messenger.scene import Broken, Scene, known_name
from connectors.messenger.shapes import Change


def read(raw: Mapping[str, Any], scene: Scene) -> Event | None:
    """A comment that somebody added; None for what the Page itself published or wrote; else an odd one.

    Raises:
        Broken: a comment lacks its id.
    """
    field = raw.get("field")
    if field != "feed":
        return scene.odd(raw, f"change of {known_name(field)}")
    change = Change.of(raw.get("value"))
    author = change.author.id or change.sender_id
    if author == scene.door.account:
        return None
    if (change.item, change.verb) != ("comment", "add"):
        name = f"feed {known_name(change.item)} {known_name(change.verb)}"
        return scene.odd(raw, name, told=change.created_time)
    if not author:  # without the permission to know it could be our own, and to answer that would never end
        return scene.odd(raw, "comment without an author", told=change.created_time)
    return _commented(change, scene)


def _commented(change: Change, scene: Scene) -> Event:
    if not change.comment_id:
        raise Broken("comment without an id")
    name = scene.made_id("feed", change.created_time, change.comment_id, change.verb)
    address = scene.address(COMMENT + change.comment_id)
    return Commented(name, address, change.message, scene.at(change.created_time))
