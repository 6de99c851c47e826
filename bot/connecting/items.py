"""A list of checks: what each says, how it is written, and those that hold for every platform."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum, auto
from urllib.parse import urlsplit

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from bot import channel_check_wording as wording
from bot.connecting.at_hand import AtHand, why
from bot.inbox import InboxRow
from bot.oddities import oddities
from bot.settings import Settings
from bot.webhooks.turned_away import TurnedAway
from connectors.accounts import Account, AccountState
from connectors.channel import Lost, SendError, Throttled, Unreachable
from connectors.doors import Reason
from connectors.http import Answer, Http
from connectors.zalo.tokens import CONSENT_AGAIN
from knowledge.opening import VIETNAM

DAYS = 7
_SHOWN = 5


class Mark(Enum):
    GOOD = auto()
    LACKING = auto()
    LOOK = auto()
    """A person must look at it."""
    NOTE = auto()


@dataclass(frozen=True, slots=True)
class Item:
    """One line of the list; `todo` is said where something is lacking."""

    mark: Mark
    told: str
    todo: str = ""

    def __str__(self) -> str:
        return _FORMS[self.mark].format(told=self.told, todo=self.todo)


_FORMS = {
    Mark.GOOD: wording.GOOD,
    Mark.LACKING: wording.LACKING,
    Mark.LOOK: wording.LOOK,
    Mark.NOTE: wording.NOTE,
}


def good(told: str) -> Item:
    return Item(Mark.GOOD, told)


def lacking(told: str, todo: str) -> Item:
    return Item(Mark.LACKING, told, todo)


def note(told: str) -> Item:
    return Item(Mark.NOTE, told)


def look(told: str) -> Item:
    return Item(Mark.LOOK, told)


def local(moment: datetime) -> str:
    """A time as people here read it."""
    return f"{moment.astimezone(VIETNAM):%H:%M %d/%m/%Y}"


def refused(account: Account, error: SendError) -> Item:
    """What a platform's error means for the account, and what to do about it."""
    if CONSENT_AGAIN in str(error):
        return lacking(str(error), wording.CONSENT_DO.format(agency=account.agency))
    told = in_words(why(account.channel, error))
    if isinstance(error, Unreachable | Lost | Throttled):
        return lacking(told, wording.TRY_LATER)
    code = str(error).partition(":")[0].partition(" ")[0].partition("/")[0]
    hint = wording.HINTS.get(f"{account.channel} {code}", wording.LOOK_AT_IT)
    return lacking(told, hint.format(agency=account.agency))


def in_words(told: str) -> str:
    """What went wrong, with our own words in it, which are for the log, in Vietnamese."""
    for theirs, ours in wording.OUR_WORDS.items():
        told = told.replace(theirs, ours)
    return told


def standing(account: Account) -> list[Item]:
    """Whether its secrets open, and whether it is stopped."""
    todo = wording.SECRETS_DO.format(kind=account.channel, agency=account.agency)
    items = [good(wording.SECRETS_OPEN) if account.unsealed else lacking(wording.SECRETS_SHUT, todo)]
    if account.state is AccountState.STOPPED:
        consent = CONSENT_AGAIN in account.reason
        todo = wording.CONSENT_DO.format(agency=account.agency) if consent else wording.MEND_DO
        items.append(lacking(wording.STOPPED.format(reason=in_words(account.reason)), todo))
    return items


def address_of(settings: Settings, platform_url: str) -> Item | None:
    """What is wrong with the service's public address; a platform without TLS is one that is rehearsed."""
    if not settings.public_url:
        return lacking(wording.NO_PUBLIC_URL, wording.PUBLIC_URL_DO)
    if settings.public_url.startswith("https://") or platform_url.startswith("http://"):
        return None
    return lacking(wording.NOT_HTTPS.format(url=settings.public_url), wording.HTTPS_DO)


async def reached(url: str, query: dict[str, str] | None = None, expected: bytes | None = None) -> Item:
    """Whether the webhook's address answers from here: with 200, and with `expected` if that is given."""
    try:
        async with Http({urlsplit(url).netloc}) as http:
            answer = await http.ask("GET", url, query=query)
    except SendError as error:
        told = wording.NOT_REACHED.format(url=url, told=error)
        return lacking(told, wording.NOT_REACHED_DO)
    if _is_ours(answer, expected):
        return good(wording.REACHED.format(url=url))
    told = wording.ANSWERED.format(status=answer.status)
    return lacking(wording.NOT_REACHED.format(url=url, told=told), wording.NOT_REACHED_DO)


async def heard(at: AtHand, account: Account) -> list[Item]:
    """What came in of late, as evidence of what can only be looked at in the console."""
    return await at.database.at_once(lambda session: _heard(session, account, at.clock()), writing=False)


def _is_ours(answer: Answer, expected: bytes | None) -> bool:
    return answer.status == 200 and (expected is None or answer.body == expected)  # noqa: PLR2004 (HTTP's own)


def _heard(session: Session, account: Account, now: datetime) -> list[Item]:
    mine = (InboxRow.channel == account.channel, InboxRow.agency == account.agency)
    last = session.scalar(select(func.max(InboxRow.at)).where(*mine))
    items = [look(wording.NO_EVENT) if last is None else good(wording.LAST_EVENT.format(at=local(last)))]
    items += _forged(session, account.channel, last, now)
    odd = [
        row.name
        for row in oddities(session)
        if (row.channel, row.agency) == (account.channel, account.agency)
    ]
    return items + ([note(wording.ODDITIES.format(names=", ".join(odd[:_SHOWN])))] if odd else [])


def _forged(session: Session, channel: str, last: datetime | None, now: datetime) -> list[Item]:
    """Calls with a wrong signature since the last event: perhaps our key is the wrong one."""
    wrong = select(TurnedAway).where(
        TurnedAway.channel == channel,
        TurnedAway.reason == Reason.WRONG_SIGNATURE.value,
        TurnedAway.last_at >= now - timedelta(days=DAYS),
    )
    rows = [row for row in session.scalars(wrong) if last is None or row.last_at > last]
    if not rows:
        return []
    count, at = sum(row.count for row in rows), max(row.last_at for row in rows)
    return [look(wording.WRONG_SIGNATURES.format(count=count, at=local(at)))]
