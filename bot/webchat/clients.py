"""Which network address a request came from."""

from aiohttp import web

from connectors.webchat.limits import client_name


def client_of(request: web.Request, proxy_header: str) -> str:
    """Who is counted. A proxy's word is taken only where the settings name its header."""
    if proxy_header:
        # A proxy appends; what stands before its own entry was written by whoever called it.
        told = request.headers.get(proxy_header, "").rpartition(",")[2].strip()
        if told:
            return client_name(told)
    return client_name(request.remote or "")
