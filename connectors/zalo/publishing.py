"""Zalo's publishing: an article is made, waited for, and told to all followers. zalo-oa.md, 3.6 and 4.

What cannot be asked about is the telling: Zalo knows no list of its broadcasts.
"""

from collections.abc import Collection, Mapping
from datetime import datetime, timedelta

from connectors.accounts import Account
from connectors.channel import Later, Refused, SendError, Stopped
from connectors.publishing import (
    LOST,
    OTHERS,
    OWN,
    CoverRefused,
    Publication,
    Spent,
    Standing,
    Unanswerable,
)
from connectors.zalo import wording
from connectors.zalo.articles import PAGE, RECENT, Articles, MediaRefused
from connectors.zalo.drafts import MOST_BLOCKS, Draft, Words, same_title
from connectors.zalo.names import CHANNEL

LOOK, CREATE, VERIFY, TELL = "look", "create", "verify", "tell"
UPDATE, RENEW, REMOVE = "update", "renew", "remove"
ARTICLE, TOKEN, BROADCAST = "article", "token", "broadcast"
AGAIN = timedelta(seconds=3)
"""Zalo is asked so often whether an article is ready."""
_SPENT = frozenset({"-211", "-224", "-311"})
_NO_MORE_ARTICLES = "-223"
Known = Mapping[str, str]


class ZaloPublisher:
    """An Official Account's. `known` holds `article`, its id, and `broadcast`, Zalo's id, perhaps empty."""

    name = CHANNEL
    steps: tuple[str, ...] = (LOOK, CREATE, VERIFY, TELL)
    correcting: tuple[str, ...] = (UPDATE, RENEW)
    withdrawing: tuple[str, ...] = (REMOVE,)
    product = ARTICLE
    fetches_covers = True

    def __init__(self, articles: Articles) -> None:
        self._articles = articles

    async def take(
        self,
        account: Account,
        step: str,
        publication: Publication,
        known: Known,
        now: datetime,  # noqa: ARG002 (Zalo plans nothing ahead)
    ) -> Known:
        """As `connectors.publishing.Publisher` says."""
        try:
            return await self._take(account, step, publication, known)
        except MediaRefused as error:
            raise CoverRefused(str(error)) from error
        except (Refused, Stopped) as error:
            raise _spent(error) or error from None

    async def ask(
        self, account: Account, step: str, publication: Publication, known: Known, since: datetime
    ) -> Known | None:
        """As `connectors.publishing.Publisher` says."""
        if step == TELL:
            raise Unanswerable
        if step != CREATE:
            return await self.take(account, step, publication, known, since)
        try:
            found = await self._find(account, publication.title, _ours(known))
        except Refused as error:
            raise Unanswerable from error
        return {**known, ARTICLE: found} if found else None

    async def _take(self, account: Account, step: str, publication: Publication, known: Known) -> Known:
        match step:
            case "look":
                return await self._look(account, publication, known)
            case "create":
                return await self._create(account, publication, known)
            case "verify" | "renew":
                return await self._verify(account, publication, known)
            case "update":
                token = await self._articles.update(account, known[ARTICLE], draft(publication))
                return {**known, TOKEN: token}
            case "remove":
                return await self._remove(account, known)
            case _:
                return {**known, BROADCAST: await self._articles.broadcast(account, [known[ARTICLE]])}

    async def _look(self, account: Account, publication: Publication, known: Known) -> Known:
        """Nothing is made that stands there already."""
        found = await self._find(account, publication.title, _ours(known))
        if found and found == known.get(OWN):
            return {**known, ARTICLE: found}
        if found:
            raise Standing(wording.STANDS.format(title=publication.title[:100]))
        return known

    async def _create(self, account: Account, publication: Publication, known: Known) -> Known:
        if known.get(ARTICLE):
            return known
        found = await self._find(account, publication.title, _ours(known))  # between the steps time passed
        if found and known.get(LOST) == CREATE:
            return {**known, ARTICLE: found}
        if found:
            raise Standing(wording.STANDS.format(title=publication.title[:100]))
        return {**known, TOKEN: await self._articles.create(account, draft(publication))}

    async def _verify(self, account: Account, publication: Publication, known: Known) -> Known:
        token = known.get(TOKEN)
        if not token:
            return known
        try:
            article = await self._articles.verify(account, token)
        except MediaRefused:
            raise
        except Refused:  # how long a token holds nobody says; the article may be there
            article = known.get(ARTICLE) or await self._find(account, publication.title, _ours(known))
            if not article:
                raise
        if article is None:
            raise Later(wording.IN_PROGRESS, retry_after=AGAIN)
        return {**{name: value for name, value in known.items() if name != TOKEN}, ARTICLE: article}

    async def _remove(self, account: Account, known: Known) -> Known:
        try:
            await self._articles.remove(account, known[ARTICLE])
        except Refused:
            if await self._stands(account, known[ARTICLE]):
                raise
        return known

    async def _stands(self, account: Account, article: str) -> bool:
        try:
            await self._articles.detail(account, article)
        except Refused:
            return False
        return True

    async def _find(self, account: Account, title: str, besides: Collection[str]) -> str:
        """The id of an article of that title among the newest, none of `besides`; empty: there is none."""
        for offset in range(0, RECENT, PAGE):
            _, listed = await self._articles.page(account, offset)
            for article in listed:
                if article.id not in besides and same_title(article.title, title):
                    return article.id
            if len(listed) < PAGE:
                break
        return ""


def draft(publication: Publication) -> Draft:
    """The article of a publication, without what Zalo would refuse; `drafts.body` cuts its texts at words."""
    paragraphs = publication.paragraphs or (publication.lead or publication.title,)
    room = MOST_BLOCKS - 2
    if len(paragraphs) > room:
        paragraphs = (*paragraphs[: room - 1], "\n\n".join(paragraphs[room - 1 :]))
    more = (wording.READ_ON.format(link=publication.link),) if publication.link else ()
    blocks = tuple(Words(words) for words in (*paragraphs, *more))
    return Draft(publication.title, publication.lead, publication.author, publication.cover_url, blocks)


def _ours(known: Known) -> frozenset[str]:
    return frozenset(filter(None, known.get(OTHERS, "").split(",")))


def _spent(error: SendError) -> Spent | None:
    code = str(error).partition(" ")[0]
    spent = code in _SPENT or (code == _NO_MORE_ARTICLES and isinstance(error, Refused))
    return Spent(str(error)) if spent else None
