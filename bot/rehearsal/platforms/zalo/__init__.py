"""A Zalo of one's own: what its documents and those who run it say, without looking at our connector."""

from bot.rehearsal.platforms.zalo.server import ZaloServer
from bot.rehearsal.platforms.zalo.setup import Setup

__all__ = ["Setup", "ZaloServer", "make"]


def make(setup: str) -> ZaloServer:
    """A server from `Setup` in JSON; raises pydantic's ValidationError for a wrong one."""
    return ZaloServer(Setup.model_validate_json(setup))
