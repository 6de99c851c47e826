"""The Page's own posts: published, scheduled, with pictures, changed, deleted."""

from datetime import datetime
from typing import Any

from bot.rehearsal.platforms.messenger import access, events
from bot.rehearsal.platforms.messenger.calls import Call
from bot.rehearsal.platforms.messenger.errors import GraphError, invalid
from bot.rehearsal.platforms.messenger.graph import Graph, Json
from bot.rehearsal.platforms.messenger.shapes import web_address
from bot.rehearsal.platforms.messenger.state import DAY, Page, Post, told

_SOONEST, _LATEST = 600.0, 30 * DAY
_LISTED = 100


def publish(graph: Graph, call: Call) -> Json:
    """`POST /{page}/feed`."""
    page = _page(graph, call, "pages_manage_posts")
    values: Json = {"message": call.text("message"), "link": call.text("link"), "item": "status"}
    values["attached_media"] = _attached(graph, page, call)
    if not any((values["message"], values["link"], values["attached_media"])):
        raise invalid("Requires one of the params: message, link, attached_media")
    if values["link"] is not None:
        _check_link(graph, values)
    at = _when(graph, call)
    _check_new(graph, page, values)
    return {"id": _add(graph, call, page, values, at).id}


def publish_photo(graph: Graph, call: Call) -> Json:
    """`POST /{page}/photos`: by address or as the file `source`."""
    page, url = _page(graph, call, "pages_manage_posts"), call.text("url")
    if url is not None:
        if web_address(url, "url") in graph.world.unfetchable:
            raise GraphError(100, None, "(#100) The picture could not be fetched")
    elif "source" not in call.files:
        raise GraphError(324, None, "(#324) Requires upload file")
    caption = call.text("caption") or call.text("message")
    photo = graph.world.number()
    values: Json = {"item": "photo", "message": caption, "photo": photo, "url": url}
    post = _add(graph, call, page, values, _when(graph, call))
    return {"id": photo, "post_id": post.id} if post.published else {"id": photo}


def feed(graph: Graph, call: Call) -> Json:
    """`GET /{page}/feed` and its like: what is published, newest first."""
    page = _page(graph, call, "pages_read_engagement")
    settle(graph)
    return {"data": [_shown(post) for post in _newest(graph, page) if post.published][:_LISTED]}


def scheduled(graph: Graph, call: Call) -> Json:
    page = _page(graph, call, "pages_read_engagement")
    settle(graph)
    waiting = [post for post in _newest(graph, page) if not post.published and post.publish_at]
    return {"data": [_shown(post) for post in waiting][:_LISTED]}


def read_post(graph: Graph, call: Call, post: Post) -> Json:
    access.admitted(graph.world, call)
    settle(graph)
    return _shown(post)


def change_post(graph: Graph, call: Call, post: Post) -> Json:
    page = _own(graph, call, post)
    message = call.text("message")
    if message:
        post.values["message"] = message
    if "scheduled_publish_time" in call.params and not post.published:
        post.publish_at = _moment(graph, call)
    if call.flag("is_published", default=False) and not post.published:
        _appear(graph, page, post)
    elif post.published:
        graph.emitter.change(page, f"{post.id} edited", events.post(post, page.name, "edit"))
    return {"success": True}


def delete_post(graph: Graph, call: Call, post: Post) -> Json:
    page = _own(graph, call, post)
    del graph.world.posts[post.id]
    if post.published:
        graph.emitter.change(page, f"{post.id} removed", events.post(post, page.name, "remove"))
    return {"success": True}


def settle(graph: Graph) -> None:
    """Let appear what was scheduled for a moment that has passed."""
    now = graph.world.now()
    for post in list(graph.world.posts.values()):
        if not post.published and post.publish_at is not None and post.publish_at <= now:
            _appear(graph, graph.world.pages[post.page], post)


def _page(graph: Graph, call: Call, scope: str) -> Page:
    token = access.admitted(graph.world, call)
    page = access.page_of(graph.world, token, call.path[0])
    access.allowed(token, scope)
    if page.restricted is not None and call.method == "POST":
        raise GraphError(*page.restricted)
    return page


def _own(graph: Graph, call: Call, post: Post) -> Page:
    token = access.admitted(graph.world, call)
    access.allowed(token, "pages_manage_posts")
    page = access.page_of(graph.world, token, post.page)
    if post.author != page.id:
        raise GraphError(200)
    return page


def _check_link(graph: Graph, values: Json) -> None:
    web_address(values["link"], "link")
    if values["attached_media"]:
        raise invalid("link and attached_media can not be combined")
    if values["link"] in graph.world.unfetchable:
        raise GraphError(1609005)


def _attached(graph: Graph, page: Page, call: Call) -> list[Any]:
    """As one array, or as `attached_media[0]` and so on."""
    media = list(call.items("attached_media") or [])
    media += [call.object(name) for name in sorted(call.params) if name.startswith("attached_media[")]
    photos = {post.values.get("photo") for post in graph.world.posts.values() if post.page == page.id}
    if any(not isinstance(one, dict) or str(one.get("media_fbid")) not in photos for one in media):
        raise invalid("attached_media must name photos that were uploaded to this Page")
    return media


def _check_new(graph: Graph, page: Page, values: Json) -> None:
    """The newest post of a Page may not come a second time."""
    said = (values["message"], values["link"])
    for post in _newest(graph, page):
        if post.author == page.id and post.values["item"] == "status":
            if (post.values.get("message"), post.values.get("link")) == said:
                raise GraphError(506)
            return


def _when(graph: Graph, call: Call) -> float | None:
    if call.text("scheduled_publish_time") is None:
        return None
    if call.flag("published", default=True):
        raise invalid("scheduled_publish_time needs published=false")
    return _moment(graph, call)


def _add(graph: Graph, call: Call, page: Page, values: Json, at: float | None) -> Post:
    world = graph.world
    post = Post(f"{page.id}_{world.number()}", page.id, page.id, world.now(), values, at, published=False)
    world.posts[post.id] = post
    if call.flag("published", default=True):
        _appear(graph, page, post)
    return post


def _appear(graph: Graph, page: Page, post: Post) -> None:
    post.published, post.at = True, graph.world.now()
    graph.emitter.change(page, f"{post.id} add", events.post(post, page.name, "add"))


def _moment(graph: Graph, call: Call) -> float:
    """Seconds since 1970 or ISO 8601, between 10 minutes and 30 days ahead."""
    text = call.text("scheduled_publish_time") or ""
    try:
        at = float(text) if text.replace(".", "", 1).isdecimal() else datetime.fromisoformat(text).timestamp()
    except (ValueError, OverflowError) as error:
        raise invalid("scheduled_publish_time is no time") from error
    if not _SOONEST <= at - graph.world.now() <= _LATEST:
        raise invalid("The specified scheduled publish time is invalid.")
    return at


def _newest(graph: Graph, page: Page) -> list[Post]:
    found = [post for post in graph.world.posts.values() if post.page == page.id]
    return list(reversed(found))


def _shown(post: Post) -> Json:
    shown: Json = {"id": post.id, "created_time": told(post.at)}
    shown |= {key: post.values[key] for key in ("message", "link") if post.values.get(key)}
    if not post.published and post.publish_at is not None:
        shown["scheduled_publish_time"] = int(post.publish_at)
    return shown
