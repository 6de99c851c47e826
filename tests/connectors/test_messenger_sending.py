"""What is posted to say one message, and the limits it keeps."""

import json
import unicodedata
from typing import Any

import pytest
from graph_wire import PERSON, TO
from hypothesis import given
from hypothesis import strategies as st

from connectors.adapting import Part, parts
from connectors.channel import Ability, ChoiceStyle
from connectors.messages import Address, Choice, Reply
from connectors.messenger import sending

COMMENT = Address("messenger", "xa-mau", "comment:123_456")
LINK = ("Xem trên cổng", "https://dichvucong.gov.vn/p/home")


def body(part: Part, to: Address = TO) -> dict[str, Any]:
    posted: dict[str, Any] = json.loads(sending.letter(to, part, tag="congdan:t:0").to(sending.recipient(to)))
    return posted


def test_words_go_as_an_answer_and_carry_their_tag() -> None:
    assert body(Part("Xin chào")) == {
        "recipient": {"id": PERSON},
        "messaging_type": "RESPONSE",
        "message": {"text": "Xin chào", "metadata": "congdan:t:0"},
    }


def test_a_comment_is_answered_by_its_id() -> None:
    assert body(Part("Xin chào"), COMMENT)["recipient"] == {"comment_id": "123_456"}


def test_choices_are_quick_replies() -> None:
    message = body(Part("Chọn mục:", (Choice("Lệ phí", "1.0|fee|"), Choice("Thời hạn", "1.0|time|"))))[
        "message"
    ]
    assert message["quick_replies"] == [
        {"content_type": "text", "title": "Lệ phí", "payload": "1.0|fee|"},
        {"content_type": "text", "title": "Thời hạn", "payload": "1.0|time|"},
    ]


def test_without_choices_nothing_stands_below_the_words() -> None:
    assert "quick_replies" not in body(Part("Xin chào"))["message"]


def test_links_are_buttons_and_choices_stand_below_them() -> None:
    message = body(Part("Lệ phí: miễn phí", (Choice("Thời hạn", "p"),), (LINK,)))["message"]
    payload = message["attachment"]["payload"]
    assert "text" not in message
    assert (payload["template_type"], payload["text"]) == ("button", "Lệ phí: miễn phí")
    assert payload["buttons"][0]["url"] == LINK[1]
    assert len(message["quick_replies"]) == 1


@pytest.mark.parametrize("part", [Part("a" * 641, links=(LINK,)), Part("Lệ phí", links=(LINK,) * 4)])
def test_links_that_do_not_fit_are_written_out(part: Part) -> None:
    message = body(part)["message"]
    assert "attachment" not in message
    assert message["text"].endswith(f"{LINK[0]}: {LINK[1]}")


def test_a_choice_that_can_not_be_carried_is_left_out() -> None:
    part = Part(
        "Chọn:", (Choice("Dài", "x" * 1_001), Choice(" ", "p"), Choice("Rỗng", ""), Choice("Được", "p"))
    )
    assert [quick["title"] for quick in body(part)["message"]["quick_replies"]] == ["Được"]


def test_a_title_is_cut_between_letters_and_their_marks() -> None:
    decomposed = unicodedata.normalize("NFD", "Ưởng" * 10)
    title = body(Part("Chọn:", (Choice(decomposed, "p"),)))["message"]["quick_replies"][0]["title"]
    assert title == "Ưởng" * 4 + "Ưởng"[:3] + "…"


_LABELS = st.text(min_size=1, max_size=60)
_CHOICES = st.lists(st.builds(Choice, _LABELS, st.text(max_size=1_200)), max_size=20).map(tuple)
_LINKS = st.lists(st.tuples(_LABELS, st.just("https://xa.gov.vn/x")), max_size=6).map(tuple)
_ABLE = Ability(1_900, ChoiceStyle.BUTTONS, 13, 20, link_buttons=True, longest_with_buttons=640)


@given(st.text(max_size=3_000), _CHOICES, _LINKS)
def test_whatever_is_replied_keeps_the_limits(
    text: str, choices: tuple[Choice, ...], links: tuple[tuple[str, str], ...]
) -> None:
    for part in parts(Reply(text, choices, links), _ABLE):
        message = body(part)["message"]
        payload = message.get("attachment", {}).get("payload", {})
        assert len(message.get("text", "")) < 2_000
        assert len(payload.get("text", "")) <= 640
        assert len(payload.get("buttons", ())) <= 3
        assert len(message.get("quick_replies", ())) <= 13
        titled = [*message.get("quick_replies", ()), *payload.get("buttons", ())]
        assert all(0 < len(button["title"]) <= 20 for button in titled)
        assert all(len(quick["payload"]) <= 1_000 for quick in message.get("quick_replies", ()))
        json.dumps(message)
