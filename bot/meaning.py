"""Which wish a message is, if it is one; read as it was probably meant where that is worth it."""

from functools import partial

from bot.news_wishes import NewsWish, news_wish, news_wish_in, pressed
from bot.wishes import Wish, may_be_one, wish_in, wish_of
from connectors.messages import Message
from knowledge.library import Library


def news_wish_meant(library: Library, message: Message) -> NewsWish | None:
    """What is wished about the news; None for anything else."""
    if message.payload:
        return pressed(message.payload)
    find = partial(library.topic, message.address.agency)
    wish = news_wish(message.text, find)
    if wish is None and may_be_one(message.text):
        return news_wish_in(library.understand(message.text).words, find)
    return wish


def wish_meant(library: Library, message: Message) -> Wish | None:
    """What a person wishes to have done with themselves; None for anything else."""
    if message.payload:
        return None
    wish = wish_of(message.text)
    if wish is None and may_be_one(message.text):
        return wish_in(library.understand(message.text).words)
    return wish
