"""A Graph API of one's own: Messenger, the Page and its webhooks, without looking at our connector."""

from bot.rehearsal.platforms.messenger.server import GraphServer
from bot.rehearsal.platforms.messenger.setup import Setup

__all__ = ["GraphServer", "Setup", "make"]


def make(setup: str) -> GraphServer:
    """A server from `Setup` in JSON; raises pydantic's ValidationError for a wrong one."""
    return GraphServer(Setup.model_validate_json(setup))
