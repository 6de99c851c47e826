"""What both platforms do with messages to a million followers, and nothing else: as fast as it can."""

from bot.rehearsal.platforms.lean.server import LeanServer
from bot.rehearsal.platforms.lean.setup import Setup

__all__ = ["LeanServer", "Setup"]
