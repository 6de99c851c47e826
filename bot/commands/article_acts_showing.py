"""What `congdan article show` does."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.commands import article_wording as wording
from bot.commands.act import on_database
from bot.commands.saying import say
from bot.commands.source_acts import local
from knowledge import news_wording
from knowledge.agencies import Agency
from knowledge.articles import Article, ArticleAddress, ArticleVersion
from knowledge.refusals import RefusedError
from knowledge.topics import name_of
from knowledge.versions import difference, versions_of


@dataclass(frozen=True, slots=True)
class Shown:
    """An article with all that belongs to it."""

    article: Article
    agency: str
    addresses: Sequence[str]
    versions: Sequence[ArticleVersion]


def show(number: int, *, diff: bool) -> None:
    shown = on_database(
        lambda database: database.at_once(lambda session: _read(session, number), writing=False)
    )
    article = shown.article
    state = wording.STATES[article.state]
    head = {"number": article.id, "state": state, "agency": shown.agency, "version": article.version}
    say(wording.HEAD.format(**head))
    say(wording.TITLE.format(title=article.title))
    for name, value in _facts(shown):
        if value:
            say(wording.FACT.format(label=wording.FACTS[name], value=value))
    _say_remarks(article)
    if diff:
        _say_difference(shown.versions)
    else:
        say(f"{wording.TEXT}\n{article.lead}\n{article.text}".strip())


def _read(session: Session, number: int) -> Shown:
    article = session.get(Article, number)
    if article is None:
        raise RefusedError(news_wording.NO_ARTICLE.format(number=number))
    agency = session.get_one(Agency, article.agency_id).code
    query = select(ArticleAddress).where(ArticleAddress.article_id == number).order_by(ArticleAddress.id)
    urls = (row.entry.get("url") or row.address for row in session.scalars(query))
    others = [url for url in dict.fromkeys(urls) if url != article.url]
    return Shown(article, agency, others, versions_of(session, number))


def _facts(shown: Shown) -> Iterator[tuple[str, str]]:
    article = shown.article
    yield "url", article.url
    yield "others", ", ".join(shown.addresses)
    yield "published", _at(article.published_at)
    yield "categories", ", ".join(article.categories)
    yield "topics", ", ".join(map(name_of, article.topics))
    yield from (("author", article.author), ("origin", article.origin), ("picture", article.picture))
    yield "files", ", ".join(file.get("name") or file.get("url", "") for file in article.files)
    yield from (("first", _at(article.first_at)), ("checked", _at(article.checked_at)))
    yield from (("changed", _at(article.changed_at)), ("missing", _at(article.missing_at)))
    if article.decided_by:
        yield "decided", wording.DECIDED.format(by=article.decided_by, at=_at(article.decided_at))
    if article.told_version:
        yield "told", wording.TOLD.format(version=article.told_version)


def _at(at: datetime | None) -> str:
    return local(at) if at else ""


def _say_remarks(article: Article) -> None:
    if article.remarks:
        say(wording.REMARKS)
    for remark in article.remarks:
        excerpt = wording.EXCERPT.format(excerpt=remark["excerpt"]) if remark.get("excerpt") else ""
        say(wording.REMARK.format(told=remark["told"], excerpt=excerpt))


def _say_difference(versions: Sequence[ArticleVersion]) -> None:
    if len(versions) < 2:  # noqa: PLR2004 (one before the newest)
        say(wording.ONE_VERSION)
        return
    old, new = versions[-2:]
    say(wording.DIFFERENCE.format(old=old.number, new=new.number, at=_at(new.at)))
    say("\n".join(f"  {line}" for line in difference(old, new)) or wording.NOT_IN_TEXT)
