"""Proof to Zalo that a domain is ours: a file of a certain name, or a mark on the home page."""

import re

_CODE = re.compile(r"[0-9A-Za-z_-]{8,128}")


def is_code(code: str) -> bool:
    """Whether `code` looks like one that the console gave: it goes into a path and into HTML as it is."""
    return _CODE.fullmatch(code) is not None


def path(code: str) -> str:
    """Where Zalo looks for the file.

    Raises:
        ValueError: that is no code.
    """
    return f"/zalo_verifier{_checked(code)}.html"


def meta_tag(code: str) -> str:
    """The mark for the head of the home page.

    Raises:
        ValueError: that is no code.
    """
    return f'<meta name="zalo-platform-site-verification" content="{_checked(code)}">'


def page(code: str) -> str:
    """What the file holds, to be served as text/html: a page that bears the mark.

    Raises:
        ValueError: that is no code.
    """
    return f"<!doctype html><html><head>{meta_tag(code)}<title>Zalo</title></head><body></body></html>\n"


def _checked(code: str) -> str:
    if not is_code(code):
        raise ValueError("not a verification code of Zalo")
    return code
