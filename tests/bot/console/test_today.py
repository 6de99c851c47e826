"""Today: the first page, as colleagues of each role find it."""

from pathlib import Path

from desks import Desk, desk
from hypothesis import given
from hypothesis import strategies as st
from known import NOW, furnish
from sqlalchemy import event, select
from waiting_rows import DAY, article, draft, furnish_today, group, question

from bot.console.cards import MOST_OF_A_KIND, SHOWN, Card, Kind, chosen
from bot.console.editors import FormUse
from knowledge.articles import Article, ArticleState
from knowledge.changes import Change
from knowledge.drafts import DraftState
from knowledge.groups import GroupState, QuestionGroup

CARDS = st.builds(
    Card,
    kind=st.sampled_from(Kind),
    id=st.integers(1, 10_000),
    agency_id=st.just(1),
    weight=st.floats(0, 1e6),
)


@given(st.lists(CARDS, max_size=60, unique_by=lambda card: (card.kind, card.id)))
def test_ten_are_shown_and_no_kind_takes_the_place_of_another(cards: list[Card]) -> None:
    shown = chosen(cards)
    assert len(shown) == min(SHOWN, len(cards))
    assert list(shown) == sorted(shown, key=lambda card: (card.kind, -card.weight, card.id))
    for kind in Kind:
        here = [card.weight for card in shown if card.kind is kind]
        left = [card.weight for card in cards if card.kind is kind and card not in shown]
        assert not here or not left or min(here) >= max(left)
        if len(here) > MOST_OF_A_KIND:
            others = [card for card in cards if card.kind is not kind and card not in shown]
            counts = {each: sum(card.kind is each for card in shown) for each in Kind}
            assert all(counts[card.kind] >= MOST_OF_A_KIND for card in others)


async def _desk_with(it: Desk, *rows: object) -> None:
    async with it.database.writing() as session:
        for row in rows:
            session.add(row)
            await session.flush()


def _order(text: str, *pieces: str) -> bool:
    places = [text.index(piece) for piece in pieces]
    return places == sorted(places)


async def test_a_chief_and_operator_sees_what_waits_the_most_urgent_first(
    database_url: str, tmp_path: Path
) -> None:
    async with desk(database_url, tmp_path, fill=furnish_today) as it:
        await it.colleague("operator", name="hoa")
        chief = await it.colleague("chief", name="hoa")
        it.service.clock.stop()  # it asks, too
        statements: list[str] = []
        note = lambda *given: statements.append(given[2])  # noqa: E731 (the engine asks for a function)
        engines = (it.service.database.direct, it.service.database.engine.sync_engine)
        for engine in engines:
            event.listen(engine, "before_cursor_execute", note)
        status, text = await chief.get("/")
        asked = [each for each in statements if each.lstrip().upper().startswith(("SELECT", "WITH"))]
        assert status == 200
        assert _order(
            text,
            "2 người đang chờ trả lời",
            "Kênh Zalo của UBND tỉnh A không gửi được tin",
            "Lũ trên sông đang lên nhanh",
            "“giấy độc thân làm ở đâu”",
            "“xin số nhà ở đâu”",
            "lịch tiếp công dân",
            "Danh sách hộ nghèo năm 2026",
            "Bộ phận một cửa nhận hồ sơ sáng thứ Bảy",
            "nghỉ Tết mấy ngày",
            "1 người muốn được báo khi có câu trả lời",
        )
        assert "Còn 1 việc nữa" in text
        assert "Tin tức" not in text.split("<main")[1].replace("Tin tức, thông báo", "")
        assert "6 người hỏi trong 7 ngày" in text
        assert "“xin giấy chưa vợ”" in text
        assert "Cấp Giấy xác nhận tình trạng hôn nhân" in text
        assert len(asked) <= 12, asked


async def test_each_sees_only_what_that_person_may_decide(sqlite_url: str, tmp_path: Path) -> None:
    async with desk(sqlite_url, tmp_path, fill=furnish_today) as it:
        _, contributor = await (await it.colleague("contributor")).get("/")
        assert "“giấy độc thân làm ở đâu”" in contributor
        assert "Viết câu trả lời" in contributor
        for hidden in ("Bỏ qua", "người đang chờ", "Lũ trên sông", "Danh sách hộ nghèo", "không gửi được"):
            assert hidden not in contributor
        _, operator = await (await it.colleague("operator")).get("/")
        assert "không gửi được tin" in operator
        assert "giấy độc thân" not in operator
        _, neighbour = await (await it.colleague("chief", "xa-b")).get("/")
        assert "Không còn việc nào chờ" in neighbour
        _, author = await (await it.colleague("editor", name="lan")).get("/")
        assert "Bản nháp chờ duyệt" not in author
        _, second = await (await it.colleague("chief", name="lan")).get("/")
        assert "Lũ trên sông" not in second


