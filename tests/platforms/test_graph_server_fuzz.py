"""Whatever is posted, the platform answers in its own words and never breaks."""

import asyncio
from typing import Any

import pytest
from a_graph import ANNA
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.rehearsal.platforms.messenger import GraphServer, Setup
from bot.rehearsal.platforms.messenger.answering import answer
from bot.rehearsal.platforms.messenger.calls import Call

KEYS = st.sampled_from(
    (
        "text",
        "attachment",
        "quick_replies",
        "metadata",
        "type",
        "payload",
        "template_type",
        "elements",
        "buttons",
        "title",
        "url",
        "content_type",
        "attachment_id",
        "media_type",
        "default_action",
        "subtitle",
        "locale",
        "call_to_actions",
        "question",
        "id",
        "comment_id",
        "message_id",
        "name",
    )
)
WORDS = st.sampled_from(
    (
        "template",
        "image",
        "button",
        "generic",
        "media",
        "text",
        "postback",
        "web_url",
        "default",
        "https://a.b",
        "+84",
        "customer_feedback",
    )
)
LEAVES = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=5) | WORDS
JSON = st.recursive(
    LEAVES,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=4),
    max_leaves=12,
)
PARAMS = {
    "messages": ("recipient", "message", "sender_action", "messaging_type", "tag", "payload"),
    "messenger_profile": ("get_started", "greeting", "ice_breakers", "persistent_menu", "fields"),
    "feed": ("message", "link", "attached_media", "scheduled_publish_time", "published"),
    "custom_user_settings": ("psid", "persistent_menu"),
    "message_attachments": ("message",),
    "pass_thread_control": ("recipient", "target_app_id"),
    "subscribed_apps": ("subscribed_fields",),
}


async def told(edge: str, params: dict[str, Any]) -> int:
    server = GraphServer(Setup())
    server.citizens.say(ANNA, "a")
    made = await answer(server.graph, Call("POST", ("me", edge), params, server.token()))
    assert made is not None
    return made.status


@pytest.mark.parametrize("edge", PARAMS)
@settings(deadline=None)
@given(data=st.data())
def test_any_parameters_are_answered(edge: str, data: st.DataObject) -> None:
    params = data.draw(st.fixed_dictionaries({}, optional=dict.fromkeys(PARAMS[edge], JSON)))
    if edge == "messages" and data.draw(st.booleans()):
        params["recipient"] = {"id": ANNA}
    assert asyncio.run(told(edge, params)) in {200, 400, 403}
