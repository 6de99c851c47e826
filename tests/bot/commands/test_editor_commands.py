"""`congdan editor …` and `congdan audit …` as the IT people of an agency type them."""

import re

from shell import Congdan, Rows

LINK = re.compile(r"http://127\.0\.0\.1:8080/console/invited/[\w-]{32}")


def add(congdan: Congdan, name: str = "lan", *more: str) -> str:
    result = congdan("editor", "add", name, "--full-name", "Nguyễn Lan", "--role", "editor", *more)
    assert result.code == 0, result.err
    return result.out


def test_a_colleague_is_added_with_a_link_and_roles(province: Congdan, rows: Rows) -> None:
    out = add(province, "lan", "--role", "chief", "--agency", "xa-b", "--by", "Minh")
    assert LINK.search(out)
    assert "Biên tập viên, Trưởng ban biên tập ở UBND xã B" in out
    assert "mã 6 số" in out
    told = province("editor", "list").out
    assert told.strip() == (
        "lan (Nguyễn Lan), chờ đặt mật khẩu: Biên tập viên ở xa-b; Trưởng ban biên tập ở xa-b"
    )
    assert ("Minh",) in rows("SELECT \"by\" FROM change WHERE what LIKE 'Mời % (lan)'")
    assert LINK.search(out)[0].rpartition("/")[2] not in str(rows("SELECT * FROM change, editor"))


def test_what_is_wrong_is_told_in_a_sentence(province: Congdan) -> None:
    add(province)
    wrong = {
        "đã có người": ("add", "lan", "--full-name", "X", "--role", "editor"),
        "chữ thường": ("add", "Lan Lan", "--full-name", "X", "--role", "editor"),
        "họ và tên": ("add", "hoa", "--full-name", "", "--role", "editor"),
        "vai trò": ("add", "hoa", "--full-name", "X", "--role", "king"),
        "không có người dùng": ("disable", "nobody"),
        "xa-z": ("grant", "lan", "--role", "editor", "--agency", "xa-z"),
    }
    for sentence, words in wrong.items():
        result = province("editor", *words)
        assert (result.code, sentence in result.err.casefold()) == (1, True), (words, result.err)


def test_roles_come_and_go_and_accounts_are_locked(province: Congdan) -> None:
    add(province)
    assert "Đã cấp vai trò Quản trị" in province("editor", "grant", "lan", "--role", "operator").out
    assert "lan đã có vai trò" in province("editor", "grant", "lan", "--role", "operator").out
    assert "Đã thu lại" in province("editor", "revoke", "lan", "--role", "editor").out
    assert "không có vai trò" in province("editor", "revoke", "lan", "--role", "editor").out
    assert province("editor", "disable", "lan").code == 0
    assert "đã khóa: Quản trị kỹ thuật ở tinh-a" in province("editor", "list").out
    for act in ("enable", "sign-out", "reset-factor", "invite"):
        assert province("editor", act, "lan").code == 0, act


def test_the_change_log_is_verified_against_a_head_kept_elsewhere(province: Congdan, rows: Rows) -> None:
    add(province)
    result = province("audit", "verify")
    assert (result.code, "nguyên vẹn" in result.out) == (0, True)
    head = re.search(r"\d+:[0-9a-f]{64}", result.out)[0]
    add(province, "hoa")
    assert "Đầu chuỗi đã ghi lại có trong nhật ký." in province("audit", "verify", "--head", head).out
    other = province("audit", "verify", "--head", f"2:{'0' * 64}")
    assert (other.code, "bị cắt" in other.err) == (1, True)
    assert province("audit", "verify", "--head", "x").code == 1
