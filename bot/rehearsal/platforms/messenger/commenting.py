"""Comments below posts: the Page's public replies, hiding, deleting."""

from bot.rehearsal.platforms.messenger import access, events
from bot.rehearsal.platforms.messenger.calls import Call
from bot.rehearsal.platforms.messenger.errors import GraphError, invalid
from bot.rehearsal.platforms.messenger.graph import Graph, Json
from bot.rehearsal.platforms.messenger.state import DAY, Comment, Page, told


def reply(graph: Graph, call: Call) -> Json:
    """`POST /{comment or post}/comments`."""
    world, above = graph.world, call.path[0]
    comment, post = world.comments.get(above), world.posts.get(above)
    parent = comment or post
    if parent is None:
        raise GraphError(100, 33)
    page = _page(graph, call, parent.page)
    message = call.text("message", most=8000)
    if not message:
        raise invalid("Requires one of the params: message")
    under = comment.post if comment is not None else above
    return {"id": write(graph, page, page.id, message, post=under, parent=above).id}


def write(graph: Graph, page: Page, author: str, message: str, *, post: str, parent: str) -> Comment:
    """A comment of a person or of the Page itself; the Page hears of both."""
    world = graph.world
    name = f"{post.rpartition('_')[2]}_{world.number()}"
    made = world.comments[name] = Comment(name, page.id, post, parent, author, world.now(), message)
    _tell(graph, page, made, "add")
    return made


def read_comment(graph: Graph, call: Call, comment: Comment) -> Json:
    access.admitted(graph.world, call)
    person = graph.world.people.get(comment.author)
    fresh = comment.at > graph.world.now() - 7 * DAY
    return {
        "id": comment.id,
        "message": comment.message,
        "created_time": told(comment.at),
        "is_hidden": comment.hidden,
        "can_reply_privately": person is not None and fresh and not comment.replied,
    }


def change_comment(graph: Graph, call: Call, comment: Comment) -> Json:
    """Hide it or show it again; the Page may change the words of its own."""
    page = _page(graph, call, comment.page)
    if "is_hidden" in call.params:
        comment.hidden = call.flag("is_hidden", default=False)
        _tell(graph, page, comment, "hide" if comment.hidden else "unhide")
    elif call.text("message") and comment.author == page.id:
        comment.message = call.text("message") or ""
        _tell(graph, page, comment, "edited")
    else:
        raise GraphError(200)
    return {"success": True}


def delete_comment(graph: Graph, call: Call, comment: Comment) -> Json:
    remove(graph, _page(graph, call, comment.page), comment)
    return {"success": True}


def remove(graph: Graph, page: Page, comment: Comment) -> None:
    del graph.world.comments[comment.id]
    _tell(graph, page, comment, "remove")


def _page(graph: Graph, call: Call, name: str) -> Page:
    token = access.admitted(graph.world, call)
    access.allowed(token, "pages_manage_engagement", 283)
    return access.page_of(graph.world, token, name)


def _tell(graph: Graph, page: Page, comment: Comment, verb: str) -> None:
    person = graph.world.people.get(comment.author)
    value = events.comment(comment, person.name if person else page.name, verb)
    graph.emitter.change(page, comment.id if verb == "add" else f"{comment.id} {verb}", value)
