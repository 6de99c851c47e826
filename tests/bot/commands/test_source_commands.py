"""`congdan source …`: an address becomes a source, and what goes wrong is told with its remedy."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from little_portal import Portal
from portal_aside import portal_aside
from shell import Congdan, Rows, answered

NOW = datetime.now(UTC).replace(microsecond=0)


@pytest.fixture
def portal(monkeypatch: pytest.MonkeyPatch) -> Iterator[Portal]:
    """Three stories, one of them old."""
    monkeypatch.setenv("CONGDAN_PORTAL_PRIVATE_HOSTS", "127.0.0.1")
    monkeypatch.setenv("CONGDAN_PORTAL_PAUSE_SECONDS", "0")
    with portal_aside() as portal:
        portal.tell("/cu", "Lễ hội năm ngoái của xã", NOW - timedelta(days=300))
        portal.tell("/moi", "Lịch tiêm chủng tháng này tại trạm y tế", NOW - timedelta(hours=5))
        portal.tell("/dat", "Thông báo thu hồi đất làm đường liên xã", NOW - timedelta(hours=2))
        yield portal


def test_a_feed_is_shown_added_and_read(province: Congdan, portal: Portal, rows: Rows) -> None:
    added = province("source", "add", f"{portal.base}/rss", "--agency", "xa-b", "--yes")
    assert added.code == 0, added.err
    assert "nguồn RSS/Atom" in added.out
    assert "Thông báo thu hồi đất làm đường liên xã" in added.out
    assert "Đã thêm nguồn số 1 cho xa-b" in added.out
    read = province("source", "read", "1")
    assert (read.code, "thấy 3 mục, 3 bài" in read.out) == (0, True)
    assert "3/3 trang" in read.err
    states = dict(rows("SELECT title, state FROM article"))  # type: ignore[arg-type]
    assert sorted(states.values()) == ["kept", "waiting", "waiting"]
    listed = province("source", "list").out
    assert "1  xa-b  nguồn RSS/Atom  đang đọc" in listed
    assert "thấy 3 mục, 3 bài, 0 trang chờ đọc" in listed


def test_whoever_says_no_adds_nothing(province: Congdan, portal: Portal, rows: Rows) -> None:
    refused = answered("k\n", "source", "add", f"{portal.base}/rss", "--agency", "xa-b")
    assert "Chưa thêm gì." in refused.out
    assert rows("SELECT * FROM source") == []


def test_a_feed_that_a_page_names_is_offered(province: Congdan, portal: Portal, rows: Rows) -> None:
    portal.pages["/tin-tuc"] = _listing(
        portal, f'<link rel="alternate" type="application/rss+xml" href="{portal.base}/rss">'
    )
    added = province("source", "add", f"{portal.base}/tin-tuc", "--agency", "xa-b", "--yes")
    assert "Trang có nguồn RSS" in added.out
    kept = province("source", "add", f"{portal.base}/tin-tuc", "--agency", "xa-b", "--yes", "--no-feed")
    assert "trang danh sách bài" in kept.out
    assert rows("SELECT kind FROM source ORDER BY id") == [("feed",), ("listing",)]


def test_the_same_source_is_not_added_twice(province: Congdan, portal: Portal) -> None:
    province("source", "add", f"{portal.base}/rss", "--agency", "xa-b", "--yes")
    again = province("source", "add", f"{portal.base}/rss?utm_source=x", "--agency", "xa-b", "--yes")
    assert (again.code, "đã có nguồn này: số 1" in again.err) == (1, True)


def test_an_article_is_no_source(province: Congdan, portal: Portal) -> None:
    refused = province("source", "add", f"{portal.base}/dat", "--agency", "xa-b", "--yes")
    assert refused.code == 1
    assert "một bài viết" in refused.err


@pytest.mark.parametrize(
    ("path", "told", "remedy"),
    [("/khong-co", "", "chép lại cho đúng"), ("/rss", "", "thử lại sau ít phút")],
)
def test_what_cannot_be_read_is_told_with_its_remedy(
    province: Congdan, portal: Portal, path: str, told: str, remedy: str
) -> None:
    portal.trouble = 503 if path == "/rss" else 0
    refused = province("source", "add", portal.base + path, "--agency", "xa-b", "--yes")
    assert refused.code == 1
    assert "Không đọc được" in refused.err
    assert remedy in refused.err


def test_an_inner_address_is_refused_and_the_setting_named(
    province: Congdan, portal: Portal, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CONGDAN_PORTAL_PRIVATE_HOSTS", "")
    refused = province("source", "add", f"{portal.base}/rss", "--agency", "xa-b", "--yes")
    assert "127.0.0.1" in refused.err
    assert refused.err.count("CONGDAN_PORTAL_PRIVATE_HOSTS") == 1


def test_a_file_that_is_none_is_refused_by_its_name_without_advice_on_portals(
    province: Congdan, tmp_path: Path
) -> None:
    (tmp_path / "gia.pdf").write_bytes(bytes(range(256)) * 40)
    refused = province("source", "check", str(tmp_path / "gia.pdf"))
    assert (refused.code, "gia.pdf: " in refused.err) == (1, True)
    assert "file:" not in refused.err
    assert "địa chỉ" not in refused.err


def test_a_topic_nobody_knows_is_refused_with_those_there_are(province: Congdan, portal: Portal) -> None:
    refused = province("source", "add", f"{portal.base}/rss", "--agency", "xa-b", "--topic", "dat", "--yes")
    assert (refused.code, "land" in refused.err) == (1, True)
    wrong = province("source", "add", f"{portal.base}/rss", "--selector", "x=y", "--yes")
    assert (wrong.code, "tên=bộ-chọn" in wrong.err) == (1, True)


def test_a_source_is_stopped_goes_on_is_trusted_and_removed(
    province: Congdan, portal: Portal, rows: Rows
) -> None:
    province("source", "add", f"{portal.base}/rss", "--agency", "xa-b", "--yes", "--topic", "health")
    assert "Đã dừng đọc nguồn 1" in province("source", "stop", "1").out
    assert "congdan source go" in province("source", "read", "1").out
    assert "được đọc tiếp" in province("source", "go", "1").out
    assert "1 nguồn" in province("source", "trust", "127.0.0.1", "--yes").out
    assert "Chấp nhận chứng chỉ không hợp lệ" in province("source", "show", "1").out
    assert "Không có nguồn nào ở máy chủ" in province("source", "trust", "nowhere.vn", "--yes").err
    province("source", "read", "1")
    assert "Đã bỏ nguồn 1" in province("source", "remove", "1").out
    assert rows("SELECT count(*) FROM article WHERE source_id IS NULL") == [(3,)]
    assert "Không có nguồn số 1" in province("source", "show", "1").err
    recorded = [what for (what,) in rows("SELECT what FROM change ORDER BY id")]
    assert [str(what).split(" nguồn")[0] for what in recorded[2:5]] == ["thêm", "dừng đọc", "đọc tiếp"]


def test_the_risk_of_a_bad_certificate_is_said_before_it_is_taken(
    province: Congdan, portal: Portal, rows: Rows
) -> None:
    province("source", "add", f"{portal.base}/rss", "--agency", "xa-b", "--yes")
    asked = answered("k\n", "source", "trust", "127.0.0.1")
    assert "bài giả" in asked.out
    assert "Chưa thay đổi gì." in asked.out
    assert rows("SELECT count(*) FROM source WHERE insecure") == [(0,)]


def test_check_shows_what_would_be_taken_and_keeps_nothing(
    province: Congdan, portal: Portal, rows: Rows
) -> None:
    shown = province("source", "check", f"{portal.base}/rss").out
    assert "Bài: Thông báo thu hồi đất làm đường liên xã" in shown
    assert "Đất đai, quy hoạch" in shown
    assert rows("SELECT * FROM source") == []
    assert rows("SELECT * FROM article") == []


def test_a_folder_of_this_machine_is_read_on_command(
    province: Congdan, portal: Portal, anywhere: Path, rows: Rows
) -> None:
    folder = anywhere / "tai-lieu"
    folder.mkdir()
    (folder / "hong.pdf").write_bytes(b"%PDF-1.4 broken")
    added = province("source", "add", str(folder), "--agency", "xa-b", "--yes")
    assert "Đã thêm nguồn số 1" in added.out
    assert "Không có nguồn nào đến hạn." in province("source", "read").out
    assert "thấy 1 mục" in province("source", "read", "1").out
    shown = province("source", "show", "1").out
    assert "Các trang chưa đọc được:" in shown or rows("SELECT count(*) FROM article") == [(1,)]
    assert "cần địa chỉ" in province("source", "add", "khong-co", "--yes").err


def _listing(portal: Portal, head: str) -> bytes:
    items = "".join(
        f'<li class="item"><a href="{story.path}">{story.title}</a> '
        f'<span class="date">{story.at:%d/%m/%Y}</span></li>'
        for story in portal.stories
        if story.at
    )
    return (
        f'<!DOCTYPE html><html lang="vi"><head><meta charset="utf-8"><title>Tin tức</title>{head}</head>'
        f'<body><main><ul class="news">{items}</ul></main></body></html>'
    ).encode()
