"""What a line of the change log calls things: by names a colleague recognises, cut where they are long."""

from collections.abc import Sequence

from connectors.splitting import shortened
from knowledge import recorded_wording as wording

LONGEST = 80
"""Letters of a name."""
TOLD = 3
"""Of several that one act is about, so many are named."""


def quoted(name: str) -> str:
    """A title, a question, a name."""
    return wording.QUOTED.format(name=shortened(" ".join(name.split()), LONGEST))


def with_code(name: str, code: str) -> str:
    """What offices know by its code, too: a procedure, an agency. The code alone where it has no name."""
    if not name.strip():
        return code
    return wording.WITH_CODE.format(name=shortened(" ".join(name.split()), LONGEST), code=code)


def source(name: str, url: str) -> str:
    """A source of the portal, by its name and where it stands."""
    return with_code(name, shortened(url, LONGEST))


def articles(titles: Sequence[tuple[int, str]]) -> str:
    """Articles by number and title: the one, or the first of several."""
    named = [quoted(title) if title else wording.UNTITLED.format(number=number) for number, title in titles]
    if len(named) == 1:
        return wording.ONE_ARTICLE.format(title=named[0])
    told, more = ", ".join(named[:TOLD]), len(named) - TOLD
    told = wording.AND_MORE.format(titles=told, count=more) if more > 0 else told
    return wording.ARTICLES.format(count=len(named), titles=told)
