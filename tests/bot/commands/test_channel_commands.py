"""`congdan channel …` for a Zalo Official Account, against a local Zalo."""

import pytest
from channels import HIDDEN, add_zalo, line_with, write
from platforms_aside import ACCESS, APP, OA, REFRESH, Aside
from shell import Congdan, Rows

from bot.rehearsal.platforms.faults import Fault, Rule


def faults(aside: Aside, *rules: Rule) -> None:
    aside.do(lambda: aside.zalo.world.faults.follow(list(rules)))


def test_an_account_with_a_pair_of_tokens_is_connected_and_in_order(
    commune: Congdan, aside: Aside, rows: Rows, database_url: str
) -> None:
    aside.serve(database_url)
    added = add_zalo(commune)
    assert added.code == 0, added.out + added.err
    assert "✗" not in added.out
    assert "UBND xã Mẫu" in added.out
    assert "cơ quan nhà nước" in added.out
    assert "Lọc cú pháp" in added.out
    assert rows("SELECT agency, platform_id, app_id, name, state FROM channel_account") == [
        ("xa-b", OA, APP, "UBND xã Mẫu", "active")
    ]


def test_no_secret_is_ever_told_or_stored_in_clear(commune: Congdan, rows: Rows) -> None:
    told = [add_zalo(commune), commune("channel", "check"), commune("channel", "list"), add_zalo(commune)]
    shown = "".join(result.out + result.err for result in told) + str(rows("SELECT * FROM channel_account"))
    for secret in HIDDEN:
        assert secret not in shown


def test_the_change_log_tells_what_the_command_line_did_to_an_account(
    commune: Congdan, aside: Aside, rows: Rows
) -> None:
    add_zalo(commune)
    commune("channel", "set", "--agency", "xa-b", "--channel", "zalo", "choices=buttons")
    add_zalo(commune, oa_secret="another-oa-secret")
    commune("channel", "remove", "--agency", "xa-b", "--channel", "zalo", "--yes")
    lines = rows("SELECT what, before, after FROM change WHERE subject = 'channel:zalo:xa-b' ORDER BY id")
    assert [str(what).split(" ")[0] for what, *_ in lines] == ["Lưu", "Đổi", "Lưu", "Gỡ"]
    assert [(before is None, after is None) for _, before, after in lines] == [
        (True, False),
        (False, False),
        (False, False),
        (False, True),
    ]
    assert ("buttons" in str(lines[1][1]), "buttons" in str(lines[1][2])) == (False, True)
    assert "oa_secret" in str(lines[2][2])
    assert not [secret for secret in (*HIDDEN, "another-oa-secret") if secret in str(lines)]


def test_where_zalo_is_away_it_is_stored_and_said_that_nothing_can_be_sent(
    commune: Congdan, rows: Rows, nowhere: str
) -> None:
    added = add_zalo(commune)
    assert added.code == 1
    assert "✗ Zalo chưa trả lời" in added.out
    assert "chưa gửi được" in added.out
    assert rows("SELECT agency FROM channel_account") == [("xa-b",)]


def test_a_page_of_a_proxy_is_no_answer_of_zalo(commune: Congdan, aside: Aside) -> None:
    faults(aside, Rule(fault=Fault.HTML))
    added = add_zalo(commune)
    assert "✗ Zalo chưa trả lời (HTTP 502 không phải câu trả lời JSON)" in added.out


@pytest.mark.parametrize(
    ("options", "secrets", "told"),
    [
        (("--app-id", "abc"), {}, "ID ứng dụng Zalo phải là một dãy"),
        (("--oa-id", "12 34"), {}, "ID của Official Account phải là một dãy"),
        (("--oa-id", "٣٤٥٦٧٨"), {}, "ID của Official Account phải là một dãy"),
        ((), {"app_secret": "short"}, "Khóa bí mật của ứng dụng phải dài"),
        ((), {"oa_secret": "123456789012"}, "Khóa bí mật OA phải dài"),
        ((), {"access_token": "with a space"}, "Mã truy cập (Access token) phải dài"),
        ((), {"access_token": "đây-là-mã"}, "Mã truy cập (Access token) phải dài"),
        ((), {"page_secret": "what-is-this"}, "tên lạ: page_secret"),
    ],
)
def test_a_value_of_another_shape_is_refused_and_nothing_stored(
    commune: Congdan, rows: Rows, options: tuple[str, ...], secrets: dict[str, str], told: str
) -> None:
    refused = add_zalo(commune, *options, **secrets)
    assert (refused.code, told in refused.err) == (1, True), refused.err
    assert not any(secret in refused.out + refused.err for secret in (*HIDDEN, *secrets.values()))
    assert rows("SELECT * FROM channel_account") == []


