"""Title, day and lead of an article: what stands over its text, by name, place and look."""

import re
import unicodedata
from datetime import date, datetime

from connectors.portal import dates
from connectors.portal.outline import Kind, Line, Outline
from connectors.portal.page_meta import Meta

_TITLE = re.compile(r"title|tieu-?_?de|headline|(?<![a-z])(?:head|heading)(?![a-z])|ten-?bai")
_NO_TITLE = re.compile(
    r"title-?(?:cat|box|other|site)|(?:cat|box|site|web|block|module|portlet)[\w-]*title|titletext"
)
_LEAD = re.compile(
    r"sapo|(?<![a-z])lead|tom-?_?tat|trich-?_?(?:yeu|dan)|chapeau|intro|abstract|excerpt|mo-?ta"
    r"|(?<![a-z])desc|summary|subtitle|standfirst"
)
_DATE = re.compile(r"date|time|ngay|publish|posted|created|thoi-?gian|detail__meta")
_NOT_DATE = re.compile(r"today|(?<![a-z])(?:now|clock|lich)(?![a-z])|dong-?ho|hom-?nay|current|date-now|digi")
_LABELS = re.compile(
    r"thứ (?:hai|ba|tư|năm|sáu|bảy|[2-7])|chủ nhật|cn|ngày đăng|được đăng|đăng (?:ngày|lúc|tải)?"
    r"|cập nhật(?: lúc| ngày)?|ngày|lúc|gmt|utc|xuất bản|viết|tạo|sáng|trưa|chiều|tối|giờ|hôm|bởi"
    r"|posted|published|on|by|in"
    r"|(?:số )?(?:lượt|lần) (?:xem|đọc|truy cập)|lượt|xem|đã|[\d\W_]+"
)
_LEAST_TITLE, _LONGEST_TITLE = 6, 500
_LEAST_LEAD, _LONGEST_LEAD = 30, 3_000
_LEFT = 25
_ENDINGS = re.compile(r"\s+(?:[-|–—:»>]|::)\s+")
_FRONT_LINES = 6
_MOST_LINKED = 0.5


def title_at(outline: Outline, meta: Meta, body: tuple[int, int]) -> int | None:
    """The number of the line that is the title; None: no line looks like it."""
    best, best_score = None, 1.9
    for place, line in enumerate(outline.lines[: body[0] + _FRONT_LINES]):
        score = _title_score(outline, meta, line) + (place < body[0]) * place / (10_000 + place)
        if score > best_score:
            best, best_score = place, score
    return best


def title_told(meta: Meta) -> str:
    """What the page's head says of the title, without the name of the portal."""
    if meta.headline:
        return meta.headline
    told = meta.shared or meta.title
    return max(_ENDINGS.split(told), key=len, default="") if told else ""


def _title_score(outline: Outline, meta: Meta, line: Line) -> float:
    if line.kind is not Kind.TEXT or not _LEAST_TITLE <= len(line.text) <= _LONGEST_TITLE or line.follows:
        return 0.0
    tag, names = outline.elements[line.block].tag, outline.names_of(line, 2)
    score = {"h1": 2.5, "h2": 2.0, "h3": 1.0}.get(tag, 0.0)
    score += 2.0 * bool(_TITLE.search(names) and not _NO_TITLE.search(names))
    score += 3.0 * _is_told(line.text, meta) - 2.0 * (line.linked > _MOST_LINKED)
    return score - 3.0 * (line.text in meta.crumbs)


def _is_told(text: str, meta: Meta) -> bool:
    """The head's title begins or ends with it, or says a part of it and breaks off."""
    text = folded(text)
    for told in (meta.headline, meta.shared, meta.title):
        other = folded(told).rstrip(".…")
        if len(text) >= _LEAST_TITLE and (other.startswith(text) or other.endswith(text)):
            return True
        if len(other) >= 3 * _LEAST_TITLE and text.startswith(other):
            return True
    return False


def folded(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).casefold().split())


def day_of(outline: Outline, line: Line, today: date, now: datetime) -> datetime | None:
    """The day that a line tells, if it tells little else; not that of a clock."""
    if line.kind is Kind.TABLE or _NOT_DATE.search(outline.names_of(line, 2)):
        return None
    if line.stamp and (stamped := dates.parse(line.stamp, today)):
        return stamped
    found = dates.within(line.text, today)
    if found is None:
        return dates.parse(line.text, today, now) if len(line.text) <= 2 * _LEFT else None
    left = _LABELS.sub(" ", found[1]).split()
    named = bool(_DATE.search(outline.names_of(line, 2)))
    return found[0] if len(" ".join(left)) <= _LEFT * (1 + 3 * named) else None


def lead_at(outline: Outline, title: int | None, body: tuple[int, int], dated: set[int]) -> list[int]:
    """The lines that are the lead: by name, or bold in front of a text that is not."""
    front = [
        place
        for place in range(body[0] if title is None else title + 1, body[1])
        if outline.lines[place].kind is Kind.TEXT and place not in dated and place != title
    ]
    named = [place for place in front if _names_lead(outline, outline.lines[place], body, place)]
    if named:
        last = named[0]
        return [last, *(each for each in named[1:] if outline.lines[each].block == outline.lines[last].block)]
    for place in front[:_FRONT_LINES]:
        line = outline.lines[place]
        if place >= body[0] and not line.bold:
            break
        if _LEAST_LEAD <= len(line.text) <= _LONGEST_LEAD and _is_lead(line):
            return [place] if line.bold or place < body[0] else []
    return []


def _is_lead(line: Line) -> bool:
    heading = line.text.endswith(":") and len(line.text) < 2 * _LEAST_LEAD
    return not heading and line.linked < _MOST_LINKED


def _names_lead(outline: Outline, line: Line, body: tuple[int, int], place: int) -> bool:
    if place >= body[0] + _FRONT_LINES or len(line.text) > _LONGEST_LEAD:
        return False
    around = [each for each in outline.above(line.block, 3) if not _holds(outline, each, body)]
    names = " ".join([line.names, *(outline.elements[each].names for each in around)])
    return bool(_LEAD.search(names))


def _holds(outline: Outline, element: int, body: tuple[int, int]) -> bool:
    start, end = outline.spans[element]
    return start <= body[0] and end >= body[1]
