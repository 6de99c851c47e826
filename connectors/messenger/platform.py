"""Messenger as a platform: replies leave by the Send API, in the Page's name."""

from datetime import timedelta

from pydantic import BaseModel

from connectors.accounts import Account, AccountState
from connectors.adapting import Part
from connectors.channel import Ability, ChoiceStyle, Refused, StaleToken, Stopped
from connectors.directory import Accounts
from connectors.letters import Letter
from connectors.messages import Address
from connectors.messenger import sending, wording
from connectors.messenger.api import Caller, Graph, Line, place
from connectors.messenger.errors import DeadToken
from connectors.messenger.fields import Ident
from connectors.messenger.names import CHANNEL
from connectors.messenger.options import MessengerOptions
from connectors.pace import Rate
from connectors.per_account import PerAccount

WINDOW = timedelta(hours=24)


class Sent(BaseModel):
    """What the Send API answers to a message. Without the id nobody knows whether it was taken."""

    message_id: Ident
    recipient_id: Ident | None = None


class Signed(BaseModel):
    """What the Send API answers to a sign without words."""

    recipient_id: Ident | None = None


class MessengerPlatform:
    """`connectors.delivering.Platform` for Messenger."""

    name = CHANNEL

    def __init__(self, graph: Graph, accounts: Accounts) -> None:
        self._graph = graph
        self._accounts = accounts
        self._why_dead: dict[int, str] = {}
        self._options = PerAccount(lambda account: MessengerOptions.of(account.options))
        self._lines = PerAccount(self._line)

    def ability(self, account: Account) -> Ability:
        quick = self._options.of(account).choices == "quick"
        return Ability(
            longest=sending.LONGEST,
            choices=ChoiceStyle.BUTTONS if quick else ChoiceStyle.NUMBERED,
            most_choices=sending.MOST_CHOICES,
            label_length=sending.LONGEST_LABEL,
            link_buttons=True,
            most_links=sending.MOST_LINKS,
            longest_with_buttons=sending.LONGEST_TEMPLATE,
            typing=True,
            free_window=WINDOW,
            last_window=WINDOW,
        )

    def rate(self, account: Account) -> Rate:
        per_second = self._options.of(account).per_second
        return Rate(per_second=per_second, burst=per_second)

    def once(self, to: Address) -> bool:
        return sending.is_comment(to)

    async def post(self, account: Account, to: Address, part: Part, *, tag: str) -> str:
        """Send one message; returns its `mid`. A comment is answered in private, where the Page allows that.

        Raises:
            SendError: of the fitting kind; StaleToken: `renew` says whether there is another token.
        """
        if sending.is_comment(to) and not self._options.of(account).private_replies:
            raise Refused("private replies to comments are switched off")
        if not part.text.strip():
            raise Refused("a message without words")
        return await self._sent(account, to, sending.letter(to, part, tag=tag))

    async def post_media(
        self, account: Account, to: Address, kind: str, *, attachment_id: str, tag: str
    ) -> str:
        """Send a file that was uploaded before (`Attachments`); raises as `post` does."""
        source = {"attachment_id": attachment_id}
        return await self._sent(account, to, sending.media(kind, source, tag=tag))

    async def noticed(self, account: Account, to: Address) -> None:
        """Show that the message was seen."""
        if self._options.of(account).mark_seen:
            await self._sign(account, to, "mark_seen")

    async def typing(self, account: Account, to: Address) -> None:
        """Show for about 20 seconds, or until the next message, that somebody writes. Raises SendError."""
        if self._options.of(account).typing:
            await self._sign(account, to, "typing_on")

    async def forget(self, account: Account, to: Address) -> None:
        """Nothing: the platform offers no call that deletes what a Page and a person wrote to each other."""

    async def renew(self, account: Account) -> None:
        """See whether an operator has put another token meanwhile: only a person can make a new one.

        Raises:
            Stopped: it is the same one; the account is stopped until there is another.
        """
        await self._accounts.refresh()
        fresh = self._accounts.by_id(account.id)
        if fresh is None:
            raise Stopped(wording.ACCOUNT_REMOVED)
        if fresh.secrets.get("page_token") != account.secrets.get("page_token"):
            return
        if fresh.state is not AccountState.STOPPED:
            told = self._why_dead.get(account.id, "190")
            fresh = await self._accounts.stop(fresh, wording.CONNECT_AGAIN.format(told=told))
        raise Stopped(fresh.reason)

    def _line(self, account: Account) -> Line:
        return self._graph.line(Caller.page(account), place(account.platform_id, "messages"))

    async def _sent(self, account: Account, to: Address, letter: Letter) -> str:
        try:
            sent = await self._graph.say(self._lines.of(account), Sent, letter.to(sending.recipient(to)))
        except DeadToken as error:
            self._why_dead[account.id] = str(error)
            raise StaleToken(str(error)) from error
        return sent.message_id

    async def _sign(self, account: Account, to: Address, name: str) -> None:
        if not sending.is_comment(to):
            path = place(account.platform_id, "messages")
            await self._graph.post(Caller.page(account), path, Signed, sending.action(to, name))