@pytest.mark.parametrize("content", ["no json", "[]", '{"app_secret": 5}', "[" * 9_000, "\udcff"])
def test_a_file_of_secrets_that_is_none_is_refused(commune: Congdan, content: str) -> None:
    write().write_bytes(content.encode(errors="surrogateescape"))
    refused = commune("channel", "add", "zalo", "--agency", "xa-b", "--secrets-file", "secrets.json")
    assert (refused.code, "đối tượng JSON" in refused.err) == (1, True)


def test_a_file_or_an_agency_that_is_not_there_is_told(commune: Congdan) -> None:
    missing = commune("channel", "add", "zalo", "--agency", "xa-b", "--secrets-file", "none.json")
    unknown = commune("channel", "add", "zalo", "--agency", "xa-z", "--secrets-file", "none.json")
    assert (missing.code, "none.json" in missing.err) == (1, True)
    assert (unknown.code, "xa-z" in unknown.err) == (1, True)


def test_a_value_that_lacks_in_a_script_is_named_with_the_place_to_find_it(commune: Congdan) -> None:
    write(app_secret="zalo-app-secret")
    refused = commune("channel", "add", "zalo", "--agency", "xa-b", "--secrets-file", "secrets.json")
    assert refused.code == 1
    assert "Còn thiếu: ID ứng dụng Zalo. developers.zalo.me" in refused.err


def test_added_again_it_says_so_and_keeps_tokens_and_options(
    commune: Congdan, aside: Aside, rows: Rows
) -> None:
    add_zalo(commune)
    commune("channel", "set", "--agency", "xa-b", "--channel", "zalo", "choices=buttons")
    again = add_zalo(commune, pair=False, oa_secret="another-oa-secret")
    assert "đã kết nối “UBND xã Mẫu”" in again.out
    assert "Zalo nhận: “UBND xã Mẫu”" in again.out, "its token was kept"
    assert "buttons" in str(rows("SELECT options FROM channel_account"))


def test_an_account_of_another_agency_is_not_taken_over(commune: Congdan, rows: Rows) -> None:
    add_zalo(commune)
    taken = commune(
        "channel", "add", "zalo", "--agency", "tinh-a", "--secrets-file", "secrets.json",
        "--app-id", APP, "--oa-id", OA,
    )  # fmt: skip
    assert (taken.code, "đang thuộc cơ quan xa-b" in taken.err) == (1, True)
    other = add_zalo(commune, "--oa-id", "4000000000000000005")
    assert (other.code, "Gỡ tài khoản cũ trước" in other.err) == (1, True)
    assert rows("SELECT agency, platform_id FROM channel_account") == [("xa-b", OA)]


def test_a_token_of_another_account_is_noticed(commune: Congdan) -> None:
    added = add_zalo(commune, "--oa-id", "4000000000000000005")
    assert f"✗ Mã truy cập thuộc OA khác ({OA})" in added.out


def test_a_dead_pair_leads_to_a_new_consent(commune: Congdan, aside: Aside) -> None:
    aside.do(aside.zalo.tokens.revoke)
    added = add_zalo(commune)
    assert "✗ Zalo không gia hạn mã truy cập nữa" in added.out
    assert "congdan channel consent --agency xa-b" in added.out
    listed = commune("channel", "list")
    assert "ĐANG DỪNG" in listed.out
    assert "cần cấp quyền lại" in line_with("Lý do dừng", listed.out)
    assert "✗ Đang dừng gửi" in commune("channel", "check").out


def test_a_stale_token_is_renewed_by_the_check(commune: Congdan, aside: Aside) -> None:
    add_zalo(commune)
    aside.do(aside.zalo.tokens.kill)
    checked = commune("channel", "check", "--agency", "xa-b")
    assert "✓ Mã truy cập dùng đến" in checked.out
    assert REFRESH not in checked.out
    assert ACCESS not in checked.out


def test_without_a_public_address_it_says_what_to_set(
    commune: Congdan, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CONGDAN_PUBLIC_URL", "")
    added = add_zalo(commune, pair=False)
    assert added.code == 1
    assert "Chưa có CONGDAN_PUBLIC_URL" in added.out
    assert "✗ Chưa có địa chỉ công khai" in added.out


def test_a_public_address_without_a_service_behind_it_is_told(commune: Congdan) -> None:
    assert "✗ Địa chỉ webhook không trả lời đúng" in add_zalo(commune).out


def test_another_sealing_key_is_told_and_adding_again_mends_it(
    commune: Congdan, aside: Aside, monkeypatch: pytest.MonkeyPatch
) -> None:
    add_zalo(commune)
    monkeypatch.setenv("CONGDAN_SECRET_KEY", "quite another key than before")
    assert "✗ Không mở được các khóa" in commune("channel", "check").out
    assert "không mở được khóa" in commune("channel", "list").out
    assert "Không mở được" in commune("channel", "followers", "--agency", "xa-b").err
    assert "✓ Mở được các khóa" in add_zalo(commune).out
    monkeypatch.setenv("CONGDAN_SECRET_KEY", "short")
    assert "quá ngắn" in commune("channel", "list").err
