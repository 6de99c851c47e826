"""Who writes, as far as Facebook tells: facebook-messenger.md, 1.8. No answer waits for it."""

from typing import Annotated

from pydantic import BaseModel, BeforeValidator

from connectors.accounts import Account
from connectors.channel import SendError
from connectors.cleaning import cleaned
from connectors.messenger.api import Caller, Graph, place

_LONGEST_NAME = 100


def _name(value: object) -> str:
    return cleaned(value, _LONGEST_NAME) if isinstance(value, str) else ""


class Person(BaseModel):
    """Both names may be empty."""

    first_name: Annotated[str, BeforeValidator(_name)] = ""
    last_name: Annotated[str, BeforeValidator(_name)] = ""


async def person(graph: Graph, account: Account, psid: str) -> Person | None:
    """None where Facebook does not tell: no permission, one who hides it, no connection. Never raises."""
    try:
        told = await graph.get(Caller.page(account), place(psid), Person, {"fields": "first_name,last_name"})
    except SendError:
        return None
    return told if told.first_name or told.last_name else None
