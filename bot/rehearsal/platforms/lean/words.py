"""What each platform says, byte for byte: written out once, since it is said a million times."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from bot.rehearsal.platforms.faults import Fault

Said = tuple[int, bytes]
"""A status and a body."""


@dataclass(frozen=True, slots=True)
class Words:
    """`person`: the member of `recipient` that holds the id. `accepted` is given a number and the id."""

    person: str
    headers: bytes
    accepted: Callable[[int, str], bytes]
    token: Said
    shape: Said
    gone: Said
    faults: Mapping[Fault, Said]


def _envelope(code: int, message: str) -> Said:
    return 200, json.dumps({"error": code, "message": message}).encode()


def _error(status: int, code: int, subcode: int | None, message: str) -> Said:
    told = {"message": message, "type": "OAuthException", "code": code, "fbtrace_id": "AbCdEfGh"}
    return status, json.dumps({"error": told | ({"error_subcode": subcode} if subcode else {})}).encode()


def _zalo_accepted(number: int, person: str) -> bytes:
    quota = (
        b'{"quota_type":"reply","remain":"8","total":"8","owner_type":"OA","owner_id":"4000000000000000004"}'
    )
    return (
        b'{"data":{"message_id":"%019x","user_id":"%b","sent_time":"1767225600000","quota":%b},'
        b'"error":0,"message":"Success"}'
    ) % (number, person.encode(), quota)


def _graph_accepted(number: int, person: str) -> bytes:
    return b'{"recipient_id":"%b","message_id":"m_%086x"}' % (person.encode(), number)


_BROKEN: Said = (503, b'{"message": "Service Unavailable"}')
_PAGE: Said = (502, b"<html><body><h1>502 Bad Gateway</h1></body></html>")
_ELSEWHERE: Said = (302, b"")
_OF_ALL = {Fault.BROKEN: _BROKEN, Fault.HTML: _PAGE, Fault.REDIRECT: _ELSEWHERE}
_USAGE = json.dumps({"call_count": 1, "total_cputime": 1, "total_time": 1})

ZALO = Words(
    person="user_id",
    headers=b"X-RateLimit-Limit: 4000000\r\nX-RateLimit-Remain: 3999999\r\n",
    accepted=_zalo_accepted,
    token=_envelope(-216, "Access token is invalid"),
    shape=_envelope(-201, "Parameter is invalid"),
    gone=_envelope(-213, "User has not followed this Official Account"),
    faults=_OF_ALL
    | {
        Fault.THROTTLED: _envelope(-32, "Your application reach the request rate limit"),
        Fault.ERROR: _envelope(-200, "Send message failed"),
    },
)
GRAPH = Words(
    person="id",
    headers=f"facebook-api-version: v25.0\r\nX-App-Usage: {_USAGE}\r\n".encode(),
    accepted=_graph_accepted,
    token=_error(400, 190, None, "Invalid OAuth access token - Cannot parse access token"),
    shape=_error(400, 100, None, "(#100) Invalid parameter"),
    gone=_error(400, 551, 1545041, "(#551) This person isn't available right now."),
    faults=_OF_ALL
    | {
        Fault.THROTTLED: _error(400, 613, None, "(#613) Calls to this api have exceeded the rate limit."),
        Fault.ERROR: _error(
            200, 2, None, "An unexpected error has occurred. Please retry your request later."
        ),
    },
)
