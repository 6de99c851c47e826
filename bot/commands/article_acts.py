"""What `congdan article list|approve|hold|never` does."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Protocol

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import Session

from bot.commands import article_wording as wording
from bot.commands.act import now, on_database
from bot.commands.saying import say
from connectors.database import Database
from knowledge import deciding
from knowledge.agencies import Agency
from knowledge.articles import Article, ArticleState
from knowledge.opening import VIETNAM
from knowledge.refusals import RefusedError

TITLE = 100
_TO_SEE = (ArticleState.WAITING, ArticleState.HELD)


class Act(Protocol):
    """A decision about articles."""

    def __call__(self, session: Session, ids: Sequence[int], *, by: str, now: datetime) -> list[Article]: ...


ACTS: Mapping[str, Act] = {"approve": deciding.approve, "hold": deciding.hold, "never": deciding.never}


def list_articles(state: str | None, agency: str | None, limit: int) -> None:
    if state is not None and state not in set(ArticleState):
        raise RefusedError(wording.NO_STATE.format(state=state, names=", ".join(ArticleState)))
    query = _wanted(state, agency).limit(limit + 1)

    async def read(database: Database) -> Sequence[tuple[Article, str]]:
        async with database.reading() as session:
            return [(article, code) for article, code in await session.execute(query)]

    rows = on_database(read)
    if not rows:
        say(wording.NONE_SO if state else wording.NONE)
    for article, code in rows[:limit]:
        say("\n".join(_told(article, code)))
    if len(rows) > limit:
        say(wording.MORE)


def decide(act: str, numbers: Sequence[int], by: str) -> None:
    async def run(database: Database) -> list[Article]:
        return await database.at_once(lambda session: ACTS[act](session, numbers, by=by, now=now()))

    changed = on_database(run)
    if not changed:
        say(wording.NOTHING_DONE)
        return
    told = ", ".join(str(article.id) for article in changed)
    say(wording.DONE[act].format(count=len(changed), numbers=told))
    for article in changed if act == "approve" else ():
        for remark in article.remarks:
            say(wording.APPROVED_REMARKS.format(number=article.id, told=remark["told"]))


def _wanted(state: str | None, agency: str | None) -> Select[Article, str]:
    query = select(Article, Agency.code).join(Agency, Agency.id == Article.agency_id)
    if state is None:
        told = Article.told_version > 0, Article.told_version < Article.version
        gone = Article.state == ArticleState.GONE
        query = query.where(or_(Article.state.in_(_TO_SEE), told[0] & (told[1] | gone)))
    else:
        query = query.where(Article.state == ArticleState(state))
    if agency is not None:
        query = query.where(Agency.code == agency)
    return query.order_by(Article.id.desc())


def _told(article: Article, code: str) -> list[str]:
    date = f"{article.published_at.astimezone(VIETNAM):%d/%m/%Y}" if article.published_at else wording.NO_DATE
    facts = {"number": article.id, "state": wording.STATES[article.state], "agency": code}
    lines = [wording.ROW.format(date=date, title=article.title[:TITLE], **facts)]
    lines += [wording.ROW_REMARK.format(told=remark["told"]) for remark in article.remarks]
    if 0 < article.told_version < article.version:
        versions = {"told": article.told_version, "version": article.version}
        lines.append(wording.ROW_CHANGED.format(number=article.id, **versions))
    return lines
