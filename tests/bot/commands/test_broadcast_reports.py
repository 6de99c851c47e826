"""`congdan broadcast report`: figures that add up, a ledger in a file that no spreadsheet computes."""

import csv
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook
from shell import Congdan
from sqlalchemy import delete, text
from sqlalchemy.orm import Session
from telling_desk import AN, BINH, CHI, Desk, account, person

from bot.broadcast_report_rows import harmless, reason
from bot.broadcast_report_wording import REASONS
from bot.broadcast_report_wording import STATES as REPORTED
from bot.broadcast_wording import DELIVERIES, KINDS, MISSED, POST_STATES, STATES
from bot.commands.broadcast_rule_wording import MEANINGS
from broadcasts.broadcast import BroadcastKind, BroadcastState
from broadcasts.counting import Why
from broadcasts.deliveries import ERASED, Delivery, DeliveryState, Skip
from broadcasts.posts import PostState
from broadcasts.ruling import NAMES

LAN = ("--by", "Lan")
GUIDE = Path(__file__).parents[3] / "docs" / "ban-tin.md"
DUNG, EM = "8100000000004", "8100000000005"


@pytest.fixture
def told(province: Congdan, desk: Desk) -> Congdan:
    """Broadcast 1: An saw it, Chi was silent for too long, of Dung nobody knows, Em was erased."""

    def more(session: Session) -> None:
        account(session, "messenger")
        person(session, DUNG)
        person(session, EM)
        person(session, "9100000000001", channel="messenger", wants_news=True)

    desk.do(more)
    assert province("broadcast", "plan", "1", *LAN, "--yes").code == 0
    desk.begin(1)
    desk.set(AN, state="seen", platform_id="=cmd|' /C calc'!A0")
    desk.set(DUNG, state="unknown", reason="Lost: no answer in time")
    desk.set(EM, state="unknown", reason="erased", person_key=f"{ERASED}ab12")
    desk.publish(1, PostState.ACCEPTED, article="a-77", broadcast="b-88")
    desk.publish(1, PostState.UNKNOWN, "=Không rõ.")
    return province


def line_of(report: str, *words: str) -> list[str]:
    """The figures at the end of the one line with these words."""
    (line,) = [line for line in report.splitlines() if all(word in line for word in words)]
    return [word for word in line.split() if word.isdecimal()]


def test_each_state_and_reason_is_counted_for_each_channel(told: Congdan) -> None:
    report = told("broadcast", "report", "1").out
    assert "Đợt 1 (đang gửi): tin mới, cơ quan xa-b" in report
    assert "các số còn thay đổi" in report
    assert line_of(report, "đã xem") == ["1", "0", "0", "1"]
    assert line_of(report, "mất câu trả lời của nền tảng: no answer in time") == ["1", "0", "0", "1"]
    assert line_of(report, "đã yêu cầu xóa dữ liệu") == ["0", "0", "1", "1"]
    assert line_of(report, "không gửi", "quá lâu chưa nhắn tin") == ["1", "0", "0", "1"]
    assert line_of(report, "chờ gửi") == ["0", "1", "0", "1"]
    assert line_of(report, "  cộng  ", "") == ["3", "1", "1", "5"]
    assert "Đã tới 1/5 người" in report
    assert "Chưa rõ 2 người: xem congdan broadcast report 1 --unknown" in report
    assert "mã bài a-77, mã lần gửi b-88" in report
    assert "congdan broadcast settle" in report
    told("broadcast", "cancel", "1", "--reason", "Đủ rồi.", *LAN)
    after = told("broadcast", "report", "1").out
    assert line_of(after, "không gửi", "đợt bị hủy") == ["0", "1", "0", "1"]
    assert "chờ gửi" not in after


def test_who_is_unknown_is_listed_with_what_an_operator_looks_up(told: Congdan) -> None:
    listed = told("broadcast", "report", "1", "--unknown").out
    assert DUNG in listed
    assert "mất câu trả lời" in listed
    assert "(đã xóa dữ liệu)" in listed
    assert "là dữ liệu cá nhân" in listed
    assert AN not in listed


def test_the_ledger_becomes_a_file_that_excel_opens_and_does_not_compute(told: Congdan) -> None:
    written = told("broadcast", "report", "1", "--output", "so.csv")
    assert written.out == "Đã ghi so.csv: 7 dòng.\n", written.err
    path = Path("so.csv")
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    assert path.stat().st_mode & 0o077 == 0
    assert not list(Path().glob("*.part"))
    rows = list(csv.DictReader(path.read_text(encoding="utf-8-sig").splitlines()))
    people = {row["mã người nhận"]: row for row in rows if row["loại"] == "người"}
    assert set(people) == {"…0001", "…0003", DUNG, ""}
    assert AN not in path.read_text()
    assert CHI not in path.read_text()
    assert BINH[-4:] not in path.read_text()
    assert [row["mã trên nền tảng"] for row in rows if row["trạng thái"] == "đã xem"] == [
        "'=cmd|' /C calc'!A0"
    ]
    assert [row["lý do"] for row in rows if row["loại"] == "bài đăng"] == ["", "'=Không rõ."]


