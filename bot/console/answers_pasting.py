"""Text pasted out of Word or from a page, as plain text: a line a paragraph, lists with dashes. Pure."""

import re

from connectors.portal.blocks import plain
from connectors.portal.html_blocks import blocks_of
from connectors.portal.pages import PortalError

_MARKUP = re.compile(
    r"</?(?:p|div|span|br|ul|ol|li|table|tbody|tr|td|th|b|i|u|strong|em|a|font|h[1-6]|o:p|meta|style|html|head|body"
    r"|script|img|iframe|svg|xml)(?:\s[^<>]{0,5000})?/?>",
    re.IGNORECASE,
)
_COMMENT = "<!--"
_GAPS = re.compile(r"\n{3,}")
_BULLET = re.compile(r"^[ \t]*[·•▪●○§][ \t]+", re.MULTILINE)
_BLANKS = re.compile(r"[ \t\u00a0]+")


def pasted(text: str) -> str:
    """`text` as it is meant to be read; what holds no markup stays as it was typed, but for odd bullets.

    Text that is nothing but markup, or markup that can't be read, comes back as it was: nothing is lost.
    """
    if _MARKUP.search(text) or _COMMENT in text:
        text = _without_markup(text) or text
    text = _BULLET.sub("- ", text)
    lines = (_BLANKS.sub(" ", line).strip() for line in text.splitlines())
    return _GAPS.sub("\n\n", "\n".join(lines)).strip()


def _without_markup(text: str) -> str:
    try:
        return plain(blocks_of(text))
    except PortalError:
        return ""


def lines(text: str) -> tuple[str, ...]:
    """The filled lines of a field, each once, without the dashes that lists come with."""
    bare = (line.strip(" \t-–•*·") for line in pasted(text).splitlines())
    return tuple(dict.fromkeys(line for line in bare if line))
