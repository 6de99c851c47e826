"""What a person sees of a Page before the first word."""

from collections.abc import AsyncIterator

import pytest
from graph_wire import PAGE, Wire, account, wired
from hypothesis import given
from hypothesis import strategies as st

from connectors.channel import Refused, Unreachable
from connectors.messages import Choice
from connectors.messenger import profile
from connectors.messenger.profile import FIELDS, Shown, Wanted, fields

EXAMPLES = [Choice(f"Thủ tục số {number}?", f"ask|Thủ tục số {number}?") for number in range(6)]
WANTED = Wanted("UBND xã Mẫu", EXAMPLES, "ask|tra cứu", "ask|gặp cán bộ", "https://xamau.gov.vn")
OK = {"result": "success"}


@pytest.fixture
async def wire() -> AsyncIterator[Wire]:
    async with wired() as wire:
        yield wire


async def test_a_profile_is_set_in_one_call(wire: Wire) -> None:
    wire.say(OK)
    await profile.put(wire.graph, account(), WANTED)
    call = wire.last
    assert (call.method, call.path) == ("POST", f"v25.0/{PAGE}/messenger_profile")
    assert set(call.json) == set(FIELDS)
    assert call.json["get_started"] == {"payload": "GET_STARTED"}
    menu = call.json["persistent_menu"][0]["call_to_actions"]
    assert [item["title"] for item in menu] == ["Tra cứu thủ tục", "Cổng dịch vụ công", "Gặp cán bộ"]
    assert [item.get("payload", item.get("url")) for item in menu] == [
        "ask|tra cứu",
        "https://xamau.gov.vn",
        "ask|gặp cán bộ",
    ]


def test_four_questions_are_shown_to_begin_with() -> None:
    breakers = fields(WANTED)["ice_breakers"][0]["call_to_actions"]
    assert [breaker["question"] for breaker in breakers] == [example.label for example in EXAMPLES[:4]]


def test_what_is_not_given_is_not_shown() -> None:
    bare = fields(Wanted("UBND xã Mẫu", [], "s", "p", "http://xamau.gov.vn"))
    assert "ice_breakers" not in bare
    assert len(bare["persistent_menu"][0]["call_to_actions"]) == 2


@given(st.text(max_size=400), st.lists(st.builds(Choice, st.text(), st.text(max_size=1_500)), max_size=8))
def test_a_profile_keeps_the_limits(agency: str, examples: list[Choice]) -> None:
    told = fields(Wanted(agency, examples, "s", "p", "https://xamau.gov.vn"))
    assert 0 < len(told["greeting"][0]["text"]) <= 160
    for breakers in told.get("ice_breakers", ()):
        assert 0 < len(breakers["call_to_actions"]) <= 4
        for breaker in breakers["call_to_actions"]:
            assert 0 < len(breaker["question"]) <= 80
            assert 0 < len(breaker["payload"]) <= 1_000
    assert all(len(item["title"]) <= 30 for item in told["persistent_menu"][0]["call_to_actions"])


async def test_what_is_set_is_read_back(wire: Wire) -> None:
    wire.say({"data": []})
    assert (await profile.show(wire.graph, account())).lacking == FIELDS
    assert wire.last.query["fields"] == ",".join(FIELDS)
    wire.say({"data": [fields(WANTED)]})
    shown = await profile.show(wire.graph, account())
    assert shown.lacking == ()
    assert shown == Shown.model_validate(fields(WANTED))
    wire.say({"data": [{"ice_breakers": [{"question": "Cũ?", "payload": "p"}]}]})
    assert "ice_breakers" not in (await profile.show(wire.graph, account())).lacking
    wire.say({"data": {"get_started": 1}})
    with pytest.raises(Unreachable):
        await profile.show(wire.graph, account())


async def test_fields_are_taken_away_the_menu_before_its_button(wire: Wire) -> None:
    wire.say(OK)
    await profile.remove(wire.graph, account())
    assert wire.last.method == "DELETE"
    assert wire.last.json["fields"][-1] == "get_started"
    assert set(wire.last.json["fields"]) == set(FIELDS)


async def test_a_profile_that_was_not_taken_is_refused(wire: Wire) -> None:
    wire.say({"result": "failure"})
    with pytest.raises(Refused):
        await profile.put(wire.graph, account(), WANTED)
