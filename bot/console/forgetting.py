"""What the desk forgets: wrong sign-ins, forms that were sent, devices signed out. A synchronous session."""

from datetime import datetime, timedelta

from sqlalchemy import delete, or_, select
from sqlalchemy.orm import Session

from bot.console import access_throttle
from bot.console.editors import EditorSession, FormUse

FORMS = timedelta(days=7)
"""A form that is older is not sent again by a back button."""
DEVICES = timedelta(days=30)


def forget_old(session: Session, now: datetime, whole: timedelta, most: int) -> int:
    """Delete up to `most` rows of each kind; returns how many of the kind that had most.

    `whole`: how long a device lasts at most.
    """
    tries = access_throttle.forget_old(session, now - access_throttle.FORGOTTEN, most)
    forms = select(FormUse.token).where(FormUse.at < now - FORMS).limit(most)
    over = or_(EditorSession.ended_at < now - DEVICES, EditorSession.began_at < now - DEVICES - whole)
    devices = select(EditorSession.digest).where(over).limit(most)
    acts = (
        delete(FormUse).where(FormUse.token.in_(forms)),
        delete(EditorSession).where(EditorSession.digest.in_(devices)),
    )
    return max(tries, *(int(session.execute(act).rowcount) for act in acts))  # type: ignore[attr-defined] # of a DELETE
