"""What was talked about with each person, for a while: from it a short follow-up takes its procedure."""

from datetime import datetime, timedelta

from pydantic import TypeAdapter, ValidationError
from sqlalchemy import JSON, delete, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

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
    context: Mapped[dict[str, object]] = mapped_column(JSON)
    at: Mapped[datetime] = mapped_column(index=True)


async def context_of(session: AsyncSession, person: Address) -> Context | None:
    """What was talked about; None also when it was kept by another version in another shape."""
    talk = await session.get(Talk, person.key)
    if talk is None:
        return None
    try:
        return _CONTEXT.validate_python(talk.context)
    except ValidationError:
        return None


async def keep_context(session: AsyncSession, person: Address, context: Context) -> None:
    talk = Talk(
        key=person.key,
        agency=person.agency,
        context=_CONTEXT.dump_python(context, mode="json"),
        at=context.at,
    )
    await session.merge(talk)


async def forget_lapsed(session: AsyncSession, *, now: datetime, after: timedelta, most: int) -> int:
    """Delete talks that ended longer than `after` ago, at most `most`; returns how many."""
    keys = list(await session.scalars(select(Talk.key).where(Talk.at < now - after).limit(most)))
    await session.execute(delete(Talk).where(Talk.key.in_(keys)))
    return len(keys)
