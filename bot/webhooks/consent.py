"""The page to which Zalo sends an administrator back: tokens are fetched and stored, the person is told."""

import logging
from collections.abc import Callable
from datetime import datetime

from aiohttp import web

from bot.connecting.noting import note_consent
from bot.inbox import Inbox, now_utc
from bot.platforms import Platforms, revive
from bot.webchat import answers
from bot.webhooks import wording
from connectors.channel import SendError
from connectors.database import Database, DatabaseUnavailableError
from connectors.webchat.pages import Pages
from connectors.zalo.consent import ConsentError

log = logging.getLogger(__name__)
PATH = "/zalo/consent"


class ConsentPage:
    """Its handler. What it shows holds nothing of what the browser brought."""

    def __init__(
        self,
        database: Database,
        platforms: Platforms,
        inbox: Inbox,
        pages: Pages,
        *,
        clock: Callable[[], datetime] = now_utc,
    ) -> None:
        self._database = database
        self._platforms = platforms
        self._inbox = inbox
        self._clock = clock
        self._pages = pages
        self._headers = answers.page_headers("'none'") | {"Cache-Control": "no-store"}

    async def answer(self, request: web.Request) -> web.Response:
        code, oa_id, state = (request.query.get(name, "") for name in ("code", "oa_id", "state"))
        try:
            came = await self._platforms.consents.finish(code, oa_id, state, self._clock())
            await note_consent(self._database, came, now=self._clock())
            await revive(self._database, self._inbox, came.account)
        except ConsentError as error:
            log.warning("a consent was worth nothing: %s", error)
            return self._told(400, wording.CONSENT_FAILED, wording.CONSENT_REASONS[error.reason])
        except SendError as error:
            log.warning("a consent could not be finished: %s", error)
            return self._told(502, wording.CONSENT_FAILED, wording.ZALO_AWAY)
        except DatabaseUnavailableError:
            return self._told(503, wording.CONSENT_FAILED, wording.TRY_AGAIN)
        return self._told(200, wording.CONSENTED, wording.CONSENTED_NEXT.format(name=came.account.name))

    def _told(self, status: int, title: str, next_step: str) -> web.Response:
        return answers.page(self._pages.notice(title, next_step), self._headers, status)
