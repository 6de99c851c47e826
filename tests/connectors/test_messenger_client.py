"""Calls of the Graph API: who calls, and what the answers mean."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta

import pytest
from graph_wire import NOON, PAGE, PERSON, SECRETS, SENT, TO, Wire, account, wired

from connectors.accounts import AccountState
from connectors.adapting import Part
from connectors.channel import Lost, Refused, StaleToken, Stopped, Throttled, Unreachable, WindowClosed
from connectors.database import Database
from connectors.directory import Accounts, Particulars
from connectors.messages import Address
from connectors.messenger.api import Caller, Done, Graph, must_succeed, place, proof
from connectors.messenger.options import MessengerOptions
from connectors.messenger.people import Person, person
from connectors.messenger.platform import MessengerPlatform
from connectors.secrets import Seal

HELLO = Part("Xin chào")
VECTOR = "d8b448b9cc7d64c51098271805b3cc20b5b715e52bd587eb71b610259587c856"


@pytest.fixture
async def wire() -> AsyncIterator[Wire]:
    async with wired() as wire:
        yield wire


@pytest.fixture
async def accounts(database: Database) -> Accounts:
    return Accounts(database, Seal(b"a key of sixteen"))


@pytest.fixture
def platform(wire: Wire, accounts: Accounts) -> MessengerPlatform:
    return MessengerPlatform(wire.graph, accounts)


async def post(platform: MessengerPlatform, **options: object) -> str:
    return await platform.post(account(**options), TO, HELLO, tag="congdan:t:0")


def test_the_proof_is_that_of_the_sheet() -> None:
    assert proof("page-token", "app-secret") == VECTOR


async def test_a_message_leaves_with_token_and_proof(platform: MessengerPlatform, wire: Wire) -> None:
    assert await post(platform) == "m_1"
    assert (wire.last.method, wire.last.path) == ("POST", f"v25.0/{PAGE}/messages")
    assert wire.last.token == "page-token"
    assert wire.last.query == {"appsecret_proof": VECTOR}
    assert wire.last.json["message"]["text"] == "Xin chào"


async def test_version_and_proof_are_the_accounts_choice(platform: MessengerPlatform, wire: Wire) -> None:
    await post(platform, version="v26.0", appsecret_proof=False)
    assert wire.last.path.startswith("v26.0/")
    assert wire.last.query == {}


async def test_without_a_token_nothing_is_called(platform: MessengerPlatform, wire: Wire) -> None:
    for token in ("", "page\r\ntoken", "mã"):
        with pytest.raises(Stopped):
            await platform.post(replace(account(), secrets={"page_token": token}), TO, HELLO, tag="")
    assert wire.calls == []


async def test_an_error_inside_http_200_is_an_error(platform: MessengerPlatform, wire: Wire) -> None:
    wire.fail(36000, status=200)
    with pytest.raises(Refused, match=r"36000.*BLBz/WZt8dN"):
        await post(platform)
    wire.fail(10, 2018278, status=200)
    with pytest.raises(WindowClosed):
        await post(platform)


@pytest.mark.parametrize(
    "body", [{}, {"recipient_id": PERSON}, {"message_id": ""}, {"message_id": None}, [], "ok"]
)
async def test_without_an_id_nobody_knows_whether_it_was_taken(
    platform: MessengerPlatform, wire: Wire, body: object
) -> None:
    wire.say(body)
    with pytest.raises(Lost):
        await post(platform)


async def test_an_answer_that_does_not_come_is_lost(platform: MessengerPlatform, wire: Wire) -> None:
    wire.lose()
    with pytest.raises(Lost):
        await post(platform)


async def test_what_is_only_read_is_never_lost(wire: Wire) -> None:
    wire.lose()
    with pytest.raises(Unreachable):
        await wire.graph.get(Caller("t"), "x", Done)
    wire.say("<html>")
    with pytest.raises(Unreachable):
        await wire.graph.get(Caller("t"), "x", Done)


async def test_limits_are_told_with_each_answer(platform: MessengerPlatform, wire: Wire) -> None:
    wire.say(SENT, headers={"X-App-Usage": '{"call_count":83}'})
    await post(platform)
    limit = '{"1":[{"type":"messenger","call_count":100,"estimated_time_to_regain_access":4}]}'
    wire.say({"error": {"code": 80006}}, 400, {"X-Business-Use-Case-Usage": limit})
    with pytest.raises(Throttled) as raised:
        await post(platform)
    assert raised.value.retry_after == timedelta(minutes=4)
    assert wire.paced == [(1, 83.0, None), (1, 100.0, timedelta(minutes=4))]


async def test_a_comment_is_answered_only_where_that_is_switched_on(
    platform: MessengerPlatform, wire: Wire
) -> None:
    comment = Address("messenger", "xa-mau", "comment:1_2")
    with pytest.raises(Refused):
        await platform.post(account(), comment, HELLO, tag="")
    assert wire.calls == []
    await platform.post(account(private_replies=True), comment, HELLO, tag="")
    assert wire.last.json["recipient"] == {"comment_id": "1_2"}


async def test_signs_go_alone_and_as_chosen(platform: MessengerPlatform, wire: Wire) -> None:
    wire.say({"recipient_id": PERSON})
    await platform.noticed(account(), TO)
    assert wire.last.json == {"recipient": {"id": PERSON}, "sender_action": "mark_seen"}
    wire.say({"recipient_id": PERSON})
    await platform.typing(account(), TO)
    assert wire.last.json["sender_action"] == "typing_on"
    await platform.noticed(account(mark_seen=False), TO)
    await platform.typing(account(typing=False), TO)
    assert len(wire.calls) == 2


async def test_a_file_goes_by_its_id(platform: MessengerPlatform, wire: Wire) -> None:
    await platform.post_media(account(), TO, "image", attachment_id="160", tag="congdan:t:0")
    message = wire.last.json["message"]
    assert message["attachment"] == {"type": "image", "payload": {"attachment_id": "160"}}
    assert message["metadata"] == "congdan:t:0"


async def test_a_dead_token_stops_the_account(
    platform: MessengerPlatform, wire: Wire, accounts: Accounts
) -> None:
    ours = await accounts.put(Particulars("messenger", "xa-mau", PAGE, "1", "Xã Mẫu", {}, SECRETS), NOON)
    wire.fail(190, 460)
    with pytest.raises(StaleToken):
        await platform.post(ours, TO, HELLO, tag="")
    for _ in range(2):
        with pytest.raises(Stopped, match="190/460"):
            await platform.renew(ours)
    stopped = accounts.by_id(ours.id)
    assert stopped is not None
    assert stopped.state is AccountState.STOPPED


async def test_a_new_token_of_another_process_is_taken(
    platform: MessengerPlatform, accounts: Accounts, database: Database
) -> None:
    ours = await accounts.put(Particulars("messenger", "xa-mau", PAGE, "1", "Xã Mẫu", {}, SECRETS), NOON)
    elsewhere = Accounts(database, Seal(b"a key of sixteen"))
    await elsewhere.set_secrets(ours, page_token="new-token")
    await platform.renew(ours)
    fresh = accounts.by_id(ours.id)
    assert fresh is not None
    assert fresh.secrets["page_token"] == "new-token"


async def test_a_removed_account_is_stopped(platform: MessengerPlatform) -> None:
    with pytest.raises(Stopped):
        await platform.renew(account())


async def test_who_writes_is_never_waited_for(wire: Wire) -> None:
    wire.say({"first_name": "Lan", "last_name": "Nguyễn\x00", "id": 1})
    assert await person(wire.graph, account(), PERSON) == Person(first_name="Lan", last_name="Nguyễn")
    assert wire.last.path == f"v25.0/{PERSON}"
    wire.say({})
    assert await person(wire.graph, account(), PERSON) is None
    wire.fail(100, 2018218)
    assert await person(wire.graph, account(), PERSON) is None
    wire.lose()
    assert await person(wire.graph, account(), "../me") is None
    assert wire.last.path == "v25.0/..%2Fme"


def test_secrets_are_not_shown() -> None:
    assert "page-token" not in repr(Caller.page(account()))
    assert "secret" not in repr(Caller.app("1", "the secret"))


def test_what_was_not_done_is_refused() -> None:
    must_succeed(Done.model_validate({"success": "true"}))
    with pytest.raises(Refused):
        must_succeed(Done(success=False))


@pytest.mark.parametrize("name", ["", "..", "./", "a/b", "a?b", "a#b", "../../v1.0/me", "\ud800"])
def test_an_id_stays_one_step_of_the_path(name: str) -> None:
    assert place(name, "messages").count("/") == 1
    assert place(name) not in {"", ".", ".."}


def test_options_that_make_no_sense_give_way_to_the_safer_value() -> None:
    junk = {"version": "../v1", "choices": 7, "per_second": 10**9, "typing": "maybe", "other": object()}
    assert MessengerOptions.of(junk) == MessengerOptions()
    assert MessengerOptions.of({**junk, "version": "v26.0"}).version == "v26.0"
    safe = MessengerOptions()
    assert not any((safe.private_replies, safe.staff_answers, safe.page_posts))
    assert safe.appsecret_proof
    assert all(field.description for field in MessengerOptions.model_fields.values())


def test_the_ability_follows_the_options(platform: MessengerPlatform) -> None:
    assert platform.ability(account()).choices == "buttons"
    assert platform.ability(account(choices="numbered")).choices == "numbered"
    assert platform.ability(account()).last_window == timedelta(hours=24)
    assert platform.rate(account(per_second=20)).per_second == 20


async def test_a_host_that_is_not_allowed_is_never_called(wire: Wire) -> None:
    elsewhere = Graph(wire.graph._http, base="http://127.0.0.1:1")
    with pytest.raises(Unreachable):
        await elsewhere.post(Caller("t"), "x", Done)
