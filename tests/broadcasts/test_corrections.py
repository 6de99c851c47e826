"""What is said to those who were told something wrong."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from newsroom import HOUR, NOON, Citizen, account, agency, article, broadcast
from sqlalchemy.orm import Session

from broadcasts.broadcast import Broadcast, BroadcastKind, BroadcastState
from broadcasts.composing import compose
from broadcasts.corrections import correct, withdraw
from broadcasts.deliveries import Delivery, DeliveryState
from connectors.channel import Ability, ChoiceStyle
from connectors.database import Database
from knowledge.articles import ArticleState
from knowledge.refusals import RefusedError

PLAIN = Ability(2_000, ChoiceStyle.NUMBERED)


def told(session: Session, state: BroadcastState = BroadcastState.DONE) -> Broadcast:
    """A broadcast that reached one person."""
    here = agency(session, "xa-an")
    account(session, "zalo", "xa-an")
    citizen = Citizen("an")
    citizen.keep(session)
    item = article(session, here, "Lịch cắt điện ngày 24/11")
    news = broadcast(session, here, item, state=state, began_at=NOON)
    session.add(Delivery(broadcast_id=news.id, person_key=citizen.key, state=DeliveryState.ACCEPTED))
    item.state = ArticleState.GONE
    session.flush()
    return news


async def test_a_correction_says_what_was_wrong_when_it_was_told_and_what_is_right(
    database: Database,
) -> None:
    def act(session: Session) -> tuple[Broadcast, str]:
        news = told(session)
        text, link = "Ngày đúng là 25/11.", "https://xa-an.example/1"
        fixed = correct(session, news.id, text=text, link=link, by="lan", now=NOON + HOUR)
        part = compose(session, fixed).part(PLAIN)
        assert part is not None
        return fixed, part.text

    fixed, text = await database.at_once(act)
    assert (fixed.kind, fixed.state) == (BroadcastKind.CORRECTION, BroadcastState.PLANNED)
    assert fixed.start_at == NOON + HOUR + timedelta(minutes=15)
    for said in ("ĐÍNH CHÍNH", "23/11/2026", "Lịch cắt điện ngày 24/11", "Ngày đúng là 25/11.", "UBND xa-an"):
        assert said in text
    assert "https://xa-an.example/1" in text
    assert "ngừng tin" not in text


async def test_a_withdrawal_says_that_it_holds_no_longer_and_comes_once(database: Database) -> None:
    def act(session: Session) -> str:
        news = told(session)
        gone = withdraw(session, news.id, text="Đăng nhầm.", by="lan", now=NOON + HOUR)
        for again in (withdraw, correct):
            with pytest.raises(RefusedError, match="đã được rút lại"):
                again(session, news.id, text="x", by="lan", now=NOON + HOUR)
        with pytest.raises(RefusedError, match="không đính chính được"):
            correct(session, gone.id, text="x", by="lan", now=NOON + HOUR)
        part = compose(session, gone).part(PLAIN)
        assert part is not None
        return part.text

    text = await database.at_once(act)
    assert "RÚT LẠI" in text
    assert "Đăng nhầm." in text
    assert "không dùng nội dung tin đó nữa" in text


def unbegun(session: Session) -> int:
    news = told(session, BroadcastState.PLANNED)
    news.began_at = None
    return news.id


def unreached(session: Session) -> int:
    here = agency(session, "xa-an")
    return broadcast(session, here, state=BroadcastState.DONE, began_at=NOON).id


@pytest.mark.parametrize(
    ("make", "text", "why"),
    [
        (unbegun, "x", "broadcast cancel"),
        (unreached, "x", "chưa tới ai"),
        (lambda session: told(session, BroadcastState.SENDING).id, "x", "đang gửi"),
        (lambda session: told(session).id, " ", "Thiếu nội dung"),
        (lambda session: 99, "x", "số 99"),
    ],
)
async def test_what_cannot_be_corrected_is_refused_with_what_to_do(
    database: Database, make: Callable[[Session], int], text: str, why: str
) -> None:
    def act(session: Session) -> None:
        number = make(session)
        with pytest.raises(RefusedError, match=re.escape(why)):
            correct(session, number, text=text, by="lan", now=NOON + HOUR)

    await database.at_once(act)
