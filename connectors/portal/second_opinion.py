"""Another reader of articles, asked where a page does not say what its article is."""

import re

from selectolax.lexbor import LexborHTMLParser

_LARGEST = 500_000
_LEAST_SHARED = 0.8
_WORD = re.compile(r"\w+")


def agrees(tree: LexborHTMLParser, text: str) -> bool:
    """Whether it takes most of `text`, too, and little else."""
    import trafilatura  # noqa: PLC0415 (it takes 0.3 s to load, and few pages need it)

    page = tree.html or ""
    if len(page) > _LARGEST:
        return False
    theirs = set(_WORD.findall(trafilatura.extract(page, include_comments=False, favor_recall=True) or ""))
    ours = set(_WORD.findall(text))
    return len(ours & theirs) >= _LEAST_SHARED * max(len(ours), len(theirs) / 2)
