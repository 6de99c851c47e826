"""How a lean platform begins."""

from pydantic import BaseModel, ConfigDict, Field

from bot.rehearsal.platforms.faults import Rule


class Crowd(BaseModel):
    """The followers of one account: their ids are numbers that follow one another, from `first` on."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    first: int = Field(ge=1)
    count: int = Field(default=0, ge=0)
    token: str = Field(repr=False)
    blocked_every: int = Field(default=0, ge=0)
    """Every so many-th of them blocks the account; 0: nobody does."""


class Setup(BaseModel):
    """`delay`: seconds from taking a message to the answer. `rules`: what goes wrong with messages."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    zalo: Crowd = Crowd(first=10**18, token="ACCESS0")  # noqa: S106 (opens nothing but this server)
    messenger: Crowd = Crowd(first=10**15, token="EAAPAGE0")  # noqa: S106 (the same)
    delay: float = Field(default=0.0, ge=0)
    rules: tuple[Rule, ...] = ()
    seed: int = 0
