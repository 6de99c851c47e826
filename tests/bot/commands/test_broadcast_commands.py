"""`congdan broadcast …`: planned with its reach shown, approved, started, stopped, told anew."""

import re
from threading import Timer

import pytest
from shell import Congdan, Rows, answered
from telling_desk import AN, CHI, Desk

from broadcasts.posts import PostState

LAN, HOA = ("--by", "Lan"), ("--by", "Hoa")
WORDS = ("--agency", "xa-b", "--title", "Tạm ngừng tiếp dân", "--text", "Sáng mai nghỉ.")


def plan(congdan: Congdan, *words: str) -> None:
    planned = congdan("broadcast", "plan", *words, *LAN, "--yes")
    assert planned.code == 0, planned.err


def test_a_plan_shows_whom_it_reaches_and_whom_not_and_why(province: Congdan, desk: Desk, rows: Rows) -> None:
    planned = province("broadcast", "plan", "1", "2", *LAN, "--yes")
    assert planned.code == 0, planned.err
    assert "Bản nháp số 1 (tin mới, cơ quan xa-b): Lịch tiêm chủng và 1 tin khác" in planned.out
    assert re.search(r"Zalo +gửi từng người +\d\d:\d\d \S+ +1 +0 +2 ", planned.out)
    assert "Zalo: 1 người không nhận: đã ngừng nhận tin" in planned.out
    assert "Zalo: 1 người không nhận: quá lâu chưa nhắn tin" in planned.out
    assert "Đợt 1 sẽ gửi lúc" in planned.out
    assert rows("SELECT state, approved_by FROM broadcast") == [("planned", "Lan")]
    assert rows("SELECT id, state, decided_by FROM article WHERE state = 'approved' ORDER BY id") == [
        (1, "approved", "Lan"),
        (2, "approved", "Lan"),
    ]


@pytest.mark.parametrize(("answer", "code"), [("k\n", 0), ("", 1)])
def test_whoever_says_no_plans_nothing(
    province: Congdan, desk: Desk, rows: Rows, answer: str, code: int
) -> None:
    refused = answered(answer, "broadcast", "plan", "1", *LAN)
    assert (refused.code, "Chưa lập gì." in refused.out) == (code, True)
    assert rows("SELECT * FROM broadcast") == rows("SELECT * FROM broadcast_item") == []
    assert rows("SELECT state FROM article WHERE id = 1") == [("waiting",)]
    plan(province, "1")


def test_words_of_the_agency_are_planned_like_an_article(province: Congdan, desk: Desk, rows: Rows) -> None:
    plan(province, *WORDS)
    shown = province("broadcast", "show", "1").out
    assert "Đợt 1 (chờ giờ gửi): tin mới, cơ quan xa-b" in shown
    assert "Tạm ngừng tiếp dân" in shown
    assert "Sáng mai nghỉ." in shown
    desk.begin(1)
    assert rows("SELECT state FROM broadcast") == [("sending",)]


NOT_PLANNED = (
    (("9",), "congdan article list"),
    (("3",), "congdan article approve 3"),
    (("1", "--title", "x"), "không nêu cả hai"),
    (("1", "--agency", "tinh-a"), "chưa nối kênh nào"),
    (("1", "--emergency"), "--title và --text"),
    (("--agency", "xa-b", "--title", "x"), "Thiếu nội dung"),
    (("--agency", "xa-b", "--title", "x", "--text", "y", "--link", "ftp://x"), "https://"),
    (("1", "--agency", "xa-z"), "congdan agency list"),
)


def test_what_cannot_be_planned_is_refused_with_what_to_do(province: Congdan, desk: Desk, rows: Rows) -> None:
    for words, told in NOT_PLANNED:
        refused = province("broadcast", "plan", *words, *LAN, "--yes")
        assert (refused.code, told in refused.err) == (1, True), refused
    assert rows("SELECT * FROM broadcast") == []


