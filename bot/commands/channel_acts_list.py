"""What `congdan channel list` does."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy.orm import Session

from bot import channel_wording as wording
from bot.commands.act import now
from bot.commands.channel_acts import on_platforms
from bot.commands.saying import number, say
from bot.connecting.at_hand import AtHand
from bot.connecting.items import DAYS, in_words, local
from bot.oddities import Oddity, oddities
from bot.webhooks.turned_away import TurnedAway, since
from connectors.accounts import Account, AccountState


def list_channels() -> None:
    accounts, odd, away = on_platforms(_read)
    if not accounts:
        say(wording.NOTHING_CONNECTED)
    for account in accounts:
        say("\n".join([_line(account), *_reason(account), *_odd(account, odd)]))
    if away:
        say("\n".join([wording.TURNED_AWAY.format(days=DAYS), *_away(away)]))


async def _read(at: AtHand) -> tuple[Sequence[Account], Sequence[Oddity], Sequence[TurnedAway]]:
    accounts = sorted(at.platforms.accounts.all, key=lambda account: (account.agency, account.channel))
    odd = await at.database.at_once(_oddities, writing=False)
    async with at.database.reading() as session:
        away = await since(session, now().date() - timedelta(days=DAYS))
    return accounts, odd, away


def _oddities(session: Session) -> Sequence[Oddity]:
    return oddities(session)


def _line(account: Account) -> str:
    return wording.LISTED.format(
        agency=account.agency,
        channel=wording.CHANNELS[account.channel],
        name=account.name,
        id=account.platform_id,
        state=wording.STATES[account.state],
        until=_until(account),
    )


def _until(account: Account) -> str:
    if not account.unsealed:
        return wording.SEALED
    if not (account.secrets.get("access_token") or account.secrets.get("page_token")):
        return wording.NO_TOKEN
    if account.token_until is None:
        return wording.NO_UNTIL
    return wording.UNTIL.format(at=local(account.token_until))


def _reason(account: Account) -> list[str]:
    stopped = account.state is AccountState.STOPPED
    return [wording.STATE_REASON.format(reason=in_words(account.reason))] if stopped else []


def _odd(account: Account, odd: Sequence[Oddity]) -> list[str]:
    mine = [row for row in odd if (row.channel, row.agency) == (account.channel, account.agency)]
    return [
        wording.ODDITY.format(name=row.name, count=number(row.count), at=local(row.last_at)) for row in mine
    ]


def _away(rows: Sequence[TurnedAway]) -> list[str]:
    """One line for each channel and reason, the days added up."""
    together: defaultdict[tuple[str, str], list[TurnedAway]] = defaultdict(list)
    for row in rows:
        together[row.channel, row.reason].append(row)
    return [
        wording.TURNED_AWAY_LINE.format(
            channel=wording.CHANNELS.get(channel, channel),
            reason=wording.REASONS.get(reason, reason),
            count=number(sum(row.count for row in same)),
            at=local(max(row.last_at for row in same)),
        )
        for (channel, reason), same in sorted(together.items())
    ]
