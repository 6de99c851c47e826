"""What stands behind a bare id: a Page, a person, a user, a post, a comment."""

from collections.abc import Callable

from bot.rehearsal.platforms.messenger import access, commenting, publishing
from bot.rehearsal.platforms.messenger.calls import Call
from bot.rehearsal.platforms.messenger.errors import GraphError
from bot.rehearsal.platforms.messenger.graph import Graph, Json
from bot.rehearsal.platforms.messenger.state import Comment, Kind, Person, Post, Token
from bot.rehearsal.platforms.messenger.tokens import page_token

OfPost = Callable[[Graph, Call, Post], Json]
OfComment = Callable[[Graph, Call, Comment], Json]


def read(graph: Graph, call: Call) -> Json:
    """`GET /{id}`."""
    world, name = graph.world, call.path[0]
    if name in world.posts or name in world.comments:
        return _either(graph, call, publishing.read_post, commenting.read_comment)
    token = access.admitted(world, call)
    if name in world.people:
        return _profile(graph, call, token, world.people[name])
    return _of_token(graph, call, token)


def change(graph: Graph, call: Call) -> Json:
    return _either(graph, call, publishing.change_post, commenting.change_comment)


def delete(graph: Graph, call: Call) -> Json:
    return _either(graph, call, publishing.delete_post, commenting.delete_comment)


def _either(graph: Graph, call: Call, of_post: OfPost, of_comment: OfComment) -> Json:
    name = call.path[0]
    post, comment = graph.world.posts.get(name), graph.world.comments.get(name)
    if post is not None:
        return of_post(graph, call, post)
    if comment is not None:
        return of_comment(graph, call, comment)
    access.admitted(graph.world, call)
    raise GraphError(100, 33)


def _profile(graph: Graph, call: Call, token: Token, person: Person) -> Json:
    access.page_of(graph.world, token, person.page)
    if person.hidden is not None:
        if person.hidden:
            raise GraphError(person.hidden)
        return {}
    last, _, first = person.name.partition(" ")
    known = {
        "first_name": first or last,
        "last_name": last,
        "name": person.name,
        "profile_pic": f"https://cdn.example/{person.psid}.jpg",
        "locale": "vi_VN",
        "timezone": 7,
        "gender": "female",
    }
    asked = call.items("fields") or ["first_name", "last_name", "profile_pic"]
    return {key: known[key] for key in asked if key in known} | {"id": person.psid}


def _of_token(graph: Graph, call: Call, token: Token) -> Json:
    """`me`, a Page or a user by id, as far as the token may see it."""
    name = token.subject if call.path[0] == "me" else call.path[0]
    page = graph.world.pages.get(name)
    managed = name in graph.world.managers.get(token.subject, ())
    if name != token.subject and not managed:
        raise GraphError(100, 33)
    shown = {"name": page.name if page is not None else "Quản Trị", "id": name}
    if page is not None and "access_token" in (call.items("fields") or ()):
        own = token.kind is Kind.PAGE
        shown["access_token"] = token.value if own else page_token(graph, token, name)
    return shown
