"""What is pasted out of Word becomes plain text, and differences between texts are told word by word."""

from hypothesis import given
from hypothesis import strategies as st

from bot.console.answers_differences import Kind, differences
from bot.console.answers_form import read
from bot.console.answers_pasting import lines, pasted
from bot.console.answers_showing import words_of
from bot.console.visit import Form
from knowledge.drafts import AnswerBody, DraftKind

WORD = """<html xmlns:o="urn:microsoft-com:office"><head><style>p.MsoNormal {margin:0}</style></head>
<body><!--[if gte mso 9]><xml><w:View/></xml><![endif]--><p class=MsoNormal><b>Hồ sơ</b> gồm:<o:p></o:p></p>
<ul><li>Tờ khai</li><li>Căn cước</li></ul><p>Nộp tại quầy <span lang=VI>số 3</span>.</p></body></html>"""


def test_a_page_pasted_out_of_word_keeps_its_words_and_its_list() -> None:
    assert pasted(WORD) == "Hồ sơ gồm:\n- Tờ khai\n- Căn cước\nNộp tại quầy số 3."


def test_text_with_signs_that_only_look_like_markup_stays_as_it_was_typed() -> None:
    assert pasted("nếu < 18 tuổi và > 3 người") == "nếu < 18 tuổi và > 3 người"


def test_a_script_in_a_text_is_no_part_of_it() -> None:
    assert pasted("<p>Mở cửa<script>alert(1)</script> từ 7 giờ</p>") == "Mở cửa từ 7 giờ"


def test_questions_pasted_as_a_list_are_a_question_each() -> None:
    assert lines("<ul><li>mấy giờ mở cửa</li><li>mấy giờ mở cửa</li></ul>\n• thứ bảy có làm") == (
        "mấy giờ mở cửa",
        "thứ bảy có làm",
    )


def test_days_of_an_answer_are_read_as_they_are_written_here() -> None:
    days = {"valid_from": "2027-01-15", "sensitive": True}
    told = words_of(AnswerBody.model_validate({"questions": ["nghỉ tết"], "text": "Nghỉ 7 ngày.", **days}))
    assert told.splitlines()[-2:] == ["Hiệu lực từ: 15/01/2027", "Luôn cần hai người"]


@given(st.text(max_size=400) | st.text("<>/pbrdiv!- \n\"='", max_size=400))
def test_whatever_is_pasted_what_is_read_twice_is_the_same(text: str) -> None:
    once = pasted(text)
    assert once == once.strip()
    assert bool(once) or not pasted(once)


@given(st.text("ab c\n", max_size=60), st.text("ab c\n", max_size=60))
def test_both_texts_can_be_put_together_from_their_differences(old: str, new: str) -> None:
    pieces = differences(old, new)
    assert "".join(piece.text for piece in pieces if piece.kind is not Kind.ADDED) == old
    assert "".join(piece.text for piece in pieces if piece.kind is not Kind.REMOVED) == new


def test_differences_of_long_texts_are_told_line_by_line() -> None:
    old = "\n".join(f"dòng thứ {number}" for number in range(3_000))
    pieces = differences(old, old.replace("dòng thứ 70\n", "dòng mới\n"))
    assert [piece.text for piece in pieces if piece.kind is Kind.ADDED] == ["dòng mới\n"]


NAMES = st.sampled_from(
    ["text", "questions", "url", "valid_from", "valid_until", "added", "removed", "reason"]
)


@given(
    st.sampled_from([*DraftKind]),
    st.dictionaries(
        NAMES, st.text(max_size=80) | st.sampled_from(["22/11/2026", "https://a.vn/x", "9" * 30])
    ),
)
def test_any_form_becomes_a_body_or_says_what_is_wrong(kind: DraftKind, values: dict[str, str]) -> None:
    typed = read(kind, Form({name: [text] for name, text in values.items()}), "fee")
    assert (typed.body is None) == bool(typed.faults)


def test_days_are_understood_as_people_write_them_and_as_calendars_do() -> None:
    def until(text: str) -> object:
        form = {"text": ["a"], "questions": ["b"], "valid_until": [text]}
        return getattr(read(DraftKind.ANSWER, Form(form)).body, "valid_until", None)

    assert str(until("30/11/2026")) == str(until("2026-11-30")) == "2026-11-30"
    assert until("31/11/2026") is None
