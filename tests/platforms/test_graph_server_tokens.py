"""Consent, tokens that live and die, and versions that are served."""

from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from a_graph import ANNA, APP, PAGE, SECRET, Graph, a_graph

CALLBACK = "http://127.0.0.1/messenger/callback"
APP_TOKEN = f"{APP}|{SECRET}"


async def code(graph: Graph, **query: str) -> dict[str, list[str]]:
    """What the callback is given after somebody said yes."""
    asked = {"client_id": APP, "redirect_uri": CALLBACK, "state": "s", **query}
    answer = await graph.call("GET", "dialog/oauth", params=asked, **graph.bare())
    assert answer.status == 302, answer.body
    return parse_qs(urlsplit(answer.headers["Location"]).query)


async def exchange(graph: Graph, **query: str) -> Any:
    whole = {"client_id": APP, "client_secret": SECRET, **query}
    return await graph.call("GET", "oauth/access_token", params=whole, **graph.bare())


async def debug(graph: Graph, token: str) -> dict[str, Any]:
    query = {"input_token": token, "access_token": APP_TOKEN}
    told: dict[str, Any] = (await graph.call("GET", "debug_token", params=query, **graph.bare())).body["data"]
    return told


async def test_from_consent_to_a_token_of_the_page_that_never_ends() -> None:
    async with a_graph() as graph:
        back = await code(graph)
        assert back["state"] == ["s"]
        short = (await exchange(graph, redirect_uri=CALLBACK, code=back["code"][0])).body
        grant = {"grant_type": "fb_exchange_token", "fb_exchange_token": short["access_token"]}
        long = (await exchange(graph, **grant)).body
        assert (short["expires_in"], long["expires_in"]) == (7200, 5184000)
        graph.token = long["access_token"]
        account = (await graph.get("me/accounts")).body["data"][0]
        assert account["id"] == PAGE
        graph.token = account["access_token"]
        assert (await graph.send()).status == 200
        told = await debug(graph, graph.token)
        assert (told["is_valid"], told["expires_at"], told["type"]) == (True, 0, "PAGE")
        assert "pages_messaging" in told["scopes"]


async def test_a_page_token_of_a_short_one_ends_with_it() -> None:
    async with a_graph() as graph:
        back = await code(graph)
        graph.token = (await exchange(graph, redirect_uri=CALLBACK, code=back["code"][0])).body[
            "access_token"
        ]
        graph.token = (await graph.get(PAGE, fields="access_token")).body["access_token"]
        assert (await graph.send()).status == 200
        graph.server.move_clock(7201)
        assert (await graph.send()).code == (190, 463)
        told = await debug(graph, graph.token)
        assert (told["is_valid"], told["error"]["subcode"]) == (False, 463)


async def test_a_code_is_good_once_and_for_its_address() -> None:
    async with a_graph() as graph:
        first, second = await code(graph), await code(graph)
        assert (await exchange(graph, redirect_uri=CALLBACK, code=first["code"][0])).status == 200
        assert (await exchange(graph, redirect_uri=CALLBACK, code=first["code"][0])).status == 400
        assert (await exchange(graph, redirect_uri="http://other/", code=second["code"][0])).status == 400


async def test_the_dialog_refuses_an_address_that_is_not_the_apps() -> None:
    async with a_graph() as graph:
        query = {"client_id": APP, "redirect_uri": "http://evil.example/"}
        answer = await graph.call("GET", "dialog/oauth", params=query, **graph.bare())
        assert answer.status == 400
        assert set(answer.body) == {"error_type", "code", "error_message"}


async def test_what_was_not_granted_is_not_allowed() -> None:
    async with a_graph() as graph:
        back = await code(graph, scope="pages_show_list")
        graph.token = (await exchange(graph, redirect_uri=CALLBACK, code=back["code"][0])).body[
            "access_token"
        ]
        graph.token = (await graph.get("me/accounts")).body["data"][0]["access_token"]
        assert (await graph.send()).code == (230, None)
        assert (await graph.post(f"{PAGE}/feed", message="a")).code == (200, None)


@pytest.mark.parametrize("subcode", [458, 459, 460, 463, 464, 467, 483, 492, 0])
async def test_a_token_dies_in_every_way_and_a_new_one_serves(subcode: int) -> None:
    async with a_graph() as graph:
        graph.server.kill_token(subcode)
        answer = await graph.send()
        assert (answer.status, answer.code) == (400, (190, subcode or None))
        assert answer.headers["WWW-Authenticate"].startswith("OAuth ")
        assert not (await debug(graph, graph.token))["is_valid"]
        graph.token = graph.server.renew_token()
        assert (await graph.send()).status == 200


@pytest.mark.parametrize("token", ["", "EAAnonsense", f"{APP}|wrong"])
async def test_a_token_nobody_issued_is_refused(token: str) -> None:
    async with a_graph() as graph:
        graph.token = token
        assert (await graph.send()).code in {(190, None), (2500, None)}
        assert not (await debug(graph, token))["is_valid"]


async def test_a_token_is_good_for_its_own_page() -> None:
    async with a_graph(pages={PAGE: "Xã Mẫu", "2": "Xã Khác"}) as graph:
        body = {"recipient": {"id": ANNA}, "message": {"text": "a"}}
        assert (await graph.post("2/messages", **body)).code == (100, 33)
        graph.token = graph.server.token("2")
        assert (await graph.post("2/messages", **body)).code == (100, 2018001)


@pytest.mark.parametrize(
    ("version", "status"), [("v20.0", 400), ("v21.0", 200), ("v26.0", 200), ("v27.0", 400)]
)
async def test_retired_versions_are_refused(version: str, status: int) -> None:
    async with a_graph() as graph:
        graph.version = version
        answer = await graph.send()
        assert answer.status == status
        assert status == 200 or answer.code == (2635, None)


async def test_an_address_that_is_none_says_so() -> None:
    async with a_graph() as graph:
        assert (await graph.get(f"{PAGE}/moods")).code == (2500, None)
        assert (await graph.get("999")).code == (100, 33)
        assert (await graph.get("me")).body == {"name": "Xã Mẫu", "id": PAGE}
