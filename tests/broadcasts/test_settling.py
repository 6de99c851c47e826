"""What a platform tells later finds its delivery, and nobody else's."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta

import pytest
from telling_office import AGENCY, Office, opened

from broadcasts import settling
from broadcasts.deliveries import DeliveryState as State
from connectors.database import Database
from connectors.messages import Address, Echoed, Event, Receipt, ReceiptKind

AN = Address("zalo", AGENCY, "00001")


@pytest.fixture
async def office(database: Database) -> AsyncIterator[Office]:
    async with opened(database, 5) as office:
        yield office


async def note(office: Office, *events: Event) -> None:
    await office.do(lambda session: settling.note(session, events))


def receipt(office: Office, kind: ReceiptKind, *ids: str, upto: bool = False, to: Address = AN) -> Receipt:
    now = office.clock()
    return Receipt("r", to, now, kind, ids, now if upto else None)


async def unknown(office: Office) -> int:
    """A broadcast of which nobody knows whether it reached An."""
    office.box.faults["00001"] = ["cut"]
    number = await office.announce()
    await office.tell(number)
    assert (await office.row(number, "00001")).state is State.UNKNOWN
    return number


@pytest.mark.parametrize(
    ("kind", "state"), [(ReceiptKind.DELIVERED, State.DELIVERED), (ReceiptKind.SEEN, State.SEEN)]
)
@pytest.mark.parametrize("upto", [False, True])
async def test_a_receipt_says_that_it_was_delivered_or_seen(
    office: Office, kind: ReceiptKind, state: State, *, upto: bool
) -> None:
    await office.tell(number := await office.announce())
    names = () if upto else ("m-00001",)
    await note(office, receipt(office, kind, *names, upto=upto))
    assert await office.tally(number) == {State.ACCEPTED: 4, state: 1}
    await office.rounds.count()
    assert not any(parcel.dirty for parcel in await office.parcels(number))
    assert await office.tally(number) == {State.ACCEPTED: 4, state: 1}


async def test_what_was_seen_is_not_merely_delivered_afterwards(office: Office) -> None:
    await office.tell(number := await office.announce())
    for kind in (ReceiptKind.SEEN, ReceiptKind.DELIVERED):
        await note(office, receipt(office, kind, "m-00001"))
    assert (await office.row(number, "00001")).state is State.SEEN


async def test_an_echo_with_our_tag_settles_what_was_unknown(office: Office) -> None:
    number = await unknown(office)
    await note(office, Echoed("m-1", AN, office.clock(), f"congdan:news-{number}:0", "…"))
    row = await office.row(number, "00001")
    assert (row.state, row.platform_id, row.reason) == (State.ACCEPTED, "m-1", "")
    assert await office.tally(number) == {State.ACCEPTED: 5}


async def test_an_echo_without_a_tag_settles_it_by_its_words(office: Office) -> None:
    number = await unknown(office)
    said = office.box.texts["00001"]
    await note(office, Echoed("m-1", AN, office.clock(), text="Lời khác"))
    assert (await office.row(number, "00001")).state is State.UNKNOWN
    await note(office, Echoed("m-1", replace(AN, person="00002"), office.clock(), text=said))
    assert (await office.row(number, "00001")).state is State.UNKNOWN
    await note(office, Echoed("m-1", AN, office.clock(), text=f" {said} "))
    assert (await office.row(number, "00001")).state is State.ACCEPTED


@pytest.mark.parametrize(
    "tag", ["congdan:news-1:0", "congdan:news-:0", "congdan:news-٣:0", "congdan:news-77:0", "congdan:m:0"]
)
async def test_an_echo_of_somebody_else_or_of_nothing_changes_nothing(office: Office, tag: str) -> None:
    number = await unknown(office)
    stranger = Address("zalo", "xa-khac", "00001")
    await note(office, Echoed("m-1", stranger, office.clock(), tag), Echoed("\x00", stranger, office.clock()))
    await note(office, receipt(office, ReceiptKind.SEEN, "m-00002", to=stranger))
    assert await office.tally(number) == {State.ACCEPTED: 4, State.UNKNOWN: 1}


async def test_what_comes_before_the_answer_is_not_lost(office: Office) -> None:
    """Another of our processes hears the echo of one message and the receipt of another one first."""
    office.box.open.clear()
    number = await office.announce()
    async with office.sending():
        await office.until(lambda: office.box.came == 5)
        await note(office, Echoed("m-00001", AN, office.clock(), f"congdan:news-{number}:0"))
        for name in ("m-00002", "another"):
            to = replace(AN, person="00002" if name == "m-00002" else "00003")
            await note(office, receipt(office, ReceiptKind.DELIVERED, name, to=to))
        office.box.open.set()
        await office.ended(number)
    assert await office.tally(number) == {State.ACCEPTED: 4, State.DELIVERED: 1}
    assert (await office.row(number, "00002")).state is State.DELIVERED
    assert (await office.row(number, "00003")).delivered_at is None


async def test_long_after_its_end_a_broadcast_is_known_by_the_messages_id_alone(office: Office) -> None:
    number = await unknown(office)
    office.clock.pass_(timedelta(days=8))
    said = office.box.texts["00001"]
    await note(office, Echoed("m-1", AN, office.clock(), text=said))
    assert (await office.row(number, "00001")).state is State.UNKNOWN
    await note(office, receipt(office, ReceiptKind.SEEN, "m-00002", to=replace(AN, person="00002")))
    assert (await office.row(number, "00002")).state is State.SEEN
