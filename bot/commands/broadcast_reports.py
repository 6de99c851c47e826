"""What `congdan broadcast report` does: the figures on the screen, or the whole ledger into a file."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy.orm import Session

from bot import broadcast_report_wording as wording
from bot.broadcast_report_rows import person_of, reason
from bot.broadcast_wording import CHANNELS, POSTS
from bot.commands import broadcast_report_files as files
from bot.commands.act import on_database
from bot.commands.aligning import aligned
from bot.commands.broadcast_acts import broadcast_of
from bot.commands.broadcast_acts_showing import head, post_lines, read_shown
from bot.commands.saying import number as shown
from bot.commands.saying import say
from broadcasts import reporting
from broadcasts.broadcast import Broadcast, BroadcastState
from broadcasts.deliveries import REACHED, DeliveryState
from broadcasts.posts import Post, PostState
from broadcasts.reporting import Row, Sum
from connectors.splitting import shortened
from knowledge.opening import VIETNAM
from knowledge.refusals import RefusedError

MOST_UNKNOWN = 50
LONGEST_REASON = 80
_OVER = (BroadcastState.DONE, BroadcastState.CANCELLED)


@dataclass(frozen=True, slots=True)
class Report:
    """What is told of a broadcast on the screen."""

    broadcast: Broadcast
    head: str
    name: str
    sums: Sequence[Sum]
    posts: Sequence[Post]
    forgotten: bool


def report(number: int, format_: str | None, output: Path | None, *, unknown: bool) -> None:
    wanted = _format(format_, output)
    if output is not None:
        files.write(number, wanted, output, unknown=unknown)
    elif unknown:
        _say_unknown(number)
    else:
        _say(
            on_database(
                lambda database: database.at_once(lambda session: _read(session, number), writing=False)
            )
        )


def _format(format_: str | None, output: Path | None) -> str:
    """Raises RefusedError where format and file do not go together."""
    if format_ is not None and format_ not in wording.FORMATS:
        raise RefusedError(wording.NO_FORMAT.format(format=format_))
    suffix = output.suffix.lower().removeprefix(".") if output else ""
    wanted = format_ or (suffix if suffix in wording.FORMATS[1:] else "table")
    if output is None and wanted != "table":
        raise RefusedError(wording.NEEDS_OUTPUT.format(format=wanted))
    if output is not None and wanted == "table":
        told = wording.TABLE_TO_FILE if format_ else wording.NO_SUFFIX.format(file=output)
        raise RefusedError(told)
    if output is not None and output.is_dir():
        raise RefusedError(wording.IS_A_FOLDER.format(file=output))
    return wanted


def _read(session: Session, number: int) -> Report:
    found = read_shown(session, number)
    broadcast = found.broadcast
    return Report(
        broadcast,
        head(found),
        found.name,
        reporting.sums(session, broadcast),
        found.posts,
        reporting.is_forgotten(session, number),
    )


def _say(told: Report) -> None:
    number = told.broadcast.id
    say(f"{told.head}\n  {told.name}")
    if told.broadcast.began_at is None:
        say(wording.NOT_BEGUN.format(number=number))
        return
    if told.broadcast.state not in _OVER:
        say(wording.STILL)
    if told.forgotten:
        say(wording.ONLY_NUMBERS)
    for line in _people(told):
        say(line)
    if told.posts:
        say("\n".join([POSTS, *post_lines(told.posts)]))
    for post in told.posts:
        if post.outcome is PostState.UNKNOWN:
            say(wording.UNKNOWN_POST.format(post=post.id))


def _people(told: Report) -> Iterator[str]:
    if not told.sums:
        yield wording.NO_PEOPLE
        return
    yield wording.PEOPLE
    yield from _table(told.sums)
    states = Counter[DeliveryState]()
    for each in told.sums:
        states[each.state] += each.count
    reached = sum(states[state] for state in REACHED)
    yield wording.REACHED.format(count=shown(reached), all=shown(states.total()))
    if states[DeliveryState.UNKNOWN]:
        count = shown(states[DeliveryState.UNKNOWN])
        yield wording.SOME_UNKNOWN.format(count=count, number=told.broadcast.id)


def _table(sums: Sequence[Sum]) -> list[str]:
    """A line for each state and reason, a column for each channel, and what they come to."""
    channels = [channel for channel in CHANNELS if any(each.channel == channel for each in sums)]
    counts = Counter[tuple[DeliveryState, str, str]]()
    for each in sums:
        counts[each.state, reason(each.reason), each.channel] += each.count
    order = list(DeliveryState)
    keys = {(state, why): 0 for state, why, _ in counts}
    for (state, why, _), count in counts.items():
        keys[state, why] += count
    rows = [(*wording.HEAD, *(CHANNELS[channel] for channel in channels), wording.TOGETHER)]
    for (state, why), count in sorted(keys.items(), key=lambda pair: (order.index(pair[0][0]), -pair[1])):
        each_channel = (shown(counts[state, why, channel]) for channel in channels)
        rows.append((wording.STATES[state], shortened(why, LONGEST_REASON), *each_channel, shown(count)))
    below = (shown(sum(each.count for each in sums if each.channel == channel)) for channel in channels)
    rows.append((wording.TOGETHER, "", *below, shown(sum(keys.values()))))
    return aligned(rows, numbers=range(len(wording.HEAD), len(rows[0])))


def _say_unknown(number: int) -> None:
    def read(session: Session) -> tuple[list[Row], list[int]]:
        broadcast = broadcast_of(session, number)
        if reporting.is_forgotten(session, number):
            raise RefusedError(wording.FORGOTTEN.format(number=number))
        rows = reporting.rows(session, broadcast, after="", most=MOST_UNKNOWN + 1, unknown=True)
        posts = reporting.posts(session, number)
        return rows, [post.id for post in posts if post.outcome is PostState.UNKNOWN]

    rows, posts = on_database(lambda database: database.at_once(read, writing=False))
    if not rows:
        say(wording.NONE_UNKNOWN)
    else:
        say(wording.UNKNOWN_HEAD)
        say("\n".join(aligned([wording.UNKNOWN_ROWS, *(_unknown(row) for row in rows[:MOST_UNKNOWN])])))
        say(wording.UNKNOWN_WHY)
    if len(rows) > MOST_UNKNOWN:
        say(wording.UNKNOWN_MORE.format(number=number))
    for post in posts:
        say(wording.UNKNOWN_POST.format(post=post))


def _unknown(row: Row) -> tuple[str, ...]:
    at = f"{row.attempted_at.astimezone(VIETNAM):%H:%M:%S %d/%m/%Y}" if row.attempted_at else ""
    return CHANNELS[row.channel], person_of(row), at, shortened(reason(row.reason), LONGEST_REASON)
