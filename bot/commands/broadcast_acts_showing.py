"""What `congdan broadcast list|show` does."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot import broadcast_wording as wording
from bot.broadcast_means import lasting
from bot.broadcast_report_rows import platform_ids
from bot.commands.act import now, on_database
from bot.commands.broadcast_acts import at, broadcast_of
from bot.commands.broadcast_acts_reach import read_reach, say_reach
from bot.commands.channel_acts import on_platforms
from bot.commands.saying import number as shown
from bot.commands.saying import say
from broadcasts import composing, items, reporting, tallies
from broadcasts.broadcast import Broadcast, BroadcastKind, BroadcastPart, BroadcastState
from broadcasts.deliveries import DeliveryState
from broadcasts.items import Told
from broadcasts.posts import Post, PostState
from broadcasts.tallies import Progress
from knowledge.agencies import Agency
from knowledge.refusals import RefusedError

TITLE = 100
_WAITING = (BroadcastState.DRAFT, BroadcastState.PLANNED)
_UNDONE = (DeliveryState.PLANNED, DeliveryState.ATTEMPTED)


@dataclass(frozen=True, slots=True)
class Shown:
    """A broadcast with all that is shown of it."""

    broadcast: Broadcast
    agency: str
    name: str
    items: Sequence[Told]
    parts: Sequence[BroadcastPart]
    posts: Sequence[Post]
    progress: Progress
    laid: bool


def list_broadcasts(state: str | None, agency: str | None, limit: int) -> None:
    if state is not None and state not in set(BroadcastState):
        raise RefusedError(wording.NO_STATE.format(state=state, names=", ".join(BroadcastState)))
    query = select(Broadcast, Agency.code).join(Agency, Agency.id == Broadcast.agency_id)
    if state is not None:
        query = query.where(Broadcast.state == BroadcastState(state))
    if agency is not None:
        query = query.where(Agency.code == agency)
    newest = query.order_by(Broadcast.id.desc()).limit(limit + 1)

    def read(session: Session) -> list[str]:
        return [_listed(session, broadcast, code) for broadcast, code in session.execute(newest)]

    lines = on_database(lambda database: database.at_once(read, writing=False))
    if not lines:
        say(wording.NONE_SO if state or agency else wording.NONE)
    for line in lines[:limit]:
        say(line)
    if len(lines) > limit:
        say(wording.MORE)


def show(number: int) -> None:
    """Raises RefusedError where there is none."""
    found = on_database(
        lambda database: database.at_once(lambda session: read_shown(session, number), writing=False)
    )
    for line in _facts(found):
        say(line)
    if found.broadcast.state in _WAITING:
        say_reach(on_platforms(lambda desk: read_reach(desk, number)))
    elif found.broadcast.began_at is not None:
        say("\n".join(progress_lines(found)))
    if found.posts:
        say("\n".join([wording.POSTS, *post_lines(found.posts)]))


def read_shown(session: Session, number: int) -> Shown:
    """Raises RefusedError where there is none."""
    broadcast = broadcast_of(session, number)
    query = select(BroadcastPart).where(BroadcastPart.broadcast_id == number).order_by(BroadcastPart.id)
    return Shown(
        broadcast,
        session.get_one(Agency, broadcast.agency_id).code,
        composing.name_of(session, broadcast),
        items.items_told(session, broadcast, left_too=True),
        session.scalars(query).all(),
        reporting.posts(session, number),
        tallies.progress(session, number, now()),
        reporting.is_laid(session, number),
    )


def progress_lines(found: Shown) -> list[str]:
    """How far it has come, and how long the rest takes."""
    states, laid = found.progress.states, found.laid
    everybody = sum(states.values())
    if not everybody:
        return [] if laid else [wording.LAYING]
    done = everybody - sum(states.get(state, 0) for state in _UNDONE)
    told = ", ".join(f"{shown(count)} {wording.DELIVERIES[state]}" for state, count in states.items())
    facts = {"done": shown(done), "all": shown(everybody), "percent": 100 * done // everybody}
    lines = [wording.PROGRESS.format(states=told, **facts)]
    if not laid:
        lines.append(wording.UNLAID)
    if found.broadcast.state is BroadcastState.SENDING and done < everybody:
        lines.append(_pace(found.progress))
    return lines


def head(found: Shown) -> str:
    """What it is, in one line."""
    broadcast = found.broadcast
    facts = {"state": wording.STATES[broadcast.state], "kind": wording.KINDS[broadcast.kind]}
    return wording.HEAD.format(number=broadcast.id, agency=found.agency, **facts)


def post_lines(posts: Sequence[Post]) -> Iterator[str]:
    """Each publication with the platform's ids of it, and why it is not what it should be."""
    for post in posts:
        open_ = post.outcome in (PostState.PLANNED, PostState.ATTEMPTED)
        step = wording.POST_STEP.format(step=post.step) if open_ and post.step else ""
        facts = {"number": post.id, "channel": wording.CHANNELS[post.channel], "step": step}
        outcome = wording.POST_STATES[post.outcome]
        yield wording.POST_ROW.format(outcome=outcome, ids=platform_ids(post), **facts).rstrip()
        if post.reason or post.error:
            yield wording.POST_REASON.format(reason=post.reason or post.error)


