"""Lines: what was said on a chat page, so that it stands there again after a reload."""

from collections.abc import Collection, Sequence
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, BigInteger, Enum, Index, Integer, delete, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, Session, mapped_column

from connectors.adapting import Part
from connectors.database import Table
from connectors.inserting import insert_missing
from connectors.masking import masked
from connectors.messages import Address, Message, Reply

PAGE = 200
"""How many lines are read at once."""


class Author(StrEnum):
    VISITOR = "visitor"
    ASSISTANT = "assistant"
    OFFICER = "officer"


class WebchatLine(Table):
    """One thing said. Ids of one visitor appear in order; ids of all visitors need not."""

    __tablename__ = "webchat_line"
    __table_args__ = (
        Index("ix_webchat_line_visitor_id", "visitor", "id"),
        {"sqlite_autoincrement": True},  # an id is never given twice, even when the newest was deleted
    )

    id: Mapped[int] = mapped_column(BigInteger().with_variant(Integer, "sqlite"), primary_key=True)
    agency: Mapped[str]
    visitor: Mapped[str]
    who: Mapped[Author] = mapped_column(
        Enum(Author, native_enum=False, values_callable=lambda kinds: [kind.value for kind in kinds])
    )
    body: Mapped[dict[str, Any]] = mapped_column(JSON)
    reply_token: Mapped[str] = mapped_column(unique=True)
    """The same for each try of one line, so that it stands once."""
    created_at: Mapped[datetime] = mapped_column(default=func.now(), index=True)


def said(message: Message, *, left: bool = False) -> dict[str, Any]:
    """The line of a visitor's message, without what names a person. `left`: to an officer, no reply comes."""
    body = {"text": masked(message.text), "message": client_id(message.id)} | ({"left": True} if left else {})
    return _row(message.address, Author.VISITOR, body, f"said:{message.id}") | {"created_at": message.at}


def replied(to: Address, reply: Reply, token: str) -> dict[str, Any]:
    """The line of a reply. `token` ends in the id of the message it answers."""
    body = _body(reply) | {"reply_to": client_id(token)}
    if reply.by:
        return _row(to, Author.OFFICER, body | {"by": reply.by}, token)
    return _row(to, Author.ASSISTANT, body, token)


def told(to: Address, part: Part, token: str) -> dict[str, Any]:
    """The line of what nobody asked for: news."""
    return _row(to, Author.ASSISTANT, _body(part), token)


def opens_safely(url: str) -> bool:
    return url.lower().startswith(("https://", "http://"))


def client_id(name: str) -> str:
    """The id the visitor's own page gave a message."""
    return name.rpartition(":")[2]


def as_json(line: WebchatLine) -> dict[str, Any]:
    return {"id": line.id, "from": line.who.value, "at": line.created_at.isoformat(), **line.body}


def add(session: Session, rows: Sequence[dict[str, Any]]) -> None:
    """Insert lines; one that stands already is passed over."""
    insert_missing(session, WebchatLine, rows)


async def since(session: AsyncSession, agency: str, visitor: str, after: int) -> list[WebchatLine]:
    """Up to PAGE lines in order: those next after line `after`; the newest ones when that is 0."""
    theirs = select(WebchatLine).where(WebchatLine.visitor == visitor, WebchatLine.agency == agency)
    if after > 0:
        query = theirs.where(WebchatLine.id > after).order_by(WebchatLine.id).limit(PAGE)
        return list(await session.scalars(query))
    newest = await session.scalars(theirs.order_by(WebchatLine.id.desc()).limit(PAGE))
    return list(newest)[::-1]


async def new_lines(session: AsyncSession, after: int, among: Collection[int]) -> list[tuple[int, str]]:
    """Id and visitor of every line that is younger than `after` or one of `among`."""
    query = select(WebchatLine.id, WebchatLine.visitor).where(
        or_(WebchatLine.id > after, WebchatLine.id.in_(among)) if among else WebchatLine.id > after
    )
    return [(row.id, row.visitor) for row in await session.execute(query)]


async def newest_id(session: AsyncSession) -> int:
    return await session.scalar(select(func.max(WebchatLine.id))) or 0


async def forget_visitor(session: AsyncSession, agency: str, visitor: str) -> None:
    await session.execute(
        delete(WebchatLine).where(WebchatLine.visitor == visitor, WebchatLine.agency == agency)
    )


async def forget_old(session: AsyncSession, before: datetime, most: int = 1_000) -> int:
    """Delete up to `most` lines said before that; returns how many."""
    some = select(WebchatLine.id).where(WebchatLine.created_at < before).limit(most)
    gone = delete(WebchatLine).where(WebchatLine.id.in_(some)).returning(WebchatLine.id)
    return len((await session.scalars(gone)).all())


def _body(said: Reply | Part) -> dict[str, Any]:
    return {
        "text": said.text,
        "choices": [{"label": choice.label, "payload": choice.payload} for choice in said.choices],
        "links": [{"label": label, "url": url} for label, url in said.links if opens_safely(url)],
    }


def _row(address: Address, who: Author, body: dict[str, Any], token: str) -> dict[str, Any]:
    return {
        "agency": address.agency,
        "visitor": address.person,
        "who": who,
        "body": body,
        "reply_token": token,
    }
