"""The curve as a picture that also reads as text."""

from xml.etree import ElementTree as ET

from hypothesis import given
from hypothesis import strategies as st

from bot.plot_wording import WORDS
from bot.plotting import drawn
from knowledge.findings import Found, Unsure
from knowledge.judging import Outcome
from knowledge.matching.confidence import FOUND

SVG = "{http://www.w3.org/2000/svg}"


def outcome(confidence: float, *, right: bool, label: str = "answer") -> Outcome:
    place = 1 if right else None
    kind = Found if confidence >= FOUND else Unsure
    return Outcome("a-1", label, (), kind, confidence, "1", "1", place, right, False, True, None)


WORKING = f"{FOUND:.2f}".replace(".", ",")
SURE = [outcome(0.9, right=True)] * 16 + [outcome(0.89, right=False)] * 2 + [outcome(0.5, right=False)] * 2


def texts(picture: str) -> list[str]:
    return [each.text or "" for each in ET.fromstring(picture).iter(f"{SVG}text")]


def test_the_title_says_the_finding_and_the_table_the_figures() -> None:
    told = texts(drawn(SURE, WORDS))
    assert "Trả lời ngay 90 trong 100 câu, sai 11,1 trong 100 câu trả lời" in told
    assert f"Ngưỡng đang dùng: {WORKING}" in told
    for words in (WORDS.across, WORDS.up, *WORDS.columns):
        assert words in told
    row = told.index("0,90")
    assert told[row : row + 4] == ["0,90", "80,0", "0,0", "16"]


def test_somebody_who_cannot_see_it_is_told_the_same() -> None:
    root = ET.fromstring(drawn(SURE, WORDS))
    assert root.get("role") == "img"
    title, text = (root.find(f"{SVG}{name}") for name in ("title", "desc"))
    assert title is not None
    assert text is not None
    assert root.get("aria-labelledby") == f"{title.get('id')} {text.get('id')}"
    assert WORKING in (text.text or "")


def test_the_same_answers_give_the_same_bytes() -> None:
    assert drawn(SURE, WORDS) == drawn(list(SURE), WORDS)


@given(st.lists(st.builds(outcome, st.floats(0, 1), right=st.booleans()), max_size=40))
def test_whatever_was_asked_there_is_a_picture_within_its_frame(asked: list[Outcome]) -> None:
    root = ET.fromstring(drawn(asked, WORDS))
    _, _, width, height = map(float, (root.get("viewBox") or "").split())
    for each in root.iter():
        for name, most in (("x", width), ("x1", width), ("x2", width), ("cx", width)):
            assert 0 <= float(each.get(name, 0)) <= most
        for name in ("y", "y1", "y2", "cy"):
            assert 0 <= float(each.get(name, 0)) <= height
