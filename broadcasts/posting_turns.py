"""A claimed post's turns in the database: what is done with it next, and what became of it. Sync sessions.

Each function is one short act of a transaction. What they write holds only while the claim does.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Session

from broadcasts import items, lanes, publications, ruling, schedule
from broadcasts import posting_wording as wording
from broadcasts.broadcast import Broadcast, BroadcastKind, BroadcastState
from broadcasts.pictures import Cover, content_of
from broadcasts.posts import AFTERWARDS, Post, PostState
from broadcasts.publications import Saying
from broadcasts.ways import spare_choosers
from connectors import claims
from connectors.cleaning import cleaned
from connectors.publishing import OTHERS, OWN, Publication, Publisher

LONGEST_REASON = 500
MOST_OTHERS = 60
"""Of our articles so many are looked through for one of the same title."""
_QUIET_FOR = (BroadcastKind.NEWS, BroadcastKind.DIGEST)
_UNENDED = (PostState.PLANNED, PostState.ATTEMPTED)
ASKED_FOR = timedelta(hours=1)
"""So long after its broadcast's end a platform is still asked about a post."""
_A_WHILE = timedelta(seconds=30)


class Act(StrEnum):
    PREPARE = "prepare"
    """Its cover is to be made."""
    TAKE = "take"
    """The step is on record as attempted: it is to be taken now."""
    ASK = "ask"
    """Whether the step worked is to be found out."""


@dataclass(frozen=True, slots=True)
class Turn:
    """What is to be done with a post now."""

    act: Act
    step: str
    publication: Publication
    known: Mapping[str, str]
    since: datetime
    cover: str = ""
    """Digest of its picture."""
    asked: int = 0
    tries: int = 0
    saying: Saying | None = field(default=None)


def next_turn(
    session: Session, post: Post, publisher: Publisher, now: datetime, lease: timedelta
) -> Turn | None:
    """What is done next; None: the post has ended, was handed back, or is another worker's."""
    row = _held(session, post)
    if row is None:
        return None
    broadcast = _standing(session, row)
    if not claims.keep(session, Post, post, lease_until=now + lease):
        return None
    post.lease_until = now + lease
    if row.outcome is PostState.ATTEMPTED:
        return _ask(session, post, row, broadcast, now)
    if _stopped(session, post, row, broadcast, publisher, now):
        return None
    if not row.said:
        return _prepare(session, post, broadcast, publisher, now)
    step = row.step or steps_of(publisher, broadcast.kind)[0]
    claims.keep(session, Post, post, outcome=PostState.ATTEMPTED, step=step, attempted_at=now)
    session.refresh(row)
    return _turn(session, row, Act.TAKE)


def prepared(
    session: Session, post: Post, publisher: Publisher, saying: Saying, cover: Cover | None, url: str
) -> None:
    """Fix what is published; from now on it is that and nothing else."""
    row = _held(session, post)
    if row is None:
        return
    said = publications.frozen(saying.publication) | {"cover_url": url}
    words = publications.fingerprint(saying.publication)
    values = {"said": said, "words": words, "cover": cover.digest if cover else ""}
    known = {**_begun(session, row), **_own(session, row, words, publisher.product)}
    claims.keep(session, Post, post, known=known, reason=cover.remark if cover else "", **values)


def begin_anew(session: Session, post: Post, publisher: Publisher, cover: Cover, url: str) -> None:
    """Nothing was published, for its cover's sake: from the first step on with another."""
    row = _held(session, post)
    if row is None:
        return
    kind = session.get_one(Broadcast, row.broadcast_id).kind
    values = {"said": {**row.said, "cover_url": url}, "cover": cover.digest, "reason": cover.remark}
    known = {**_begun(session, row), **_own(session, row, row.words, publisher.product)}
    step = steps_of(publisher, kind)[0]
    claims.keep(session, Post, post, outcome=PostState.PLANNED, step=step, known=known, **values)


def done(
    session: Session, post: Post, publisher: Publisher, turn: Turn, known: Mapping[str, str], now: datetime
) -> None:
    """The step of a turn worked: the next comes, or it is published. Recorded twice, it counts once."""
    row = _held(session, post)
    if row is None or row.outcome is not PostState.ATTEMPTED or row.step != turn.step:
        return
    kind = session.get_one(Broadcast, row.broadcast_id).kind
    steps = steps_of(publisher, kind)
    left = steps[steps.index(row.step) + 1 :]
    values = {"known": dict(known), "asked": 0, "tries": 0}
    if left:
        claims.keep(session, Post, post, outcome=PostState.PLANNED, step=left[0], **values)
        return
    if kind is BroadcastKind.WITHDRAWAL and row.about_id is not None:
        session.get_one(Post, row.about_id).outcome = PostState.WITHDRAWN
    end(session, post, PostState.ACCEPTED, row.reason, now, **values)


def again(session: Session, post: Post, due_at: datetime, why: str, **values: object) -> None:
    """Hand it back until then; `values` are columns set besides."""
    if values:
        claims.keep(session, Post, post, **values)
    told = cleaned(why, LONGEST_REASON)
    claims.release(session, Post, post, due_at=due_at, error=told, attempts=lanes.FOR_EVER, counted=False)


