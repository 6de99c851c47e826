"""How messages went, written down: each in its row, and in what is known of its account."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from connectors import pace
from connectors.attempts import Ended, accounts_of, rows_of
from connectors.channel import (
    Later,
    Lost,
    Resting,
    SendError,
    StaleToken,
    Stopped,
    Throttled,
    Unreachable,
)
from connectors.cleaning import unaltered
from connectors.outgoing import Outcome, Outgoing
from connectors.pace import AccountPace, Rate

NOT_SENT = (Unreachable, Throttled, Resting, Stopped, StaleToken, Later)
"""After these the message surely did not arrive, and it is not its fault."""
RESTS = (Throttled, Resting, Stopped)
"""After these the whole account sends nothing for as long as they say."""
TROUBLES = (*RESTS, Unreachable, Lost, StaleToken)
"""These say that an account is not well; any other answer says that it is."""


def end(session: Session, endings: Sequence[Ended]) -> None:
    """Write down how these attempts went."""
    accounts = _after(session, endings)
    rows = rows_of(session, [ended.attempt for ended in endings])
    for ended in endings:
        row = rows.get(ended.attempt.key)
        if row is not None and row.outcome is not Outcome.ACCEPTED:  # its echo may have come first
            _write_down(row, ended)
        account = accounts.get(ended.attempt.account_id)
        if account is not None and ended.error is not None:
            attempt = ended.attempt
            blame(account, attempt.rate, ended.error, began=attempt.now, now=ended.now)
    session.flush()


def blame(account: AccountPace, rate: Rate, error: SendError, *, began: datetime, now: datetime) -> None:
    """Note what `error`, of a send that `began` then, says of the account: a rest, a failure or nothing."""
    reason = f"{type(error).__name__}: {error}"
    if isinstance(error, RESTS) and error.retry_after is not None:
        pace.rest(account, now + error.retry_after, reason)
    elif isinstance(error, TROUBLES):
        pace.failed(account, rate, now, began=began, reason=reason)


def _after(session: Session, endings: Sequence[Ended]) -> dict[int, AccountPace | None]:
    """The accounts in trouble; the others are well, which mostly changes nothing and locks nobody."""
    accounts = dict[int, AccountPace | None]()
    for number, ended in sorted(_by_account(endings).items()):
        well = [one.attempt.now for one in ended if not isinstance(one.error, TROUBLES)]
        if well:
            pace.worked(session, number, began=max(well))
        if len(well) < len(ended):
            accounts |= accounts_of(session, {number: ended[0].attempt})
    return accounts


def _by_account(endings: Sequence[Ended]) -> dict[int, list[Ended]]:
    grouped = defaultdict[int, list[Ended]](list)
    for ended in endings:
        grouped[ended.attempt.account_id].append(ended)
    return grouped


def _write_down(row: Outgoing, ended: Ended) -> None:
    error = ended.error
    if error is None:
        row.outcome, row.platform_id = Outcome.ACCEPTED, unaltered(ended.platform_id)
    elif isinstance(error, Lost):
        row.outcome = Outcome.LOST
    else:
        row.outcome = Outcome.UNSENT if isinstance(error, NOT_SENT) else Outcome.REFUSED
        row.tries = max(row.tries - 1, 0)
