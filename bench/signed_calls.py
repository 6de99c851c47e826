"""Calls as the two platforms make them: one message each, rightly signed, every body its own."""

import hashlib
import hmac
import json
import random
import time
import uuid
from collections.abc import Callable, Mapping

TEXT = "Cho tôi hỏi làm giấy khai sinh cho con thì cần những giấy tờ gì, nộp ở đâu và mất bao lâu ạ?"
ZALO_APP, OFFICIAL_ACCOUNT, OA_SECRET = "1000000000000000001", "4000000000000000004", "test-oa-secret"
FACEBOOK_APP, PAGE, APP_SECRET = "1517776481860111", "104000000000001", "sesame"

Make = Callable[[], tuple[str, bytes]]
"""Gives the headers that sign a body, each line ended, and the body."""


def zalo_calls() -> Make:
    """For one connection: calls of the Official Account, each of another person."""
    stamp = str(_milliseconds())
    template = _template(
        {
            "app_id": ZALO_APP,
            "sender": {"id": "%b"},
            "user_id_by_app": "2000000000000000002",
            "recipient": {"id": OFFICIAL_ACCOUNT},
            "event_name": "user_send_text",
            "message": {"text": TEXT, "msg_id": "%b"},
            "timestamp": stamp,
        }
    )
    before, after = ZALO_APP.encode(), f"{stamp}{OA_SECRET}".encode()
    following = _names(19)

    def make() -> tuple[str, bytes]:
        body = template % following()
        mac = hashlib.sha256(before + body + after).hexdigest()
        return f"X-ZEvent-Signature: mac={mac}\r\n", body

    return make


def messenger_calls() -> Make:
    """For one connection: calls of the Page, each of another person."""
    stamp = _milliseconds()
    said = {
        "sender": {"id": "%b"},
        "recipient": {"id": PAGE},
        "timestamp": stamp,
        "message": {"mid": "m_%b", "text": TEXT},
    }
    template = _template({"object": "page", "entry": [{"id": PAGE, "time": stamp, "messaging": [said]}]})
    following = _names(16)

    def make() -> tuple[str, bytes]:
        body = template % following()
        mac = hmac.digest(APP_SECRET.encode(), body, "sha256").hex()
        return f"X-Hub-Signature-256: sha256={mac}\r\n", body

    return make


CALLS: Mapping[str, Callable[[], Make]] = {"zalo": zalo_calls, "messenger": messenger_calls}


def _template(call: Mapping[str, object]) -> bytes:
    return json.dumps(call, separators=(",", ":")).encode()


def _names(digits: int) -> Callable[[], tuple[bytes, bytes]]:
    """A person with an id of so many digits, and the id of what that person says; never the same again."""
    run, first, count = uuid.uuid4().hex[:20], random.randrange(10 ** (digits - 1), 9 * 10 ** (digits - 1)), 0

    def following() -> tuple[bytes, bytes]:
        nonlocal count
        count += 1
        return str(first + count).encode(), f"{run}{count:012d}".encode()

    return following


def _milliseconds() -> int:
    return int(time.time() * 1000)
