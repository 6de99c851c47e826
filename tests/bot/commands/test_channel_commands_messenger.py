"""`congdan channel …` for a Facebook Page, against a local Graph API."""

import pytest
from channels import HIDDEN, add_page
from platforms_aside import GRAPH_APP, PAGE, Aside
from shell import Congdan, Rows

from bot.rehearsal.platforms.faults import Fault, Rule


def test_a_page_is_connected_by_a_short_token_of_a_user_and_subscribed(
    commune: Congdan, aside: Aside, rows: Rows, database_url: str
) -> None:
    aside.serve(database_url)
    added = add_page(commune, aside)
    assert added.code == 0, added.out + added.err
    assert "✗" not in added.out
    assert "✓ Facebook nhận: Trang “Xã Mẫu”" in added.out
    assert "✓ Mã truy cập của Trang dùng được, không có hạn" in added.out
    assert "nay đã đăng ký thêm: messages" in added.out
    assert f"Đã khai địa chỉ webhook với Facebook: {aside.public_url}/webhooks/messenger" in added.out
    assert rows("SELECT platform_id, app_id, name FROM channel_account") == [(PAGE, GRAPH_APP, "Xã Mẫu")]
    again = commune("channel", "check", "--agency", "xa-b")
    assert again.code == 0
    assert "đủ các loại sự kiện" in again.out
    assert f"✓ Facebook gọi tới {aside.public_url}/webhooks/messenger" in again.out


def test_no_secret_is_told_and_the_token_of_the_user_is_not_kept(commune: Congdan, aside: Aside) -> None:
    token = aside.user_token()
    told = [add_page(commune, aside, token=token), commune("channel", "check"), commune("channel", "list")]
    shown = "".join(result.out + result.err for result in told)
    for secret in (*HIDDEN, token, aside.do(aside.graph.token), "verify-me-please"):
        assert secret not in shown


def test_a_verify_token_is_made_and_told_when_none_is_given(commune: Congdan, aside: Aside) -> None:
    assert "Đã tạo mã xác minh webhook" in add_page(commune, aside, verify_token="").out


def test_a_token_of_the_page_itself_is_taken(commune: Congdan, aside: Aside) -> None:
    added = add_page(commune, aside, token=aside.do(aside.graph.token))
    assert "✓ Facebook nhận: Trang “Xã Mẫu”" in added.out


def test_where_facebook_is_away_the_check_goes_on_later(
    commune: Congdan, aside: Aside, nowhere: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    added = add_page(commune, aside)
    assert added.code == 1
    assert "✗ Chưa có mã truy cập của Trang" in added.out
    assert "✗ Facebook chưa trả lời" in added.out
    assert "chưa gửi được" in added.out
    monkeypatch.setenv("CONGDAN_GRAPH_URL", aside.graph_url)
    assert "✓ Đã đổi được mã truy cập của Trang “Xã Mẫu”" in commune("channel", "check").out


@pytest.mark.parametrize("fault", [Fault.HTML, Fault.REDIRECT, Fault.BROKEN])
def test_a_page_of_a_proxy_is_no_answer_of_facebook(commune: Congdan, aside: Aside, fault: Fault) -> None:
    aside.do(lambda: aside.graph.faults.follow([Rule(fault=fault, where=("read", "token"))]))
    assert "✗ Facebook chưa trả lời" in add_page(commune, aside).out


@pytest.mark.parametrize(
    ("options", "secrets", "told"),
    [
        (("--page-id", "xa-mau"), {}, "ID của Trang phải là một dãy"),
        (("--version", "25"), {}, "dạng v25.0"),
        ((), {"verify_token": "có dấu"}, "Mã xác minh webhook phải dài"),
        ((), {"token": "line\nbreak-in-it"}, "Mã truy cập phải dài"),
    ],
)
def test_a_value_of_another_shape_is_refused(
    commune: Congdan, aside: Aside, rows: Rows, options: tuple[str, ...], secrets: dict[str, str], told: str
) -> None:
    refused = add_page(commune, aside, *options, **secrets)
    assert (refused.code, told in refused.err) == (1, True), refused.err
    assert rows("SELECT * FROM channel_account") == []


def test_a_wrong_secret_of_the_app_is_told(commune: Congdan, aside: Aside) -> None:
    added = add_page(commune, aside, app_secret="not-the-secret-of-it")
    assert added.code == 1
    assert "✗ Facebook từ chối" in added.out
    assert "not-the-secret" not in added.out


def test_a_dead_token_is_told_with_what_to_do(commune: Congdan, aside: Aside) -> None:
    add_page(commune, aside)
    aside.do(lambda: [setattr(token, "killed", 460) for token in aside.graph.world.tokens.values()])
    checked = commune("channel", "check")
    assert checked.code == 1
    assert "✗ Facebook không còn nhận mã truy cập của Trang" in checked.out
    assert "congdan channel add messenger --agency xa-b" in checked.out


def test_events_of_the_app_that_go_elsewhere_are_not_taken_by_a_check(
    commune: Congdan, aside: Aside, database_url: str
) -> None:
    aside.serve(database_url)
    add_page(commune, aside)
    aside.do(lambda: aside.graph.subscribe("http://127.0.0.1:9/elsewhere"))
    checked = commune("channel", "check")
    assert "✗ Ứng dụng đang gọi tới địa chỉ khác: http://127.0.0.1:9/elsewhere" in checked.out
    assert "thay cho http://127.0.0.1:9/elsewhere" in add_page(commune, aside).out


def test_the_profile_is_set_in_the_words_of_the_agency(commune: Congdan, aside: Aside) -> None:
    add_page(commune, aside)
    commune("agency", "add", "xa-b", "--portal-url", "https://xa-b.example.gov.vn")
    done = commune("channel", "profile", "--agency", "xa-b")
    assert (done.code, "Trang “Xã Mẫu”" in done.out) == (0, True), done.err
    shown = str(aside.do(lambda: aside.graph.world.pages[PAGE].profile))
    for words in ("UBND xã B", "Đăng ký tạm trú", "ask|gặp cán bộ", "https://xa-b.example.gov.vn"):
        assert words in shown
    assert "✓ Lời chào và trình đơn đã đặt" in commune("channel", "check").out


def test_without_a_portal_the_menu_has_no_link_and_it_is_said(commune: Congdan, aside: Aside) -> None:
    assert "chưa kết nối" in commune("channel", "profile", "--agency", "xa-b").err
    add_page(commune, aside)
    assert "--portal-url" in commune("channel", "profile", "--agency", "xa-b").out
    aside.do(lambda: [setattr(token, "killed", 460) for token in aside.graph.world.tokens.values()])
    assert "Facebook từ chối" in commune("channel", "profile", "--agency", "xa-b").err
