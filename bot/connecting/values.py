"""What an account needs: the values, their shapes, and what is said of a wrong one."""

import re
from dataclasses import dataclass

from bot import channel_wording as wording
from knowledge.refusals import RefusedError

_ID = re.compile(r"[0-9]{5,25}", re.ASCII)
_SECRET = re.compile(r"(?=.*[^0-9])[\x21-\x7e]{8,200}")
_TOKEN = re.compile(r"[\x21-\x7e]{8,4000}")
_VERIFY_TOKEN = re.compile(r"[0-9A-Za-z._-]{8,200}")


@dataclass(frozen=True, slots=True)
class Value:
    """One value: its name in options, in the environment and in the file of secrets, and its shape."""

    name: str
    shape: re.Pattern[str]
    wrong: str
    secret: bool = True
    asked: bool = True
    """Else it is taken if it is given, and nobody is asked."""
    optional: bool = False


def _id(name: str) -> Value:
    return Value(name, _ID, wording.WRONG_ID, secret=False)


def _secret(name: str, *, asked: bool = True) -> Value:
    return Value(name, _SECRET, wording.WRONG_SECRET, asked=asked)


def _token(name: str, *, asked: bool) -> Value:
    return Value(name, _TOKEN, wording.WRONG_TOKEN, asked=asked)


def of_zalo(*, tokens: bool, second: bool) -> tuple[Value, ...]:
    """In the order in which they are asked for. `tokens`: a pair is given instead of a consent."""
    return (
        _id("app_id"),
        _secret("app_secret"),
        _secret("oa_secret"),
        _secret("oa_secret_second", asked=second),
        _id("oa_id"),
        _token("access_token", asked=tokens),
        _token("refresh_token", asked=tokens),
        _token("pkce_verifier", asked=False),
    )


def of_messenger(*, second: bool) -> tuple[Value, ...]:
    """In the order in which they are asked for."""
    return (
        _id("app_id"),
        _secret("app_secret"),
        _secret("app_secret_second", asked=second),
        _id("page_id"),
        Value("verify_token", _VERIFY_TOKEN, wording.WRONG_VERIFY_TOKEN, optional=True),
        _token("token", asked=True),
    )


def fitting(kind: str, value: Value, text: str) -> str:
    """The text as it is stored. Raises RefusedError where it has another shape."""
    text = text.strip()
    if (text or not value.optional) and not value.shape.fullmatch(text):
        label = wording.LABELS[f"{kind}.{value.name}"]
        raise RefusedError(wording.WRONG_VALUE.format(label=label, wrong=value.wrong))
    return text
