"""A file is uploaded once, and sent again and again."""

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
from graph_wire import NOON, PAGE, SECRETS, Wire, wired

from connectors.accounts import Account
from connectors.channel import Refused
from connectors.database import Database
from connectors.directory import Accounts, Particulars
from connectors.messenger.attachments_upload import KEPT, LARGEST, Attachments, File
from connectors.secrets import Seal

PICTURE = File("image", b"\x89PNG picture", "cong.png", "image/png")


@pytest.fixture
async def wire() -> AsyncIterator[Wire]:
    async with wired() as wire:
        yield wire


@pytest.fixture
async def account(database: Database) -> Account:
    accounts = Accounts(database, Seal(b"a key of sixteen"))
    return await accounts.put(Particulars("messenger", "xa-mau", PAGE, "1", "Xã Mẫu", {}, SECRETS), NOON)


async def test_the_same_file_is_uploaded_once(wire: Wire, database: Database, account: Account) -> None:
    wire.say({"attachment_id": 1601472827243653})
    first = await Attachments(database, wire.graph).upload(account, PICTURE, NOON)
    again = await Attachments(database, wire.graph).upload(account, PICTURE, NOON + timedelta(days=79))
    assert first == again == "1601472827243653"
    assert len(wire.calls) == 1
    assert wire.last.path == f"v25.0/{PAGE}/message_attachments"
    assert b'"is_reusable": true' in wire.last.body
    assert PICTURE.content in wire.last.body


async def test_it_is_uploaded_anew_before_facebook_forgets_it(
    wire: Wire, database: Database, account: Account
) -> None:
    wire.say({"attachment_id": "1"})
    wire.say({"attachment_id": "2"})
    wire.say({"attachment_id": "3"})
    attachments = Attachments(database, wire.graph)
    assert await attachments.upload(account, PICTURE, NOON) == "1"
    assert await attachments.upload(account, PICTURE, NOON + KEPT) == "2"
    assert await attachments.upload(account, PICTURE, NOON + KEPT) == "2"
    await attachments.forget(account, PICTURE)
    assert await attachments.upload(account, PICTURE, NOON + KEPT) == "3"


async def test_what_facebook_would_refuse_is_not_sent(
    wire: Wire, database: Database, account: Account
) -> None:
    attachments = Attachments(database, wire.graph)
    for file in (File("script", b"x", "a", "a/b"), File("file", b"x" * (LARGEST + 1), "a", "a/b")):
        with pytest.raises(Refused):
            await attachments.upload(account, file, NOON)
    assert wire.calls == []
