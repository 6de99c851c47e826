"""Somebody who can try the whole desk of `congdan demo`."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.commands.act import BY, now
from bot.console import people_acts, people_wording
from bot.console.editors import Editor
from bot.console.people_acts import Act
from bot.console.rights import Role
from connectors.database import Database
from knowledge.agencies import Agency
from knowledge.changes import one_writer
from knowledge.starter import SAMPLE_PROVINCE

NAME = "demo"
ROLES = (Role.EDITOR, Role.CHIEF, Role.OPERATOR)


@dataclass(frozen=True, slots=True)
class Colleague:
    """`path`: where a password is chosen, or, once it was, where one signs in."""

    name: str
    path: str


async def invited(database: Database, key: bytes) -> Colleague | None:
    """The colleague of the sample agencies, with every right; None in a deployment without them."""
    act = Act(BY, now(), key)
    async with database.writing() as session:
        await one_writer(session)
        agency = await session.scalar(select(Agency).where(Agency.code == SAMPLE_PROVINCE))
        if agency is None:
            return None
        editor = await session.scalar(select(Editor).where(Editor.name == NAME))
        if editor is None:
            editor = await _added(session, agency, act)
        if editor.password or editor.disabled_at is not None:
            return Colleague(NAME, "/console/")
        return Colleague(NAME, await people_acts.open_invitation(session, editor, act))


async def _added(session: AsyncSession, agency: Agency, act: Act) -> Editor:
    editor = await people_acts.add(session, NAME, people_wording.DEMO, act)
    for role in ROLES:
        await people_acts.grant(session, editor, agency, role, act)
    return editor