def test_a_workbook_has_the_figures_the_publications_and_the_people(told: Congdan) -> None:
    assert told("broadcast", "report", "1", "--format", "xlsx", "--output", "so.tmp").code == 0
    Path("so.tmp").rename("so.xlsx")
    book = load_workbook("so.xlsx")
    assert book.sheetnames == ["Tổng hợp", "Bài đăng", "Từng người"]
    figures = list(book["Tổng hợp"].values)
    assert sum(row[3] for row in figures[1:] if isinstance(row[3], int)) == 5
    assert len(list(book["Từng người"].values)) == 6
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells} <= {"s", "n", "inlineStr"}
    told("broadcast", "report", "1", "--unknown", "--output", "chua-ro.xlsx")
    assert len(list(load_workbook("chua-ro.xlsx")["Từng người"].values)) == 3


def test_what_is_not_there_to_be_reported_is_told(province: Congdan, desk: Desk) -> None:
    assert "broadcast list" in province("broadcast", "report", "9").err
    province("broadcast", "plan", "1", *LAN, "--yes")
    assert "congdan broadcast show 1" in province("broadcast", "report", "1").out
    for words, remedy in (
        (("--output", "so.csv"), "congdan broadcast show 1"),
        (("--format", "csv"), "--output bao-cao.csv"),
        (("--format", "doc"), "table, csv, xlsx"),
        (("--format", "table", "--output", "so.csv"), "--output bao-cao.xlsx"),
        (("--output", "so.txt"), "--format"),
        (("--format", "csv", "--output", "."), "thư mục"),
    ):
        refused = province("broadcast", "report", "1", *words)
        assert (refused.code, remedy in refused.err) == (1, True), refused
    assert not list(Path().glob("so.*"))


def test_after_the_ledger_is_gone_its_numbers_stay(told: Congdan, desk: Desk) -> None:
    def forget(session: Session) -> None:
        session.execute(delete(Delivery))
        session.execute(
            text(
                "UPDATE parcel SET first_key = '', last_key = '', dirty = false,"
                """ tally = '{"seen": 4}' WHERE channel = 'zalo'"""
            )
        )

    desk.do(forget)
    report = told("broadcast", "report", "1").out
    assert "chỉ còn các số tổng" in report
    assert "Đã tới 4/5 người" in report
    for words in (("--unknown",), ("--output", "so.csv")):
        assert "CONGDAN_LEDGER_DAYS" in told("broadcast", "report", "1", *words).err
    assert not Path("so.csv").exists()


@given(st.text())
def test_no_cell_begins_what_a_spreadsheet_would_compute(cell: str) -> None:
    (told,) = harmless([cell])
    assert not told.startswith(("=", "+", "-", "@", "\t", "\r", "\n"))


def test_reasons_are_told_in_our_words_as_far_as_we_have_any() -> None:
    assert reason("its worker died") == "tiến trình gửi bị ngắt giữa chừng"
    assert reason("Gone: -213 blocked") == "người nhận đã chặn, rời đi hoặc không còn tồn tại: -213 blocked"
    assert reason("KeyError") == "lỗi khi gửi: KeyError"
    assert reason("Other: x") == "Other: x"


def test_every_command_of_the_guide_is_one_and_has_its_help(typed: Congdan) -> None:
    named = set(re.findall(r"congdan (source|article|broadcast|channel) ([a-z]+)", GUIDE.read_text()))
    assert {("broadcast", "plan"), ("broadcast", "report"), ("broadcast", "rule")} <= named
    for group, command in sorted(named):
        assert typed(group, command, "--help").code == 0, (group, command)


def test_every_value_of_the_rule_and_every_reason_has_its_words() -> None:
    assert set(MEANINGS) == set(NAMES)
    assert {skip.value for skip in Skip} <= set(REASONS)
    assert {why.value for why in Why} - {"reached"} == set(MISSED)
    for kinds, words in ((BroadcastState, STATES), (BroadcastKind, KINDS), (PostState, POST_STATES)):
        assert {kind.value for kind in kinds} == set(words)
    assert {state.value for state in DeliveryState} == set(DELIVERIES) == set(REPORTED)
