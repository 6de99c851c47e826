"""What `congdan source check` does: shows what would be taken, and writes nothing."""

from pathlib import Path

from bot import source_wording as wording
from bot.commands.act import now
from bot.commands.saying import number, say
from bot.commands.source_acts import local
from bot.commands.source_acts_looking import fetching, looked_at, say_looked
from bot.connecting.sources import newest
from bot.settings import Settings
from connectors.portal.fetching import Fetcher
from connectors.portal.pages import PortalError, ProcedurePage
from knowledge.facets import Facet
from knowledge.identity import Piece
from knowledge.reading_sources import Reader
from knowledge.refusals import RefusedError
from knowledge.sources import Source, SourceKind
from knowledge.topics import name_of, topics_of
from knowledge.wording import COLUMNS

SHOWN = 300


def check(url: str, *, insecure: bool) -> None:
    path = Path(url)
    if path.is_file():
        _say_found(_read(Settings(), path.resolve().as_uri(), SourceKind.FOLDER, insecure=False))
        return
    if not url.lower().startswith(("http://", "https://")):
        raise RefusedError(wording.NOT_A_FILE.format(url=url))
    settings = Settings()
    _page, looked = looked_at(settings, url, insecure=insecure)
    say_looked(url, looked)
    if looked.kind in {"article", "procedure"}:
        _say_found(_read(settings, url, SourceKind(_READ_AS[looked.kind]), insecure=insecure))
    elif looked.items:
        first = newest(looked.items)[0].url
        say(wording.ARTICLE_NEWEST)
        _say_found(_read(settings, first, SourceKind(looked.kind), insecure=insecure))


_READ_AS = {"article": "listing", "procedure": "procedure"}


def _read(settings: Settings, url: str, kind: SourceKind, *, insecure: bool) -> Piece | ProcedurePage:
    source = Source(url=url, kind=kind, options={}, insecure=insecure, etag="", modified="", found=0)

    async def act(fetcher: Fetcher) -> Piece | ProcedurePage:
        reader = Reader(fetcher, now)
        if kind is not SourceKind.PROCEDURE:
            return await reader.piece(source, url)
        page, _fetched = await reader.procedure(source)
        if page is None:
            raise PortalError
        return page

    return fetching(settings, url, act)


def _say_found(found: Piece | ProcedurePage) -> None:
    if isinstance(found, ProcedurePage):
        _say_procedure(found)
        return
    say(wording.ARTICLE.format(title=found.title))
    codes = topics_of(found.categories, found.title, found.lead, found.text)
    date = local(found.published) if found.published else wording.NO_DATE
    categories = ", ".join(found.categories) or wording.NONE
    facts = {"date": date, "categories": categories, "topics": ", ".join(map(name_of, codes))}
    say(wording.ARTICLE_FACTS.format(**facts))
    text = " ".join(f"{found.lead}\n{found.text}".split())
    say(wording.ARTICLE_TEXT.format(count=number(len(text)), text=_short(text)))
    for remark in found.remarks:
        say(wording.DOUBT.format(doubt=f"{remark.told} {remark.excerpt}".strip()))


def _say_procedure(page: ProcedurePage) -> None:
    say(wording.PROCEDURE.format(code=page.code or wording.NONE, name=page.name))
    for facet in Facet:
        text = page.facets.get(facet, "")
        label = next(iter(COLUMNS.get(facet.value, ())), facet.value)
        say(
            wording.FACET.format(name=label.capitalize(), text=_short(" ".join(text.split())) or wording.NONE)
        )
    for doubt in page.doubts:
        say(wording.DOUBT.format(doubt=doubt))


def _short(text: str) -> str:
    return text if len(text) <= SHOWN else text[:SHOWN].rsplit(" ", 1)[0] + " …"
