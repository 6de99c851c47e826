"""What `congdan editor …` does."""

from collections import defaultdict
from collections.abc import Awaitable, Callable, Sequence

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.commands import editor_wording as wording
from bot.commands.act import BY, now, on_database, settings_with_database
from bot.commands.saying import say
from bot.console import filters, people_acts, people_wording
from bot.console.editors import Editor, Grant
from bot.console.people_acts import Act
from bot.console.rights import SECOND_FACTOR, Role
from bot.settings import Settings
from bot.webchat.signing import signing_key
from connectors.database import Database
from knowledge.agencies import Agency, all_agencies, find_agency, only_root
from knowledge.changes import one_writer
from knowledge.refusals import RefusedError

Doing = Callable[[AsyncSession, Editor, Act], Awaitable[None]]


def add(name: str, full_name: str, told: Sequence[str], code: str | None, by: str) -> None:
    settings, roles, act = settings_with_database(), _roles(told), _act(by)

    async def save(database: Database) -> tuple[Editor, Agency, str]:
        async with database.writing() as session:
            await one_writer(session)
            agency = await _agency(session, code)
            editor = await people_acts.add(session, name, full_name, act)
            for role in roles:
                await people_acts.grant(session, editor, agency, role, act)
            return editor, agency, await people_acts.open_invitation(session, editor, act, first=True)

    editor, agency, path = on_database(save)
    named = ", ".join(people_wording.ROLES[role] for role in roles)
    say(wording.ADDED.format(name=name, full_name=full_name, roles=named, agency=agency.name))
    _say_link(settings, editor, path)
    if SECOND_FACTOR & set(roles):
        say(wording.NEEDS_FACTOR)


def list_editors() -> None:
    async def read(database: Database) -> list[str]:
        async with database.reading() as session:
            return await _lines(session)

    say("\n".join(on_database(read)) or wording.EMPTY)


async def _lines(session: AsyncSession) -> list[str]:
    agencies = {agency.id: agency.code for agency in await all_agencies(session)}
    held: defaultdict[int, list[str]] = defaultdict(list)
    for grant in await session.scalars(select(Grant).order_by(Grant.id)):
        role = people_wording.ROLES[grant.role]
        held[grant.editor_id].append(wording.ROLE_AT.format(role=role, agency=agencies[grant.agency_id]))
    return [
        wording.LINE.format(
            name=editor.name,
            full_name=editor.full_name,
            state=_state(editor),
            roles="; ".join(held[editor.id]) or people_wording.NO_ROLE,
        )
        for editor in await session.scalars(select(Editor).order_by(Editor.name))
    ]


def _state(editor: Editor) -> str:
    if editor.disabled_at is not None:
        return people_wording.DISABLED
    return people_wording.ACTIVE if editor.password else people_wording.INVITED


def grant(name: str, told: Sequence[str], code: str | None, by: str) -> None:
    _roles_changed(name, told, code, _act(by), people_acts.grant, (wording.GRANTED, wording.HAS))


def revoke(name: str, told: Sequence[str], code: str | None, by: str) -> None:
    _roles_changed(name, told, code, _act(by), people_acts.take, (wording.TAKEN, wording.HAS_NOT))


def _roles_changed(
    name: str,
    told: Sequence[str],
    code: str | None,
    act: Act,
    change: Callable[[AsyncSession, Editor, Agency, Role, Act], Awaitable[bool]],
    sentences: tuple[str, str],
) -> None:
    roles = _roles(told)

    async def save(database: Database) -> tuple[Agency, list[bool]]:
        async with database.writing() as session:
            await one_writer(session)
            agency, editor = await _agency(session, code), await _editor(session, name)
            return agency, [await change(session, editor, agency, role, act) for role in roles]

    agency, changed = on_database(save)
    for role, done in zip(roles, changed, strict=True):
        sentence = sentences[0 if done else 1]
        say(sentence.format(role=people_wording.ROLES[role], agency=agency.code, name=name))


def invite(name: str, by: str) -> None:
    settings, act = settings_with_database(), _act(by)

    async def save(database: Database) -> tuple[Editor, str]:
        async with database.writing() as session:
            await one_writer(session)
            editor = await _editor(session, name)
            return editor, await people_acts.open_invitation(session, editor, act)

    _say_link(settings, *on_database(save))


def reset_factor(name: str, by: str) -> None:
    _done(name, by, people_acts.reset_factor, wording.RESET_DONE)


def sign_out(name: str, by: str) -> None:
    _done(name, by, people_acts.sign_out, wording.SIGNED_OUT)


def disable(name: str, by: str) -> None:
    _done(name, by, people_acts.disable, wording.DISABLED)


def enable(name: str, by: str) -> None:
    _done(name, by, people_acts.enable, wording.ENABLED)


def _done(name: str, by: str, do: Doing, sentence: str) -> None:
    act = _act(by)

    async def save(database: Database) -> None:
        async with database.writing() as session:
            await one_writer(session)
            await do(session, await _editor(session, name), act)

    on_database(save)
    say(sentence.format(name=name))


async def _editor(session: AsyncSession, name: str) -> Editor:
    editor = await session.scalar(select(Editor).where(Editor.name == name))
    if editor is None:
        raise RefusedError(wording.UNKNOWN.format(name=name))
    return editor


async def _agency(session: AsyncSession, code: str | None) -> Agency:
    return await only_root(session) if code is None else await find_agency(session, code)


def _roles(told: Sequence[str]) -> list[Role]:
    if not told or not set(told) <= set(Role):
        raise RefusedError(wording.ROLE)
    return [Role(each) for each in dict.fromkeys(told)]


def _act(by: str) -> Act:
    return Act(by or BY, now(), signing_key(settings_with_database()))


def _say_link(settings: Settings, editor: Editor, path: str) -> None:
    url = f"{base(settings.public_url, settings.host, settings.port)}{path}"
    until = filters.moment(editor.invited_until)
    say(wording.LINK.format(name=editor.full_name, until=until, url=url))


def base(public_url: str, host: str, port: int) -> str:
    """The address of the service, also where the server listens on all addresses of this machine."""
    everywhere = host in {"0.0.0.0", "::"}  # noqa: S104 (compared with, not listened on)
    return public_url or f"http://{'127.0.0.1' if everywhere else host}:{port}"
