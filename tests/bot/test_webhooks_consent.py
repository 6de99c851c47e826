"""An administrator consents in Zalo and comes back: tokens are stored, or it is told why not."""

from collections.abc import AsyncIterator
from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
import pytest_asyncio
from sqlalchemy import select
from town import Town, fresh_url, town

from bot.rehearsal.platforms.faults import TOKEN, Fault
from connectors.accounts import AccountState
from knowledge.changes import Change

pytestmark = pytest.mark.asyncio(loop_scope="module")
PAPERS, LAN = "làm giấy khai sinh cho con cần giấy tờ gì", "5275811702471834"
Query = dict[str, str]


@pytest_asyncio.fixture(scope="module", loop_scope="module", params=["sqlite", "postgresql"])
async def place(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[Town]:
    folder = tmp_path_factory.mktemp("town")
    with fresh_url(request, folder) as url:
        async with town(url, folder) as place:
            yield place


async def _consented(place: Town) -> Query:
    """What the browser brings back from Zalo's page."""
    platforms, callback = place.service.platforms, place.zalo.server.world.setup.callback
    link = await platforms.consents.begin(place.account("zalo"), callback, place.hours(), by="lan")
    async with place.http.get(link, allow_redirects=False) as answer:
        assert answer.status == 302
        query = parse_qs(urlsplit(answer.headers["Location"]).query)
    return {name: values[0] for name, values in query.items()}


async def _returned(place: Town, query: Query) -> tuple[int, str]:
    async with place.http.get("/zalo/consent", params=query) as answer:
        assert answer.headers["Cache-Control"] == "no-store"
        return answer.status, await answer.text()


async def test_a_consent_mends_a_dead_account_and_what_waited_is_answered(place: Town) -> None:
    place.zalo.server.tokens.revoke()
    await place.zalo.say(PAPERS, LAN)
    await place.tried()
    (alarm,) = (await place.health())["alarms"]
    assert alarm.startswith("stopped, zalo xa-b: ")
    assert place.account("zalo").state is AccountState.STOPPED
    status, page = await _returned(place, await _consented(place))
    assert status == 200
    assert "Đã kết nối Zalo Official Account" in page
    await place.settled()
    assert len(await place.zalo.texts(LAN)) == 1
    assert (await place.health())["alarms"] == []


async def test_a_consent_stands_in_the_change_log_with_who_asked_for_it_and_no_secret(place: Town) -> None:
    before = len(await _lines(place))
    assert (await _returned(place, await _consented(place) | {"code": "made-up"}))[0] == 400
    assert len(await _lines(place)) == before
    assert (await _returned(place, await _consented(place)))[0] == 200
    *_, line = await _lines(place)
    name = place.account("zalo").name
    assert (line.by, line.subject, line.learned) == ("lan", "channel:zalo:xa-b", False)
    assert line.what == f"Nhận mã truy cập mới của Zalo OA “{name}”, do quản trị viên cấp quyền"
    assert line.after is not None
    assert {"access_token", "refresh_token"} <= set(line.after["renewed"])
    told = f"{line.what}{line.before}{line.after}"
    assert not [secret for secret in place.account("zalo").secrets.values() if secret and secret in told]


async def _lines(place: Town) -> list[Change]:
    async with place.database.reading() as session:
        return list(await session.scalars(select(Change).order_by(Change.id)))


async def test_a_consent_is_good_once(place: Town) -> None:
    query = await _consented(place)
    assert (await _returned(place, query))[0] == 200
    tokens = dict(place.account("zalo").secrets)
    status, page = await _returned(place, query)
    assert status == 400
    assert "đã được dùng" in page
    assert place.account("zalo").secrets == tokens


@pytest.mark.parametrize("state", ["", "guessed", "x" * 5_000, "a\x00b", "<script>alert(1)</script>"])
async def test_a_state_nobody_gave_out_is_worth_nothing(place: Town, state: str) -> None:
    tokens = dict(place.account("zalo").secrets)
    status, page = await _returned(place, await _consented(place) | {"state": state})
    assert status == 400
    assert "<script>alert" not in page
    assert place.account("zalo").secrets == tokens


async def test_a_consent_for_another_account_is_not_taken(place: Town) -> None:
    tokens = dict(place.account("zalo").secrets)
    status, page = await _returned(place, await _consented(place) | {"oa_id": "4000000000000000999"})
    assert status == 400
    assert "Official Account khác" in page
    assert place.account("zalo").secrets == tokens


async def test_a_consent_that_took_more_than_an_hour_is_asked_for_again(place: Town) -> None:
    query = await _consented(place)
    place.pass_time(timedelta(minutes=61))
    status, page = await _returned(place, query)
    assert status == 400
    assert "quá một giờ" in page


@pytest.mark.parametrize("fault", [Fault.BROKEN, Fault.HTML, Fault.LOST, Fault.REDIRECT])
async def test_while_zalo_is_away_no_token_changes(place: Town, fault: Fault) -> None:
    tokens, query = dict(place.account("zalo").secrets), await _consented(place)
    place.zalo.suffer(fault, where=TOKEN)
    status, page = await _returned(place, query)
    assert status == 502
    assert "Zalo chưa trả lời" in page
    assert place.account("zalo").secrets == tokens
    assert (await _returned(place, await _consented(place)))[0] == 200


async def test_a_code_that_zalo_does_not_know_is_told_so(place: Town) -> None:
    status, page = await _returned(place, await _consented(place) | {"code": "made-up"})
    assert status == 400
    assert "Zalo từ chối cấp quyền" in page