def test_an_article_is_planned_once_unless_it_was_cancelled(province: Congdan, desk: Desk) -> None:
    plan(province, "1")
    assert "congdan broadcast show 1" in province("broadcast", "plan", "1", *LAN, "--yes").err
    assert province("broadcast", "cancel", "1", "--reason", "Nhầm.", *LAN).code == 0
    plan(province, "1")
    listed = province("broadcast", "list").out.splitlines()
    assert [line.split("  ")[:2] for line in listed] == [["2", "chờ giờ gửi"], ["1", "đã hủy"]]
    assert province("broadcast", "list", "--state", "done").out == "Không có đợt gửi nào như vậy.\n"
    assert "planned" in province("broadcast", "list", "--state", "x").err
    assert "Còn nữa" in province("broadcast", "list", "--limit", "1").out


def test_an_emergency_needs_two_people(province: Congdan, desk: Desk, rows: Rows) -> None:
    proposed = province("broadcast", "plan", "--emergency", *WORDS, *LAN, "--yes")
    assert "cần một người khác duyệt" in proposed.out
    assert "Cần người thứ hai duyệt" in province("broadcast", "show", "1").out
    assert "broadcast second 1" in province("broadcast", "approve", "1", *HOA).err
    assert "cần một người khác" in province("broadcast", "second", "1", *LAN).err
    assert "đang được gửi" in province("broadcast", "second", "1", *HOA).out
    assert rows("SELECT state, second_by FROM broadcast") == [("planned", "Hoa")]


def test_it_is_started_paused_resumed_cancelled_and_each_has_a_name(
    province: Congdan, desk: Desk, rows: Rows
) -> None:
    plan(province, "1")
    assert "congdan broadcast show 1" in province("broadcast", "pause", "1", "--reason", "x", *LAN).err
    assert "Đợt 1 được gửi từ" in province("broadcast", "start", "1", *LAN).out
    desk.begin(1)
    assert "--reason" in province("broadcast", "pause", "1", "--reason", " ", *LAN).err
    assert province("broadcast", "pause", "1", "--reason", "Xem lại.", *HOA).code == 0
    shown = province("broadcast", "show", "1").out
    assert "Lý do: Xem lại." in shown
    assert "congdan broadcast resume 1" in shown
    assert province("broadcast", "resume", "1", *LAN).code == 0
    assert province("broadcast", "cancel", "1", "--reason", "Nhầm.", *LAN).code == 0
    assert "congdan broadcast correct 1" in province("broadcast", "cancel", "1", "--reason", "x", *LAN).err
    assert "broadcast list" in province("broadcast", "start", "9", *LAN).err
    assert province("broadcast", "start", "1").code == 2
    acts = " OR ".join(f"what LIKE '{act} đợt gửi tin số 1 “%'" for act in ("tạm dừng", "gửi tiếp", "hủy"))
    made = rows(f"SELECT by FROM change WHERE {acts} ORDER BY id")
    assert made == [("Hoa",), ("Lan",), ("Lan",)]


def test_progress_is_shown_and_watched_until_the_end(province: Congdan, desk: Desk) -> None:
    plan(province, "1")
    desk.begin(1)
    assert "Đã xử lý 1/2 người (50 %): 1 chờ gửi, 1 không gửi" in province("broadcast", "show", "1").out
    desk.set(AN, state="seen")
    province("broadcast", "cancel", "1", "--reason", "Đủ rồi.", *LAN)
    watched = province("broadcast", "show", "1", "--watch").out
    assert "Đợt 1: đã hủy\nĐã xử lý 2/2 người (100 %): 1 đã xem, 1 không gửi" in watched


