"""The accounts that agencies have on platforms: an Official Account, a Page. Their secrets rest sealed."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, Enum, Text, UniqueConstraint, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from connectors import pace
from connectors.channel import Stopped
from connectors.database import Table
from connectors.doors import Door
from connectors.secrets import Seal, SealError

SIGNING = {"zalo": ("oa_secret", "oa_secret_second"), "messenger": ("app_secret", "app_secret_second")}
"""Which of an account's secrets may have signed a call; the second while the first is being replaced."""


class OccupiedError(Exception):
    """The agency has another account on that channel: that one is removed first."""

    def __init__(self) -> None:
        super().__init__(type(self).__doc__)


class AccountState(StrEnum):
    ACTIVE = "active"
    STOPPED = "stopped"
    """It can't send until an operator acts; `reason` says why."""


class ChannelAccount(Table):
    """One account of one agency. An agency has at most one on each channel."""

    __tablename__ = "channel_account"
    __table_args__ = (
        UniqueConstraint("channel", "platform_id"),
        UniqueConstraint("channel", "agency"),
        {"sqlite_autoincrement": True},  # else a new account could pass for the removed one of its number
    )

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


def door(account: Account) -> Door:
    """What must be known of the account to let its events in."""
    names = SIGNING.get(account.channel, ())
    signing = tuple(account.secrets[name] for name in names if account.secrets.get(name))
    return Door(account.channel, account.agency, account.platform_id, account.app_id, signing)


def row_for(session: Session, channel: str, platform_id: str, agency: str, now: datetime) -> ChannelAccount:
    """The row of that account, or a new one, of the next version.

    Raises:
        OccupiedError: the agency has another account on that channel.
    """
    of_channel = select(ChannelAccount).where(ChannelAccount.channel == channel)
    theirs = session.scalar(of_channel.where(ChannelAccount.agency == agency))
    if theirs is not None and theirs.platform_id != platform_id:
        raise OccupiedError
    own = of_channel.where(ChannelAccount.platform_id == platform_id).with_for_update()
    row = session.scalar(own.execution_options(populate_existing=True))  # its version as it is now
    if row is None:
        row = ChannelAccount(channel=channel, platform_id=platform_id, created_at=now, version=0)
        session.add(row)
    row.version += 1
    return row


def locked(session: Session, account: Account) -> ChannelAccount:
    """The row as it stands now, for this transaction alone. Raises Stopped where the account was removed."""
    row = session.get(ChannelAccount, account.id, with_for_update=True)
    if row is None:
        raise Stopped("the account was removed")
    return row


def activate(session: Session, row: ChannelAccount) -> None:
    """Let the account send again at once, whatever was wrong with it."""
    row.state, row.reason = AccountState.ACTIVE, ""
    pace.revive(session, row.id)
