"""HTTP answers of the web chat: their headers, and how a failure is told to a page."""

import json
from collections.abc import Mapping

from aiohttp import web

from connectors.webchat import wording
from connectors.webchat.statics import StaticFile

_EVERYWHERE = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
}
DATA = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"}
_JSON = DATA | {"Content-Type": "application/json"}
_encoded = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
RETRY_SECONDS = 5


def page_headers(frame_ancestors: str) -> dict[str, str]:
    policy = (
        "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self'; "
        f"connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors {frame_ancestors}"
    )
    return _EVERYWHERE | {"Cache-Control": "no-cache", "Content-Security-Policy": policy}


def file_headers(*, shared: bool, seconds: int) -> dict[str, str]:
    """`shared`: other sites may load it, as they do with the widget."""
    policy = "cross-origin" if shared else "same-origin"
    unchanging = ", immutable" if seconds > 86_400 else ""  # noqa: PLR2004 (a day)
    return _EVERYWHERE | {
        "Cache-Control": f"public, max-age={seconds}{unchanging}",
        "Cross-Origin-Resource-Policy": policy,
    }


def data(values: object, status: int = 200) -> web.Response:
    return web.Response(status=status, body=_encoded(values).encode(), headers=_JSON)


def failure(status: int, sentence: str, *, retry_after: int | None = None) -> web.Response:
    """What went wrong, in a sentence the page may show."""
    response = data({"error": sentence}, status)
    if retry_after is not None:
        response.headers["Retry-After"] = str(retry_after)
    return response


def unavailable() -> web.Response:
    return failure(503, wording.UNAVAILABLE, retry_after=RETRY_SECONDS)


def page(html: str, headers: Mapping[str, str], status: int = 200) -> web.Response:
    return web.Response(status=status, text=html, content_type="text/html", charset="utf-8", headers=headers)


def static_file(request: web.Request, file: StaticFile, *, seconds: int) -> web.Response:
    """A file beside a page, packed where the browser can unpack it."""
    headers = file_headers(shared=False, seconds=seconds)
    charset = "utf-8" if file.kind.startswith("text/") else None
    body = file.body
    if file.zipped is not None:
        headers["Vary"] = "Accept-Encoding"
        if "gzip" in request.headers.get("Accept-Encoding", ""):
            body, headers["Content-Encoding"] = file.zipped, "gzip"
    return web.Response(body=body, content_type=file.kind, charset=charset, headers=headers)
