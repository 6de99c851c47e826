import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.vietnamese.runtogether import cut
from knowledge.vietnamese.vocabulary import Vocabulary


@pytest.mark.parametrize(
    ("token", "pieces"),
    [
        *(
            ("khaisinh", "khai sinh"),
            ("dangkykhaisinh", "dang ki khai sinh"),
            ("giấykhaisinh", "giấy khai sinh"),
        ),
        *(("giayphepxaydung", "giay phep xay dung"), ("đăngkýkếthôn", "đăng kí kết hôn")),
        *(("15ngày", "15 ngày"), ("ngay15", "ngay 15"), ("tháng6", "tháng 6"), ("hokhau", "ho khau")),
    ],
)
def test_words_run_together_are_cut_where_their_writer_meant(
    token: str, pieces: str, vocabulary: Vocabulary
) -> None:
    assert cut(token, vocabulary) == tuple(pieces.split())


@pytest.mark.parametrize(
    "token", ["facebook", "vneid", "khai", "ct01", "h35", "xyz", "", "2021", "khai.sinh", "b2", "a" * 4000]
)
def test_what_is_no_row_of_known_words_is_left(token: str, vocabulary: Vocabulary) -> None:
    assert cut(token, vocabulary) is None


@given(st.text(alphabet="aeiouhngctkđăấ1", max_size=60) | st.text(max_size=60))
def test_no_letter_is_lost_by_a_cut(vocabulary: Vocabulary, token: str) -> None:
    pieces = cut(token, vocabulary)
    assert pieces is None or len("".join(pieces)) == len(token)
