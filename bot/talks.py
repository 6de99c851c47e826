"""What was talked about with each person, for a while: from it a short follow-up takes its procedure."""

from datetime import datetime, timedelta

from pydantic import TypeAdapter, ValidationError
from sqlalchemy import JSON, delete, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from bot import repeating
from connectors.database import Table
from connectors.messages import Address
from knowledge.findings import Context

_CONTEXT = TypeAdapter(Context)


class Talk(Table):
    """One person's context; gone once it has lapsed."""

    __tablename__ = "talk"

    key: Mapped[str] = mapped_column(primary_key=True)
    """`Address.key` of the person."""
    agency: Mapped[str]
    context: Mapped[dict[str, object] | None] = mapped_column(JSON(none_as_null=True))
    choices: Mapped[list[list[str]] | None] = mapped_column(JSON(none_as_null=True))
    """Label and payload of each button of the last reply, in order."""
    fallbacks: Mapped[list[list[str]] | None] = mapped_column(JSON(none_as_null=True))
    """What was said instead of an answer lately: digest of the text and when, the latest last."""
    at: Mapped[datetime] = mapped_column(index=True)


async def context_of(session: AsyncSession, person: Address) -> Context | None:
    """What was talked about; None also when it was kept by another version in another shape."""
    talk = await session.get(Talk, person.key)
    if talk is None or talk.context is None:
        return None
    try:
        return _CONTEXT.validate_python(talk.context)
    except ValidationError:
        return None


async def keep_context(session: AsyncSession, person: Address, context: Context) -> None:
    talk = await talk_of(session, person, context.at)
    talk.context = _CONTEXT.dump_python(context, mode="json")


async def talk_of(session: AsyncSession, person: Address, now: datetime) -> Talk:
    """The row of this person's talk, to write in; begun now if there was none."""
    begun = (each for each in session.new if isinstance(each, Talk) and each.key == person.key)
    talk = next(begun, None) or await session.get(Talk, person.key)
    if talk is None:
        talk = Talk(key=person.key, agency=person.agency, at=now)
        session.add(talk)
    talk.at = max(talk.at, now)
    return talk


async def forget(session: AsyncSession, person: Address) -> None:
    await session.execute(delete(Talk).where(Talk.key == person.key))


async def forget_lapsed(session: AsyncSession, *, now: datetime, after: timedelta, most: int) -> int:
    """Delete talks that ended longer than `after` ago, at most `most`; returns how many.

    None is deleted while what was said in it must not be said again.
    """
    ended = now - max(after, repeating.QUIET)
    keys = list(await session.scalars(select(Talk.key).where(Talk.at < ended).limit(most)))
    await session.execute(delete(Talk).where(Talk.key.in_(keys), Talk.at < ended))
    return len(keys)
