"""What a message is made of, told by its event and by what hangs on it. Addresses of files are not read."""

from connectors.messages import Form
from connectors.zalo.shapes import Said

BY_EVENT = {
    "text": Form.TEXT,
    "image": Form.IMAGE,
    "gif": Form.IMAGE,
    "sticker": Form.STICKER,
    "location": Form.LOCATION,
    "file": Form.FILE,
    "audio": Form.AUDIO,
    "video": Form.VIDEO,
    "link": Form.LINK,
    "business_card": Form.CONTACT,
}
"""By the end of the event's name."""
_BY_TYPE = BY_EVENT | {"text": Form.OTHER, "photo": Form.IMAGE, "contact": Form.CONTACT}


def form_of(kind: str, said: Said) -> Form:
    """The form of an event that ends in `kind`. A text without words is what hangs on it, or OTHER."""
    if kind != "text" or said.text:
        return BY_EVENT[kind]
    types = [_BY_TYPE[each.type] for each in said.attachments if each.type in _BY_TYPE]
    return types[0] if types else Form.OTHER


def words_of(said: Said) -> str:
    """The words of a message, or those of the first template on it that has any."""
    return said.text or next((each.payload.text for each in said.attachments if each.payload.text), "")
