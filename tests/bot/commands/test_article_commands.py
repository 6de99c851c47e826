"""`congdan article …`: what is to be decided is shown, decided with a name, and recorded."""

import pytest
from little_portal import BODY, START
from shell import Congdan, Rows, plain_url
from sqlalchemy import create_engine
from sqlalchemy.orm import Session

from connectors.portal.pages import ArticlePage
from knowledge.agencies import Agency
from knowledge.articles import Article, ArticleAddress, ArticleState
from knowledge.filing import Shelf, file, revise
from knowledge.identity import piece_of
from knowledge.sources import Source, SourceKind

SECRET = f"Độ mật: MẬT\n\n{BODY}"


@pytest.fixture
def desk(province: Congdan, migrated_url: str) -> Congdan:
    """Three articles of xa-b: a young one, a classified one, and one that changed after it was told."""
    engine = create_engine(plain_url(migrated_url))
    with Session(engine) as session, session.begin():
        agency = session.query(Agency).filter_by(code="xa-b").one()
        source = Source(
            key="a.vn", url="https://a.vn/rss", kind=SourceKind.FEED, every=60, agency_id=agency.id
        )
        source.due_at = source.created_at = START
        source.created_by = "Lan"
        session.add(source)
        session.flush()
        shelf = Shelf(source.id, agency.id, "UBND xã B")
        for number, (title, body) in enumerate(
            (("Tin một", BODY), ("Công văn", SECRET), ("Tin ba", f"{BODY} Hạn chót ngày 10.")), start=1
        ):
            _file(session, shelf, number, title, body)
        told = session.get_one(Article, 3)
        told.state, told.told_version = ArticleState.APPROVED, 1
        page = ArticlePage("Tin ba", "", f"{BODY} Hạn chót ngày 20.", START)
        revise(session, shelf, told, piece_of(page, "https://a.vn/3"), START)
    engine.dispose()
    return province


def _file(session: Session, shelf: Shelf, number: int, title: str, body: str) -> None:
    url = f"https://a.vn/{number}"
    row = ArticleAddress(agency_id=shelf.agency_id, address=url, entry={"url": url})
    session.add(row)
    session.flush()
    file(session, shelf, row, piece_of(ArticlePage(title, "", body, START), url), START)


def test_what_is_to_be_seen_is_listed(desk: Congdan) -> None:
    listed = desk("article", "list").out
    assert "1  chờ duyệt  04/05/2026  xa-b  Tin một" in listed
    assert "2  bị giữ  04/05/2026  xa-b  Công văn" in listed
    assert "Đã báo tin bản 1, nay cổng có bản 2" in listed
    assert "Công văn" in desk("article", "list", "--state", "held").out
    assert desk("article", "list", "--state", "gone").out == "Không có bài nào ở trạng thái này.\n"
    assert "waiting" in desk("article", "list", "--state", "new").err
    assert "Còn nữa" in desk("article", "list", "--limit", "1").out


def test_an_article_is_shown_with_what_to_beware_of(desk: Congdan) -> None:
    shown = desk("article", "show", "2").out
    assert "Bài số 2 (bị giữ), cơ quan xa-b, bản 1" in shown
    assert "Cần lưu ý trước khi duyệt:" in shown
    assert "Địa chỉ: https://a.vn/2" in shown
    assert "Không có bài số 9" in desk("article", "show", "9").err


def test_the_difference_is_shown_sentence_by_sentence(desk: Congdan) -> None:
    shown = desk("article", "show", "3", "--diff").out
    assert "- Hạn chót ngày 10." in shown
    assert "+ Hạn chót ngày 20." in shown
    assert "Bài chưa từng đổi." in desk("article", "show", "1", "--diff").out


def test_a_decision_needs_a_name_and_is_recorded(desk: Congdan, rows: Rows) -> None:
    assert desk("article", "approve", "1").code == 2
    done = desk("article", "approve", "1", "2", "--by", "Nguyễn Thị Lan")
    assert "Đã duyệt 2 bài: 1, 2." in done.out
    assert "bài 2 được duyệt dù có cảnh báo" in done.out
    assert "không thay đổi gì" in desk("article", "approve", "1", "--by", "Hoa").out
    assert "Đã giữ lại 1 bài: 1." in desk("article", "hold", "1", "--by", "Lan").out
    assert "Sẽ không báo 1 bài: 2." in desk("article", "never", "2", "--by", "Lan").out
    assert "đã được báo tin" in desk("article", "never", "3", "--by", "Lan").err
    assert rows("SELECT id, state, decided_by FROM article WHERE id < 3 ORDER BY id") == [
        (1, "held", "Lan"),
        (2, "never", "Lan"),
    ]
    recorded = rows("SELECT what FROM change WHERE what LIKE '%bài%' ORDER BY id")
    assert recorded == [
        ("duyệt 2 bài: “Tin một”, “Công văn”",),
        ("giữ bài “Tin một” để xem lại",),
        ("không báo tin bài “Công văn”",),
    ]
