"""How much text stands in an element, to tell a column of news from a column of menus."""

from selectolax.lexbor import LexborNode

_MUCH = 0.5
_MOST_WEIGHED = 300


class Weights:
    """Text in links does not count. Only so many elements are weighed: a page may be made to cost time."""

    def __init__(self, root: LexborNode) -> None:
        self._much = _MUCH * _running(root)
        self._left = _MOST_WEIGHED

    def too_much(self, node: LexborNode) -> bool:
        """Whether most of the page stands in it."""
        self._left -= 1
        return self._left < 0 or _running(node) > self._much


def _running(node: LexborNode) -> int:
    return len(node.text(deep=True)) - sum(len(link.text(deep=True)) for link in node.css("a"))
