"""Zalo as a platform: what `connectors.delivering` needs to deliver replies through it."""

from datetime import timedelta

from connectors.accounts import Account
from connectors.adapting import Part, parts
from connectors.channel import Ability, ChoiceStyle, Gone
from connectors.messages import Address, Reply
from connectors.pace import Rate
from connectors.per_account import PerAccount
from connectors.zalo import bodies
from connectors.zalo.api import Api
from connectors.zalo.errors import NotSupported
from connectors.zalo.names import CHANNEL
from connectors.zalo.options import options_of
from connectors.zalo.sending import Sending
from connectors.zalo.tokens import Tokens

_BURST_SECONDS = 6
"""A burst may use up what the account may send in that time."""


class ZaloPlatform:
    """Sends in the name of an Official Account. Each method raises `SendError` of the fitting kind."""

    name = CHANNEL

    def __init__(self, api: Api, sending: Sending, tokens: Tokens) -> None:
        self._api = api
        self._sending = sending
        self._tokens = tokens
        self._options = PerAccount(options_of)

    def ability(self, account: Account) -> Ability:
        options = self._options.of(account)
        free = timedelta(hours=options.free_hours)
        last = timedelta(hours=options.last_hours) if options.paid_replies else free
        buttons = options.choices is ChoiceStyle.BUTTONS
        return Ability(
            longest=bodies.LONGEST_TEXT,
            choices=options.choices,
            most_choices=_MOST_CHOICES[options.choices],
            label_length=bodies.LONGEST_TITLE,
            link_buttons=buttons,
            most_links=1 if buttons else 0,
            free_window=free,
            last_window=max(last, free),
        )

    def rate(self, account: Account) -> Rate:
        per_second = self._options.of(account).per_minute / 60
        return Rate(per_second=per_second, burst=max(1.0, per_second * _BURST_SECONDS))

    def once(self, to: Address) -> bool:  # noqa: ARG002 (the same for everybody)
        return False

    async def post(self, account: Account, to: Address, part: Part, *, tag: str) -> str:  # noqa: ARG002 (Zalo carries no tag)
        """Send one message; returns Zalo's id of it, or an empty text where it gave none.

        An account that supports no buttons gets the choices as numbers, from then on.
        """
        options = self._options.of(account)
        try:
            return await self._sending.send(account, to.person, bodies.text_letter(part, options))
        except NotSupported:
            if "attachment" not in bodies.text(part, options):
                raise
        await self._sending.remember(account, choices=ChoiceStyle.NUMBERED.value)
        return await self._post_plainly(account, to, part)

    async def _post_plainly(self, account: Account, to: Address, part: Part) -> str:
        name = ""
        ability = Ability(bodies.LONGEST_TEXT, ChoiceStyle.NUMBERED)
        for plain in parts(Reply(part.text, part.choices, part.links), ability):
            name = await self._sending.send(account, to.person, bodies.letter({"text": plain.text}))
        return name

    async def post_image(
        self, account: Account, to: Address, *, attachment_id: str = "", url: str = "", caption: str = ""
    ) -> str:
        """Send a picture by the id of its upload or by its public address."""
        message = bodies.image(attachment_id=attachment_id, url=url, caption=caption)
        return await self._sending.send(account, to.person, bodies.letter(message))

    async def post_file(self, account: Account, to: Address, token: str) -> str:
        """Send a file by the token of its upload."""
        return await self._sending.send(account, to.person, bodies.letter(bodies.file(token)))

    async def ask_info(
        self, account: Account, to: Address, *, title: str, subtitle: str, image_url: str
    ) -> str:
        """Ask for name, phone and address; what the person gives comes back as `Submitted`."""
        message = bodies.request_info(title, subtitle, image_url)
        return await self._sending.send(account, to.person, bodies.letter(message))

    async def noticed(self, account: Account, to: Address) -> None:
        """Nothing: Zalo has no sign for it."""

    async def typing(self, account: Account, to: Address) -> None:
        """Nothing: Zalo has no sign for it."""

    async def forget(self, account: Account, to: Address) -> None:
        """Have Zalo delete what the account keeps of the person; nothing is kept of an anonymous visitor."""
        if bodies.is_anonymous(to.person):
            return
        try:
            await self._api.post(account, "/v2.0/oa/deletefollowerinfo", {"user_id": to.person})
        except Gone:
            return  # not reachable any more: nothing is shared with us

    async def renew(self, account: Account) -> None:
        """A valid token stands in `Accounts` afterwards. Raises Stopped when it is dead."""
        await self._tokens.renew(account)


_MOST_CHOICES = {
    # One of five buttons is left to a link.
    ChoiceStyle.BUTTONS: bodies.MOST_BUTTONS - 1,
    ChoiceStyle.LIST: bodies.MOST_ELEMENTS,
    ChoiceStyle.NUMBERED: 13,
}
