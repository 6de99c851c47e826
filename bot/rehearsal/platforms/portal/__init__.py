"""Portals of one's own, as awkward as those of offices, written without looking at our readers."""

from bot.rehearsal.platforms.portal.server import PortalServer
from bot.rehearsal.platforms.portal.setup import Setup

__all__ = ["PortalServer", "Setup", "make"]


def make(setup: str) -> PortalServer:
    """A server from `Setup` in JSON; raises pydantic's ValidationError for a wrong one."""
    return PortalServer(Setup.model_validate_json(setup))
