"""An article read off its page, whatever platform made it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from urllib.parse import urlsplit

from selectolax.lexbor import LexborHTMLParser

from connectors.portal import article_head, article_tail, dates, failing, noise
from connectors.portal import reading_wording as wording
from connectors.portal.article_body import body_of, is_sure
from connectors.portal.markup import base_of, parsed, plain, selected
from connectors.portal.outline import Kind, Outline
from connectors.portal.outlining import outlined
from connectors.portal.page_meta import Meta, meta_of
from connectors.portal.pages import ArticlePage, Picture, Selectors, Unreadable
from connectors.portal.second_opinion import agrees
from connectors.portal.text_quality import doubts_of

LONGEST = 200_000
_AFTER, _BEFORE = 8, 3
_LEAST = 60
_MOST_LINKED = 0.5


def article(html: str, url: str, selectors: Selectors, now: datetime) -> ArticlePage:
    """What `html`, decoded, from `url` says.

    In its text items of a list begin with "- ", rows of a table are lines, their cells parted by " | ".

    Raises Missing for a page that says there is nothing, Unreadable for an error or a login that calls itself
    a page, where no title or no text is found, for selectors that are no CSS, and for what is too tangled.
    """
    tree = parsed(html)
    base = base_of(tree, url)
    meta, outline = meta_of(tree, base), outlined(tree, base)
    failing.check(tree, meta, outline)
    return _Reading(tree, meta, outline, selectors, now).page(url)


@dataclass
class _Reading:
    tree: LexborHTMLParser
    meta: Meta
    outline: Outline
    selectors: Selectors
    now: datetime

    def page(self, url: str) -> ArticlePage:
        body, sure = self._body()
        title_line = article_head.title_at(self.outline, self.meta, body)
        title = self._selected(self.selectors.title) or self._title(title_line)
        if not title:
            raise Unreadable(wording.NO_TITLE)
        places = self._around(title_line, body)
        dated = {place for place in places if self._day(place)}
        lead = article_head.lead_at(self.outline, title_line, body, dated)
        captions = article_tail.captions(self.outline, body)
        author, origin, signed = self._signatures(body, places)
        dropped = {title_line, *lead, *captions, *captions.values(), *signed, *self._elsewhere(body)}
        dropped |= {place for place in dated if place < body[0] + _BEFORE or place >= body[1] - _BEFORE}
        lead_text = self._selected(self.selectors.lead) or self._text(lead)
        kept = [
            place
            for place in range(*body)
            if place not in dropped and self._is_content(place, title, lead_text)
        ]
        text = self._paragraphs(_without_file_labels(self.outline, kept))
        pictures = article_tail.pictures(self.outline, captions)
        files = article_tail.files(self.outline, places)
        if not (text or lead_text or pictures or files):
            raise Unreadable(wording.NO_ARTICLE)
        return ArticlePage(
            title=title,
            lead=lead_text,
            text=text[:LONGEST],
            published=self._published(places, title_line, body),
            author=author,
            origin=origin,
            categories=self._categories(title),
            pictures=pictures or ((Picture(self.meta.picture),) if self.meta.picture else ()),
            files=files,
            canonical=_canonical(self.meta.canonical, url),
            doubt=self._doubt(text, lead_text, sure),
        )

    def _body(self) -> tuple[tuple[int, int], bool]:
        """The lines of the body, and whether it called itself that."""
        if self.selectors.body:
            for node in selected(self.tree, self.selectors.body):
                start, end = self.outline.spans.get(node.mem_id, (0, 0))
                if end > start:
                    return (start, end), True
        element = body_of(self.outline)
        if element is None:
            raise Unreadable(wording.NO_ARTICLE)
        return self.outline.spans[element], is_sure(self.outline, element)

    def _selected(self, selector: str) -> str:
        if not selector:
            return ""
        texts = (plain(node.text(deep=True, separator=" "), 3_000) for node in selected(self.tree, selector))
        return next(filter(None, texts), "")

    def _title(self, line: int | None) -> str:
        return article_head.title_told(self.meta) if line is None else self.outline.lines[line].text

    def _around(self, title: int | None, body: tuple[int, int]) -> list[int]:
        """The lines that may belong to the article: from its title to a little behind its text."""
        lines = self.outline.lines
        first = body[0] - _BEFORE if title is None else min(title, body[0])
        last = body[1]
        while last < min(len(lines), body[1] + _AFTER) and not noise.is_related_heading(lines[last].text):
            last += 1
        return [*range(max(0, first), last)]

    def _today(self) -> date:
        return self.now.astimezone(dates.VIETNAM).date()

    def _day(self, place: int) -> datetime | None:
        return article_head.day_of(self.outline, self.outline.lines[place], self._today(), self.now)

    def _published(self, places: list[int], title: int | None, body: tuple[int, int]) -> datetime | None:
        if told := self._selected(self.selectors.published):
            return dates.parse(told, self._today(), self.now)
        if moment := dates.parse(self.meta.published, self._today(), self.now):
            return moment
        front = [place for place in places if place < body[0] + _BEFORE]
        before = range(max(0, (title or body[0]) - _BEFORE), title or body[0])
        behind = [place for place in places if place >= body[1] - _BEFORE]
        return next(filter(None, map(self._day, [*front, *before, *behind])), None)

    def _signatures(self, body: tuple[int, int], places: list[int]) -> tuple[str, str, set[int]]:
        """Author, origin, and the lines that say it."""
        author, origin, found = "", "", set()
        edges = [place for place in places if place < body[0] + 1 or place >= body[1] - _BEFORE]
        for place in edges:
            line = self.outline.lines[place]
            told_origin = article_tail.origin_of(self.outline, line)
            told_author = (
                ""
                if author
                else article_tail.author_of(self.outline, line, last=place in {body[1] - 1, body[1]})
            )
            if told_origin or told_author:
                found.add(place)
            author, origin = author or told_author, origin or told_origin
        return author or self.meta.author, origin, found

    def _elsewhere(self, body: tuple[int, int]) -> Iterator[int]:
        """Lines of the body that lead to other articles."""
        related = False
        for place in range(*body):
            line = self.outline.lines[place]
            linked = line.linked > _MOST_LINKED
            related = noise.is_related_heading(line.text) or (related and linked)
            if related or (linked and noise.leads_elsewhere(line.text)):
                yield place

    def _is_content(self, place: int, title: str, lead: str) -> bool:
        line = self.outline.lines[place]
        return (
            line.kind is not Kind.PICTURE and line.text not in {title, lead} and not noise.is_bar(line.text)
        )

    def _text(self, places: list[int]) -> str:
        return " ".join(self.outline.lines[place].text for place in places)

    def _paragraphs(self, places: list[int]) -> str:
        text, before = "", None
        for place in places:
            line = self.outline.lines[place]
            goes_on = before is not None and (
                (line.follows and before == place - 1)
                or (line.kind is Kind.ITEM is self.outline.lines[before].kind and before == place - 1)
            )
            text += ("" if before is None else "\n" if goes_on else "\n\n") + line.text
            before = place
        return text

    def _categories(self, title: str) -> tuple[str, ...]:
        told = [self._selected(self.selectors.category), self.meta.section, *self.meta.crumbs]
        return tuple(dict.fromkeys(each for each in told if each and each != title))

    def _doubt(self, text: str, lead: str, sure: bool) -> str:
        doubts = []
        if len(text) > LONGEST:
            doubts.append(wording.DOUBT_LONG.format(limit=LONGEST))
        if not text:
            doubts.append(wording.DOUBT_EMPTY)
        elif len(text) + len(lead) < _LEAST:
            doubts.append(wording.DOUBT_SHORT)
        elif not sure and not agrees(self.tree, text):
            doubts.append(wording.DOUBT_GUESSED)
        doubts += doubts_of(text)
        chosen = (self.selectors.title, self.selectors.body, self.selectors.published)
        idle = [each for each in chosen if each and not self._selected(each)]
        doubts += [wording.DOUBT_SELECTOR.format(selector=each) for each in idle]
        return " ".join(doubts)


def _without_file_labels(outline: Outline, kept: list[int]) -> list[int]:
    """The last lines of a text that only offer files are no text."""
    while kept and article_tail.is_file_label(outline.lines[kept[-1]]):
        kept = kept[:-1]
    return kept


def _canonical(told: str, url: str) -> str:
    """What the page calls its address; a front page is no address of an article."""
    return "" if urlsplit(told).path in {"", "/"} and urlsplit(url).path not in {"", "/"} else told
