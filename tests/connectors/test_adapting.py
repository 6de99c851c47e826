"""A reply takes the shape that a channel can show, and says the same in each."""

import unicodedata
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from connectors.adapting import Part, parts
from connectors.channel import Ability, ChoiceStyle
from connectors.messages import SILENCE, Choice, Reply

BUTTONS = Ability(
    200, ChoiceStyle.BUTTONS, most_choices=4, label_length=20, link_buttons=True, longest_with_buttons=60
)
LIST = replace(BUTTONS, choices=ChoiceStyle.LIST, link_buttons=False)
NUMBERED = replace(LIST, choices=ChoiceStyle.NUMBERED)
SHORT = (Choice("Giấy tờ", "papers"), Choice("Lệ phí", "fee"))
LONG = (
    Choice("Đăng ký khai sinh có yếu tố nước ngoài", "1.000110"),
    Choice("Đăng ký lại khai sinh", "1.004884"),
)
PORTAL = ("Cổng dịch vụ công", "https://dichvucong.gov.vn/")

abilities = st.builds(
    Ability,
    longest=st.integers(16, 80),
    choices=st.sampled_from(ChoiceStyle),
    most_choices=st.integers(0, 5),
    label_length=st.integers(5, 30),
    link_buttons=st.booleans(),
    most_links=st.integers(0, 3),
    longest_with_buttons=st.integers(0, 60),
)
words = st.text(st.sampled_from("aệo\u0323\u0302 \n.,👍🏽\u200d🇻🇳"), max_size=150)
replies = st.builds(
    Reply,
    words,
    st.lists(st.builds(Choice, words, st.text(max_size=5)), max_size=7).map(tuple),
    st.lists(st.tuples(words, st.sampled_from([PORTAL[1], "javascript:alert(1)"])), max_size=4).map(tuple),
)


@settings(deadline=None)
@given(replies, abilities)
def test_whatever_is_said_stays_within_what_a_channel_can_show(reply: Reply, ability: Ability) -> None:
    said = parts(reply, ability)
    assert bool(said) == bool(reply.text.strip())
    for part in said:
        assert 0 < len(part.text) <= ability.longest
        assert unicodedata.is_normalized("NFC", part.text)
        assert len(part.choices) <= ability.most_choices
        assert all(len(choice.label) <= ability.label_length for choice in part.choices)
        assert len(part.links) <= (ability.most_links if ability.link_buttons else 0)
        assert not part.links or len(part.text) <= (ability.longest_with_buttons or ability.longest)
        assert "javascript:" not in part.text + repr(part.links)
    assert not any(part.choices or part.links for part in said[:-1])


@settings(deadline=None)
@given(replies, abilities)
def test_every_choice_and_every_safe_link_is_there_in_one_way_or_the_other(
    reply: Reply, ability: Ability
) -> None:
    said = parts(reply, ability)
    if not said:
        return
    text = "".join("".join(part.text.split()) for part in said)
    payloads = [choice.payload for choice in said[-1].choices]
    if payloads:
        assert payloads == [choice.payload for choice in reply.choices]
    else:
        assert all(f"{number}." in text for number in range(1, len(reply.choices) + 1))
    safe = [url for _, url in reply.links if url == PORTAL[1]]
    assert len(said[-1].links) + text.count(PORTAL[1]) == len(safe)


@settings(deadline=None)
@given(st.integers(1, 6_000), st.sampled_from([*ChoiceStyle]), st.booleans())
def test_where_only_one_message_may_be_sent_the_text_is_cut_and_what_stands_below_stays(
    length: int, style: ChoiceStyle, buttons: bool
) -> None:
    ability = Ability(1_900, style, label_length=20, link_buttons=buttons, longest_with_buttons=640)
    reply = Reply(("Giấy tờ cần nộp.\n\n  " * length)[:length], LONG, (PORTAL,))
    (part,) = parts(reply, ability, once=True)
    assert len(part.text) <= 1_900
    assert part.text.endswith("1. Đăng ký khai sinh có yếu tố nước ngoài\n2. Đăng ký lại khai sinh")
    assert len(part.choices) == (0 if style is ChoiceStyle.NUMBERED else 2)
    assert PORTAL[1] in part.text + repr(part.links)
    assert len(part.text) > min(1_500, length) or part.links


