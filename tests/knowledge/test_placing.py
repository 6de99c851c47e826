"""What is said of places, and what is left of a message to find its procedure by."""

import json
from itertools import chain

import pytest

from knowledge import lexicon, wording
from knowledge.places.finding import Status, find
from knowledge.places.placing import placed
from knowledge.places.telling import told
from knowledge.starter import starter_files
from knowledge.vietnamese.folding import fold

NGOC_HOA = "Xã Ngọc Hòa, huyện Giồng Riềng (cũ) nay là xã Hòa Thuận, tỉnh An Giang."


@pytest.mark.parametrize(
    "text",
    [
        "xã Ngọc Hòa huyện Giồng Riềng nay là xã nào",
        "xa ngoc hoa giong rieng sap nhap chua vay",
        "cho mình hỏi xã Ngọc Hòa, Giồng Riềng giờ thuộc xã nào ạ",
        "xã Ngọc Hòa huyện Giồng Riềng",
        "Sau sáp nhập xã Ngọc Hòa (huyện Giồng Riềng) có tên mới là gì?",
    ],
)
def test_a_question_about_a_place_is_answered_by_itself(text: str) -> None:
    found = placed(text)
    assert (found.direct, found.told, found.question) == (True, NGOC_HOA, "")


def test_beside_another_question_it_is_said_in_one_sentence_and_once() -> None:
    text = "xã Ngọc Hòa huyện Giồng Riềng đăng ký tạm trú cần gì"
    found = placed(text)
    assert (found.direct, found.told, found.rest.strip()) == (False, NGOC_HOA, "đăng ký tạm trú cần gì")
    assert placed(text, known=found.keys).told == ""


def test_a_district_beside_another_question_takes_one_sentence() -> None:
    found = placed("tôi ở huyện Chợ Đồn làm khai sinh ở đâu")
    assert (
        found.told == "Từ ngày 01/7/2025 không còn cấp huyện; huyện Chợ Đồn (cũ) nay thuộc tỉnh Thái Nguyên."
    )


def test_a_district_asked_for_lists_its_communes() -> None:
    found = placed("huyện Chợ Đồn gồm những xã nào")
    assert found.direct
    assert "xã Nghĩa Tá" in found.told
    assert "tỉnh Thái Nguyên" in found.told


def test_a_unit_in_force_says_what_it_was_made_of_when_that_is_asked() -> None:
    found = placed("xã Hòa Thuận tỉnh An Giang gồm những xã nào trước đây")
    assert "xã Hòa Thuận và xã Ngọc Hòa (cũ)" in found.told
    assert placed("Hà Nội có sáp nhập không").told == wording.PLACE_UNTOUCHED.format(place="Thành phố Hà Nội")


def test_a_bare_name_counts_when_nothing_else_is_asked() -> None:
    assert placed("Bằng Lũng nay là xã nào").told.startswith("Thị trấn Bằng Lũng, huyện Chợ Đồn (cũ) nay là")
    assert not placed("Bằng Lũng khai sinh xã nào làm").mentions


def test_of_several_places_of_one_name_it_asks_back_and_each_choice_answers() -> None:
    found = placed("Ngọc Hòa nay là xã nào")
    assert found.direct
    assert found.question.startswith("Có 2 nơi tên là xã Ngọc Hòa.")
    (hanoi, kien_giang, other) = found.choices
    assert kien_giang[0] == "Giồng Riềng, Kiên Giang"
    assert placed(kien_giang[1]).told == NGOC_HOA
    assert placed(hanoi[1], "tỉnh An Giang").told.endswith("thành phố Hà Nội.")
    assert other[0] == wording.PLACE_ELSEWHERE
    again = placed(other[1], "tỉnh An Giang")
    assert "viết thêm" in again.question
    assert again.choices == ()


def test_of_many_it_asks_for_the_district() -> None:
    found = placed("phường 5 giờ là phường nào")
    assert (found.direct, found.choices) == (True, ())
    assert "ví dụ: phường 5, quận" in found.question


def test_an_unsure_place_does_not_hold_up_another_question() -> None:
    found = placed("xã Tân Lập đăng ký kết hôn cần gì")
    assert (found.direct, found.told, found.question) == (False, "", "")
    assert found.rest.strip() == "đăng ký kết hôn cần gì"


def test_a_province_of_today_stays_in_the_question() -> None:
    found = placed("trích lục hộ tịch ở Đà Nẵng")
    assert (found.rest, found.told, found.direct) == ("trích lục hộ tịch ở Đà Nẵng", "", False)


def test_an_unknown_commune_is_not_invented() -> None:
    found = placed("phường 99 quận 3 giờ là phường nào")
    assert found.direct
    assert "Chưa tìm thấy “phường 99 quận 3”" in found.told
    assert "phường Bàn Cờ" in found.told


@pytest.mark.parametrize(
    "text", ["", " ", "?", "sáp nhập", "xã mình sáp nhập chưa", "thủ tục sáp nhập công ty"]
)
def test_without_a_place_nothing_is_said(text: str) -> None:
    found = placed(text)
    assert (found.mentions, found.rest, found.told, found.direct) == ((), text, "", False)


@pytest.mark.parametrize("text", ["tân lập " * 1300, "phường 5 " * 1200, "xã thọ xuân thanh hóa " * 500])
def test_a_flood_of_names_is_read_in_part(text: str) -> None:
    found = placed(text)
    assert len(found.mentions) <= 8
    assert not found.direct


def test_every_status_can_be_told() -> None:
    texts = [
        "xã Ngọc Hòa, Giồng Riềng",
        "phường Đại Mỗ quận Nam Từ Liêm",
        "huyện Chợ Đồn",
        "tp Hà Nội",
        "phường 5",
    ]
    mentions = [*chain.from_iterable(map(find, texts)), *find("phường 99 quận 3")]
    assert {mention.status for mention in mentions} == set(Status)
    assert all(told(mention) for mention in mentions)


@pytest.fixture(scope="module")
def phrasings() -> list[str]:
    texts = []
    for path in starter_files():
        for line in path.read_text().splitlines():
            row = json.loads(line)
            texts += [row["name"], *row["phrasings"]]
    for path in sorted((lexicon.FOLDER / "phrasings").glob("*.tsv")):
        texts += [text for _, text in lexicon.rows(f"phrasings/{path.name}", 2)]
    return texts


@pytest.mark.parametrize("marks", [True, False], ids=["marked", "unmarked"])
def test_questions_about_procedures_hardly_name_a_place(phrasings: list[str], *, marks: bool) -> None:
    found = [placed(text if marks else fold(text)) for text in phrasings]
    assert sum(bool(each.mentions) for each in found) <= 0.005 * len(found)
    assert sum(bool(each.told) for each in found) <= 0.001 * len(found)
    assert [each.rest for each in found if each.direct] == []
