"""Who calls: the token, its proof, what it may do."""

import hashlib
import hmac

from bot.rehearsal.platforms.messenger.calls import Call
from bot.rehearsal.platforms.messenger.errors import GraphError, invalid
from bot.rehearsal.platforms.messenger.state import App, Kind, Page, Token
from bot.rehearsal.platforms.messenger.world import World


def admitted(world: World, call: Call) -> Token:
    """The token of a call. Raises GraphError: 190 with a subcode, 100 or 104 when the proof is wrong."""
    token = valid(world, call.token)
    _prove(world.apps[token.app], token, call.text("appsecret_proof"))
    return token


def valid(world: World, value: str | None) -> Token:
    """The token with this value. Raises GraphError 190 when it is unknown, expired or was ended."""
    if not value:
        raise GraphError(2500, None, "An active access token must be used to query information.")
    token = world.tokens.get(value) or _app_token(world, value)
    if token is None:
        raise GraphError(190)
    if token.killed is not None:
        raise GraphError(190, token.killed or None)
    if token.expires_at and token.expires_at <= world.now():
        raise GraphError(190, 463)
    return token


def _app_token(world: World, value: str) -> Token | None:
    app_id, _, secret = value.partition("|")
    app = world.apps.get(app_id)
    if app is None or not hmac.compare_digest(app.secret.encode(), secret.encode()):
        return None
    return Token(value, Kind.APP, app.id, app.id, ())


def proof(secret: str, token: str) -> str:
    return hmac.new(secret.encode(), token.encode(), hashlib.sha256).hexdigest()


def _prove(app: App, token: Token, given: str | None) -> None:
    if given is None:
        if app.require_proof:
            raise invalid("API calls from the server require an appsecret_proof argument")
    elif not hmac.compare_digest(given.encode(), proof(app.secret, token.value).encode()):
        raise GraphError(104)


def page_of(world: World, token: Token, name: str) -> Page:
    """The Page of a path that is named by its id or `me`. Raises GraphError for any other."""
    if token.kind is not Kind.PAGE:
        raise GraphError(200, None, "(#200) A page access token is required to request this resource.")
    if name not in {"me", token.subject}:
        raise GraphError(100, 33)
    return world.pages[token.subject]


def allowed(token: Token, scope: str, code: int = 200) -> None:
    """Raises GraphError `code` when the token was not given that permission."""
    if scope not in token.scopes:
        raise GraphError(code, None, f"(#{code}) Requires {scope} permission to manage the object.")
