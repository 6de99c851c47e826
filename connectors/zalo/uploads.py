"""Pictures and files brought to Zalo before they are sent; each may be used for seven days."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import PurePath

from pydantic import BaseModel, model_validator

from connectors.accounts import Account
from connectors.channel import Refused
from connectors.http import Part
from connectors.zalo.api import Api, Id, checked

LARGEST_IMAGE = 1_000_000
"""Bytes of a JPEG or PNG."""
LARGEST_GIF = 5_000_000
LARGEST_FILE = 5_000_000
USABLE = timedelta(days=7)
_LONGEST_NAME = 100
_KINDS_OF_FILE = {
    "pdf": "application/pdf",
    "doc": "application/msword",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv",
}
_BEGINNINGS = {b"\xff\xd8\xff": "jpeg", b"\x89PNG\r\n\x1a\n": "png", b"GIF87a": "gif", b"GIF89a": "gif"}


@dataclass(frozen=True, slots=True)
class Upload:
    """What to send a picture (`attachment_id`) or a file (`token`) by, and until when."""

    id: str
    usable_until: datetime


class _Uploaded(BaseModel):
    attachment_id: Id = ""
    token: Id = ""

    @model_validator(mode="after")
    def _names_it(self) -> "_Uploaded":
        if not (self.attachment_id or self.token):
            raise ValueError("neither an id nor a token")
        return self


class Uploads:
    """Checks what Zalo would refuse before it is sent. Raises SendError; Refused says what is wrong."""

    def __init__(self, api: Api) -> None:
        self._api = api

    async def image(self, account: Account, content: bytes, now: datetime) -> Upload:
        """A JPEG or PNG of at most 1 MB, or a GIF of at most 5 MB; told apart by its first bytes."""
        kind = kind_of_image(content)
        if kind is None:
            raise Refused("not a JPEG, PNG or GIF")
        path, most = ("gif", LARGEST_GIF) if kind == "gif" else ("image", LARGEST_IMAGE)
        _check_size(content, most)
        part = Part("file", content, f"image.{kind.replace('jpeg', 'jpg')}", f"image/{kind}")
        return await self._upload(account, f"/v2.0/oa/upload/{path}", part, now)

    async def file(self, account: Account, content: bytes, name: str, now: datetime) -> Upload:
        """A PDF, Word, Excel or CSV file of at most 5 MB; its kind is read off `name`."""
        ending = PurePath(name).suffix.lower().removeprefix(".")
        if ending not in _KINDS_OF_FILE:
            raise Refused(f"no file of these kinds: {', '.join(_KINDS_OF_FILE)}")
        _check_size(content, LARGEST_FILE)
        stem = "".join(letter for letter in PurePath(name).stem if letter.isprintable())[:_LONGEST_NAME]
        part = Part("file", content, f"{stem or 'file'}.{ending}", _KINDS_OF_FILE[ending])
        return await self._upload(account, "/v2.0/oa/upload/file", part, now)

    async def _upload(self, account: Account, path: str, part: Part, now: datetime) -> Upload:
        uploaded = checked(_Uploaded, await self._api.upload(account, path, part))
        return Upload(uploaded.attachment_id or uploaded.token, now + USABLE)


def kind_of_image(content: bytes) -> str | None:
    """jpeg, png or gif by the first bytes; None for anything else."""
    return next((kind for start, kind in _BEGINNINGS.items() if content.startswith(start)), None)


def _check_size(content: bytes, most: int) -> None:
    if not content:
        raise Refused("an empty file")
    if len(content) > most:
        raise Refused(f"{len(content)} bytes, at most {most}")
