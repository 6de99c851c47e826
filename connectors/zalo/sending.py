"""Messages to one person, by the endpoint that this kind of account may use.

An account of an authority may be refused by v3 with -235 and must then use v2.0; v2.0 may be shut with -240.
Only these two codes lead to the other endpoint, which is remembered for the account once it worked. On no
other error is anything sent again: the platform was seen to report errors for messages that had gone out.
"""

from collections.abc import Callable, Mapping
from typing import Any

from pydantic import BaseModel, ValidationError

from connectors.accounts import Account
from connectors.directory import Accounts
from connectors.letters import Letter
from connectors.per_account import PerAccount
from connectors.zalo import bodies
from connectors.zalo.api import Api, Envelope, Id
from connectors.zalo.errors import SECOND_VERSION_SHUT, WRONG_KIND_OF_ACCOUNT
from connectors.zalo.options import options_of

PATHS = {"v3": "/v3.0/oa/message/cs", "v2": "/v2.0/oa/message"}
_SWITCHES = {"v3": (WRONG_KIND_OF_ACCOUNT, "v2"), "v2": (SECOND_VERSION_SHUT, "v3")}
_LONGEST_VALUE = 64
Noted = Callable[[int, Mapping[str, str]], None]
"""Told with an account's number and what the answer said of its quota."""


class _Sent(BaseModel):
    message_id: Id = ""
    quota: dict[str, Any] | None = None


class Sending:
    """Posts message bodies (`bodies.py`) and finds out by which endpoint."""

    def __init__(self, api: Api, accounts: Accounts, *, noted: Noted | None = None) -> None:
        self._api = api
        self._accounts = accounts
        self._noted = noted
        self._options = PerAccount(options_of)

    async def send(self, account: Account, person: str, message: Letter) -> str:
        """The platform's id of the message; empty where it accepted without one.

        Raises:
            SendError: of the fitting kind; StaleToken is left to the caller.
        """
        body = message.to(bodies.recipient(person))
        first = "v2" if bodies.is_anonymous(person) else self._options.of(account).endpoint or "v3"
        envelope = await self._post(account, first, body)
        code, other = _SWITCHES[first]
        if envelope.error == code:
            envelope = await self._post(account, other, body)
            if not envelope.error and not bodies.is_anonymous(person):
                await self.remember(account, endpoint=other)
        return self._sent(account, self._api.unwrap(account, envelope))

    async def _post(self, account: Account, version: str, body: bytes) -> Envelope:
        return await self._api.ask(account, "POST", PATHS[version], written=body)

    async def remember(self, account: Account, **found: str) -> None:
        """Keep what was found out about the account among its options."""
        known = self._accounts.by_id(account.id) or account
        if any(known.options.get(name) != value for name, value in found.items()):
            await self._accounts.set_options(known, **found)

    def _sent(self, account: Account, data: object) -> str:
        """The id of what was accepted; a strange answer does not make it unsent."""
        try:
            sent = _Sent.model_validate(data)
        except ValidationError:
            return ""
        if sent.quota and self._noted:
            self._noted(account.id, _plain(sent.quota))
        return sent.message_id


def _plain(quota: Mapping[str, Any]) -> dict[str, str]:
    """Its values as short texts: they come as numbers and as texts, and some are missing."""
    return {
        str(name)[:_LONGEST_VALUE]: str(value)[:_LONGEST_VALUE]
        for name, value in list(quota.items())[:10]
        if isinstance(value, str | int)
    }
