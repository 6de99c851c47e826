"""Where on a page the article stands: what calls itself its body, or holds most of the running text."""

import re
from collections import defaultdict

from connectors.portal.outline import Kind, Line, Outline

_SURE = re.compile(
    "articlebody|entry-content|post-content|article-?_?(?:content|body|detail)|journal-content-article|newsbody"
    "|news-?(?:content|body|detail-content)|content-?_?detail|detail-?_*content|noi-?dung|chi-?tiet|richhtmlfield"
    "|publishingpagecontent|bodytext|post-body|story-body|edn_article|full-?text"
)
_LIKELY = re.compile("content|detail|article|body|news|item-page|post|bai-?viet|rte")
_CLIMBED = frozenset(
    [
        "p",
        "li",
        "ul",
        "ol",
        "dl",
        "dd",
        "dt",
        "blockquote",
        "pre",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "tr",
        "tbody",
        "thead",
        "tfoot",
        "figure",
    ]
)
_SHORT, _SHORT_WEIGHT = 25, 0.4
_MOST_LINKED = 0.5
_MOST_OF = 0.5
_SURE_FACTOR, _LIKELY_FACTOR = 3.0, 1.3
_PICTURE = 5
"""A picture counts as so many letters: there are articles of nothing else. In a link it is a banner."""


def body_of(outline: Outline) -> int | None:
    """The element that holds the article; None where there is no running text at all."""
    scores: dict[int, float] = defaultdict(float)
    for line in outline.lines:
        weight = _weight(line)
        for place, share in zip(_holders(outline, line), _shares(outline, line), strict=False):
            scores[place] += weight * share
    if not scores:
        return None
    best = max(scores, key=lambda each: scores[each] * _factor(outline.elements[each].names))
    return _innermost(outline, best)


def _innermost(outline: Outline, element: int) -> int:
    """The smallest that calls itself a body and holds most of what this one holds."""
    start, end = outline.spans[element]
    least = _MOST_OF * sum(_weight(line) for line in outline.lines[start:end])
    found, size = element, end - start
    for each, (first, last) in outline.spans.items():
        inside = start <= first and last <= end and last - first < size
        if inside and _SURE.search(outline.elements[each].names):
            held = sum(_weight(line) for line in outline.lines[first:last])
            found, size = (each, last - first) if held >= least else (found, size)
    return found


def is_sure(outline: Outline, element: int) -> bool:
    """Whether it calls itself an article's body, or one around it does."""
    return any(_SURE.search(outline.elements[each].names) for each in outline.above(element, 3))


def _weight(line: Line) -> float:
    if line.linked > _MOST_LINKED:
        return 0.0
    if line.kind is Kind.PICTURE:
        return _PICTURE
    return len(line.text) * (_SHORT_WEIGHT if len(line.text) < _SHORT else 1.0)


def _holders(outline: Outline, line: Line) -> list[int]:
    """What may be the body of this line: the block it is a paragraph of, and those around that."""
    chain = outline.above(line.block, 12)
    return [each for each in chain if outline.elements[each].tag not in _CLIMBED][:4]


def _shares(outline: Outline, line: Line) -> list[float]:
    is_paragraph = outline.elements[line.block].tag in _CLIMBED
    return [1.0, 0.7, 0.4, 0.2] if is_paragraph else [0.9, 0.95, 0.5, 0.25]


def _factor(names: str) -> float:
    if _SURE.search(names):
        return _SURE_FACTOR
    return _LIKELY_FACTOR if _LIKELY.search(names) else 1.0
