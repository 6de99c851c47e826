"""What a Zalo of one's own is made of: the app, its accounts, and what the documents leave in doubt."""

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from bot.rehearsal.platforms.faults import Rule


class _Given(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Account(_Given):
    """An Official Account. `oa_type`: 2 business, 4 government. `followers`: people there before the start.

    `access_token` and `refresh_token`, where given, are a first pair, as the console hands one out.
    """

    oa_id: str = "4000000000000000004"
    oa_type: Literal[2, 4] = 4
    name: str = "UBND xã Mẫu"
    followers: int = 0
    access_token: str = ""
    refresh_token: str = ""
    articles: int = 1000
    """How many may be created."""
    broadcasts: int = 1000
    """How many may be sent."""
    groups: tuple[str, ...] = ()
    """Group chats the account is in, by id."""
    allowance: int = 0
    """Messages between 48 hours and 7 days that the package pays for; then it is `Doubts.billing`."""


class Doubts(_Given):
    """Where the sources disagree, or the console has a switch; each default is what was seen working."""

    cs_closed_to_government: bool = True
    v2_shut: bool = False
    """`/v2.0/oa/message` answers -240."""
    v3_users_closed_to_government: bool = False
    v2_users_closed_to_business: bool = True
    cs_templates: bool = True
    """Whether buttons and lists may leave through v3."""
    cs_sleeps: bool = False
    """Whether the night closes `cs` too, not only broadcasts."""
    billing: Literal["open", "no account", "no money"] = "no account"
    """Of messages between 48 hours and 7 days."""
    quoting: Literal["either", "quoted", "bare"] = "either"
    """How `getprofile` wants its user_id."""
    proof_required: bool = False
    pkce: Literal["kept", "optional"] = "kept"
    """`optional`: an exchange without verifier passes although a challenge was given."""
    expires_as_number: bool = False
    token_error: int | None = -118
    """The code of a dead refresh token; nobody documents one."""
    inner_error: int = -200
    echoes: bool = True
    receipts: bool = True
    receipts_from: Literal["oa", "user"] = "oa"
    seen_as: Literal["msg_ids", "msg_id"] = "msg_ids"
    echo_other_id: bool = False
    """Whether the echo's msg_id differs from the reply's message_id."""
    escapes: Literal["plain", "slashes", "unicode", "mixed"] = "mixed"
    signature: Literal["mac", "bare", "mixed"] = "mac"
    signed_with: Literal["oa secret", "app secret"] = "oa secret"
    signature_first: Literal["app_id", "oa_id"] = "app_id"
    verify_rounds: int = 2
    """How often `article/verify` says that it is being processed."""
    moderation: float = 1800.0
    """Seconds of the plan until a broadcast is let through."""
    abroad: bool = False
    """Names and pictures of people come empty, as to callers outside Vietnam."""


class Setup(_Given):
    """`scale`: see `timing.Clock`. `per_minute`: the budget of each of the two families of calls."""

    seed: int = 0
    scale: float = Field(default=1.0, gt=0)
    app_id: str = "1000000000000000001"
    app_secret: str = Field(default="test-app-secret", repr=False)
    oa_secret: str = Field(default="test-oa-secret", repr=False)
    callback: str = "http://127.0.0.1/zalo/callback"
    hook: str = ""
    retry: bool = True
    connections: int = 16
    per_minute: int = 4000
    expires_in: int = 90000
    accounts: tuple[Account, ...] = (Account(),)
    rules: tuple[Rule, ...] = ()
    doubts: Doubts = Doubts()
