"""Files that are uploaded once and sent again and again: facebook-messenger.md, 2.8.

Facebook forgets an upload after 90 days. What was uploaded for a Page is remembered by what it holds.
"""

import hashlib
import json
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from pydantic import BaseModel
from sqlalchemy import ForeignKey, UniqueConstraint, delete, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from connectors.accounts import Account
from connectors.channel import Refused
from connectors.database import Database, Table
from connectors.http import Part
from connectors.inserting import insert_missing
from connectors.messenger.api import Caller, Graph, place
from connectors.messenger.fields import Ident

KEPT = timedelta(days=80)
LARGEST = 25_000_000
"""In bytes, of any kind."""
KINDS = ("image", "audio", "video", "file")


class ReusedAttachment(Table):
    """A file that Facebook keeps for a Page, by its digest."""

    __tablename__ = "reused_attachment"
    __table_args__ = (UniqueConstraint("account_id", "digest"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("channel_account.id", ondelete="CASCADE"))
    digest: Mapped[str]
    attachment_id: Mapped[str]
    at: Mapped[datetime]


@dataclass(frozen=True, slots=True)
class File:
    """What is to be sent. `kind` is one of KINDS, `media` its media type: `image/png`."""

    kind: str
    content: bytes = field(repr=False)
    name: str
    media: str

    @property
    def digest(self) -> str:
        return hashlib.sha256(self.kind.encode() + b"\0" + self.content).hexdigest()


class _Uploaded(BaseModel):
    attachment_id: Ident


class Attachments:
    """Uploads, and knows what was uploaded, also after a restart and in other processes."""

    def __init__(self, database: Database, graph: Graph) -> None:
        self._database = database
        self._graph = graph

    async def upload(self, account: Account, file: File, now: datetime) -> str:
        """The id under which the file can be sent (`MessengerPlatform.post_media`).

        Raises:
            SendError: Refused where it is too large; a kind of it where the platform did not take the file.
        """
        if file.kind not in KINDS or len(file.content) > LARGEST:
            raise Refused(f"a {file.kind} of {len(file.content)} bytes can't be sent")
        known = await self._known(account, file.digest, now)
        return known or await self._upload(account, file, now)

    async def forget(self, account: Account, file: File) -> None:
        """Upload it anew the next time: Facebook did not find what it was said to keep."""
        await self._database.at_once(lambda session: _drop(session, account.id, file.digest))

    async def _known(self, account: Account, digest: str, now: datetime) -> str | None:
        fresh = (
            ReusedAttachment.account_id == account.id,
            ReusedAttachment.digest == digest,
            ReusedAttachment.at > now - KEPT,
        )
        one = select(ReusedAttachment.attachment_id).where(*fresh)
        return await self._database.at_once(lambda session: session.scalar(one), writing=False)

    async def _upload(self, account: Account, file: File, now: datetime) -> str:
        told = {"attachment": {"type": file.kind, "payload": {"is_reusable": True}}}
        parts = [
            Part("message", json.dumps(told), kind="application/json"),
            Part("filedata", file.content, file.name, file.media),
        ]
        path = place(account.platform_id, "message_attachments")
        made = await self._graph.upload(Caller.page(account), path, _Uploaded, parts)
        row = {
            "account_id": account.id,
            "digest": file.digest,
            "attachment_id": made.attachment_id,
            "at": now,
        }

        def keep(session: Session) -> None:
            _drop(session, account.id, file.digest)
            insert_missing(session, ReusedAttachment, [row])

        await self._database.at_once(keep)
        return made.attachment_id


def _drop(session: Session, account_id: int, digest: str) -> None:
    session.execute(
        delete(ReusedAttachment).where(
            ReusedAttachment.account_id == account_id, ReusedAttachment.digest == digest
        )
    )
