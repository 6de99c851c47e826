from collections.abc import Callable
from random import Random

import pytest
import raw_keys
from hypothesis import given
from hypothesis import strategies as st

from knowledge.vietnamese.folding import has_marks
from knowledge.vietnamese.reading import Change, Reader, Reason
from knowledge.vietnamese.spelling import LONGEST
from knowledge.vietnamese.words import syllables


def words(text: str, reader: Reader) -> str:
    return " ".join(reader.read(text).words)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        *(("ddawng kys khai sinh", "đăng kí khai sinh"), ("thur tucj", "thủ tục")),
        *(("d9a8ng ky1 khai sinh", "đăng kí khai sinh"), ("thu3 tuc5", "thủ tục")),
        *(
            ("Dda\u0306ng KYS", "đăng kí"),
            ("thu\u0309 tục", "thủ tục"),
            ("dangkykhaisinh", "dang ki khai sinh"),
        ),
        *(("đk ks cho bé đc ko", "đăng kí khai sinh cho bé được không"), ("ddk tạm trú", "đăng kí tạm trú")),
        *(("làm khai sin", "làm khai sinh"), ("chúng thực chữ ký", "chứng thực chữ kí")),
        *(("làm sổ đõ", "làm sổ đỏ"), ("khai sinhhhh???", "khai sinh"), ("đuợc giâý tờ", "được giấy tờ")),
        *(("ddang ky khai sinh", "đăng ki khai sinh"), ("nộp form online", "nộp form online")),
        *(("bằng lái hạng A1", "bằng lái hạng a1"), ("thẻ visa", "thẻ visa"), ("hạng C", "hạng c")),
        *(("mã hồ sơ H35.12-240101-0001", "mã hồ sơ h35 12 240101 0001"), ("mẫu CT01", "mẫu ct01")),
    ],
)
def test_a_message_is_read_as_it_was_meant(typed: str, meant: str, reader: Reader) -> None:
    assert words(typed, reader) == meant


def test_english_words_are_decoded_only_among_words_typed_in_telex(reader: Reader) -> None:
    assert words("đổi teen", reader) == "đổi teen"
    assert words("ddooir teen cho con", reader) == "đổi tên cho con"


def test_forgotten_marks_are_put_back_beside_the_words_as_typed(reader: Reader) -> None:
    reading = reader.read("thu tuc dang ky khai sinh")
    assert reading.words == ("thu", "tuc", "dang", "ki", "khai", "sinh")
    assert reading.restored == ("thủ", "tục", "đăng", "kí", "khai", "sinh")
    assert len(reading.sureness) == 6


def test_every_change_is_told_with_its_reason(reader: Reader) -> None:
    changes = reader.read("ddawng ks giấykhaisinh sổ đõ đuợc").changes
    assert Change("ddawng", ("đăng",), Reason.TELEX) in changes
    assert Change("ks", ("khai", "sinh"), Reason.SHORTHAND) in changes
    assert Change("giấykhaisinh", ("giấy", "khai", "sinh"), Reason.RUN_TOGETHER) in changes
    assert Change("đõ", ("đỏ",), Reason.WRONG_MARKS) in changes
    assert Change("đuợc", ("được",), Reason.SPELLING) in changes
    assert Change("thu", ("thủ",), Reason.MARKS) in reader.read("thu tuc").changes


def test_what_the_vocabulary_wrote_comes_through_unchanged(reader: Reader, phrases: list[str]) -> None:
    for text in phrases[::7]:
        assert list(reader.read(text).words) == reader.shorthand.expanded(syllables(text)), text


@pytest.mark.parametrize("way", [raw_keys.telex, raw_keys.vni])
def test_what_the_vocabulary_wrote_is_read_when_typed_raw(
    way: Callable[[str], str], reader: Reader, phrases: list[str]
) -> None:
    asked = [text for text in phrases[::7] if sum(map(has_marks, syllables(text))) > len(text.split()) / 2]
    read = sum(reader.read(way(text)).words == reader.read(text).words for text in asked)
    assert read >= 0.995 * len(asked)


@given(st.text(max_size=300) | st.text(alphabet="aăđ\u0301\u0323\u200b\ud800sfw19 tuc", max_size=300))
def test_any_text_can_be_read(reader: Reader, text: str) -> None:
    reading = reader.read(text)
    assert len(reading.words) == len(reading.restored) == len(reading.sureness)
    assert sum(map(len, reading.words)) <= 8 * max(1, len(text)) + 8


@pytest.mark.parametrize(
    "letters", ["abcdefghijklmnopqrstuvwxyz    ", "aeiounghtc ", "a", "sfrxjw aeo", "d9a8123 ", "ạ̷̈̈ \u200b中я"]
)
def test_ten_thousand_characters_of_anything_can_be_read(letters: str, reader: Reader) -> None:
    random = Random(7)
    reading = reader.read("".join(random.choice(letters) for _ in range(10_000)))
    assert len(reading.words) <= LONGEST


def test_reading_what_was_read_changes_nothing_more(reader: Reader, phrases: list[str]) -> None:
    for text in phrases[::13]:
        once = reader.read(text).words
        assert reader.read(" ".join(once)).words == once, text
