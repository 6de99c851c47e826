"""The desk: what every page of it works with. Built once a process."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from bot.console.places import Agencies
from bot.console.rendering import Rendering
from bot.conversation import Conversation
from bot.platforms import Platforms
from bot.portals import Portals
from bot.settings import Settings
from connectors.database import Database
from connectors.webchat.channel import WebChat
from knowledge.library import Library


@dataclass(frozen=True, slots=True)
class Console:
    """Parts of the service that pages use, and what renders them."""

    database: Database
    library: Library
    conversation: Conversation
    platforms: Platforms
    portals: Portals
    webchat: WebChat
    settings: Settings
    key: bytes
    """Signs and seals; the same in every process."""
    clock: Callable[[], datetime]
    agencies: Agencies
    rendering: Rendering
