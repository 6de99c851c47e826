"""OAuth v4 of Official Accounts: the consent link, and a code or a refresh token made into tokens."""

import hashlib
import re
import secrets
from base64 import urlsafe_b64encode
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Annotated, Any
from urllib.parse import urlencode

from pydantic import BaseModel, BeforeValidator, StringConstraints, ValidationError

from connectors.channel import Lost, Throttled, Unreachable
from connectors.cleaning import cleaned
from connectors.http import Answer, Http

BASE = "https://oauth.zaloapp.com"
LIFETIME = timedelta(seconds=90_000)
"""Of an access token where the platform does not say."""
_LONGEST_TEXT = 200
_BUSY = -32
_INNER = -200
"""Zalo's word for a fault of its own: it says neither yes nor no."""
_TEXTS = ("error_name", "error_reason", "error_description")


@dataclass(frozen=True, slots=True)
class Pair:
    """Both tokens, and how long the access token lives. The refresh token works once, within three months."""

    access_token: str = field(repr=False)
    refresh_token: str = field(repr=False)
    lifetime: timedelta


class DeniedError(Exception):
    """The platform says no, and would again: the code or token was used, has expired, or is another app's."""


def _seconds(value: object) -> object:
    """The life of a token comes as a number or as text; what is no sane number counts as not said."""
    text = str(value).strip()
    return int(text) if re.fullmatch(r"[1-9][0-9]{0,8}", text, re.ASCII) else LIFETIME.total_seconds()


_Token = Annotated[str, StringConstraints(min_length=1, max_length=4_000, pattern=r"^[\x21-\x7e]+$")]


class _Granted(BaseModel):
    access_token: _Token
    refresh_token: _Token
    expires_in: Annotated[float, BeforeValidator(_seconds)] = LIFETIME.total_seconds()


def new_verifier() -> str:
    """A PKCE verifier: 32 random bytes, 43 characters."""
    return secrets.token_urlsafe(32)


def challenge(verifier: str) -> str:
    """The PKCE challenge (S256) of a verifier."""
    return urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).decode().rstrip("=")


class OAuth:
    """The one place that speaks to the OAuth host."""

    def __init__(self, http: Http, *, base: str = BASE) -> None:
        self._http = http
        self._base = base.rstrip("/")

    def link(self, app_id: str, redirect_uri: str, state: str, verifier: str = "") -> str:
        """Where an administrator of the account consents. No challenge goes along without a verifier."""
        query = {"app_id": app_id, "redirect_uri": redirect_uri}
        if verifier:
            query["code_challenge"] = challenge(verifier)
        return f"{self._base}/v4/oa/permission?{urlencode({**query, 'state': state})}"

    async def exchange(self, app_id: str, app_secret: str, code: str, verifier: str = "") -> Pair:
        """The pair for the code of a consent, which works once and for ten minutes.

        Raises:
            DeniedError: the platform says no.
            SendError: it did not say; after Lost the code may be spent.
        """
        form = {"code": code, "app_id": app_id, "grant_type": "authorization_code"}
        return await self._ask(app_secret, {**form, **({"code_verifier": verifier} if verifier else {})})

    async def refresh(self, app_id: str, app_secret: str, refresh_token: str) -> Pair:
        """A new pair. Whoever calls this holds the right to renew and keeps the pair before using it.

        Raises:
            DeniedError: the platform says no.
            SendError: it did not say; after Lost the token may be spent.
        """
        form = {"refresh_token": refresh_token, "app_id": app_id, "grant_type": "refresh_token"}
        return await self._ask(app_secret, form)

    async def _ask(self, app_secret: str, form: Mapping[str, str]) -> Pair:
        url = f"{self._base}/v4/oa/access_token"
        answer = await self._http.ask("POST", url, headers={"secret_key": app_secret}, form=form)
        told = answer.json()
        try:
            granted = _Granted.model_validate(told)
        except ValidationError:
            raise _refusal(answer, told, (app_secret, *form.values())) from None
        return Pair(granted.access_token, granted.refresh_token, timedelta(seconds=granted.expires_in))


def _refusal(answer: Answer, told: Any, hidden: tuple[str, ...]) -> Exception:
    """What an answer without a pair means. Only a plain error of the platform itself is a no."""
    status = answer.status
    if not isinstance(told, dict) or not any(told.get(name) for name in ("error", *_TEXTS)):
        return _no_answer(status)
    if told.get("error") in (_BUSY, str(_BUSY)) or status == 429:  # noqa: PLR2004 (HTTP's own: too many requests)
        return Throttled(f"HTTP {status}, {told.get('error')}", retry_after=timedelta(minutes=1))
    if status >= 500:  # noqa: PLR2004 (HTTP's own: the fault is theirs)
        return Unreachable(f"HTTP {status}")
    if told.get("error") in (_INNER, str(_INNER)):
        return Lost(f"HTTP {status}, {_INNER}")
    return DeniedError(_text(told, hidden))


def _no_answer(status: int) -> Exception:
    """A page of a proxy, or half of what was asked for; the token may have been changed behind it."""
    told = f"HTTP {status} without tokens"
    if status == 429:  # noqa: PLR2004 (HTTP's own: too many requests)
        return Throttled(told)
    if 400 <= status < 500 or status == 503:  # noqa: PLR2004 (refused before, or nobody there to take it)
        return Unreachable(told)
    return Lost(told)


def _text(told: Mapping[str, Any], hidden: tuple[str, ...]) -> str:
    texts = (told[name] for name in (*_TEXTS, "message") if isinstance(told.get(name), str))
    text = " ".join((str(told.get("error", ""))[:20], *dict.fromkeys(texts)))
    for secret in hidden:
        text = text.replace(secret, "…") if len(secret) > 7 else text  # noqa: PLR2004 (shorter is no secret)
    return cleaned(text, _LONGEST_TEXT)