def test_a_watch_goes_on_until_the_end_with_a_bar_on_a_terminal(
    province: Congdan, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan(province, "1")
    desk.begin(1)
    monkeypatch.setenv("FORCE_COLOR", "1")
    end = Timer(0.5, lambda: desk.end(1))
    end.start()
    watched = province("broadcast", "show", "1", "--watch")
    end.join()
    assert (watched.code, "Đợt 1: đã xong" in watched.out, "1/2" in watched.out) == (0, True, True)


def test_a_correction_and_a_withdrawal_go_to_those_who_were_reached(province: Congdan, desk: Desk) -> None:
    plan(province, "1")
    desk.begin(1)
    desk.set(AN, state="accepted")
    correct = ("broadcast", "correct", "1", "--text", "Ngày đúng là 15.", *LAN)
    assert "broadcast cancel 1" in province(*correct).err
    province("broadcast", "cancel", "1", "--reason", "Sai ngày.", *LAN)
    assert "Đã lập đính chính, đợt số 2" in province(*correct).out
    shown = province("broadcast", "show", "2").out
    assert "Về đợt 1" in shown
    assert re.search(r"Zalo +gửi từng người .* 1 +0 +0 ", shown)
    assert "đợt số 3" in province("broadcast", "withdraw", "1", "--reason", "Đăng nhầm.", *LAN).out


def test_a_rehearsal_goes_to_the_test_group(province: Congdan, desk: Desk) -> None:
    plan(province, "1")
    assert "congdan broadcast tester add" in province("broadcast", "rehearse", "1", *LAN).err
    here = ("--channel", "zalo", "--agency", "xa-b")
    assert f"  {AN}  lúc" in province("broadcast", "tester", "add", *here).out
    add = ("broadcast", "tester", "add", AN, *here)
    assert "--name" in province(*add).err
    named = ("--name", "Trần Văn Bình", *LAN)
    assert "nhắn một tin" in province("broadcast", "tester", "add", "999", *here, *named).err
    assert "zalo, messenger, webchat" in province(*add[:4], "--channel", "x", *here[2:], *named).err
    assert province(*add, *named).out == "Đã thêm Trần Văn Bình vào nhóm nhận thử của xa-b.\n"
    assert f"xa-b  Zalo  {AN}  Trần Văn Bình" in province("broadcast", "tester", "list").out
    rehearsed = province("broadcast", "rehearse", "1", *LAN)
    assert "Đợt gửi thử số 2 sẽ tới nhóm nhận thử (Trần Văn Bình)" in rehearsed.out
    assert "tester list" in province("broadcast", "tester", "remove", CHI, *LAN).err
    assert "Đã bỏ Trần Văn Bình" in province("broadcast", "tester", "remove", AN, *LAN).out
    assert "Chưa có ai" in province("broadcast", "tester", "list").out


def test_a_doubtful_publication_is_settled_by_who_looked(province: Congdan, desk: Desk, rows: Rows) -> None:
    plan(province, "1")
    desk.begin(1)
    post = str(desk.publish(1, PostState.UNKNOWN, "Không rõ.", article="a-77"))
    assert "mã bài a-77" in province("broadcast", "show", "1").out
    assert province("broadcast", "settle", post, *LAN).code == 2
    assert "đã đăng" in province("broadcast", "settle", post, "--sent", *LAN).out
    assert rows("SELECT outcome FROM post") == [("accepted",)]
    assert "không cần xác nhận" in province("broadcast", "settle", post, "--not-sent", *LAN).err


def test_the_rule_is_shown_with_whose_each_value_is(province: Congdan, desk: Desk) -> None:
    set_ = ("broadcast", "rule", "set")
    assert province(*set_, "cap=2", "automatic=health,notices", "--agency", "tinh-a", *LAN).code == 0
    told = province(*set_, "quiet_from=20:30", "ways=zalo:platform", "passes_on=co", *WORDS[:2], *LAN)
    assert "quiet_from = 20:30, ways = zalo:platform, passes_on = có" in told.out
    shown = province("broadcast", "rule", "show", "--agency", "xa-b").out
    assert "cap = 2  (theo tinh-a)" in shown
    assert "automatic = health, notices  (theo tinh-a)" in shown
    assert "quiet_from = 20:30  (tự đặt)" in shown
    assert "undo_minutes = 15  (mặc định)" in shown
    assert province(*set_, "quiet_from=", *WORDS[:2], *LAN).code == 0
    assert "quiet_from = 21:00  (mặc định)" in province("broadcast", "rule", "show", *WORDS[:2]).out


WRONG = (
    ("quiet_from=25:00", "21:00"),
    ("cap=99", "từ 1 đến 50"),
    ("cap=nhiều", "từ 1 đến 50"),
    ("passes_on=chắc", "co hoặc khong"),
    ("ways=post", "zalo:people"),
    ("automatic=mây", "health"),
    ("mây=1", "quiet_from"),
    ("cap", "TÊN=GIÁ-TRỊ"),
)


def test_a_value_that_cannot_be_is_refused(province: Congdan) -> None:
    for pair, told in WRONG:
        refused = province("broadcast", "rule", "set", pair, *LAN)
        assert (refused.code, told in refused.err) == (1, True), refused
    assert "nêu hai lần" in province("broadcast", "rule", "set", "cap=1", "cap=2", *LAN).err
