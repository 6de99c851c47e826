"""Who follows an account: everybody page by page, and one person's particulars.

v3 is asked first; an account of an authority may be refused there (-235) or the path be gone (-209), and is
read through v2.0 from then on.
"""

from collections.abc import AsyncIterator, Mapping
from datetime import date, datetime, timedelta
from typing import Annotated, Any

from pydantic import AliasChoices, BaseModel, BeforeValidator, Field

from connectors.accounts import Account
from connectors.channel import Gone
from connectors.directory import Accounts
from connectors.zalo.api import Api, Envelope, Id, checked
from connectors.zalo.errors import NOT_ACTIVE, VIETNAM, WRONG_KIND_OF_ACCOUNT, WRONG_PARAMETER
from connectors.zalo.options import options_of

PAGE = 50
LONGEST_LIST = 10_000
"""People of one list that can be read: the platform takes no offset above 9,951."""
_DAYS_BACK = 364
_DAYS_AT_ONCE = 28
_FOLLOWING = {"is_follower": "true"}
_SWITCHING = (WRONG_KIND_OF_ACCOUNT, NOT_ACTIVE)

_Text = Annotated[str, BeforeValidator(lambda value: "" if value is None else str(value)[:500])]
_Count = Annotated[int, BeforeValidator(lambda value: int(value) if str(value).isdecimal() else 0)]


def _day(value: object) -> date | None:
    try:
        return datetime.strptime(str(value), "%d/%m/%Y").date()  # noqa: DTZ007 (a day has no zone)
    except ValueError:
        return None


class Follower(BaseModel):
    """What Zalo tells of a person; the name is empty when asked from abroad."""

    id: Id = Field(validation_alias=AliasChoices("user_id", "id"))
    name: _Text = Field("", validation_alias="display_name")
    follows: bool = Field(True, validation_alias="user_is_follower")
    is_minor: bool = Field(False, validation_alias="is_sensitive")
    last_act: Annotated[date | None, BeforeValidator(_day)] = Field(
        None, validation_alias="user_last_interaction_date"
    )


class _Named(BaseModel):
    user_id: Id


class _Page(BaseModel):
    total: _Count = 0
    users: list[_Named] = Field([], validation_alias=AliasChoices("users", "followers"))


class Followers:
    """Each method raises `SendError` of the fitting kind."""

    def __init__(self, api: Api, accounts: Accounts) -> None:
        self._api = api
        self._accounts = accounts

    async def ids(self, account: Account, now: datetime) -> AsyncIterator[str]:
        """The ids of all followers that can be read, each once.

        Of more than 10,000 those are found, too, who did something within the last year; who follows in
        silence stays unknown until they do.
        """
        seen = set[str]()
        async for person in self._everybody(account, now.astimezone(VIETNAM).date()):
            if person not in seen:
                seen.add(person)
                yield person

    async def _everybody(self, account: Account, today: date) -> AsyncIterator[str]:
        async for person in self._list(account, _FOLLOWING):
            yield person
        if (await self._page(account, 0, _FOLLOWING)).total <= LONGEST_LIST:
            return
        for back in range(0, _DAYS_BACK, _DAYS_AT_ONCE):
            async for person in self._active(account, today - timedelta(days=back), _DAYS_AT_ONCE):
                yield person

    async def detail(self, account: Account, person: str) -> Follower | None:
        """What Zalo tells of a person; None of one who is out of reach."""
        try:
            if self._version(account) == "v3":
                path = "/v3.0/oa/user/detail"
                envelope = await self._api.read(account, path, {"user_id": person})
                if not self._refused(account, envelope):
                    return checked(Follower, self._api.unwrap(account, envelope))
            profile = await self._profile(account, person)
            await self._pin(account, users="v2")
        except Gone:
            return None
        return checked(Follower, profile)

    async def _active(self, account: Account, last: date, days: int) -> AsyncIterator[str]:
        """Who did something in the `days` up to `last`; looked at in halves where that is a list too long."""
        first = last - timedelta(days=days - 1)
        wanted = {**_FOLLOWING, "last_interaction_period": f"{first:%Y_%m_%d}:{last:%Y_%m_%d}"}
        if days == 1 or (await self._page(account, 0, wanted)).total <= LONGEST_LIST:
            async for person in self._list(account, wanted):
                yield person
            return
        half = days // 2
        for until, some in ((last, half), (last - timedelta(days=half), days - half)):
            async for person in self._active(account, until, some):
                yield person

    async def _list(self, account: Account, wanted: Mapping[str, str]) -> AsyncIterator[str]:
        """Each id of one list, page by page."""
        for offset in range(0, LONGEST_LIST, PAGE):
            page = await self._page(account, offset, wanted)
            for person in page.users:
                yield person.user_id
            if len(page.users) < PAGE:
                return

    async def _page(self, account: Account, offset: int, wanted: Mapping[str, str]) -> _Page:
        account = self._known(account)  # its token may have been renewed since
        where = {"offset": offset, "count": PAGE}
        if self._version(account) == "v3":
            envelope = await self._api.read(account, "/v3.0/oa/user/getlist", {**where, **wanted})
            if not self._refused(account, envelope):
                return checked(_Page, self._api.unwrap(account, envelope))
        if "last_interaction_period" in wanted:
            return _Page()  # v2.0 has no periods
        data = await self._api.get(account, "/v2.0/oa/getfollowers", where)
        await self._pin(account, users="v2")
        return checked(_Page, data)

    async def _profile(self, account: Account, person: str) -> Any:
        """As v2.0 tells it. Some accounts must ask with a bare number, the others with a text."""
        path = "/v2.0/oa/getprofile"
        if options_of(self._known(account)).quoted_user_id or not person.isdecimal():
            envelope = await self._api.read(account, path, {"user_id": person})
            quirk = envelope.error == WRONG_PARAMETER and "user_id" in envelope.message
            if not (quirk and person.isdecimal()):
                return self._api.unwrap(account, envelope)
        data = await self._api.get(account, path, {"user_id": int(person)})
        await self._pin(account, quoted_user_id=False)
        return data

    def _refused(self, account: Account, envelope: Envelope) -> bool:
        return envelope.error in _SWITCHING and options_of(self._known(account)).users != "v3"

    async def _pin(self, account: Account, **found: Any) -> None:
        known = self._known(account)
        options = options_of(known)
        if any(getattr(options, name) != value for name, value in found.items()):
            await self._accounts.set_options(known, **found)

    def _version(self, account: Account) -> str:
        return options_of(self._known(account)).users or "v3"

    def _known(self, account: Account) -> Account:
        return self._accounts.by_id(account.id) or account
