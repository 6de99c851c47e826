"""What is done in public with a comment under a post of the Page: facebook-messenger.md, 4.2.

The private answer to a comment is a message to the address `comment:<id>`: `platform.MessengerPlatform.post`.
"""

import unicodedata

from connectors.accounts import Account
from connectors.channel import Refused
from connectors.messenger.api import Caller, Done, Graph, Made, must_succeed, place
from connectors.messenger.options import MessengerOptions


async def answer(graph: Graph, account: Account, comment_id: str, message: str) -> str:
    """Write below a comment, for all to see; returns the id of what was written. Raises SendError."""
    _allowed(account)
    body = {"message": unicodedata.normalize("NFC", message)}
    return (await graph.post(Caller.page(account), place(comment_id, "comments"), Made, body)).id


async def hide(graph: Graph, account: Account, comment_id: str, *, hidden: bool = True) -> None:
    """Hide a comment from all but its writer, or show it again. Raises a kind of SendError."""
    _allowed(account)
    must_succeed(await graph.post(Caller.page(account), place(comment_id), Done, {"is_hidden": hidden}))


def _allowed(account: Account) -> None:
    if not MessengerOptions.of(account.options).page_posts:
        raise Refused("acting on this Page is switched off")
