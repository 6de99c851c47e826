"""The consent of an account's administrator: the link is given out, what comes back is made into tokens."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import Text, delete, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from connectors.accounts import Account
from connectors.database import Database, Table
from connectors.directory import Accounts
from connectors.secrets import Seal, SealError
from connectors.zalo.names import CHANNEL
from connectors.zalo.oauth import DeniedError, OAuth, new_verifier
from connectors.zalo.options import options_of
from connectors.zalo.tokens import kept

VALID = timedelta(hours=1)
"""How long an administrator may take."""
_LONGEST = 4_000


class Consent(Table):
    """A consent that was asked for. `state` is random and comes back with the answer, once."""

    __tablename__ = "consent"

    state: Mapped[str] = mapped_column(primary_key=True)
    channel: Mapped[str]
    agency: Mapped[str]
    app_id: Mapped[str]
    sealed: Mapped[str] = mapped_column(Text)
    """The PKCE verifier."""
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]
    asked_by: Mapped[str] = mapped_column(default="")
    """Who asked for it, by the name that the change log keeps; empty in what older versions asked for."""


class Reason(StrEnum):
    """Why a consent was worth nothing."""

    UNKNOWN = "unknown"
    """Nobody asked for it here, or it was used already."""
    EXPIRED = "expired"
    WRONG_ACCOUNT = "wrong account"
    NO_ACCOUNT = "no account"
    """It was removed, or its secrets can't be opened."""
    DENIED = "denied"


class ConsentError(Exception):
    """No tokens came of it; the account is as it was. `told` is the platform's own text."""

    def __init__(self, reason: Reason, told: str = "") -> None:
        super().__init__(f"{reason.value}: {told}" if told else reason.value)
        self.reason = reason
        self.told = told


@dataclass(frozen=True, slots=True)
class Consented:
    """An account before and after somebody consented; `asked_by`: at whose wish."""

    before: Account
    account: Account
    asked_by: str


@dataclass(frozen=True, slots=True)
class _Asked:
    agency: str
    app_id: str
    verifier: str
    by: str


class Consents:
    """Asks for consents and takes them."""

    def __init__(self, database: Database, accounts: Accounts, seal: Seal, oauth: OAuth) -> None:
        self._database = database
        self._accounts = accounts
        self._seal = seal
        self._oauth = oauth

    async def begin(self, account: Account, redirect_uri: str, now: datetime, *, by: str = "") -> str:
        """The address that an administrator opens within the hour.

        `redirect_uri` is the one registered in the platform's console, letter by letter. Where the account's
        option `pkce` is "fixed", the pair stands in its option `pkce_state` and its secret `pkce_verifier`.
        `by`: who asks; `finish` gives it back.
        """
        options = options_of(account)
        fixed = options.pkce == "fixed"
        state = (options.pkce_state if fixed else "") or secrets.token_urlsafe(24)
        verifier = new_verifier() if options.pkce == "request" else ""
        verifier = account.secrets.get("pkce_verifier", "") if fixed else verifier
        row = Consent(
            state=state,
            channel=CHANNEL,
            agency=account.agency,
            app_id=account.app_id,
            sealed=self._seal.seal({"verifier": verifier}, _owner(state)),
            expires_at=now + VALID,
            asked_by=by,
        )
        await self._database.at_once(lambda session: _keep(session, row, now))
        return self._oauth.link(account.app_id, redirect_uri, state, verifier)

    async def finish(self, code: str, oa_id: str, state: str, now: datetime) -> Consented:
        """The account with its new tokens, which are stored. The texts come as the browser brought them.

        Raises:
            ConsentError: it was worth nothing; ask for another.
            SendError: the platform did not answer; ask for another, since the code may be spent.
        """
        asked = await self._asked(state, now)
        account = await self._account(asked)
        if oa_id and account.platform_id and oa_id != account.platform_id:
            raise ConsentError(Reason.WRONG_ACCOUNT)
        if not code or len(code) > _LONGEST:
            raise ConsentError(Reason.DENIED)
        app_secret = account.secrets.get("app_secret", "")
        try:
            pair = await self._oauth.exchange(asked.app_id, app_secret, code, asked.verifier)
        except DeniedError as error:
            raise ConsentError(Reason.DENIED, str(error)) from error
        renewed = await self._accounts.set_secrets(
            account, token_until=now + pair.lifetime, **kept(account, pair)
        )
        return Consented(account, renewed, asked.by)

    async def _asked(self, state: str, now: datetime) -> _Asked:
        """What the state stands for, which it does once."""
        if len(state) > _LONGEST or "\x00" in state or not state.isprintable():
            raise ConsentError(Reason.UNKNOWN)
        row = await self._database.at_once(lambda session: _use(session, state, now))
        if row is None:
            raise ConsentError(Reason.UNKNOWN)
        if row.expires_at < now:
            raise ConsentError(Reason.EXPIRED)
        try:
            verifier = self._seal.open(row.sealed, _owner(state))["verifier"]
        except SealError as error:
            raise ConsentError(Reason.NO_ACCOUNT) from error
        return _Asked(row.agency, row.app_id, verifier, row.asked_by)

    async def _account(self, asked: _Asked) -> Account:
        await self._accounts.refresh()
        account = self._accounts.find(CHANNEL, asked.agency)
        if account is None or account.app_id != asked.app_id or not account.unsealed:
            raise ConsentError(Reason.NO_ACCOUNT)
        return account


def _keep(session: Session, row: Consent, now: datetime) -> None:
    """Keep it, instead of what had the same state or lapsed long ago."""
    old = (Consent.state == row.state) | (Consent.expires_at < now - VALID)
    session.execute(delete(Consent).where(old))
    session.add(row)


def _use(session: Session, state: str, now: datetime) -> Consent | None:
    using = (
        update(Consent)
        .where(Consent.state == state, Consent.channel == CHANNEL, Consent.used_at.is_(None))
        .values(used_at=now)
        .returning(Consent)
    )
    return session.scalar(using)


def _owner(state: str) -> str:
    return f"consent:{state}"
