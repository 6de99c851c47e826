"""News of the sample: sources, articles, followers, accounts, and what they were told."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from sample_words import CHIEF, CODE, COMMUNE, DAY, EDITOR, HOUR, MINUTE, NOW, OPERATOR, PROVINCE, SECOND
from sqlalchemy.orm import Session

from bot.alarms import STOPPED, Alarm
from broadcasts.broadcast import Broadcast, BroadcastItem, BroadcastKind, BroadcastPart, BroadcastState, Way
from broadcasts.deliveries import Delivery, DeliveryState, Parcel
from broadcasts.posts import Post, PostState
from broadcasts.preferences import Tester
from broadcasts.ruling import change_rule
from connectors.accounts import AccountState, ChannelAccount
from connectors.messages import Address
from connectors.people import Person
from connectors.secrets import Seal
from knowledge.articles import Article, ArticleState, ArticleVersion
from knowledge.guarding import remarks
from knowledge.sources import Source, SourceKind, SourceState

EMERGENCY, DRAFTED, PLANNED, SENDING, DONE, CANCELLED = range(1, 7)
ARTICLES: tuple[tuple[str, str, str, ArticleState, list[str]], ...] = (
    (
        "Bộ phận một cửa nhận hồ sơ cả sáng thứ Bảy",
        "Từ ngày 05/12/2026, bộ phận một cửa xã nhận hồ sơ cả sáng thứ Bảy, từ 7 giờ 30 đến 11 giờ.",
        "Bà con bận việc ngày thường có thể đến nộp và nhận kết quả sáng thứ Bảy hằng tuần.",
        ArticleState.WAITING,
        ["procedures"],
    ),
    (
        "Lịch cắt điện khu vực thôn Đông và thôn Đoài",
        "Tạm ngừng cấp điện từ 7 giờ đến 11 giờ ngày 27/11 để thay trạm biến áp.",
        "Ngành điện mong bà con chủ động sắp xếp sinh hoạt, sản xuất.",
        ArticleState.WAITING,
        ["utilities"],
    ),
    (
        "Danh sách hộ được hỗ trợ sửa nhà đợt 2",
        "UBND xã niêm yết danh sách hộ được hỗ trợ sửa nhà.",
        "Hộ ông Nguyễn Văn Mẫu, căn cước 079085001234, số điện thoại 0912345678, hỗ trợ 30 triệu đồng.",
        ArticleState.HELD,
        ["welfare"],
    ),
    (
        "Ngày hội đổi rác lấy quà tại nhà văn hóa thôn Trung",
        "Sáng Chủ nhật 29/11, bà con mang pin cũ, chai nhựa, giấy vụn đến đổi lấy cây xanh và quà.",
        "Chương trình bắt đầu từ 7 giờ.",
        ArticleState.APPROVED,
        ["environment"],
    ),
    (
        "Lịch tiêm chủng cho trẻ tháng 11",
        "Trạm y tế xã tiêm chủng sáng 28 và 29/11.",
        "Bà con mang theo sổ tiêm chủng của trẻ.",
        ArticleState.APPROVED,
        ["health"],
    ),
    ("Chúc mừng ngày Nhà giáo", "Lời chúc mừng.", "Lời chúc.", ArticleState.NEVER, ["education"]),
)
BROADCASTS: tuple[tuple[int, BroadcastKind, BroadcastState, str, dict[str, Any]], ...] = (
    (
        EMERGENCY,
        BroadcastKind.EMERGENCY,
        BroadcastState.DRAFT,
        "Nước sông lên nhanh, bà con ven sông chú ý",
        {"approved_by": SECOND, "approved_at": NOW - 12 * MINUTE},
    ),
    (DRAFTED, BroadcastKind.NEWS, BroadcastState.DRAFT, "Thu gom pin cũ tháng 12", {}),
    (
        PLANNED,
        BroadcastKind.NEWS,
        BroadcastState.PLANNED,
        "",
        {"approved_by": EDITOR, "approved_at": NOW - 5 * MINUTE, "start_at": NOW + 10 * MINUTE},
    ),
    (
        SENDING,
        BroadcastKind.NEWS,
        BroadcastState.SENDING,
        "",
        {
            "approved_by": EDITOR,
            "approved_at": NOW - HOUR,
            "start_at": NOW - 40 * MINUTE,
            "began_at": NOW - 40 * MINUTE,
        },
    ),
    (
        DONE,
        BroadcastKind.NEWS,
        BroadcastState.DONE,
        "Họp dân thôn Trung tối thứ Sáu",
        {
            "approved_by": SECOND,
            "approved_at": NOW - 3 * DAY,
            "start_at": NOW - 3 * DAY,
            "began_at": NOW - 3 * DAY,
            "ended_at": NOW - 3 * DAY + HOUR,
        },
    ),
    (
        CANCELLED,
        BroadcastKind.NEWS,
        BroadcastState.CANCELLED,
        "Thông báo trùng của tỉnh",
        {"ended_at": NOW - 6 * DAY, "reason": "Tỉnh đã gửi rồi."},
    ),
)
ITEMS = {PLANNED: 4, SENDING: 5}
TOLD = {
    DONE: (("seen", 90), ("delivered", 20), ("accepted", 8), ("skipped", 6), ("unknown", 1)),
    SENDING: (("seen", 30), ("planned", 95)),
}


def fill_news(session: Session, key: bytes) -> None:
    """`key`: that of the desk, which opens the secrets of the accounts."""
    session.add_all(_people())
    session.add_all(_accounts(Seal(key)))
    session.add_all(_sources())
    session.flush()
    for number, article in enumerate(ARTICLES, 1):
        _article(session, number, *article)
    for broadcast in BROADCASTS:
        _broadcast(session, *broadcast)
    rule = {"automatic": frozenset({"utilities"}), "undo_minutes": 15}
    change_rule(session, CODE, rule, by=CHIEF, now=NOW - 15 * DAY)
    change_rule(session, "tinh-an-hoa", {"quiet_from": 20 * 60 + 30}, by=CHIEF, now=NOW - 16 * DAY)
    for name, person in (("Lan, máy của ban biên tập", "5527100000"), ("Minh", "5527100001")):
        row = {"agency_id": COMMUNE, "name": name, "added_by": CHIEF, "added_at": NOW - 9 * DAY}
        session.add(Tester(person_key=f"zalo:{CODE}:{person}", **row))


def _people() -> Iterator[Person]:
    for number in range(125):
        yield _person("zalo", f"55271{number:05}", follows=True, wants=False if number > 118 else None)
    for number in range(31):
        yield _person("messenger", f"8101{number:05}", follows=None, wants=True, days=0.2 + number * 0.1)


def _person(
    channel: str, name: str, *, follows: bool | None, wants: bool | None, days: float = 0.1
) -> Person:
    address = Address(channel, CODE, name)
    seen = {"first_at": NOW - 20 * DAY, "last_at": NOW - timedelta(days=days)}
    values = {"channel": channel, "agency": CODE, "person": name, "follows": follows, "wants_news": wants}
    return Person(key=address.key, **values, **seen)


def _accounts(seal: Seal) -> Iterator[object]:
    for channel, number, state, reason in (
        ("zalo", "4318650000000000001", AccountState.ACTIVE, ""),
        ("messenger", "104318650000001", AccountState.STOPPED, "Mã truy cập của Trang đã hết hạn."),
    ):
        row = ChannelAccount(channel=channel, agency=CODE, platform_id=number, app_id="1234567890")
        row.name, row.state, row.reason = "UBND xã Phú Thịnh", state, reason
        row.created_at, row.token_until = NOW - 40 * DAY, NOW + 50 * DAY
        names = ("app_secret", "oa_secret", "access_token", "refresh_token", "page_token", "verify_token")
        row.sealed = seal.seal(dict.fromkeys(names, "made up for the sample"), f"{channel}:{number}")
        yield row
    since = {"raised_at": NOW - 2 * HOUR, "last_at": NOW - MINUTE, "count": 3}
    yield Alarm(kind=STOPPED, channel="messenger", agency=CODE, text="Mã truy cập đã hết hạn.", **since)


def _sources() -> Iterator[Source]:
    for number, (path, kind, name, agency, failures) in enumerate(
        (
            ("https://xa-phu-thinh.an-hoa.example/rss", SourceKind.FEED, "Tin của xã", COMMUNE, 0),
            ("https://an-hoa.example/thong-bao", SourceKind.LISTING, "Thông báo của tỉnh", PROVINCE, 0),
            ("https://y-te.an-hoa.example/tin", SourceKind.LISTING, "Trung tâm y tế", COMMUNE, 5),
        ),
        1,
    ):
        row = Source(
            id=number, key=f"host-{number}", url=path, kind=kind, name=name, agency_id=agency, every=3600
        )
        row.condition = SourceState.FAILING if failures else SourceState.READING
        row.failures, row.error = failures, "Trang không mở được trong 20 giây." if failures else ""
        row.due_at, row.read_at, row.found = NOW + 20 * MINUTE, NOW - 40 * MINUTE, 37 * number
        row.created_at, row.created_by, row.baseline = NOW - 40 * DAY, OPERATOR, False
        yield row


def _article(
    session: Session, number: int, title: str, lead: str, text: str, state: ArticleState, topics: list[str]
) -> None:
    words = {"title": title, "lead": lead, "text": text, "digest": str(number)}
    at = NOW - number * 3 * HOUR
    row = Article(id=number, agency_id=COMMUNE, source_id=1, state=state, topics=topics, **words)
    row.url = f"https://xa-phu-thinh.an-hoa.example/tin/{number}"
    row.remarks = [remark.as_mapping() for remark in remarks(title, lead, text)]
    row.first_at = row.seen_at = row.published_at = at
    if state in {ArticleState.APPROVED, ArticleState.NEVER}:
        row.decided_by, row.decided_at = EDITOR, at + HOUR
    session.add(row)
    session.flush()
    session.add(ArticleVersion(article_id=number, number=1, published_at=at, at=at, **words))


def _broadcast(
    session: Session,
    number: int,
    kind: BroadcastKind,
    state: BroadcastState,
    title: str,
    more: dict[str, Any],
) -> None:
    text = "Bà con theo dõi loa phát thanh và làm theo hướng dẫn của thôn." if title else ""
    row = Broadcast(id=number, agency_id=COMMUNE, kind=kind, state=state, title=title, text=text, **more)
    first = more.get("approved_at") or more.get("ended_at", NOW) - HOUR
    row.created_by, row.created_at = EDITOR, first - 10 * MINUTE
    if kind is BroadcastKind.EMERGENCY:
        row.created_by, row.created_at = SECOND, first
    session.add(row)
    session.flush()
    if number in ITEMS:
        session.add(BroadcastItem(broadcast_id=number, article_id=ITEMS[number], version=1, position=0))
    if number == PLANNED:
        session.add(BroadcastPart(broadcast_id=number, channel="zalo", agency=CODE, way=Way.PEOPLE))
    if number in TOLD:
        _ledger(session, number)
    if number == DONE:
        _post(session)


def _ledger(session: Session, number: int) -> None:
    part = BroadcastPart(broadcast_id=number, channel="zalo", agency=CODE, way=Way.PEOPLE, laid=True)
    session.add(part)
    session.flush()
    states = [state for state, count in TOLD[number] for _ in range(count)]
    keys = [Address("zalo", CODE, f"55271{place:05}").key for place in range(len(states))]
    for key, state in zip(keys, states, strict=True):
        reason = {"skipped": "stopped", "unknown": "Lost: no answer in time"}.get(state, "")
        session.add(Delivery(broadcast_id=number, person_key=key, state=DeliveryState(state), reason=reason))
    tally = dict(TOLD[number])
    done = "done" if number == DONE else "waiting"
    span = {"first_key": keys[0], "last_key": keys[-1], "size": len(keys), "tally": tally}
    where = {"broadcast_id": number, "part_id": part.id, "channel": "zalo", "agency": CODE}
    session.add(Parcel(key=f"{number}:0", due_at=NOW + DAY, state=done, **span, **where))


def _post(session: Session) -> None:
    part = BroadcastPart(broadcast_id=DONE, channel="messenger", agency=CODE, way=Way.POST)
    session.add(part)
    session.flush()
    where = {"channel": "messenger", "agency": CODE, "key": f"messenger:{CODE}", "state": "done"}
    session.add(Post(part_id=part.id, broadcast_id=DONE, due_at=NOW, outcome=PostState.UNKNOWN, **where))
