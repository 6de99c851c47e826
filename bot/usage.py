"""What platforms say of their limits with each answer: gathered in memory, written when it matters."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy.orm import Session

from connectors import pace
from connectors.database import Database

NEAR = 80.0
"""Percent of a limit from which on only a part of the pace is used."""
FULL = 100.0
CAREFUL = 0.25
UNKNOWN_REST = timedelta(minutes=5)
ZALO_REST = timedelta(seconds=20)
"""Zalo counts by the minute; when nothing remains, a part of one is waited for."""


@dataclass(frozen=True, slots=True)
class _Told:
    share: float
    rest_until: datetime | None = None


class Usage:
    """One a process. The callbacks may be called with every answer; `write` is for the clock."""

    def __init__(self, database: Database, clock: Callable[[], datetime]) -> None:
        self._database = database
        self._clock = clock
        self._news: dict[int, _Told] = {}
        self._shares: dict[int, float] = {}
        self._quotas: dict[int, dict[str, Any]] = {}
        self._fresh_quotas: dict[int, dict[str, Any]] = {}

    def graph(self, account_id: int, percent: float, regain: timedelta | None) -> None:
        """The Graph API told how much is used up, and when there will be more."""
        full = percent >= FULL or regain is not None
        until = self._clock() + (regain or UNKNOWN_REST) if full else None
        self._told(account_id, CAREFUL if percent >= NEAR else 1.0, until)

    def zalo(self, account_id: int, limit: int, remain: int) -> None:
        """Zalo told its limit and how many requests remain of it."""
        near = limit > 0 and remain / limit <= 1 - NEAR / 100
        until = self._clock() + ZALO_REST if remain <= 0 < limit else None
        self._told(account_id, CAREFUL if near else 1.0, until)

    async def write(self) -> None:
        """Make what was told the pace of all processes.

        Raises:
            DatabaseUnavailableError: nothing was written; it is told again with the next answers.
        """
        news, self._news = self._news, {}
        quotas, self._fresh_quotas = self._fresh_quotas, {}
        if news or quotas:
            await self._database.at_once(lambda session: _write(session, news, quotas))
            self._shares.update((number, told.share) for number, told in news.items())

    def quota(self, account_id: int, quota: Mapping[str, Any]) -> None:
        """Zalo told what is left of an allowance; kept for operators to read."""
        if self._quotas.get(account_id) != quota:
            self._quotas[account_id] = self._fresh_quotas[account_id] = dict(quota)

    def _told(self, account_id: int, share: float, until: datetime | None) -> None:
        if until is not None or share != self._shares.get(account_id, 1.0):
            self._news[account_id] = _Told(share, until)
        else:
            self._news.pop(account_id, None)


def _write(session: Session, news: Mapping[int, _Told], quotas: Mapping[int, dict[str, Any]]) -> None:
    for account_id in sorted({*news, *quotas}):  # one order: no deadlock
        row = session.get(pace.AccountPace, account_id, with_for_update=True)
        if row is None:
            continue
        if (told := news.get(account_id)) is not None:
            pace.slow_down(session, account_id, told.share)
            if told.rest_until is not None:
                pace.rest(row, told.rest_until, "the platform's limit is used up")
        if account_id in quotas:
            row.quota = quotas[account_id]
