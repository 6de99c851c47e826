"""What people type about the news, as a pure function sees it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.news_wishes import NewsWish, news_wish, news_wish_in, pressed
from broadcasts.broadcast import Rhythm

TOPICS = {"dat dai": "land", "y te": "health", "giao duc va dao tao": "education", "xa tan phu": "place:1"}
LAND, HEALTH = ("land",), ("health",)
ALL, NONE = NewsWish(wanted=True), NewsWish(wanted=False)


def wish(text: str) -> NewsWish | None:
    return news_wish(text, TOPICS.get)


@pytest.mark.parametrize(
    ("meant", "texts"),
    [
        (
            ALL,
            (
                "đăng ký tin",
                "dang ky nhan tin",
                "Đăng kí nhận tin tức ạ",
                "dk tin",
                "tôi muốn nhận thông báo",
                "cho tôi nhận tin của xã",
                "nhận tin tức nhé",
            ),
        ),
        (
            NONE,
            (
                "ngừng tin",
                "ngung tin",
                "hủy đăng ký nhận tin",
                "không nhận tin nữa",
                "đừng gửi tin nữa",
                "không muốn nhận thông báo nữa",
                "ngừng gửi tin nhắn",
            ),
        ),
        (
            NewsWish(wanted=True, topics=LAND),
            (
                "đăng ký tin đất đai",
                "dk tin dat dai",
                "tôi muốn nhận tin về đất đai ạ",
                "chỉ nhận tin đất đai thôi",
                "đăng ký nhận thông báo đất đai",
            ),
        ),
        (
            NewsWish(wanted=True, topics=LAND, rhythm=Rhythm.DAILY),
            (
                "đăng ký tin đất đai hằng ngày",
                "dang ky tin dat dai moi ngay",
                "nhận tin đất đai mỗi ngày một lần",
            ),
        ),
        (
            NewsWish(wanted=True, topics=("place:1",)),
            ("đăng ký tin xã Tân Phú", "theo dõi tin xã tân phú", "nhận tin của xã Tân Phú ạ"),
        ),
        (
            NewsWish(wanted=True, topics=("land", "health")),
            ("đăng ký tin đất đai và y tế", "đăng ký tin đất đai, y tế"),
        ),
        (NewsWish(wanted=True, topics=("education",)), ("đăng ký tin giáo dục và đào tạo",)),
        (NewsWish(wanted=False, unknown="bóng đá"), ("ngừng tin bóng đá", "hủy đăng ký tin bóng đá ạ")),
        (
            NewsWish(rhythm=Rhythm.DAILY),
            ("đăng ký tin mỗi ngày", "dang ky tin moi ngay", "Gộp mỗi ngày một lần"),
        ),
        (NewsWish(rhythm=Rhythm.INSTANT), ("Gửi ngay khi có tin", "nhận tin mới ngay khi có")),
        (NewsWish(wanted=False, topics=LAND), ("ngừng tin đất đai", "không nhận tin về đất đai nữa")),
        (
            NewsWish(rhythm=Rhythm.WEEKLY),
            ("nhận tin hằng tuần", "gửi tin mỗi tuần một lần", "nhan tin theo tuan"),
        ),
        (NewsWish(rhythm=Rhythm.INSTANT), ("nhận tin ngay khi có", "gửi tin ngay lập tức")),
        (NewsWish(show=True), ("tin của tôi", "chủ đề", "xem đăng ký", "chọn chủ đề tin", "có những tin gì")),
        (NewsWish(wanted=True, unknown="bóng đá"), ("đăng ký tin về bóng đá", "theo dõi tin về bóng đá ạ")),
    ],
)
def test_a_wish_about_news_is_understood_however_it_is_typed(meant: NewsWish, texts: tuple[str, ...]) -> None:
    assert {text: wish(text) for text in texts} == dict.fromkeys(texts, meant)


@pytest.mark.parametrize(
    "text",
    [
        "đăng ký thông báo lưu trú",
        "đăng ký thông báo đất đai",
        "đăng ký tin học",
        "nhắn tin",
        "nhan tin",
        "nhắn tin cho tôi",
        "đăng ký khai sinh",
        "đăng ký đất đai",
        "hủy đăng ký kết hôn",
        "thông tin đất đai",
        "nhận thông báo thuế ở đâu",
        "không",
        "tin",
        "",
        "đăng ký tin " + "đất đai " * 12,
    ],
)
def test_a_question_is_no_wish_about_news(text: str) -> None:
    assert wish(text) is None


def test_the_words_of_an_understood_message_are_read_too() -> None:
    assert news_wish_in(["đăng", "ký", "tin", "đất", "đai"], TOPICS.get) == NewsWish(wanted=True, topics=LAND)


@pytest.mark.parametrize(
    ("payload", "meant"),
    [
        ("news|all", ALL),
        ("news|none", NONE),
        ("news|topic|land", NewsWish(wanted=True, topics=LAND)),
        ("news|rhythm|weekly", NewsWish(rhythm=Rhythm.WEEKLY)),
        ("news|rhythm|hourly", NewsWish(show=True)),
        ("news|topic|", NewsWish(show=True)),
        ("1.001193|fee|", None),
        ("", None),
        (None, None),
    ],
)
def test_a_pressed_button_about_news_is_the_wish_on_it(payload: str | None, meant: NewsWish | None) -> None:
    assert pressed(payload) == meant


@given(st.text(max_size=200))
def test_no_text_breaks_the_reading(text: str) -> None:
    news_wish(text, TOPICS.get)
    pressed(text)


@given(
    st.sampled_from(sorted(TOPICS)), st.sampled_from(("đăng ký tin", "ngừng tin", "nhận tin", "theo dõi tin"))
)
def test_any_known_topic_can_be_chosen_and_declined(words: str, verb: str) -> None:
    meant = wish(f"{verb} {words}")
    assert meant is not None
    assert meant.topics == (TOPICS[words],)


def test_topics_named_together_are_all_taken_where_the_finder_sees_one_of_them_in_both() -> None:
    def within(words: str) -> str | None:
        return next((code for name, code in TOPICS.items() if name in words), None)

    assert news_wish("đăng ký tin đất đai, y tế", within) == NewsWish(wanted=True, topics=("land", "health"))


def test_not_to_believe_somebody_is_no_wish_about_news() -> None:
    assert wish("không tin đất đai") is None
