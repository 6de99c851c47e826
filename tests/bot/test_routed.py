"""What is said to a message that is no question about a procedure."""

import re

import pytest

from bot import routed, routed_wording
from bot.payloads import pressed
from knowledge.agencies import Contact
from knowledge.findings import AgencyView, Routed
from knowledge.lexicon import topics
from knowledge.matching.routes import Topic

NAME = "Ủy ban nhân dân xã Mẫu"
FULL = AgencyView(
    "xa-mau",
    NAME,
    Contact(
        address="12 Đường Làng",
        hours="thứ Hai đến thứ Sáu, 7 giờ 30 đến 17 giờ",
        phone="0123 456 789",
        portal_url="https://xamau.example",
        online_url="https://dichvu.example",
        disclaimer="",
        origin=dict.fromkeys(("address", "hours", "phone", "portal_url", "online_url"), "xa-mau"),
    ),
)
BARE = AgencyView("xa-mau", NAME, Contact("", "", "", "", "", "", {}))
KINDS = sorted({(rule.topic, rule.detail) for rule in topics.load().rules})


def said(topic: Topic, detail: str = "", agency: AgencyView = FULL) -> str:
    return routed.reply(agency, Routed(topic, detail, 1.0, ())).text


@pytest.mark.parametrize("agency", [FULL, BARE], ids=["all known", "nothing known"])
@pytest.mark.parametrize(("topic", "detail"), [*KINDS, (Topic.FILE_STATUS, "H35.12-240101-0001")])
def test_every_topic_has_a_short_polite_reply(topic: Topic, detail: str, agency: AgencyView) -> None:
    reply = routed.reply(agency, Routed(topic, detail, 1.0, ()))
    assert 20 < len(reply.text) < 600
    assert len(reply.text.splitlines()) <= 8
    assert not re.search(r"[{}]|\b(?:(?<!trẻ )em|ad|shop)\b", reply.text)
    assert all(address.startswith("https://") for _, address in reply.links)
    assert all(len(choice.label) <= 20 for choice in reply.choices)


@pytest.mark.parametrize(("topic", "detail"), KINDS)
def test_no_telephone_or_hour_is_made_up(topic: Topic, detail: str) -> None:
    numbers = re.findall(r"\d+", said(topic, detail, BARE))
    assert set(numbers) <= {"111", "112", "113", "114", "115"}


@pytest.mark.parametrize(
    ("detail", "number"),
    [("fire", "114"), ("medical", "115"), ("police", "113"), ("child", "111"), ("drowning", "114")],
)
def test_an_emergency_gets_its_number_in_the_first_line(detail: str, number: str) -> None:
    assert number in said(Topic.EMERGENCY, detail).splitlines()[0]


@pytest.mark.parametrize("detail", sorted(routed_wording.EMERGENCY))
def test_every_emergency_begins_with_a_number(detail: str) -> None:
    assert re.search(r"\b11[1-5]\b", said(Topic.EMERGENCY, detail).splitlines()[0])


def test_the_welcome_says_that_it_is_a_machine_and_how_to_reach_a_person() -> None:
    reply = routed.reply(FULL, Routed(Topic.GREETING, "", 1.0, ()))
    assert "tự động" in reply.text
    assert "0123 456 789" in reply.text
    assert len(reply.choices) == 3


def test_an_example_button_asks_its_question_and_is_no_procedure_button() -> None:
    choice = routed.reply(FULL, Routed(Topic.GREETING, "", 1.0, ())).choices[0]
    assert choice.payload.startswith(routed.ASK)
    assert pressed(choice.payload) is None


@pytest.mark.parametrize(
    ("topic", "value", "missing"),
    [
        (Topic.HOURS, "7 giờ 30", "chưa cung cấp giờ làm việc"),
        (Topic.ADDRESS, "12 Đường Làng", "chưa cung cấp địa chỉ"),
        (Topic.PHONE, "0123 456 789", "chưa cung cấp số điện thoại"),
    ],
)
def test_what_the_agency_has_given_is_told_and_what_it_has_not_is_said_to_be_missing(
    topic: Topic, value: str, missing: str
) -> None:
    assert value in said(topic).splitlines()[0]
    assert missing in said(topic, agency=BARE).splitlines()[0]


def test_hours_of_the_body_above_are_not_passed_off_as_its_own() -> None:
    contact = Contact("", "7 giờ đến 11 giờ", "", "", "", "", {"hours": "tinh-mau"})
    assert "cấp trên" in said(Topic.HOURS, agency=AgencyView("xa-mau", NAME, contact))


def test_the_code_of_a_file_is_repeated_beside_the_page_where_it_is_looked_up() -> None:
    reply = routed.reply(FULL, Routed(Topic.FILE_STATUS, "H35.12-240101-0001", 1.0, ()))
    assert "H35.12-240101-0001" in reply.text
    assert reply.links == (("Tra cứu hồ sơ", "https://dichvu.example"),)


def test_without_a_page_of_its_own_the_national_portal_is_named() -> None:
    reply = routed.reply(BARE, Routed(Topic.FILE_STATUS, "", 1.0, ()))
    assert reply.links == (("Tra cứu hồ sơ", "https://dichvucong.gov.vn"),)


def test_what_a_look_up_service_said_is_passed_on() -> None:
    finding = Routed(Topic.FILE_STATUS, "H35.12-240101-0001", 1.0, ())
    assert routed.reply(FULL, finding, status="đang xử lý").text == "Hồ sơ H35.12-240101-0001: đang xử lý"


def test_an_insult_gets_one_calm_sentence() -> None:
    assert said(Topic.ABUSE).count(".") == 1
