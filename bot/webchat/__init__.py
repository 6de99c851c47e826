"""The web chat as a part of the service: its pages, and what a page posts, reads and waits for."""

from bot.webchat.desk import Remembering, WebChatDesk
from bot.webchat.routes import add_routes

__all__ = ["Remembering", "WebChatDesk", "add_routes"]