def end(
    session: Session, post: Post, outcome: PostState, reason: str, now: datetime, **values: object
) -> None:
    """It has come to an end."""
    told = cleaned(reason, LONGEST_REASON)
    claims.settle(session, Post, [post], outcome=outcome, reason=told, ended_at=now, **values)


def steps_of(publisher: Publisher, kind: BroadcastKind) -> tuple[str, ...]:
    """What is done for a broadcast of that kind."""
    if kind is BroadcastKind.CORRECTION:
        return publisher.correcting
    return publisher.withdrawing if kind is BroadcastKind.WITHDRAWAL else publisher.steps


def so_far(post: Post, publisher: Publisher, known: Mapping[str, str], why: str) -> str:
    """`why` it goes no further, and what stands there already."""
    half_way = post.about_id is None and known.get(publisher.product)
    return f"{why} {wording.HALF_WAY}" if half_way else why


def _stopped(
    session: Session, post: Post, row: Post, broadcast: Broadcast, publisher: Publisher, now: datetime
) -> bool:
    """End it or hand it back where no further step may be taken now; says whether."""
    over = _over(session, row, broadcast, now)
    if not over and row.step == publisher.steps[-1] and spare_choosers(session, broadcast, row.part_id):
        over = wording.CHOSEN_SINCE
    if over:
        end(session, post, PostState.SKIPPED, so_far(row, publisher, row.known, over), now)
        return True
    until = _not_before(session, row, broadcast, now)
    if until is not None:
        again(session, post, until, "")
    return until is not None


def _over(session: Session, row: Post, broadcast: Broadcast, now: datetime) -> str:
    if broadcast.state is BroadcastState.CANCELLED:
        return wording.CANCELLED
    if broadcast.until is not None and broadcast.until <= now:
        last = wording.LAST_TROUBLE.format(told=row.error) if row.error else ""
        return f"{wording.EXPIRED} {last}".strip()
    if broadcast.kind not in AFTERWARDS and items.standing(session, broadcast).none_left:
        return wording.GONE
    return ""


def _not_before(session: Session, row: Post, broadcast: Broadcast, now: datetime) -> datetime | None:
    if broadcast.state is not BroadcastState.SENDING:
        return now  # paused: nobody claims it before it goes on
    if row.about_id is not None and session.get_one(Post, row.about_id).outcome in _UNENDED:
        return now + _A_WHILE
    if broadcast.kind not in _QUIET_FOR:
        return None
    return schedule.quiet_end(ruling.rule_of(session, row.agency), now)


def _prepare(
    session: Session, post: Post, broadcast: Broadcast, publisher: Publisher, now: datetime
) -> Turn | None:
    found = publications.saying(session, broadcast)
    published = post.about_id is None or session.get_one(Post, post.about_id).known.get(publisher.product)
    if found is None or not published:
        why = wording.GONE if found is None else wording.NOTHING_PUBLISHED
        end(session, post, PostState.SKIPPED, why, now)
        return None
    return Turn(Act.PREPARE, "", found.publication, {}, now, saying=found)


def _ask(session: Session, post: Post, row: Post, broadcast: Broadcast, now: datetime) -> Turn | None:
    if broadcast.until is not None and broadcast.until + ASKED_FOR <= now:
        end(session, post, PostState.UNKNOWN, wording.UNKNOWN.format(number=post.id), now)
        return None
    return _turn(session, row, Act.ASK)


def _turn(session: Session, row: Post, act: Act) -> Turn:
    content = content_of(session, row.cover) if row.cover else None
    said = publications.thawed(row.said, content or b"")
    since = row.attempted_at
    assert since is not None, "an attempted post"
    return Turn(act, row.step, said, dict(row.known), since, row.cover, row.asked, row.tries)


def _begun(session: Session, row: Post) -> dict[str, str]:
    """What is known of the publication that is corrected or taken away."""
    return dict(session.get_one(Post, row.about_id).known) if row.about_id is not None else {}


def _own(session: Session, row: Post, words: str, product: str) -> dict[str, str]:
    """Our own articles of the account: the one of the same words that was never sent, and the others."""
    theirs = Post.channel == row.channel, Post.agency == row.agency, Post.about_id.is_(None)
    query = select(Post.known, Post.words, Post.outcome).where(*theirs, Post.id != row.id)
    own, others = "", list[str]()
    for known, said, outcome in session.execute(query.order_by(Post.id.desc()).limit(MOST_OTHERS)):
        article = known.get(product, "")
        if article and said != words:
            others.append(article)
        elif article and outcome is PostState.SKIPPED:
            own = own or article
    return {**({OWN: own} if own else {}), **({OTHERS: ",".join(others)} if others else {})}


def _standing(session: Session, row: Post) -> Broadcast:
    """The broadcast as it stands; nobody pauses or cancels it before this transaction ends."""
    chosen = select(Broadcast).where(Broadcast.id == row.broadcast_id).with_for_update(read=True)
    return session.scalars(chosen.execution_options(populate_existing=True)).one()


def _held(session: Session, post: Post) -> Post | None:
    """The row, locked, while the claim on it holds."""
    ours = (Post.id == post.id, Post.lease_until == post.lease_until)
    return session.scalar(select(Post).where(*ours).with_for_update())
