"""What `congdan broadcast start|approve|second|pause|resume|cancel|rehearse|correct|withdraw|settle` does."""

from collections.abc import Callable
from datetime import datetime
from typing import TypeVar

from sqlalchemy.orm import Session

from bot import broadcast_wording as wording
from bot.commands.act import now, on_database
from bot.commands.saying import say
from bot.commands.source_acts import local
from broadcasts import controlling, corrections, planning_wording, proposing, settling_posts
from broadcasts.broadcast import Broadcast
from broadcasts.testers import testers
from connectors.cleaning import cleaned
from knowledge.agencies import Agency
from knowledge.changes import in_order
from knowledge.refusals import RefusedError

T = TypeVar("T")
LONGEST_REASON = 500


def start(number: int, by: str) -> None:
    broadcast = _act(lambda session: proposing.start(session, number, by=by, now=now()))
    say(wording.STARTED.format(number=number, at=at(broadcast.start_at)))


def approve(number: int, by: str) -> None:
    broadcast = _act(lambda session: proposing.approve(session, number, by=by, now=now()))
    say(wording.PLANNED.format(number=number, at=at(broadcast.start_at)))


def second(number: int, by: str) -> None:
    _act(lambda session: proposing.second(session, number, by=by, now=now()))
    say(wording.SECONDED_DONE.format(number=number))


def pause(number: int, reason: str, by: str) -> None:
    name, why = proposing.named(by), _sentence(reason)
    _act(lambda session: _in_order(session, controlling.pause, number, name, why))
    say(wording.PAUSED.format(number=number))


def resume(number: int, reason: str, by: str) -> None:
    name, why = proposing.named(by), cleaned(reason, LONGEST_REASON).strip()
    _act(lambda session: _in_order(session, controlling.resume, number, name, why))
    say(wording.RESUMED.format(number=number))


def cancel(number: int, reason: str, by: str) -> None:
    name, why = proposing.named(by), _sentence(reason)
    _act(lambda session: _in_order(session, controlling.cancel, number, name, why))
    say(wording.CANCELLED.format(number=number))


def rehearse(number: int, by: str) -> None:
    def act(session: Session) -> tuple[int, list[str]]:
        rehearsal = proposing.rehearse(session, number, by=by, now=now())
        agency = session.get_one(Agency, rehearsal.agency_id)
        return rehearsal.id, [tester.name for tester, _ in testers(session, agency.code)]

    made, names = _act(act)
    say(wording.REHEARSED.format(number=made, names=", ".join(names)))


def correct(number: int, text: str, link: str, by: str) -> None:
    made = _act(lambda session: corrections.correct(session, number, text=text, link=link, by=by, now=now()))
    say(wording.CORRECTED.format(number=made.id, at=at(made.start_at)))


def withdraw(number: int, reason: str, by: str) -> None:
    made = _act(lambda session: corrections.withdraw(session, number, text=reason, by=by, now=now()))
    say(wording.WITHDRAWN.format(number=made.id, at=at(made.start_at)))


def settle(number: int, by: str, *, sent: bool) -> None:
    name = proposing.named(by)

    def act(session: Session) -> None:
        in_order(session)
        settling_posts.settle(session, number, sent, name, now())

    _act(act)
    say((wording.SETTLED_SENT if sent else wording.SETTLED_UNSENT).format(number=number))


def at(moment: datetime | None) -> str:
    """As a clock in Vietnam shows it."""
    return local(moment) if moment else wording.NO_TIME


def broadcast_of(session: Session, number: int) -> Broadcast:
    """To be read only. Raises RefusedError where there is none."""
    broadcast = session.get(Broadcast, number, populate_existing=True)
    if broadcast is None:
        raise RefusedError(planning_wording.NO_BROADCAST.format(number=number))
    return broadcast


def _act(act: Callable[[Session], T]) -> T:
    return on_database(lambda database: database.at_once(act))


def _in_order(
    session: Session,
    control: Callable[[Session, int, str, datetime, str], None],
    number: int,
    by: str,
    reason: str,
) -> None:
    in_order(session)
    control(session, number, by, now(), reason)


def _sentence(reason: str) -> str:
    why = cleaned(reason, LONGEST_REASON).strip()
    if not why:
        raise RefusedError(wording.NO_REASON)
    return why
