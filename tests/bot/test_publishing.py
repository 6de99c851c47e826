"""The service publishes in the name of its accounts, by its settings, and serves the cover itself."""

from datetime import UTC, datetime, timedelta

from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer
from eventually import eventually
from pydantic import SecretStr
from sqlalchemy import select
from sqlalchemy.orm import Session

from bot import alarms, media
from bot.platforms import Platforms
from bot.publishing import Publishing
from bot.rehearsal.platforms.serving import running
from bot.rehearsal.platforms.zalo import Setup, ZaloServer
from bot.rehearsal.platforms.zalo.setup import Account, Doubts
from bot.settings import Settings
from bot.webchat.signing import signing_key
from broadcasts import controlling
from broadcasts.broadcast import Broadcast, BroadcastKind, BroadcastPart, BroadcastState, Way
from broadcasts.posts import Post, PostState
from connectors.database import Database
from connectors.directory import Particulars
from knowledge.agencies import Agency, AgencyLevel

NOON = datetime.now(UTC).replace(hour=5, minute=0, second=0, microsecond=0)


def begin(session: Session) -> None:
    """An emergency of an agency, told by Zalo itself."""
    home = Agency(code="xa-an", name="UBND xã An", level=AgencyLevel.COMMUNE, created_at=NOON)
    session.add(home)
    session.flush()
    told = Broadcast(
        agency_id=home.id,
        kind=BroadcastKind.EMERGENCY,
        state=BroadcastState.PLANNED,
        title="Lũ lên nhanh",
        text="Sơ tán ngay.",
        created_by="lan",
        created_at=NOON,
        start_at=NOON,
        until=NOON + timedelta(days=1),
    )
    session.add(told)
    session.flush()
    session.add(BroadcastPart(broadcast_id=told.id, channel="zalo", agency="xa-an", way=Way.PLATFORM))
    session.flush()
    controlling.begin(session, told, NOON)


async def test_a_broadcast_is_published_by_the_service(database: Database, database_url: str) -> None:
    now = NOON
    office = Account(access_token="first-access", refresh_token="first-refresh")
    zalo = ZaloServer(Setup(accounts=(office,), doubts=Doubts(verify_rounds=0)))
    async with running(zalo) as url:
        zalo.world.clock.set(NOON)
        settings = Settings(
            database_url=database_url,
            secret_key=SecretStr("a key of the deployment"),
            public_url="https://tro-ly.example",
            zalo_api_url=url,
            zalo_oauth_url=url,
        )
        platforms = Platforms(database, settings, signing_key(settings), lambda: now)
        publishing = Publishing(database, settings, platforms, lambda: now)
        await database.at_once(begin)

        async def post() -> Post:
            return await database.at_once(lambda session: session.scalars(select(Post)).one(), writing=False)

        assert await publishing.begin_due() == 1
        await eventually(lambda: _is_alarmed(database))  # nobody has connected the account yet
        ids = (zalo.world.office().id, "1")
        secrets = {"access_token": "first-access", "app_secret": "a", "refresh_token": "r"}
        await platforms.accounts.put(Particulars("zalo", "xa-an", *ids, "Xã An", {}, secrets), NOON)
        now += timedelta(minutes=15)
        assert await publishing.begin_due() == 1
        await eventually(lambda: _has_ended(database))
        done = await post()
        assert done.outcome is PostState.ACCEPTED
        assert len(zalo.broadcasts()) == 1
        app = web.Application()
        media.add_routes(app, database)
        async with TestClient(TestServer(app)) as client:
            made = zalo.world.office().articles[done.known["article"]].body["cover"]["photo_url"]
            assert (await client.get(made.removeprefix("https://tro-ly.example"))).status == 200
        await publishing.close()
        await platforms.close()


async def _is_alarmed(database: Database) -> bool:
    return await database.at_once(lambda session: bool(alarms.open_alarms(session)), writing=False)


async def _has_ended(database: Database) -> bool:
    ended = select(Post.ended_at)
    return await database.at_once(lambda session: session.scalar(ended) is not None, writing=False)
