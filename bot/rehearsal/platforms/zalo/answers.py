"""What Zalo's API says: success and failure in one envelope, both with status 200."""

from collections.abc import Mapping
from typing import Any

from aiohttp import web

TEXTS: Mapping[int, str] = {
    -32: "Your application reach the request rate limit",
    -100: "Attachment is expired",
    -200: "Send message failed",
    -201: "Parameter is invalid",
    -209: "API is not support",
    -210: "Parameter exceeds the limit",
    -211: "Out of quota",
    -213: "User has not followed this Official Account",
    -214: "Article/Media is being processed",
    -216: "Access token is invalid",
    -218: "Recipient's receiving quota is used up",
    -220: "Access token is expired or removed",
    -223: "reach the limit quota create article",
    -227: "User is banned or has been inactive for more than 45 days",
    -230: "User has not interacted with the OA in the past 7 days",
    -232: "User has not interacted with the OA or the interaction has expired",
    -233: "Message type is not supported",
    -234: "It is not allowed to send this message at night",
    -235: "This API does not support this type of OA",
    -240: "MessageV2 API has been shut down, please use MessageV3",
    -242: "appsecret_proof is invalid",
    -244: "User restricts receiving this type of message",
    -320: "Your application needs to be connected to a Zalo Cloud Account",
    -321: "Zalo Cloud Account is out of money",
    -403: "OA is not in the group",
}


class Wrong(Exception):  # noqa: N818 (reads as an answer)
    """The call is answered with this code; `told` stands in for its usual text."""

    def __init__(self, code: int, told: str = "", *, status: int = 200) -> None:
        super().__init__(told or TEXTS[code])
        self.code, self.status = code, status

    def answer(self) -> web.Response:
        return web.json_response({"error": self.code, "message": str(self)}, status=self.status)


def done(data: Any = None) -> web.Response:
    """Success; without data the member is left out, as Zalo does."""
    body = {} if data is None else {"data": data}
    return web.json_response({**body, "error": 0, "message": "Success"})


def need(fact: object, told: str, code: int = -201) -> None:
    """Raises `Wrong` with that text unless `fact` holds."""
    if not fact:
        raise Wrong(code, told)


def text(mapping: Mapping[str, Any], name: str) -> str:
    """The member as text; "" where it is missing or of another kind. Numbers are taken as ids."""
    value = mapping.get(name)
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    return value if isinstance(value, str) else ""


def mapping(value: Any, name: str) -> Mapping[str, Any]:
    """The member as an object; empty where it is missing or of another kind."""
    inner = value.get(name) if isinstance(value, Mapping) else None
    return inner if isinstance(inner, Mapping) else {}