async def test_a_returned_draft_comes_back_to_its_author_with_the_note(
    sqlite_url: str, tmp_path: Path
) -> None:
    async with desk(sqlite_url, tmp_path) as it:
        await _desk_with(it, draft(1, "mai", DraftState.RETURNED, reviewer="lan", note="Thiếu giờ tiếp."))
        _, text = await (await it.colleague("contributor", name="mai")).get("/")
        assert "Bản nháp được trả lại" in text
        assert "lan: Thiếu giờ tiếp." in text
        _, other = await (await it.colleague("contributor", name="tam")).get("/")
        assert "Thiếu giờ tiếp." not in other


DECISIONS = (
    ("approve", ArticleState.APPROVED, "Đã duyệt “Chợ phiên”"),
    ("hold", ArticleState.HELD, "Đã giữ lại “Chợ phiên”"),
    ("never", ArticleState.NEVER, "Sẽ không gửi “Chợ phiên”"),
)


async def test_an_article_is_decided_and_taken_back(sqlite_url: str, tmp_path: Path) -> None:
    async with desk(sqlite_url, tmp_path) as it:
        await _desk_with(it, article(1, "Chợ phiên"))
        editor = await it.colleague("editor")
        for number, (decision, state, said) in enumerate(DECISIONS, start=1):
            _, text = await editor.post("/today/articles/1", {"decision": decision, "seen": "1:waiting"})
            assert said in text
            assert "Hoàn tác" in text
            assert await _state(it) is state
            _, text = await editor.post(f"/undo/{number}")
            assert "Đã hoàn tác" in text
            assert await _state(it) is ArticleState.WAITING
        async with it.database.reading() as session:
            whats = list(await session.scalars(select(Change.what).where(Change.by == editor.editor.name)))
        assert len(whats) == 6


async def test_the_second_of_two_who_decide_about_an_article_is_told(sqlite_url: str, tmp_path: Path) -> None:
    async with desk(sqlite_url, tmp_path) as it:
        await _desk_with(it, article(1, "Chợ phiên"))
        first, second = await it.colleague("editor", name="lan"), await it.colleague("editor", name="mai")
        _, page = await second.get("/")
        seen = page.split('name="seen" value="')[1].split('"')[0]
        await first.post("/today/articles/1", {"decision": "approve", "seen": seen})
        status, text = await second.post("/today/articles/1", {"decision": "never", "seen": seen})
        assert (status, "lan" in text) == (422, True)
        assert await _state(it) is ArticleState.APPROVED


async def _state(it: Desk) -> ArticleState:
    async with it.database.reading() as session:
        return (await session.get_one(Article, 1)).state


async def test_a_decision_sent_twice_counts_once(sqlite_url: str, tmp_path: Path) -> None:
    async with desk(sqlite_url, tmp_path) as it:
        await _desk_with(it, group(1, "câu lạ", 2), question(1, "câu lạ", group_id=1))
        editor = await it.colleague("editor")
        for _ in range(2):
            status, _ = await editor.post("/groups/1/ignore", {"once": "same"})
            assert status == 200
        async with it.database.reading() as session:
            assert (await session.get_one(QuestionGroup, 1)).state is GroupState.IGNORED
            assert len(list(await session.scalars(select(FormUse.token)))) == 1


async def test_groups_count_people_not_messages(database_url: str, tmp_path: Path) -> None:
    async with desk(database_url, tmp_path, fill=furnish) as it:
        mine = [question(each, "câu lạ", group_id=1, talk="one") for each in range(1, 6)]
        old = question(9, "câu lạ", group_id=1, asked_at=NOW - 9 * DAY)
        await _desk_with(it, group(1, "câu lạ", 7), *mine, question(8, "câu lạ khác", group_id=1), old)
        _, text = await (await it.colleague("editor")).get("/")
        assert "2 người hỏi trong 7 ngày" in text
