"""What `congdan channel profile` and `congdan channel followers` do."""

from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import contextmanager

from rich.console import Console

from bot import channel_wording as wording
from bot import routed, routed_wording
from bot.commands.act import now
from bot.commands.channel_acts import on_platforms
from bot.commands.saying import number, say
from bot.connecting.at_hand import MESSENGER, ZALO, AtHand, why
from connectors import people
from connectors.accounts import Account
from connectors.channel import SendError
from connectors.messenger import profile as messenger_profile
from connectors.zalo.followers import Followers
from knowledge.agencies import contact_of, find_agency, lineage
from knowledge.refusals import RefusedError

Tell = Callable[[int], None]


def profile(agency: str) -> None:
    name, portal = on_platforms(lambda at: _profile(at, agency))
    say(wording.PROFILE_SET.format(name=name))
    if not portal:
        say(wording.NO_PORTAL)


def followers(agency: str) -> None:
    """Raises RefusedError where the platform stops in between; what was read until then is kept."""
    with _counting() as tell:
        name, count = on_platforms(lambda at: _followers(at, agency, tell))
    say(wording.FOLLOWERS_READ.format(count=number(count), name=name))


async def _profile(at: AtHand, code: str) -> tuple[str, bool]:
    """The Page's name, and whether its menu leads to the portal."""
    account = at.opened(MESSENGER, code)
    async with at.database.reading() as session:
        agency = await find_agency(session, code)
        contact = contact_of(await lineage(session, agency))
    search, person = routed.asking(("", wording.SEARCH), ("", wording.PERSON))
    wanted = messenger_profile.Wanted(
        agency=agency.name,
        examples=routed.asking(*routed_wording.EXAMPLES),
        search=search.payload,
        person=person.payload,
        portal=contact.portal_url,
    )
    try:
        await messenger_profile.put(at.platforms.graph, account, wanted)
    except SendError as error:
        raise RefusedError(why(MESSENGER, error)) from error
    return account.name, contact.portal_url.startswith("https://")


async def _followers(at: AtHand, agency: str, tell: Tell) -> tuple[str, int]:
    account, count = at.opened(ZALO, agency), 0
    reader = Followers(at.platforms.zalo, at.platforms.accounts)
    try:
        async for parcel in _parcels(reader.ids(account, now())):
            await _keep(at, account, parcel)
            count += len(parcel)
            tell(count)
    except SendError as error:
        told = wording.FOLLOWERS_STOPPED.format(count=number(count), why=why(ZALO, error))
        raise RefusedError(told) from error
    return account.name, count


async def _keep(at: AtHand, account: Account, ids: list[str]) -> None:
    await at.database.at_once(lambda session: people.add_followers(session, ZALO, account.agency, ids, now()))


async def _parcels(ids: AsyncIterator[str]) -> AsyncIterator[list[str]]:
    """What was read before the platform stopped comes as a parcel, too."""
    parcel: list[str] = []
    try:
        async for name in ids:
            parcel.append(name)
            if len(parcel) == people.PARCEL:
                yield parcel
                parcel = []
    except SendError:
        if parcel:
            yield parcel
        raise
    if parcel:
        yield parcel


@contextmanager
def _counting() -> Iterator[Tell]:
    """A count that runs on a terminal; for a log, only what is being done."""
    console = Console(stderr=True)
    if not console.is_terminal:
        say(f"{wording.READING_FOLLOWERS} …", err=True)
        yield lambda _count: None
        return
    with console.status(wording.READING_FOLLOWERS) as status:
        yield lambda count: status.update(f"{wording.READING_FOLLOWERS}: {number(count)}")
