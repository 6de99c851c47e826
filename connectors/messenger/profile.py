"""What a person sees of a Page before the first word, and beside the talk: facebook-messenger.md, 3.

Facebook allows ten of these calls in ten minutes. A change of the menu may take a day until people see it.
"""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel, Field

from connectors.accounts import Account
from connectors.channel import Refused
from connectors.messages import Choice
from connectors.messenger import wording
from connectors.messenger.api import Caller, Graph, place
from connectors.messenger.names import GET_STARTED
from connectors.splitting import shortened

FIELDS = ("get_started", "greeting", "ice_breakers", "persistent_menu")
MOST_ICE_BREAKERS = 4
_LONGEST_GREETING = 160
_LONGEST_QUESTION = 80
"""Facebook does not say how long an ice breaker may be; so much is shown on a phone."""
_LONGEST_TITLE = 30
_LONGEST_PAYLOAD = 1_000


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a profile is made of. Payloads are the caller's; they come back when something is pressed."""

    agency: str
    """Its name."""
    examples: Sequence[Choice]
    """Questions to begin with; the first four are shown."""
    search: str
    """Payload of "Tra cứu thủ tục"."""
    person: str
    """Payload of "Gặp cán bộ"."""
    portal: str = ""
    """Address of the portal, https; empty: the menu has no link."""


class _Greeting(BaseModel):
    locale: str = ""
    text: str = ""


class _Asking(BaseModel):
    question: str = ""
    payload: str = ""


class _IceBreakers(BaseModel):
    locale: str = ""
    call_to_actions: list[_Asking] = Field(default_factory=list)


class _Item(BaseModel):
    type: str = ""
    title: str = ""
    payload: str = ""
    url: str = ""


class _Menu(BaseModel):
    locale: str = ""
    call_to_actions: list[_Item] = Field(default_factory=list)


class _GetStarted(BaseModel):
    payload: str = ""


class Shown(BaseModel):
    """What is set now; what is not set is None or empty."""

    get_started: _GetStarted | None = None
    greeting: list[_Greeting] = Field(default_factory=list)
    ice_breakers: list[_IceBreakers | _Asking] = Field(default_factory=list)
    persistent_menu: list[_Menu] = Field(default_factory=list)

    @property
    def lacking(self) -> tuple[str, ...]:
        """The fields that are not set."""
        return tuple(name for name in FIELDS if not getattr(self, name))


class _Listed(BaseModel):
    data: list[Shown]


class _Result(BaseModel):
    result: str


def fields(wanted: Wanted) -> dict[str, Any]:
    """The profile as it is posted, every text cut to its limit."""
    breakers = [
        {"question": shortened(example.label, _LONGEST_QUESTION), "payload": example.payload}
        for example in wanted.examples
        if example.label.strip() and 0 < len(example.payload) <= _LONGEST_PAYLOAD
    ]
    told: dict[str, Any] = {
        "get_started": {"payload": GET_STARTED},
        "greeting": [{"locale": "default", "text": _greeting(wanted.agency)}],
        "persistent_menu": [
            {"locale": "default", "composer_input_disabled": False, "call_to_actions": _menu(wanted)}
        ],
    }
    if breakers:
        told["ice_breakers"] = [{"locale": "default", "call_to_actions": breakers[:MOST_ICE_BREAKERS]}]
    return told


async def show(graph: Graph, account: Account) -> Shown:
    """What is set now. Raises a kind of SendError."""
    listed = await graph.get(Caller.page(account), _path(account), _Listed, {"fields": ",".join(FIELDS)})
    return listed.data[0] if listed.data else Shown()


async def put(graph: Graph, account: Account, wanted: Wanted) -> None:
    """Set everything in one call. Raises a kind of SendError."""
    _succeeded(await graph.post(Caller.page(account), _path(account), _Result, fields(wanted)))


async def remove(graph: Graph, account: Account, names: Sequence[str] = FIELDS) -> None:
    """Take fields away; the menu goes before the button that it needs. Raises a kind of SendError."""
    body = {"fields": sorted(names, key=lambda name: name == "get_started")}
    _succeeded(await graph.delete(Caller.page(account), _path(account), _Result, body))


def _path(account: Account) -> str:
    return place(account.platform_id, "messenger_profile")


def _succeeded(told: _Result) -> None:
    if told.result != "success":
        raise Refused("the profile was not taken")


def _greeting(agency: str) -> str:
    text = unicodedata.normalize("NFC", wording.GREETING.format(agency=agency))
    return text if len(text) <= _LONGEST_GREETING else wording.GREETING_SHORT


def _menu(wanted: Wanted) -> list[dict[str, str]]:
    items = [_postback(wording.MENU_SEARCH, wanted.search), _postback(wording.MENU_PERSON, wanted.person)]
    if wanted.portal.startswith("https://"):
        title = shortened(wording.MENU_PORTAL, _LONGEST_TITLE)
        link = {"type": "web_url", "title": title, "url": wanted.portal, "webview_height_ratio": "full"}
        items.insert(1, link)
    return items


def _postback(title: str, payload: str) -> dict[str, str]:
    return {"type": "postback", "title": shortened(title, _LONGEST_TITLE), "payload": payload}
