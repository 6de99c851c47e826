"""What `congdan source list|show|stop|go|remove|trust` does."""

from collections.abc import Callable, Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot import source_wording as wording
from bot.commands.act import BY, now, on_database
from bot.commands.channel_acts_values import answer_to
from bot.commands.saying import number as shown_number
from bot.commands.saying import say
from bot.connecting.sources import Row, rows_of
from connectors.database import Database
from knowledge import editing_sources
from knowledge.articles import ArticleAddress
from knowledge.opening import VIETNAM
from knowledge.sources import Source

UNREAD_SHOWN = 30


def list_sources(agency: str | None) -> None:
    rows = on_database(
        lambda database: database.at_once(
            lambda session: rows_of(session, now(), agency=agency), writing=False
        )
    )
    if not rows:
        say(wording.NO_SOURCES)
    for row in rows:
        say("\n".join(told(row)))


def show(number: int) -> None:
    def read(session: Session) -> tuple[Row, Sequence[ArticleAddress]]:
        editing_sources.find_source(session, number)
        row = next(row for row in rows_of(session, now()) if row.source.id == number)
        unread = ArticleAddress.source_id == number, ArticleAddress.error != ""
        query = select(ArticleAddress).where(*unread).order_by(ArticleAddress.id).limit(UNREAD_SHOWN)
        return row, session.scalars(query).all()

    row, unread = on_database(lambda database: database.at_once(read))
    source = row.source
    minutes, by = source.every // 60, source.created_by
    say("\n".join([*told(row), wording.NEXT.format(at=local(source.due_at), minutes=minutes, by=by)]))
    if unread:
        say(wording.UNREAD)
    for address in unread:
        again = "" if address.due_at else wording.GIVEN_UP
        say(wording.UNREAD_ROW.format(address=address.address, error=address.error, again=again))


def stop(number: int) -> None:
    _edit(lambda session: editing_sources.stop(session, number, by=BY, now=now()))
    say(wording.STOPPED.format(number=number))


def go(number: int) -> None:
    _edit(lambda session: editing_sources.go_on(session, number, by=BY, now=now()))
    say(wording.RESUMED.format(number=number))


def remove(number: int) -> None:
    source = _edit(lambda session: editing_sources.remove(session, number, by=BY, now=now()))
    say(wording.REMOVED.format(number=number, url=source.url))


def trust(host: str, *, trusted: bool, asking: bool) -> None:
    if asking and not agreed(wording.RISK.format(host=host)):
        say(wording.NOT_TRUSTED)
        return

    async def act(database: Database) -> int:
        return await database.at_once(
            lambda session: len(editing_sources.trust(session, host, trusted=trusted, by=BY, now=now()))
        )

    words = wording.TRUSTED if trusted else wording.DISTRUSTED
    say(words.format(host=host, count=on_database(act)))


def agreed(question: str) -> bool:
    """Whether who is asked says yes. Raises RefusedError where nobody is there to be asked."""
    return answer_to(question, secret=False).casefold() in wording.AGREED


def told(row: Row) -> list[str]:
    """A source in a few lines."""
    source = row.source
    facts = {"kind": wording.KINDS[source.kind], "state": wording.STATES[source.condition]}
    counts = {"articles": row.articles, "waiting": row.waiting, "found": source.found}
    read = wording.READ_AT.format(at=local(source.read_at)) if source.read_at else wording.NEVER_READ
    lines = [
        wording.ROW.format(number=source.id, agency=row.agency, name=source.name, **facts),
        wording.ROW_READ.format(
            url=source.url, read=read, **{name: shown_number(count) for name, count in counts.items()}
        ),
    ]
    if source.error:
        lines.append(wording.ROW_ERROR.format(error=source.error))
    if source.insecure:
        lines.append(wording.INSECURE_SHOWN)
    return lines


def local(at: datetime) -> str:
    """As a clock in Vietnam shows it; just midnight is what a page gives that tells only the day."""
    there = at.astimezone(VIETNAM)
    return f"{there:%d/%m/%Y}" if (there.hour, there.minute) == (0, 0) else f"{there:%H:%M %d/%m/%Y}"


def _edit(act: Callable[[Session], Source]) -> Source:
    return on_database(lambda database: database.at_once(act))
