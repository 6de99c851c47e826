"""What is said to a message that is no words: a picture, a voice, a place. Pure."""

import re

from bot import people_wording as wording
from connectors.messages import Form, Message, Reply

_ADDRESS = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
AGAIN = Reply(wording.FORMS_AGAIN, fallback=True)


def without_words(message: Message) -> tuple[Reply, ...]:
    """The sentence for such a message, and another to vary with; nothing where there are words."""
    if message.form is Form.TEXT or message.payload or _ADDRESS.sub("", message.text).strip():
        return ()
    return (Reply(wording.FORMS[message.form], fallback=True), AGAIN)
