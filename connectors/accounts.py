"""The accounts that agencies have on platforms: an Official Account, a Page. Their secrets rest sealed."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, Enum, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from connectors.database import Table
from connectors.secrets import Seal, SealError


class AccountState(StrEnum):
    ACTIVE = "active"
    STOPPED = "stopped"
    """It can't send until an operator acts; `reason` says why."""


class ChannelAccount(Table):
    """One account of one agency. An agency has at most one on each channel."""

    __tablename__ = "channel_account"
    __table_args__ = (UniqueConstraint("channel", "platform_id"), UniqueConstraint("channel", "agency"))

    id: Mapped[int] = mapped_column(primary_key=True)
    channel: Mapped[str]
    agency: Mapped[str]
    platform_id: Mapped[str]
    """The id of the Official Account or the Page."""
    app_id: Mapped[str]
    name: Mapped[str] = mapped_column(default="")
    options: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    """What can be chosen for it and what was found out about it; each channel says which names there are."""
    sealed: Mapped[str] = mapped_column(Text)
    state: Mapped[AccountState] = mapped_column(
        Enum(AccountState, native_enum=False, values_callable=lambda kinds: [kind.value for kind in kinds]),
        default=AccountState.ACTIVE,
    )
    reason: Mapped[str] = mapped_column(default="")
    token_until: Mapped[datetime | None]
    """When its token ends; None: never, or it has none."""
    renewing_until: Mapped[datetime | None]
    """Until then one process is renewing the token; set before the platform is asked."""
    version: Mapped[int] = mapped_column(default=1)
    """Raised with every change: other processes see by it that they must read the row again."""
    created_at: Mapped[datetime]


@dataclass(frozen=True, slots=True)
class Account:
    """A row as the rest of the service sees it; `unsealed` is False when its secrets do not open."""

    id: int
    channel: str
    agency: str
    platform_id: str
    app_id: str
    name: str
    options: Mapping[str, Any]
    secrets: Mapping[str, str] = field(repr=False)
    state: AccountState = AccountState.ACTIVE
    reason: str = ""
    token_until: datetime | None = None
    version: int = 0
    unsealed: bool = True


def owner(channel: str, platform_id: str) -> str:
    """Whom the secrets of an account are sealed for."""
    return f"{channel}:{platform_id}"


def opened(row: ChannelAccount, seal: Seal) -> Account:
    """The row with its secrets; without any where they were sealed by another key."""
    try:
        secrets, unsealed = seal.open(row.sealed, owner(row.channel, row.platform_id)), True
    except SealError:
        secrets, unsealed = {}, False
    return Account(
        row.id,
        row.channel,
        row.agency,
        row.platform_id,
        row.app_id,
        row.name,
        dict(row.options),
        secrets,
        row.state,
        row.reason,
        row.token_until,
        row.version,
        unsealed,
    )
