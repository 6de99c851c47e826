"""What the tests of `congdan channel` share: files of secrets, and the commands of a commune."""

import json
from pathlib import Path

from platforms_aside import (
    ACCESS,
    APP,
    APP_SECRET,
    GRAPH_APP,
    GRAPH_SECRET,
    OA,
    OA_SECRET,
    PAGE,
    REFRESH,
    Aside,
)
from shell import Congdan, Result

ZALO = ("channel", "add", "zalo", "--agency", "xa-b", "--secrets-file", "secrets.json")
MESSENGER = ("channel", "add", "messenger", "--agency", "xa-b", "--secrets-file", "secrets.json")
HIDDEN = (ACCESS, REFRESH, APP_SECRET, OA_SECRET, GRAPH_SECRET)


def write(**secrets: str) -> Path:
    path = Path("secrets.json")
    path.write_text(json.dumps(secrets))
    return path


def add_zalo(congdan: Congdan, *more: str, pair: bool = True, **secrets: str) -> Result:
    """With the first pair of tokens, unless not."""
    tokens = {"access_token": ACCESS, "refresh_token": REFRESH} if pair else {}
    write(**{"app_secret": APP_SECRET, "oa_secret": OA_SECRET, **tokens, **secrets})
    ids = ("--app-id", APP, "--oa-id", OA)
    return congdan(*ZALO, *ids, *more)


def add_page(congdan: Congdan, aside: Aside, *more: str, **secrets: str) -> Result:
    """With a token of the user who administers the Page."""
    token = secrets.pop("token", "") or aside.user_token()
    write(**{"app_secret": GRAPH_SECRET, "token": token, "verify_token": "verify-me-please", **secrets})
    return congdan(*MESSENGER, "--app-id", GRAPH_APP, "--page-id", PAGE, *more)


def line_with(words: str, text: str) -> str:
    """The one line of `text` with these words."""
    (line,) = [line for line in text.splitlines() if words in line]
    return line.strip()
