"""Refusals of the Graph API: codes, subcodes, statuses and the texts they come with."""

from typing import Any

_FORBIDDEN, _BROKEN = 403, 500
_STATUSES = {1: _BROKEN, 2: _BROKEN, 200: _FORBIDDEN, 230: _FORBIDDEN}

_TEXTS: dict[tuple[int, int | None], str] = {
    (1, None): "An unknown error has occurred.",
    (1, 1357046): "Received Invalid JSON reply.",
    (2, None): "An unexpected error has occurred. Please retry your request later.",
    (4, None): "(#4) Application request limit reached",
    (10, None): "(#10) Application does not have permission for this action",
    (10, 2018065): "(#10) This message is sent outside of allowed window.",
    (
        10,
        2018108,
    ): "(#10) This Person Cannot Receive Messages: This person isn't receiving messages from you.",
    (10, 2018278): "(#10) This message is sent outside of allowed window.",
    (10, 1893063): "(#10) This Page is temporarily restricted.",
    (17, None): "(#17) User request limit reached",
    (32, None): "(#32) Page request limit reached",
    (100, None): "(#100) Invalid parameter",
    (100, 33): "Unsupported request. Object does not exist or cannot be loaded due to missing permissions.",
    (100, 2018001): "(#100) No matching user found",
    (100, 2018008): "(#100) Failed to fetch the file from the url",
    (100, 2018014): "(#100) Only one of message and sender_action may be set",
    (100, 2018034): "(#100) Message cannot be empty, must provide valid attachment or text",
    (100, 2018047): "(#100) Upload attachment failure.",
    (100, 2018074): "(#100) Invalid attachment id.",
    (100, 2018109): "(#100) Attachment size exceeds allowable limit",
    (100, 2018164): "(#100) Invalid application id",
    (100, 2534025): "(#100) Invalid comment for a private reply",
    (104, None): "Invalid appsecret_proof provided in the API argument",
    (190, None): "Invalid OAuth access token - Cannot parse access token",
    (190, 458): "Error validating access token: The user has not authorized application.",
    (190, 459): "Error validating access token: The user is enrolled in a blocking, logged-in checkpoint.",
    (190, 460): "Error validating access token: The session is invalid because the password was changed.",
    (190, 463): "Error validating access token: Session has expired.",
    (190, 464): "Error validating access token: Sessions are not allowed, the user is not confirmed.",
    (190, 467): "Error validating access token: The session is invalid because the user logged out.",
    (190, 483): "Error validating access token: Consent is missing.",
    (190, 492): "Error validating access token: The user does not have the role on the Page.",
    (200, None): "(#200) Requires permission",
    (200, 1545041): "(#200) This person isn't available right now.",
    (200, 2018027): "(#200) Cannot message users by phone number without permission",
    (200, 2018028): "(#200) Cannot message users who are not admins, developers or testers of the app",
    (230, None): "(#230) Requires pages_messaging permission to manage the object",
    (283, None): "(#283) Requires Pages permissions to manage the object.",
    (368, None): "The action attempted has been deemed abusive or is otherwise disallowed",
    (506, None): "(#506) Duplicate status message",
    (551, 1545041): "(#551) This person isn't available right now.",
    (613, None): "(#613) Calls to this api have exceeded the rate limit.",
    (1200, None): "(#1200) Temporary send message failure. Please try again later.",
    (1609005, None): "(#1609005) The link could not be scraped.",
    (2018300, None): "Message failed to send because another app is controlling this thread now.",
    (2018321, None): "Message failed to send because an automated flow is active in this thread.",
    (80001, None): "(#80001) There have been too many calls to this Page account. Wait a bit and try again.",
    (80006, None): "(#80006) There have been too many messenger api calls from this Page account.",
    (10900, None): "(#10900) Activity already replied to",
    (10903, None): "(#10903) This user cannot reply to this activity",
    (36000, None): "The image size is too large.",
}


class GraphError(Exception):
    """A call is refused. `status` is the HTTP status; Meta's table doesn't fix it, bodies tell more."""

    def __init__(
        self, code: int, subcode: int | None = None, message: str = "", *, status: int | None = None
    ) -> None:
        known = _TEXTS.get((code, subcode)) or _TEXTS.get((code, None)) or f"(#{code}) Error"
        super().__init__(message or known)
        self.code = code
        self.subcode = subcode
        self.status = status or _STATUSES.get(code, 400)

    def body(self, trace: str) -> dict[str, Any]:
        """The answer's JSON; `trace` is the id under which support would find the call."""
        error: dict[str, Any] = {"message": str(self), "type": "OAuthException", "code": self.code}
        if self.subcode is not None:
            error["error_subcode"] = self.subcode
        if self.code == 2:  # noqa: PLR2004 (the code of a passing failure)
            error["is_transient"] = True
        return {"error": error | {"fbtrace_id": trace}}


class MissingVersionError(GraphError):
    """The version of the path is retired, or was never there."""

    def __init__(self, version: str) -> None:
        super().__init__(
            2635, None, f"(#2635) You are calling a deprecated version of the Ads API: {version}"
        )


def invalid(what: str) -> GraphError:
    """Code 100 with its reason."""
    return GraphError(100, None, f"(#100) {what}")
