"""Articles: written, waited for, changed, listed, and told to the followers.

Creating gives only a token; the article exists when `verify` turns the token into an id. A caller keeps the
token at once: after a crash it goes on with `verify`. Zalo has no protection against the same article twice,
so whoever creates one looks for its title before.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, Field

from connectors.accounts import Account
from connectors.channel import Later, Lost, Refused, SendError, Unreachable
from connectors.zalo import bodies
from connectors.zalo.api import Api, Envelope, Id, checked
from connectors.zalo.drafts import Draft, body
from connectors.zalo.errors import GENERIC, IN_PROGRESS

PAGE = 10
"""The most articles of one call."""
RECENT = 30
MOST_AT_ONCE = 5
"""Articles of one broadcast."""
_TOO_MANY_TRIES = timedelta(minutes=10)

_Text = Annotated[str, BeforeValidator(lambda value: "" if value is None else str(value)[:2_000])]
_Count = Annotated[int, BeforeValidator(lambda value: int(value) if str(value).isdecimal() else 0)]


class MediaRefused(Refused):
    """Zalo could not fetch the cover or found it too large; the article does not exist.

    It is safe to create it again, with another cover.
    """


class Listed(BaseModel):
    """An article as the list tells it."""

    id: Id
    title: _Text = ""
    status: _Text = ""
    link: _Text = Field("", validation_alias="link_view")
    views: _Count = Field(0, validation_alias="total_view")


class Detail(BaseModel):
    """An article as Zalo holds it. `cover` and `body` are in Zalo's shape."""

    id: Id
    title: _Text = ""
    author: _Text = ""
    description: _Text = ""
    status: _Text = ""
    cover: Any = None
    body: Any = None


@dataclass(frozen=True, slots=True)
class Target:
    """Whom a broadcast reaches: everybody, or those of all the filters given, in Zalo's codes.

    The codes of cities are those from before the mergers of 2025.
    """

    ages: Sequence[int] = ()
    gender: int = 0
    locations: Sequence[int] = ()
    cities: Sequence[int] = ()
    platforms: Sequence[int] = ()


class _Token(BaseModel):
    token: Id


class _Created(BaseModel):
    id: Id


class _Sent(BaseModel):
    message_id: Id = ""


class _Slice(BaseModel):
    total: _Count = 0
    medias: list[Listed] = []


class Articles:
    """Each method raises `SendError` of the fitting kind; Refused says what is wrong with an article."""

    def __init__(self, api: Api) -> None:
        self._api = api

    async def create(self, account: Account, draft: Draft) -> str:
        """The token to verify with. After Lost the article may come to exist: look for its title."""
        return await self._begun(account, "/v2.0/article/create", body(draft))

    async def update(self, account: Account, article: str, draft: Draft) -> str:
        """Change it whole; the token to verify with."""
        return await self._begun(account, "/v2.0/article/update", {"id": article, **body(draft)})

    async def verify(self, account: Account, token: str) -> str | None:
        """The id of the article; None while Zalo is working on it. May be asked again and again.

        Raises:
            MediaRefused: there will be no article; its cover was not taken.
            Later: Zalo counts too many failures and wants a pause of some minutes.
        """
        try:
            asked = {"token": token}
            envelope = await self._api.renewing(account, "POST", "/v2.0/article/verify", json=asked)
        except Lost as error:
            raise Unreachable(str(error)) from error  # asking changes nothing
        if envelope.error == IN_PROGRESS:
            return None
        return checked(_Created, self._taken(account, envelope)).id

    async def _begun(self, account: Account, path: str, article: object) -> str:
        envelope = await self._api.renewing(account, "POST", path, json=article)
        return checked(_Token, self._taken(account, envelope)).token

    def _taken(self, account: Account, envelope: Envelope) -> Any:
        """`data` of a success. What is but generic for messages means here that a picture was not taken."""
        if envelope.error == GENERIC:
            raise _media_refused(str(self._api.error(account, envelope)))
        return self._api.unwrap(account, envelope)

    async def remove(self, account: Account, article: str) -> None:
        await self._api.post(account, "/v2.0/article/remove", {"id": article})

    async def page(self, account: Account, offset: int = 0, limit: int = PAGE) -> tuple[int, list[Listed]]:
        """How many there are, and up to ten of them, the newest first."""
        query = {"offset": str(offset), "limit": str(min(limit, PAGE)), "type": "normal"}
        data = await self._api.get(account, "/v2.0/article/getslice", query=query)
        told = checked(_Slice, data)
        return told.total, told.medias

    async def detail(self, account: Account, article: str) -> Detail:
        data = await self._api.get(account, "/v2.0/article/getdetail", query={"id": article})
        return checked(Detail, data)

    async def broadcast(self, account: Account, articles: Sequence[str], to: Target | None = None) -> str:
        """Have one to five articles sent to followers; Zalo's id of it, perhaps empty.

        Zalo looks at it for half an hour and then sends; that it accepted says nothing of delivery.
        """
        if not 1 <= len(articles) <= MOST_AT_ONCE:
            raise Refused(f"{len(articles)} articles, from 1 to {MOST_AT_ONCE} go out together")
        message = bodies.articles(list(articles))
        asked = {"recipient": {"target": filters(to or Target())}, "message": message}
        return checked(_Sent, await self._api.post(account, "/v2.0/oa/message", asked) or {}).message_id


def filters(target: Target) -> dict[str, str]:
    """Zalo's form of a target: numbers as texts, parted by commas; what is not given is left out."""
    lists = {
        "ages": target.ages,
        "locations": () if target.cities else target.locations,  # cities would override them
        "cities": target.cities,
        "platform": target.platforms,
    }
    given = {name: ",".join(str(code) for code in codes) for name, codes in lists.items() if codes}
    return {**given, **({"gender": str(target.gender)} if target.gender else {})}


def _media_refused(told: str) -> SendError:
    if "too many failed" in told.lower():
        return Later(told, retry_after=_TOO_MANY_TRIES)
    return MediaRefused(told)
