"""Every part of the service, built by constructor, in order."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from aiohttp import web

from bot import collecting, health, media
from bot.asked import TalkNames
from bot.clock import Clock, Tick
from bot.console import routes as console
from bot.conversation import Conversation
from bot.events import Attending
from bot.inbox import Inbox, now_utc
from bot.numbers import keeping as numbers
from bot.officers.hearing import Hearing
from bot.officers.sending import Postman
from bot.platforms import Platforms
from bot.portals import Portals
from bot.publishing import Publishing
from bot.replying import Pace
from bot.retention import forget_old
from bot.settings import Settings
from bot.telling import Telling
from bot.webchat import Remembering, WebChatDesk, add_routes
from bot.webchat.signing import signing_key
from bot.webhooks import routes as webhooks
from bot.webhooks.consent import ConsentPage
from bot.webhooks.desk import WebhookDesk
from bot.webhooks.turned_away import Counts
from bot.worker import Worker
from connectors.channel import Channel
from connectors.database import Database
from connectors.webchat.channel import WebChat
from knowledge.grouping import group_new
from knowledge.library import Library
from knowledge.matching.ranker import SHIPPED
from knowledge.shipped import Shipped


@dataclass(frozen=True, slots=True)
class Service:
    """What bot/serving.py starts and stops."""

    database: Database
    webchat: WebChat
    platforms: Platforms
    portals: Portals
    library: Library
    inbox: Inbox
    worker: Worker
    postman: Postman
    telling: Telling
    publishing: Publishing
    clock: Clock
    counts: Counts
    web: web.Application


def open_library(settings: Settings) -> Library:
    """The library with the ranker and the patience of the settings; nothing is loaded yet."""
    shipped = Shipped.load(settings.ranker or SHIPPED)
    return Library(shipped, lapses=timedelta(minutes=settings.context_minutes))


def build(settings: Settings, *, now: Callable[[], datetime] = now_utc) -> Service:
    """The whole service, with nothing running yet; to be called inside the event loop it will run in.

    `now` tells everything that answers people what time it is.
    """
    database = Database(settings.database_url)
    library = open_library(settings)
    inbox = Inbox(database, clock=now, handover=timedelta(minutes=settings.handover_minutes))
    webchat = WebChat(database)
    platforms = Platforms(database, settings, signing_key(settings), now)
    portals = Portals(database, settings, now)
    counts = Counts(database)
    stale, names = timedelta(days=30 * settings.stale_months), TalkNames(signing_key(settings))
    conversation = Conversation(library, stale=stale, names=names)
    attending = Attending(
        conversation,
        staff_answers=platforms.staff_answers,
        private_replies=platforms.private_replies,
        chat_officers=settings.chat_officers,
        handover=timedelta(minutes=settings.handover_minutes),
        kept_days=settings.failed_days,
        traced_days=settings.inbox_days,
    )
    channels: Mapping[str, Channel] = {webchat.name: webchat, **platforms.channels}
    postman = Postman(
        database,
        channels,
        conversation,
        clock=now,
        pace=Pace(lease=timedelta(seconds=settings.lease_seconds)),
    )
    worker = Worker(
        database,
        channels,
        Remembering(Hearing(attending)),
        arrived=inbox.arrived,
        pace=Pace(lease=timedelta(seconds=settings.lease_seconds)),
        clock=now,
    )
    telling = Telling(database, platforms, webchat, settings, clock=now, busy=lambda: worker.busy)
    publishing = Publishing(database, settings, platforms, now)
    clock = Clock(
        [
            *telling.ticks,
            Tick("letters", timedelta(seconds=0.5), postman.send_due),
            Tick("posts", timedelta(seconds=1), publishing.begin_due),
            Tick("knowledge", timedelta(seconds=1), lambda: _learn(library, database)),
            Tick("accounts", timedelta(seconds=1), platforms.accounts.refresh),
            Tick("alarms", timedelta(seconds=2), platforms.clear_alarms),
            Tick("tokens", timedelta(minutes=1), platforms.renew_due),
            Tick("limits", timedelta(seconds=1), platforms.usage.write),
            Tick("portals", timedelta(seconds=15), portals.read_due),
            Tick("portal alarms", timedelta(minutes=1), portals.watch),
            Tick("numbers", timedelta(seconds=20), lambda: numbers.count_due(database, now)),
            Tick("groups", timedelta(seconds=5), lambda: group_new(database, library, now())),
            Tick("turned away", timedelta(seconds=10), lambda: counts.write(now())),
            Tick("retention", timedelta(hours=1), lambda: forget_old(database, settings)),
        ]
    )
    pages = web.Application()
    health.add_routes(pages, database)
    media.add_routes(pages, database)
    chat = WebChatDesk(database, inbox, webchat, settings)
    consent = ConsentPage(database, platforms, inbox, chat.pages, clock=now)
    desk = WebhookDesk(platforms.accounts, inbox, counts, clock=now)
    webhooks.add_routes(pages, desk, consent, settings)
    console.add_to(
        pages,
        console.build(
            database,
            conversation,
            platforms,
            portals,
            webchat,
            settings,
            key=signing_key(settings),
            clock=now,
            shared=chat.pages.assets,
        ),
    )
    add_routes(pages, chat)
    return Service(
        database,
        webchat,
        platforms,
        portals,
        library,
        inbox,
        worker,
        postman,
        telling,
        publishing,
        clock,
        counts,
        pages,
    )


async def _learn(library: Library, database: Database) -> None:
    if await library.refresh(database):
        collecting.spare_again()
