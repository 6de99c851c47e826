"""A Page's publishing: a post of words with a link, or with a picture. facebook-messenger.md, 4.1."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from connectors.accounts import Account
from connectors.channel import Refused
from connectors.messenger import posts, wording
from connectors.messenger.api import Graph
from connectors.messenger.errors import Duplicate
from connectors.messenger.names import CHANNEL
from connectors.publishing import LOST, CoverRefused, Publication, Standing, Unanswerable
from connectors.splitting import shortened

PICTURE, POST, CHANGE, DELETE = "picture", "post", "change", "delete"
PHOTO = "photo"
LONGEST = 5_000
"""Characters of a post; Facebook's own limit is not told."""
APART = timedelta(minutes=30)
"""Facebook tells times in whole seconds, by a clock that is not ours."""
_A_DAY = timedelta(days=1)
Known = Mapping[str, str]


class PagePublisher:
    """`known` holds `post`, its id."""

    name = CHANNEL
    steps: tuple[str, ...] = (PICTURE, POST)
    correcting: tuple[str, ...] = (CHANGE,)
    withdrawing: tuple[str, ...] = (DELETE,)
    product = POST
    fetches_covers = False

    def __init__(self, graph: Graph) -> None:
        self._graph = graph

    async def take(
        self, account: Account, step: str, publication: Publication, known: Known, now: datetime
    ) -> Known:
        """As `connectors.publishing.Publisher` says."""
        match step:
            case "picture":
                return await self._picture(account, publication, known)
            case "change":
                await posts.update(self._graph, account, known[POST], message(publication))
                return known
            case "delete":
                return await self._delete(account, known)
            case _:
                return await self._post(account, publication, known, now)

    async def ask(
        self, account: Account, step: str, publication: Publication, known: Known, since: datetime
    ) -> Known | None:
        """As `connectors.publishing.Publisher` says. A picture that nobody sees may be brought twice."""
        if step != POST:
            return await self.take(account, step, publication, known, since)
        try:
            found = await posts.find(self._graph, account, message(publication), since - APART)
        except Refused as error:
            raise Unanswerable from error
        return {**known, POST: found.id} if found else None

    async def _picture(self, account: Account, publication: Publication, known: Known) -> Known:
        if publication.link or not publication.cover:
            return known
        try:
            photo = await posts.upload_photo(
                self._graph, account, publication.cover, alt=publication.title[:100]
            )
        except Refused as error:
            raise CoverRefused(str(error)) from error
        return {**known, PHOTO: photo}

    async def _post(self, account: Account, publication: Publication, known: Known, now: datetime) -> Known:
        photos = (known[PHOTO],) if known.get(PHOTO) else ()
        post = posts.Post(message(publication), publication.link, photos)
        try:
            made = await posts.publish(self._graph, account, post, now)
        except Duplicate as error:
            made = await self._ours(account, publication, known, now)
            if not made:
                raise Standing(wording.STANDS) from error
        return {**known, POST: made}

    async def _ours(self, account: Account, publication: Publication, known: Known, now: datetime) -> str:
        """What an attempt made whose answer was lost, and what was not seen when it was asked for."""
        if known.get(LOST) != POST:
            return ""
        found = await posts.find(self._graph, account, message(publication), now - _A_DAY)
        return found.id if found else ""

    async def _delete(self, account: Account, known: Known) -> Known:
        try:
            await posts.delete(self._graph, account, known[POST])
        except Refused:
            if await posts.stands(self._graph, account, known[POST]):
                raise
        return known


def message(publication: Publication) -> str:
    """The words of a post: the lead of what can be read on under a link, else all of it."""
    said = publication.lead if publication.link else "\n\n".join(publication.paragraphs)
    more = wording.READ_ON.format(link=publication.link) if publication.link else ""
    whole = [publication.title, said or publication.lead]
    room = LONGEST - len(more) - 2
    return "\n\n".join(filter(None, (shortened("\n\n".join(filter(None, whole)), room), more)))
