"""What a message is made of. Addresses of files are not kept: they lapse, and nothing here opens them."""

from connectors.messages import Form
from connectors.messenger.shapes import Attachment, Said

_FORMS = {
    "image": Form.IMAGE,
    "sticker": Form.STICKER,
    "location": Form.LOCATION,
    "file": Form.FILE,
    "audio": Form.AUDIO,
    "video": Form.VIDEO,
    "fallback": Form.LINK,
    "template": Form.LINK,
    "share": Form.LINK,
    "post": Form.LINK,
    "ig_post": Form.LINK,
    "reel": Form.LINK,
    "ig_reel": Form.LINK,
}


def form(said: Said) -> Form:
    """That of the first attachment; a sticker, which used to come as an image too, goes before the others."""
    if said.is_unsupported:
        return Form.OTHER
    forms = [_form(attachment) for attachment in said.attachments]
    if said.sticker_id or Form.STICKER in forms:
        return Form.STICKER
    if forms:
        return forms[0]
    return Form.TEXT if said.text else Form.OTHER


def _form(attachment: Attachment) -> Form:
    if attachment.payload.sticker_id:  # also the thumb, which comes as an image
        return Form.STICKER
    return _FORMS.get(attachment.type, Form.OTHER)
