"""Which call leads to which handler."""

from collections.abc import Mapping

from bot.rehearsal.platforms.messenger import (
    commenting,
    nodes,
    profile,
    publishing,
    sending,
    subscribing,
    threads,
    tokens,
    uploads,
)
from bot.rehearsal.platforms.messenger.errors import GraphError
from bot.rehearsal.platforms.messenger.graph import Handler

_EDGES: Mapping[tuple[str, str], Handler] = {
    ("POST", "messages"): sending.send,
    ("POST", "message_attachments"): uploads.upload,
    ("GET", "messenger_profile"): profile.read_profile,
    ("POST", "messenger_profile"): profile.set_profile,
    ("DELETE", "messenger_profile"): profile.delete_profile,
    ("GET", "custom_user_settings"): profile.read_menu,
    ("POST", "custom_user_settings"): profile.set_menu,
    ("DELETE", "custom_user_settings"): profile.delete_menu,
    ("GET", "subscriptions"): subscribing.subscriptions,
    ("POST", "subscriptions"): subscribing.subscribe,
    ("DELETE", "subscriptions"): subscribing.unsubscribe,
    ("GET", "subscribed_apps"): subscribing.subscribed,
    ("POST", "subscribed_apps"): subscribing.subscribe_page,
    ("DELETE", "subscribed_apps"): subscribing.unsubscribe_page,
    ("GET", "feed"): publishing.feed,
    ("GET", "posts"): publishing.feed,
    ("GET", "published_posts"): publishing.feed,
    ("POST", "feed"): publishing.publish,
    ("POST", "photos"): publishing.publish_photo,
    ("GET", "scheduled_posts"): publishing.scheduled,
    ("POST", "comments"): commenting.reply,
    ("GET", "accounts"): tokens.accounts,
    ("POST", "pass_thread_control"): threads.hand_over,
    ("POST", "take_thread_control"): threads.take,
    ("POST", "release_thread_control"): threads.release,
    ("POST", "request_thread_control"): threads.ask,
    ("POST", "extend_thread_control"): threads.ask,
    ("GET", "thread_owner"): threads.owner,
}
_WHOLE: Mapping[tuple[str, tuple[str, ...]], Handler] = {
    ("GET", ("debug_token",)): tokens.debug,
    ("GET", ("oauth", "access_token")): tokens.exchange,
    ("POST", ("oauth", "access_token")): tokens.exchange,
}
_NODES: Mapping[str, Handler] = {"GET": nodes.read, "POST": nodes.change, "DELETE": nodes.delete}


def handler(method: str, path: tuple[str, ...]) -> Handler:
    """Raises GraphError 2500 for an address that is none."""
    found = _WHOLE.get((method, path))
    if found is None and len(path) == 2:  # noqa: PLR2004 (an id and an edge)
        found = _EDGES.get((method, path[1]))
    elif found is None and len(path) == 1:
        found = _NODES.get(method)
    if found is None:
        raise GraphError(2500, None, f"Unknown path components: /{'/'.join(path[1:])}")
    return found
