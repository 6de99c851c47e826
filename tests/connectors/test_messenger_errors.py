"""Each error of the Graph API is of its kind, whatever the HTTP status says."""

import json
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from connectors.channel import (
    Doubtful,
    Gone,
    Later,
    Lost,
    Refused,
    SendError,
    Stopped,
    Throttled,
    Unreachable,
    WindowClosed,
)
from connectors.http import Answer
from connectors.messenger.errors import DeadToken, Duplicate, problem

ROWS: list[tuple[int, int | None, type[SendError]]] = [
    (1, None, Unreachable),
    (1, 1357046, Lost),
    (2, None, Unreachable),
    (2, 2018344, Stopped),
    (3, None, Stopped),
    (4, None, Throttled),
    (4, 2018022, Throttled),
    (4, 2018354, Throttled),
    (9, 2018352, Throttled),
    (10, None, Stopped),
    (10, 2018278, WindowClosed),
    (10, 2018065, WindowClosed),
    (10, 2018108, Gone),
    (10, 2534022, WindowClosed),
    (10, 1893015, Gone),
    (10, 1893063, Stopped),
    (10, 1404170, Stopped),
    (10, 2018336, Stopped),
    (17, None, Throttled),
    (32, None, Throttled),
    (80001, None, Throttled),
    (80006, None, Throttled),
    (100, None, Refused),
    (100, 33, Refused),
    (100, 2018001, Gone),
    (100, 2018008, Refused),
    (100, 2018014, Refused),
    (100, 2018034, Refused),
    (100, 2018047, Refused),
    (100, 2018074, Refused),
    (100, 2018109, Refused),
    (100, 2018164, Stopped),
    (100, 2018294, Refused),
    (100, 2534025, Refused),
    (102, None, DeadToken),
    (104, None, Stopped),
    *((190, subcode, DeadToken) for subcode in (None, 458, 459, 460, 463, 464, 467, 483, 492)),
    (200, None, Stopped),
    (200, 1545041, Gone),
    (200, 2018028, Stopped),
    (200, 2018027, Stopped),
    (200, 2018021, Stopped),
    (230, None, Stopped),
    (283, None, Stopped),
    (341, None, Throttled),
    *((368, subcode, Stopped) for subcode in (None, 1390008, 1404082, 4854002)),
    (506, None, Duplicate),
    (551, None, Gone),
    (551, 1545041, Gone),
    *((613, subcode, Throttled) for subcode in (None, 1996, 1893016, 2534040, 2018338)),
    (1200, None, Unreachable),
    (2022, None, Stopped),
    (2635, None, Stopped),
    (10303, None, Refused),
    (10900, None, Duplicate),
    (10903, None, Refused),
    (36000, None, Refused),
    (1609005, None, Refused),
    (2018065, None, WindowClosed),
    (2018171, None, Stopped),
    (2018218, None, Refused),
    (2018247, None, Refused),
    (100, 2018218, Refused),
    (100, 2018247, Refused),
    (2018300, None, Later),
    (2018321, None, Later),
    (2300000, None, Refused),
    (2300001, None, Refused),
    (2300052, None, Gone),
    (9000001, None, Refused),
]


def told(error: object, status: int = 400, headers: dict[str, str] | None = None) -> SendError:
    body = {"error": error}
    found = problem(Answer(status, headers or {}, json.dumps(body).encode()), body)
    assert found is not None
    return found


@pytest.mark.parametrize("status", [200, 400, 403, 500])
@pytest.mark.parametrize(("code", "subcode", "kind"), ROWS)
def test_each_error_is_of_its_kind(
    code: int, subcode: int | None, kind: type[SendError], status: int
) -> None:
    error = told({"message": "(#) No.", "code": code, "error_subcode": subcode, "fbtrace_id": "AbC"}, status)
    assert type(error) is kind
    assert str(code) in str(error)
    assert "AbC" in str(error)


@pytest.mark.parametrize(
    ("code", "subcode"), [(100, 2018008), (100, 2018047), (100, 2018294), (1609005, None)]
)
def test_what_could_not_be_fetched_is_tried_again(code: int, subcode: int | None) -> None:
    assert told({"code": code, "error_subcode": subcode}).retry_after == timedelta(seconds=15)
    assert told({"code": 100}).retry_after is None


def test_a_block_for_speed_rests_for_an_hour() -> None:
    assert told({"code": 368, "error_subcode": 1390008}).retry_after == timedelta(hours=1)


def test_an_unknown_error_is_tried_again_only_where_the_platform_calls_it_passing() -> None:
    assert type(told({"code": 4242})) is Refused
    assert type(told({"code": 4242, "is_transient": True})) is Unreachable
    assert type(told({"code": 299})) is Stopped
    assert type(told({"code": 80002})) is Throttled


def test_a_wrong_proof_and_a_wrong_secret_are_for_an_operator() -> None:
    assert type(told({"code": 100, "message": "API calls require an appsecret_proof argument"})) is Stopped
    assert type(told({"code": 1, "message": "Error validating client secret."})) is Stopped


def test_a_limit_waits_as_long_as_the_headers_say() -> None:
    limits = {"1": [{"type": "messenger", "call_count": 101, "estimated_time_to_regain_access": 7}]}
    headers = {"x-business-use-case-usage": json.dumps(limits)}
    assert told({"code": 80006}, headers=headers).retry_after == timedelta(minutes=7)
    assert told({"code": 613}).retry_after == timedelta(minutes=1)


def test_a_token_quoted_by_the_platform_is_not_repeated() -> None:
    token = "EAABsbCS1iHgBO" + "z9" * 40
    assert token not in str(told({"code": 190, "message": f"Malformed access token {token}"}))


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        (200, Lost),
        (400, Refused),
        (413, Refused),
        (403, Unreachable),
        (404, Unreachable),
        (429, Throttled),
        (500, Doubtful),
        (502, Doubtful),
        (503, Unreachable),
        (504, Doubtful),
    ],
)
@pytest.mark.parametrize("body", [b"<html>Bad Gateway</html>", b"", b"[]", b"null", b'"no"'])
def test_what_is_no_answer_of_the_platform_goes_by_its_status(
    status: int, kind: type[SendError], body: bytes
) -> None:
    answer = Answer(status, {}, body)
    assert type(problem(answer, answer.json())) is kind


def test_the_consent_dialogs_own_shape_is_read() -> None:
    body = {"error_type": "OAuthException", "code": 400, "error_message": "Invalid code"}
    error = problem(Answer(400, {}, b""), body)
    assert isinstance(error, Refused)
    assert "Invalid code" in str(error)


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)
_KEYS = st.sampled_from(["message", "code", "error_subcode", "is_transient", "fbtrace_id"])


@given(_JSON | st.dictionaries(_KEYS, _JSON), st.integers(100, 599))
def test_no_shape_of_an_error_breaks_its_reader(error: object, status: int) -> None:
    found = problem(Answer(status, {}, b""), {"error": error})
    assert found is None or isinstance(found, SendError)
    str(found).encode()
    assert "\x00" not in str(found)
    if error:
        assert found is not None
