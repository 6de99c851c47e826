"""What is done with accounts, on record: a line of the change log, and never what is sealed."""

from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot import channel_wording as wording
from connectors.accounts import Account
from connectors.database import Database
from connectors.zalo.consent import Consented
from knowledge.agencies import Agency
from knowledge.changes import Change, in_order


async def note(
    database: Database,
    before: Account | None,
    after: Account | None,
    *,
    by: str,
    now: datetime,
    stored: str = wording.CHANGE_STORED,
) -> None:
    """Write down who kept, changed or removed an account; `before` None: there was none, `after`: is none.

    `stored`: how the line says that it was kept.
    """
    account = after or before
    if account is None:
        return
    what = (wording.CHANGE_REMOVED if after is None else stored).format(
        kind=wording.CHANNELS[account.channel], name=account.name
    )

    def write(session: Session) -> None:
        in_order(session)
        agency_id = session.scalar(select(Agency.id).where(Agency.code == account.agency))
        change = Change(agency_id=agency_id, by=by, what=what, at=now, learned=False)
        change.subject = f"channel:{account.channel}:{account.agency}"
        change.before, change.after = _told(before), _told(after)
        if before is not None and after is not None:
            renewed = (name for name, text in after.secrets.items() if before.secrets.get(name) != text)
            change.after = {**(change.after or {}), "renewed": sorted(renewed)}
        session.add(change)

    await database.at_once(write)


def _told(account: Account | None) -> dict[str, Any] | None:
    if account is None:
        return None
    known = {"name": account.name, "app": account.app_id, "id": account.platform_id}
    return known | {"options": {name: account.options[name] for name in sorted(account.options)}}


async def note_consent(database: Database, came: Consented, *, now: datetime) -> None:
    """Write down that an account got tokens by a consent; by whom it was asked for, where that is known."""
    by, stored = came.asked_by or wording.CONSENT_BY, wording.CHANGE_CONSENTED
    await note(database, came.before, came.account, by=by, now=now, stored=stored)
