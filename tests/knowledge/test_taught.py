"""What colleagues wrote and taught is what citizens get, whatever stands near it."""

import pytest
from known import BIRTH, MARRIAGE, NOW, answer, change, furnish, phrasing, shipped

from connectors.database import Database
from knowledge.findings import Finding, Found, Routed, Unknown, Written
from knowledge.library import Library
from knowledge.matching.routes import Topic

RECEIVES = "Chủ tịch xã tiếp công dân sáng thứ Năm hằng tuần."


@pytest.fixture
async def library(database: Database) -> Library:
    await furnish(database)
    await change(
        database,
        answer(2, "tiep-dan", RECEIVES, "tiếp công dân ngày nào", "lịch tiếp dân của chủ tịch xã"),
        answer(2, "gieng", "Giếng nhỏ không phải xin phép.", "khoan giếng ở nhà có phải xin phép không"),
        answer(2, "xe-buyt", "Nhận vé tại nhà văn hóa.", "vé xe buýt miễn phí cho người già lấy ở đâu"),
        answer(2, "chay", "Gọi đội phòng cháy của xã.", "cháy nhà gọi ai"),
        phrasing(2, MARRIAGE, "rước dâu về thì làm giấy gì"),
    )
    library = Library(shipped())
    await library.refresh(database)
    return library


def found(library: Library, text: str, agency: str = "xa-b") -> Finding:
    return library.answer(agency, text, None, NOW)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("tiếp công dân ngày nào", "tiep-dan"),
        ("TIEP CONG DAN NGAY NAO???", "tiep-dan"),
        ("hôm nào chủ tịch tiếp dân vậy", "tiep-dan"),
        ("lịch tiếp công dân", "tiep-dan"),
        ("khoan gieng co can xin phep", "gieng"),
    ],
)
def test_an_answer_to_what_is_lacking_is_given(library: Library, text: str, code: str) -> None:
    given = found(library, text)
    assert isinstance(given, Written)
    assert given.code == code


def test_where_nobody_wrote_an_answer_what_is_lacking_is_named(library: Library) -> None:
    lacking = found(library, "tiếp công dân ngày nào", "xa-c")
    assert isinstance(lacking, Unknown)
    assert lacking.lacking is not None


def test_another_matter_of_what_is_lacking_is_not_answered_by_it(library: Library) -> None:
    asked = found(library, "giấy phép khai thác nước dưới đất cho nhà máy hết hạn thì gia hạn thế nào")
    assert not isinstance(asked, Written)


def test_an_answer_wins_over_being_sent_elsewhere_by_the_very_words(library: Library) -> None:
    assert isinstance(found(library, "ve xe buyt mien phi cho nguoi gia lay o dau"), Written)
    assert isinstance(found(library, "vé xe buýt đi tỉnh bán ở đâu"), Routed)


def test_nothing_that_was_written_keeps_an_emergency_from_its_number(library: Library) -> None:
    urgent = found(library, "cháy nhà gọi ai")
    assert isinstance(urgent, Routed)
    assert urgent.topic is Topic.EMERGENCY


def test_a_way_to_ask_that_was_taught_is_understood_to_the_letter(library: Library) -> None:
    taught = found(library, "ruoc dau ve thi lam giay gi")
    assert isinstance(taught, Found)
    assert taught.procedure.code == MARRIAGE
    other = found(library, "làm giấy khai sinh cho con")
    assert isinstance(other, Found)
    assert other.procedure.code == BIRTH
