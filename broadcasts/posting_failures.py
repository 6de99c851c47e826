"""What becomes of a post whose step failed, or of which the platform knows nothing. Sync sessions."""

from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from broadcasts import posting_turns as turns
from broadcasts import posting_wording as wording
from broadcasts.posting_turns import Act, Turn
from broadcasts.posts import Post, PostState
from connectors.channel import Lost, SendError
from connectors.endings import NOT_SENT
from connectors.publishing import LOST, Publisher, Spent, Standing

ASK_AFTER = timedelta(seconds=20)
"""A platform may need as long until what it took can be seen."""
ASK_AGAIN = timedelta(minutes=1)
ASKED = 2
"""So often the platform must know of nothing before a step is taken again."""
MOST_TRIES = 5
"""Of what is refused and may yet go well."""
LONGEST_PAUSE = timedelta(minutes=5)
_GROWTH, _MOST_GROWTH = 1.5, 20


def not_there(session: Session, post: Post, turn: Turn, now: datetime) -> None:
    """The platform knows of nothing: asked twice, that is believed, and the step is taken again."""
    if turn.asked + 1 < ASKED:
        turns.again(session, post, now + ASK_AGAIN, wording.ASKED, asked=turn.asked + 1)
        return
    known = {**turn.known, LOST: turn.step}
    turns.again(session, post, now, "", asked=0, outcome=PostState.PLANNED, known=known)


def failed(
    session: Session, post: Post, publisher: Publisher, turn: Turn, error: SendError, now: datetime
) -> None:
    """A step failed, or the question whether it worked."""
    if isinstance(error, Lost):
        turns.again(session, post, now + ASK_AFTER, wording.ASKED)
    elif isinstance(error, NOT_SENT):
        _later(session, post, turn, error, now)
    elif isinstance(error, Spent):
        why = turns.so_far(post, publisher, turn.known, wording.SPENT.format(told=error))
        turns.end(session, post, PostState.SKIPPED, why, now)
    elif error.retry_after is not None and turn.tries < MOST_TRIES:
        _later(session, post, turn, error, now)
    else:
        told = str(error) if isinstance(error, Standing) else wording.REFUSED.format(told=error)
        why = turns.so_far(post, publisher, turn.known, told)
        turns.end(session, post, PostState.REFUSED, why, now)


def _later(session: Session, post: Post, turn: Turn, error: SendError, now: datetime) -> None:
    """It surely did not work: taken again. What was asked in vain is asked again."""
    outcome = PostState.ATTEMPTED if turn.act is Act.ASK else PostState.PLANNED
    due_at = now + _pause(error.retry_after or LONGEST_PAUSE, turn.tries)
    turns.again(session, post, due_at, str(error), outcome=outcome, tries=turn.tries + 1)


def _pause(asked: timedelta, tries: int) -> timedelta:
    """What the platform asks for, and more each time, as long as that is short."""
    grown = min(asked * _GROWTH ** min(tries, _MOST_GROWTH), LONGEST_PAUSE)
    return max(asked, grown)
