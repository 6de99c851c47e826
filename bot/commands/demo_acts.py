"""What `congdan demo` does."""

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot import migrate
from bot.commands import demo_editor, editor_acts, editor_wording, wording
from bot.commands.act import BY, now, on_database, settings_with_database
from bot.commands.saying import number, say
from bot.commands.serve import run_server
from bot.webchat.signing import signing_key
from connectors.database import Database
from knowledge.agencies import Agency, all_agencies
from knowledge.procedures import Procedure
from knowledge.starter import SAMPLE_COMMUNE, SAMPLE_PROVINCE, make_sample

PAGES_SHOWN = 5


def demo(port: int | None) -> None:
    settings = settings_with_database()
    port = settings.port if port is None else port
    migrate.migrate(settings.database_url)
    agencies = on_database(_prepared)
    colleague = on_database(lambda database: demo_editor.invited(database, signing_key(settings)))
    for agency in agencies[:PAGES_SHOWN]:
        say(wording.OPEN_PAGE.format(name=agency.name, url=page(settings.host, port, agency.code)))
    if colleague is not None:
        url = f"{editor_acts.base('', settings.host, port)}{colleague.path}"
        say(editor_wording.DEMO.format(name=colleague.name, url=url))
        settings = settings.model_copy(update={"desk_second_factor": not _tried(settings.host, agencies)})
    say(wording.HOW_TO_STOP)
    run_server(settings, host=settings.host, port=port, work=True)


def _tried(host: str, agencies: list[Agency]) -> bool:
    """Whether there is nothing but the sample, on this machine alone: looking around takes no phone then."""
    sample = {agency.code for agency in agencies} <= {SAMPLE_PROVINCE, SAMPLE_COMMUNE}
    return sample and host in {"127.0.0.1", "localhost", "::1"}


def page(host: str, port: int, code: str) -> str:
    """The address to type on this machine, also where the server listens on all of them."""
    everywhere = host in {"0.0.0.0", "::"}  # noqa: S104 (compared with, not listened on)
    return f"http://{'127.0.0.1' if everywhere else host}:{port}/{code}/"


async def _prepared(database: Database) -> list[Agency]:
    """Agencies to show, the sample commune first."""
    async with database.writing() as session:
        made = await make_sample(session, by=BY, now=now())
        if made:
            await _say_made(session)
        agencies = await all_agencies(session)
    return sorted(agencies, key=lambda agency: agency.code != SAMPLE_COMMUNE)


async def _say_made(session: AsyncSession) -> None:
    count = await session.scalar(select(func.count()).select_from(Procedure)) or 0
    say(wording.SAMPLE_MADE.format(count=number(count)))
    say(wording.SAMPLE_NOTE)
