"""Consent, tokens and what is told about them."""

from datetime import timedelta
from urllib.parse import urlencode

from bot.rehearsal.platforms.messenger import access
from bot.rehearsal.platforms.messenger.calls import Call
from bot.rehearsal.platforms.messenger.errors import GraphError, invalid
from bot.rehearsal.platforms.messenger.graph import Graph, Json
from bot.rehearsal.platforms.messenger.state import App, Kind, Token
from bot.rehearsal.platforms.messenger.world import SCOPES

_SHORT, _LONG, _CODE_SECONDS = timedelta(hours=2), timedelta(days=60), 600.0


class DialogError(Exception):
    """The consent dialog refuses; its errors have a shape of their own."""

    def body(self) -> Json:
        return {"error_type": "OAuthException", "code": 400, "error_message": str(self)}


def consent(graph: Graph, call: Call, user: str) -> str:
    """The dialog, answered with yes by `user`: where the browser is sent. Raises DialogError."""
    app = graph.world.apps.get(call.text("client_id") or "")
    redirect = call.text("redirect_uri") or ""
    if app is None:
        raise DialogError("Invalid App ID")
    if redirect not in app.redirects:
        raise DialogError("URL Blocked: the redirect address is not among the app's")
    code = graph.world.letters(40)
    asked = tuple(call.items("scope") or SCOPES)
    graph.world.codes[code] = (app.id, redirect, user, graph.world.now())
    graph.world.granted[user] = tuple(scope for scope in SCOPES if scope in asked)
    back = {"code": code} | ({"state": call.params["state"]} if "state" in call.params else {})
    return f"{redirect}{'&' if '?' in redirect else '?'}{urlencode(back)}"


def exchange(graph: Graph, call: Call) -> Json:
    """`GET /oauth/access_token`: a code, or a short token, for a token of the user."""
    app = _app(graph, call)
    if call.text("grant_type") == "fb_exchange_token":
        old = access.valid(graph.world, call.text("fb_exchange_token"))
        if old.app != app.id or old.kind is not Kind.USER:
            raise GraphError(190)
        made = graph.world.issue(Kind.USER, app, old.subject, lasting=_LONG, scopes=old.scopes)
        made.long = True
        return _given(made, _LONG)
    if call.text("grant_type") == "client_credentials":
        return {"access_token": f"{app.id}|{app.secret}", "token_type": "bearer"}
    user = _redeemed(graph, call, app)
    scopes = graph.world.granted[user]
    return _given(graph.world.issue(Kind.USER, app, user, lasting=_SHORT, scopes=scopes), _SHORT)


def accounts(graph: Graph, call: Call) -> Json:
    """`GET /{user}/accounts`: the user's Pages, each with a token of its own."""
    token = access.admitted(graph.world, call)
    access.allowed(token, "pages_show_list")
    if token.kind is not Kind.USER or call.path[0] not in {"me", token.subject}:
        raise GraphError(100, 33)
    pages = sorted(graph.world.managers.get(token.subject, ()))
    limit, start = call.number("limit", default=25), call.number("after", default=0)
    data = [_account(graph, token, page) for page in pages[start : start + limit]]
    paging: Json = {"cursors": {"before": str(start), "after": str(start + len(data))}}
    if start + limit < len(pages):
        paging["next"] = f"https://graph.facebook.com/me/accounts?after={start + limit}"
    return {"data": data, "paging": paging}


def page_token(graph: Graph, token: Token, page_id: str) -> str:
    """A Page's token made from a user's; without an end only when the user's was a long one."""
    app = graph.world.apps[token.app]
    made = graph.world.issue(Kind.PAGE, app, page_id, scopes=token.scopes)
    made.expires_at = 0 if token.long else token.expires_at
    return made.value


def debug(graph: Graph, call: Call) -> Json:
    """`GET /debug_token`: what a token is worth. A dead one is told of, not refused."""
    access.valid(graph.world, call.token)
    token = graph.world.tokens.get(call.text("input_token") or "")
    if token is None:
        return {"data": {"is_valid": False, "scopes": [], "error": _reason(GraphError(190))}}
    told: Json = {
        "app_id": token.app,
        "type": token.kind.value,
        "expires_at": int(token.expires_at),
        "is_valid": True,
        "scopes": list(token.scopes),
        "granular_scopes": [{"scope": scope} for scope in token.scopes],
        "profile_id" if token.kind is Kind.PAGE else "user_id": token.subject,
    }
    try:
        access.valid(graph.world, token.value)
    except GraphError as error:
        told |= {"is_valid": False, "error": _reason(error)}
    return {"data": told}


def _reason(error: GraphError) -> Json:
    reason: Json = {"code": error.code, "message": str(error)}
    return reason | ({"subcode": error.subcode} if error.subcode else {})


def _account(graph: Graph, token: Token, page_id: str) -> Json:
    return {
        "access_token": page_token(graph, token, page_id),
        "category": "Government organization",
        "name": graph.world.pages[page_id].name,
        "id": page_id,
        "tasks": ["MODERATE", "MESSAGING", "CREATE_CONTENT", "MANAGE"],
    }


def _given(token: Token, lasting: timedelta) -> Json:
    seconds = int(lasting.total_seconds())
    return {"access_token": token.value, "token_type": "bearer", "expires_in": seconds}


def _redeemed(graph: Graph, call: Call, app: App) -> str:
    """The user who consented. A code is good once, for ten minutes, with the address it was sent to."""
    kept = graph.world.codes.pop(call.text("code") or "", None)
    if kept is None:
        raise invalid("This authorization code has been used or is invalid.")
    owner, redirect, user, at = kept
    if owner != app.id or redirect != call.text("redirect_uri"):
        raise invalid("Error validating verification code: redirect_uri is not identical.")
    if at < graph.world.now() - _CODE_SECONDS:
        raise invalid("This authorization code has expired.")
    return user


def _app(graph: Graph, call: Call) -> App:
    app = graph.world.apps.get(call.text("client_id") or "")
    if app is None:
        raise GraphError(101, None, "Missing client_id parameter or unknown app.")
    if call.text("client_secret") != app.secret:
        raise GraphError(1, None, "Error validating client secret.", status=400)
    return app