def test_silence_is_no_message() -> None:
    assert parts(SILENCE, BUTTONS) == parts(Reply(" \n", SHORT, (PORTAL,)), NUMBERED) == ()


@pytest.mark.parametrize("ability", [BUTTONS, LIST])
def test_choices_with_short_labels_are_shown_as_they_are(ability: Ability) -> None:
    assert parts(Reply("Cần gì?", SHORT), ability) == (Part("Cần gì?", SHORT),)


def test_where_there_are_no_buttons_choices_are_numbered_in_the_text() -> None:
    (part,) = parts(Reply("Cần gì?", SHORT), NUMBERED)
    assert part == Part("Cần gì?\n\nXin nhắn một số để chọn:\n1. Giấy tờ\n2. Lệ phí")


def test_more_choices_than_there_can_be_buttons_are_numbered_in_the_text() -> None:
    many = tuple(Choice(f"Việc {number}", str(number)) for number in range(1, 6))
    (part,) = parts(Reply("Cần gì?", many), BUTTONS)
    assert part.choices == ()
    assert part.text.endswith("4. Việc 4\n5. Việc 5")


def test_labels_that_are_too_long_stand_whole_in_the_text_and_numbered_on_the_buttons() -> None:
    (part,) = parts(Reply("Việc nào?", LONG), BUTTONS)
    assert part.text == f"Việc nào?\n\n1. {LONG[0].label}\n2. {LONG[1].label}"
    assert [choice.label for choice in part.choices] == ["1. Đăng ký khai…", "2. Đăng ký lại khai…"]
    assert [choice.payload for choice in part.choices] == ["1.000110", "1.004884"]


def test_a_label_is_measured_in_letters_as_people_see_them() -> None:
    label = "Đăng ký hộ kinh d…" + "ộ" * 2
    (part,) = parts(Reply("Việc nào?", (Choice(unicodedata.normalize("NFD", label), "x"),)), BUTTONS)
    assert part == Part("Việc nào?", (Choice(label, "x"),))


def test_links_stand_behind_buttons_where_they_fit() -> None:
    assert parts(Reply("Xem thêm", SHORT, (PORTAL,)), BUTTONS) == (Part("Xem thêm", SHORT, (PORTAL,)),)
    (part,) = parts(Reply("Xem thêm", (), (("Cổng dịch vụ công quốc gia", PORTAL[1]),)), BUTTONS)
    assert part.links == (("Cổng dịch vụ công…", PORTAL[1]),)


@pytest.mark.parametrize(
    ("reply", "ability"),
    [
        (Reply("Xem thêm", (), (PORTAL,)), LIST),
        (Reply("Xem thêm " * 8, (), (PORTAL,)), BUTTONS),
        (Reply("Xem thêm", (), (PORTAL,) * 4), BUTTONS),
    ],
)
def test_links_are_written_out_where_they_do_not_fit(reply: Reply, ability: Ability) -> None:
    (part,) = parts(reply, ability)
    assert part.links == ()
    assert part.text.count("\nCổng dịch vụ công: https://dichvucong.gov.vn/") == len(reply.links)


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "JavaScript:alert(1)",
        "data:text/html,x",
        "file:///etc/passwd",
        "//evil.example",
        "zalo://x",
        "https://a.vn/\njavascript:alert(1)",
        "https://a.vn/ b",
        "https://a.vn/\u202eb",
        "",
    ],
)
@pytest.mark.parametrize("ability", [BUTTONS, NUMBERED])
def test_what_does_not_open_safely_is_left_out(url: str, ability: Ability) -> None:
    assert parts(Reply("Xem thêm", (), (("Bấm vào đây", url),)), ability) == (Part("Xem thêm"),)


def test_only_the_last_message_carries_what_can_be_pressed() -> None:
    said = parts(Reply("Một câu dài. " * 40, SHORT), BUTTONS)
    assert len(said) == 3
    assert [part.choices for part in said] == [(), (), SHORT]


def test_a_vietnamese_text_at_the_limit_is_one_message() -> None:
    text = "ộ" * 200
    assert parts(Reply(text), BUTTONS) == parts(Reply(unicodedata.normalize("NFD", text)), BUTTONS)
    assert len(parts(Reply(text), BUTTONS)) == 1
    assert len(parts(Reply(text + "ộ"), BUTTONS)) == 2
