"""What differs between the two platforms when they are rehearsed: set-up, secrets, names of acts and ids."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from bot.rehearsal.plan import Act, Deed
from bot.rehearsal.wanted import Wanted
from connectors.directory import Particulars

OFFICIAL_ACCOUNT, APP = "4000000000000000004", "1000000000000000001"
PAGE, PAGE_APP = "104000000000001", "1517776481860111"
TOKEN_LIVES = timedelta(seconds=90_000)
GOVERNMENT = 4
"""The kind of Official Account that is refused by the endpoint of messages that the service tries first."""
IN_PROGRESS = -214
"""An inner error of Zalo's after which nothing was taken for sure; after -200 nobody knows."""
QUIRKS = {
    "two_entries": 0.02,
    "two_elements": 0.02,
    "numeric_ids": 0.02,
    "seconds": 0.02,
    "echo_first": 0.02,
}
STAFF_SAYS = "Cán bộ đã nhận được, xin Ông/Bà chờ điện thoại."


@dataclass(frozen=True, slots=True)
class Side:
    """One platform. `setup` is what its server reads; `account` is put into the service's database."""

    name: str
    setup: Mapping[str, Any] = field(repr=False)
    account: Particulars
    deeds: Mapping[Deed, str]
    """The platform's name of each act."""
    person: str
    """What an act calls the person."""
    prefix: str
    """What the inbox puts before the platform's id of a message."""

    @property
    def secrets(self) -> tuple[str, ...]:
        return tuple(self.account.secrets.values())

    def act(self, act: Act) -> tuple[str, dict[str, str]]:
        """Name and arguments of an act at the platform's control address."""
        arguments = {self.person: act.person}
        if act.deed in {Deed.SAY, Deed.STAFF}:
            arguments["text"] = act.text or STAFF_SAYS
        return self.deeds[act.deed], arguments


def both(wanted: Wanted, agency: str, now: datetime) -> tuple[Side, Side]:
    """An Official Account and a Page of the agency, with new secrets."""
    return _zalo(wanted, agency, now), _messenger(wanted, agency)


def _zalo(wanted: Wanted, agency: str, now: datetime) -> Side:
    sealed = {
        name: secrets.token_hex(24) for name in ("app_secret", "oa_secret", "access_token", "refresh_token")
    }
    pair = {name: sealed[name] for name in ("access_token", "refresh_token")}
    setup = {
        "seed": wanted.seed,
        "scale": wanted.scale,
        "app_id": APP,
        "app_secret": sealed["app_secret"],
        "oa_secret": sealed["oa_secret"],
        "doubts": {"inner_error": IN_PROGRESS},
        "accounts": [{"oa_id": OFFICIAL_ACCOUNT, "oa_type": GOVERNMENT, **pair}],
    }
    account = Particulars(
        "zalo", agency, OFFICIAL_ACCOUNT, APP, agency, {"per_minute": 4_000}, sealed, now + TOKEN_LIVES
    )
    deeds = {Deed.SAY: "say", Deed.FOLLOW: "follow", Deed.STICKER: "sticker", Deed.STAFF: "staff_reply"}
    return Side("zalo", setup, account, deeds, "user_id", f"{OFFICIAL_ACCOUNT}:")


def _messenger(wanted: Wanted, agency: str) -> Side:
    sealed = {"app_secret": secrets.token_hex(24), "page_token": f"EAA{secrets.token_hex(40)}"}
    setup = {
        "seed": wanted.seed,
        "scale": wanted.scale,
        "app_id": PAGE_APP,
        "app_secret": sealed["app_secret"],
        "pages": {PAGE: agency},
        "page_tokens": {PAGE: sealed["page_token"]},
        "quirks": QUIRKS,
    }
    account = Particulars("messenger", agency, PAGE, PAGE_APP, agency, {"per_second": 300}, sealed)
    deeds = {Deed.SAY: "say", Deed.FOLLOW: "start", Deed.STICKER: "sticker", Deed.STAFF: "staff_reply"}
    return Side("messenger", setup, account, deeds, "psid", "")