def _listed(session: Session, broadcast: Broadcast, code: str) -> str:
    return wording.ROW.format(
        number=broadcast.id,
        state=wording.STATES[broadcast.state],
        kind=wording.KINDS[broadcast.kind],
        agency=code,
        at=at(broadcast.start_at),
        name=composing.name_of(session, broadcast)[:TITLE],
    )


def _facts(found: Shown) -> Iterator[str]:
    broadcast = found.broadcast
    yield head(found)
    yield wording.NAME.format(name=found.name)
    if broadcast.text:
        yield wording.WORDS.format(text=" ".join(broadcast.text.split()))
    for item in found.items:
        yield wording.ITEM.format(number=item.article_id, version=item.version, title=item.title[:TITLE])
    if broadcast.about_id is not None:
        yield wording.ABOUT.format(number=broadcast.about_id)
    yield wording.CREATED.format(by=broadcast.created_by, at=at(broadcast.created_at))
    yield from _decisions(broadcast)
    if found.parts:
        parts = (
            wording.PART.format(channel=_channel(each), way=wording.WAYS[each.way]) for each in found.parts
        )
        yield wording.PARTS.format(parts=", ".join(parts))
    if broadcast.reason:
        yield wording.REASON_SHOWN.format(reason=broadcast.reason)
    if need := _need(broadcast):
        yield wording.NEEDS[need].format(number=broadcast.id)


def _decisions(broadcast: Broadcast) -> Iterator[str]:
    if broadcast.approved_by:
        yield wording.APPROVED.format(by=broadcast.approved_by, at=at(broadcast.approved_at))
    if broadcast.second_by:
        yield wording.SECONDED.format(by=broadcast.second_by, at=at(broadcast.second_at))
    if broadcast.start_at is not None and broadcast.began_at is None and broadcast.ended_at is None:
        yield wording.STARTS.format(at=at(broadcast.start_at), until=at(broadcast.until))
    if broadcast.began_at is not None:
        yield wording.BEGAN.format(at=at(broadcast.began_at))
    if broadcast.ended_at is not None:
        yield wording.ENDED.format(at=at(broadcast.ended_at))


def _need(broadcast: Broadcast) -> str:
    """What it waits for."""
    if broadcast.state is BroadcastState.DRAFT:
        return "emergency" if broadcast.kind is BroadcastKind.EMERGENCY else "draft"
    return "paused" if broadcast.state is BroadcastState.PAUSED else ""


def _channel(part: BroadcastPart) -> str:
    return wording.CHANNELS[part.channel]


def _pace(progress: Progress) -> str:
    if progress.left is None:
        return wording.NO_PACE
    per_second = f"{progress.per_second:.1f}".replace(".", ",")
    return wording.PACE.format(count=per_second, left=lasting(progress.left))
