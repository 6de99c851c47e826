"""How a rehearsed platform begins: its app, its Pages, and the oddities of its webhooks."""

from pydantic import BaseModel, ConfigDict, Field

from bot.rehearsal.platforms.faults import Rule

Chance = Field(default=0.0, ge=0, le=1)


class Quirks(BaseModel):
    """Forms that are all in order, and that receivers stumble over. Each is the chance for one event."""

    model_config = ConfigDict(extra="forbid")

    two_entries: float = Chance
    """It waits a moment for the next one and comes with it in one call, as an entry of its own."""
    two_elements: float = Chance
    """The same, both in one entry."""
    seconds: float = Chance
    """Its timestamp is in seconds."""
    numeric_ids: float = Chance
    """Ids are numbers."""
    missing_from: float = Chance
    """A comment does not tell who wrote it."""
    echo_first: float = Chance
    """The echo of a message arrives before the answer to its sending."""
    escape_slashes: bool = True
    """`/` is written as `\\/`."""


class Limits(BaseModel):
    """How many calls are taken. 0: as many as come."""

    model_config = ConfigDict(extra="forbid")

    sends_per_second: int = 300
    per_engaged_person: int = 200
    """Calls in 24 hours for each person who wrote in them."""
    private_replies_per_hour: int = 750
    profile_per_ten_minutes: int = 10


class Setup(BaseModel):
    """An app and its Pages. `page_tokens`: by id of the Page; one that is not given is made up."""

    model_config = ConfigDict(extra="forbid")

    app_id: str = "1517776481860111"
    app_secret: str = Field(default="sesame", repr=False)
    require_proof: bool = False
    pages: dict[str, str] = Field(default_factory=lambda: {"104000000000001": "Xã Mẫu"})
    """Id to name."""
    page_tokens: dict[str, str] = Field(default_factory=dict, repr=False)
    redirects: tuple[str, ...] = ("http://127.0.0.1/messenger/callback",)
    manager: str = "100001"
    """The user who administers the Pages and says yes in the consent dialog."""
    hook: str = ""
    """Given: subscribed to every field at both levels, without the call that verifies."""
    retry: bool = True
    connections: int = 16
    retired_below: int = 21
    newest: int = 26
    """Versions below and above these two are refused."""
    receipt_seconds: float = 0.02
    """From a message to its receipts, of the real clock: echo, delivery, and read after as long again."""
    receipts: bool = True
    scale: float = Field(default=1.0, gt=0)
    seed: int = 0
    rules: tuple[Rule, ...] = ()
    quirks: Quirks = Field(default_factory=Quirks)
    limits: Limits = Field(default_factory=Limits)
