"""Covers for the platforms that fetch them: only what was made here, by its digest."""

import re

from aiohttp import web

from broadcasts.pictures import MEDIA, content_of
from connectors.database import Database, DatabaseUnavailableError

DATABASE = web.AppKey("media_database", Database)
_DIGEST = re.compile(r"[0-9a-f]{64}")
_FOR_EVER = "public, max-age=31536000, immutable"


def add_routes(app: web.Application, database: Database) -> None:
    app[DATABASE] = database
    app.router.add_get(f"{MEDIA}{{digest}}.jpg", _picture)


async def _picture(request: web.Request) -> web.Response:
    """What is under a digest never changes, so who has it has it for good."""
    digest = request.match_info["digest"]
    if not _DIGEST.fullmatch(digest):
        raise web.HTTPNotFound
    tag = f'"{digest}"'
    headers = {"ETag": tag, "Cache-Control": _FOR_EVER, "X-Content-Type-Options": "nosniff"}
    try:
        content = await request.app[DATABASE].at_once(
            lambda session: content_of(session, digest), writing=False
        )
    except DatabaseUnavailableError:
        raise web.HTTPServiceUnavailable from None
    if content is None:
        raise web.HTTPNotFound
    if request.headers.get("If-None-Match") == tag:
        return web.Response(status=304, headers=headers)
    return web.Response(body=content, content_type="image/jpeg", headers=headers)
