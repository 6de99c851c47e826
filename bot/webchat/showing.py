"""The pages and the files they are made of."""

from aiohttp import web

from bot.webchat import answers
from bot.webchat.desk import WebChatDesk
from connectors.database import DatabaseUnavailableError
from connectors.webchat import wording

YEAR = 31_536_000
HOUR = 3_600


class Showing:
    """Handlers of one desk."""

    def __init__(self, desk: WebChatDesk) -> None:
        self._desk = desk
        self._embedded = answers.page_headers(desk.embed_origins)
        self._alone = answers.page_headers("'none'")
        self._widget = desk.pages.widget()

    async def first(self, _request: web.Request) -> web.Response:
        """The one agency's chat; where there are several, their list."""
        try:
            cards = await self._desk.directory.all()
        except DatabaseUnavailableError:
            return self._closed()
        if len(cards) == 1:
            return web.Response(status=302, headers=self._alone | {"Location": f"/{cards[0].code}/"})
        return answers.page(self._desk.pages.choice(cards), self._alone)

    async def chat(self, request: web.Request) -> web.Response:
        try:
            card = await self._desk.directory.find(request.match_info["agency"])
        except DatabaseUnavailableError:
            return self._closed()
        if card is None:
            return self._notice(404, wording.UNKNOWN_AGENCY, wording.UNKNOWN_AGENCY_NEXT)
        return answers.page(self._desk.pages.chat(card), self._embedded)

    async def without_slash(self, request: web.Request) -> web.Response:
        return web.Response(
            status=308, headers=self._alone | {"Location": f"/{request.match_info['agency']}/"}
        )

    async def widget(self, _request: web.Request) -> web.Response:
        headers = answers.file_headers(shared=True, seconds=HOUR)
        return web.Response(
            body=self._widget, content_type="text/javascript", charset="utf-8", headers=headers
        )

    async def file(self, request: web.Request) -> web.Response:
        """A file by name. An address of an earlier version gets today's, and is asked for again soon."""
        file = self._desk.pages.static.get(request.match_info["name"])
        if file is None:
            return self._notice(404, wording.NO_PAGE, wording.NO_PAGE_NEXT)
        today = request.path.startswith(f"{self._desk.pages.assets}/")
        return answers.static_file(request, file, seconds=YEAR if today else HOUR)

    async def nothing(self, _request: web.Request) -> web.Response:
        return self._notice(404, wording.NO_PAGE, wording.NO_PAGE_NEXT)

    def _closed(self) -> web.Response:
        response = self._notice(503, wording.CLOSED, wording.CLOSED_NEXT)
        response.headers["Retry-After"] = str(answers.RETRY_SECONDS)
        return response

    def _notice(self, status: int, title: str, next_step: str) -> web.Response:
        return answers.page(self._desk.pages.notice(title, next_step), self._alone, status)
