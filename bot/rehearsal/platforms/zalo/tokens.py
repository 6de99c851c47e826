"""OAuth v4 of an Official Account: the page of consent, codes, and pairs of tokens that rotate."""

import base64
import hashlib
import hmac
from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlencode

from aiohttp import web

from bot.rehearsal.platforms.zalo.answers import Wrong
from bot.rehearsal.platforms.zalo.world import Office, World

CODE_LIVES = timedelta(seconds=600)
REFRESH_LIVES = timedelta(days=90)
FORM = "application/x-www-form-urlencoded"


@dataclass(frozen=True, slots=True)
class _Code:
    oa_id: str
    challenge: str
    issued: datetime


@dataclass(frozen=True, slots=True)
class _Token:
    oa_id: str
    ends: datetime


class _Denied(Exception):  # noqa: N818 (reads as an answer)
    """Answered in the envelope of this endpoint, which is not that of the API."""

    def __init__(self, code: int | None, name: str) -> None:
        super().__init__(name)
        self.code = code

    def answer(self) -> web.Response:
        told = str(self)
        body: dict[str, Any] = {
            "error_name": told,
            "error_reason": told,
            "ref_doc": "https://developers.zalo.me/docs/official-account/",
            "error_description": told,
        }
        return web.json_response(body if self.code is None else {**body, "error": self.code})


class Tokens:
    """`refreshes`: how often each refresh token was shown, used or not, by its first 12 digits of SHA-256."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._codes: dict[str, _Code] = {}
        self._access: dict[str, _Token] = {}
        self._refresh: dict[str, _Token] = {}
        self.refreshes: Counter[str] = Counter()
        self.consenting = ""
        """The account whose administrator consents; "": the first."""
        for office in world.offices.values():
            self._seed(office)

    def permission(self, query: dict[str, str]) -> web.Response:
        """Where an administrator consents: sends the browser back with a code, or shows what is wrong."""
        setup = self._world.setup
        if query.get("app_id") != setup.app_id:
            return _page("-14002 Invalid app id")
        if query.get("redirect_uri") != setup.callback:
            return _page("-14003 Invalid redirect uri")
        oa_id, code = self._world.office(self.consenting).id, self._world.name(64)
        self._codes[code] = _Code(oa_id, query.get("code_challenge", ""), self._world.clock.now())
        back = {"code": code, "oa_id": oa_id, "state": query.get("state", "")}
        return web.Response(status=302, headers={"Location": f"{setup.callback}?{urlencode(back)}"})

    def exchange(self, content_type: str, secret: str, form: dict[str, str]) -> web.Response:
        """Codes and refresh tokens against a new pair; the old pair is dead from then on."""
        try:
            self._entitled(content_type, secret, form)
            return web.json_response(self._pair(self._account(form)))
        except _Denied as denied:
            return denied.answer()

    def owner(self, headers: Any) -> Office:
        """Whose access token was shown.

        Raises:
            Wrong: none (-216), an old or a dead one (-216), an expired one (-220), a wrong proof (-242).
        """
        shown = headers.get("access_token", "")
        token = self._access.get(shown)
        if token is None:
            raise Wrong(-216)
        if token.ends <= self._world.clock.now():
            raise Wrong(-220)
        self._require_proof(shown, headers.get("appsecret_proof"))
        return self._world.office(token.oa_id)

    def kill(self, oa_id: str = "") -> int:
        """Make an account's access tokens invalid ("": those of all); its refresh token lives on."""
        dead = [shown for shown, token in self._access.items() if oa_id in {"", token.oa_id}]
        for shown in dead:
            del self._access[shown]
        return len(dead)

    def expire(self, oa_id: str = "") -> int:
        """Let their time be over: they are answered with -220."""
        over = {
            shown: _Token(token.oa_id, self._world.clock.now())
            for shown, token in self._access.items()
            if oa_id in {"", token.oa_id}
        }
        self._access |= over
        return len(over)

    def revoke(self, oa_id: str = "") -> None:
        """The administrator takes the consent back: both tokens are dead."""
        self.kill(oa_id)
        self._refresh = {
            name: token for name, token in self._refresh.items() if oa_id not in {"", token.oa_id}
        }

    def _seed(self, office: Office) -> None:
        now, account = self._world.clock.now(), office.account
        if account.access_token:
            ends = now + timedelta(seconds=self._world.setup.expires_in)
            self._access[account.access_token] = _Token(office.id, ends)
        if account.refresh_token:
            self._refresh[account.refresh_token] = _Token(office.id, now + REFRESH_LIVES)

    def _entitled(self, content_type: str, secret: str, form: dict[str, str]) -> None:
        if content_type != FORM:
            raise _Denied(-14001, "Invalid content type")
        if form.get("app_id") != self._world.setup.app_id:
            raise _Denied(-14002, "Invalid app id")
        if not hmac.compare_digest(secret.encode(errors="replace"), self._world.setup.app_secret.encode()):
            raise _Denied(-14004, "Invalid secret key")

    def _account(self, form: dict[str, str]) -> str:
        grant = form.get("grant_type")
        if grant == "authorization_code":
            return self._of_code(form.get("code", ""), form.get("code_verifier", ""))
        if grant == "refresh_token":
            return self._of_refresh(form.get("refresh_token", ""))
        raise _Denied(-14005, "Invalid grant type")

    def _of_code(self, name: str, verifier: str) -> str:
        code = self._codes.pop(name, None)
        if code is None or self._world.since(code.issued) > CODE_LIVES:
            raise _Denied(-14006, "Invalid code")
        spared = not verifier and self._world.doubts.pkce == "optional"
        if code.challenge and not spared and challenge_of(verifier) != code.challenge:
            raise _Denied(-14007, "Invalid code verifier")
        return code.oa_id

    def _of_refresh(self, name: str) -> str:
        self.refreshes[hashlib.sha256(name.encode()).hexdigest()[:12]] += 1
        token = self._refresh.pop(name, None)
        if token is None or token.ends <= self._world.clock.now():
            raise _Denied(self._world.doubts.token_error, "Invalid refresh token")
        return token.oa_id

    def _pair(self, oa_id: str) -> dict[str, Any]:
        self.revoke(oa_id)
        now, seconds = self._world.clock.now(), self._world.setup.expires_in
        access, refresh = self._world.token(), self._world.token()
        self._access[access] = _Token(oa_id, now + timedelta(seconds=seconds))
        self._refresh[refresh] = _Token(oa_id, now + REFRESH_LIVES)
        lives = seconds if self._world.doubts.expires_as_number else str(seconds)
        return {"access_token": access, "refresh_token": refresh, "expires_in": lives}

    def _require_proof(self, shown: str, proof: str | None) -> None:
        if proof is None and not self._world.doubts.proof_required:
            return
        right = hmac.new(self._world.setup.app_secret.encode(), shown.encode(), hashlib.sha256).hexdigest()
        if not hmac.compare_digest((proof or "").encode(errors="replace"), right.encode()):
            raise Wrong(-242)


def challenge_of(verifier: str) -> str:
    """What stands for a verifier on the page of consent (RFC 7636, S256 without padding)."""
    digest = hashlib.sha256(verifier.encode()).digest()
    return base64.urlsafe_b64encode(digest).rstrip(b"=").decode()


def _page(told: str) -> web.Response:
    return web.Response(text=f"<html><body><h1>{told}</h1></body></html>", content_type="text/html")
