"""The second factor: six digits of an app on the phone (RFC 6238)."""

from datetime import datetime

import pyotp
import segno
from markupsafe import Markup

from bot.console import access_wording as wording
from bot.console.editors import Editor
from connectors.secrets import Seal, SealError

STEP = 30
"""Seconds that a code is shown for; the one before and the one after are taken, too."""
DIGITS = 6


def fresh() -> str:
    """A new secret, as it can be typed into an app."""
    return pyotp.random_base32()


def sealed(key: bytes, editor_id: int, secret: str) -> str:
    """As it is kept."""
    return Seal(key).seal({"totp": secret}, f"editor:{editor_id}")


def opened(key: bytes, editor_id: int, kept: str) -> str:
    """Empty where it does not open: it was sealed for somebody else, or with another key."""
    try:
        return Seal(key).open(kept, f"editor:{editor_id}").get("totp", "")
    except SealError:
        return ""


def step_of(secret: str, code: str, now: datetime, last_step: int) -> int | None:
    """The time step of a code; None where it is wrong or was used.

    A newest step that lies ahead of the clock was used while the clock went wrong; it locks nobody out.
    """
    digits = "".join(code.split())
    if not secret or len(digits) != DIGITS or not digits.isascii() or not digits.isdecimal():
        return None
    totp, present = pyotp.TOTP(secret, interval=STEP), int(now.timestamp()) // STEP
    used_upto = last_step if last_step <= present + 1 else 0
    steps = (present, present - 1, present + 1)
    good = [step for step in steps if pyotp.utils.strings_equal(totp.generate_otp(step), digits)]
    return good[0] if good and good[0] > used_upto else None


def link(secret: str, editor: Editor) -> str:
    """Opens an app that makes codes, on the phone itself."""
    return pyotp.TOTP(secret).provisioning_uri(name=editor.name, issuer_name=wording.ISSUER)


def picture(secret: str, editor: Editor) -> Markup:
    """A QR code for the app to scan, as SVG."""
    svg = segno.make(link(secret, editor), error="m").svg_inline(
        scale=5, border=4, dark="#000", light="#fff", title=wording.QR
    )
    return Markup(svg)  # noqa: S704 (made by segno, of which all that is ours is the title)


def typed(secret: str) -> str:
    """In groups of four, for whoever types it by hand."""
    return " ".join(secret[at : at + 4] for at in range(0, len(secret), 4))


def offered(key: bytes, editor: Editor, told: str = "") -> dict[str, str]:
    """What a page needs to offer a new secret; `told`: the one it offered before, sealed."""
    secret = opened(key, editor.id, told) or fresh()
    kept = sealed(key, editor.id, secret)
    shown = {"typed": typed(secret), "picture": picture(secret, editor), "link": link(secret, editor)}
    return {"fresh": kept, **shown}
