"""Attachments: uploaded once, by address or as a file, and named by an id for 90 days."""

from collections.abc import Mapping
from typing import Any

from bot.rehearsal.platforms.messenger import access
from bot.rehearsal.platforms.messenger.calls import Call
from bot.rehearsal.platforms.messenger.errors import GraphError, invalid
from bot.rehearsal.platforms.messenger.graph import Graph, Json
from bot.rehearsal.platforms.messenger.shapes import FILE_BYTES, MEDIA, check_attachment
from bot.rehearsal.platforms.messenger.state import DAY, Attachment, Page
from bot.rehearsal.platforms.messenger.world import World

_LASTS = 90 * DAY


def upload(graph: Graph, call: Call) -> Json:
    """`POST /{page}/message_attachments`."""
    token = access.admitted(graph.world, call)
    page = access.page_of(graph.world, token, call.path[0])
    access.allowed(token, "pages_messaging", 230)
    graph.rates.send(page)
    message = call.object("message") or {}
    attachment = message.get("attachment")
    if not isinstance(attachment, dict) or str(attachment.get("type")) not in MEDIA:
        raise invalid("param message[attachment] must be media.")
    check_attachment(attachment)
    _fetch(graph.world, page, attachment, call.files)
    return {"attachment_id": _keep(graph.world, page, attachment["type"])}


def keep_media(world: World, page: Page, message: Json, files: Mapping[str, bytes]) -> str | None:
    """See to the media of a message: fetched, found, or uploaded. Gives the id of one that is reusable."""
    attachment = message.get("attachment")
    if attachment is None:
        return None
    if attachment["type"] not in MEDIA:
        payload = attachment["payload"]
        if payload["template_type"] == "media" and "attachment_id" in payload["elements"][0]:
            _known(world, page, payload["elements"][0]["attachment_id"])
        return None
    _fetch(world, page, attachment, files)
    reusable = (attachment.get("payload") or {}).get("is_reusable")
    return _keep(world, page, attachment["type"]) if reusable else None


def _fetch(world: World, page: Page, attachment: Json, files: Mapping[str, bytes]) -> None:
    payload = attachment.get("payload") or {}
    if "attachment_id" in payload:
        _known(world, page, payload["attachment_id"])
    elif "url" in payload:
        if payload["url"] in world.unfetchable:
            raise GraphError(100, 2018008)
    elif not files:
        raise GraphError(100, 2018047)
    elif max(map(len, files.values())) > FILE_BYTES:
        raise GraphError(100, 2018109)


def _known(world: World, page: Page, name: Any) -> None:
    kept = world.attachments.get(str(name))
    if kept is None or kept.page != page.id or kept.at < world.now() - _LASTS:
        raise GraphError(100, 2018074)


def _keep(world: World, page: Page, kind: str) -> str:
    made = Attachment(world.number(), page.id, kind, world.now())
    world.attachments[made.id] = made
    return made.id
