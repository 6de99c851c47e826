"""A dozen followers who change their minds while two senders on two machines tell them things.

The far side is a platform in this process: it keeps whom it was told to tell, and does what is planned.
"""

import asyncio
import re
from collections import Counter, deque
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from typing import TypeAlias, TypeVar

from eventually import eventually
from letterbox import Clock
from newsroom import NOON, agency
from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from broadcasts import choices, controlling, tallies
from broadcasts.broadcast import Broadcast, BroadcastKind, BroadcastPart, BroadcastState, Way
from broadcasts.deliveries import REACHED, Delivery, DeliveryState, Parcel
from broadcasts.rounds import Rounds
from broadcasts.rules import Rule
from broadcasts.ruling import change_rule, rule_of
from broadcasts.schedule import day_of, quiet_end
from broadcasts.sender import Sender
from connectors import people
from connectors.adapting import Part
from connectors.channel import Ability, ChoiceStyle, Gone, Lost, Unreachable
from connectors.claims import WaitState
from connectors.database import Database
from connectors.messages import Address
from knowledge.agencies import Agency
from knowledge.refusals import RefusedError

AGENCY, CHANNEL, CAP = "xa-an", "zalo", 2
NAMES = tuple(f"{number:02}" for number in range(12))
_NUMBER = re.compile(r"news-(\d+)")
FAULTS = {"lost": Lost, "unreachable": Unreachable, "gone": Gone}
Result = TypeVar("Result")
Told: TypeAlias = tuple[int, str]
"""A broadcast's number and a person's name."""


@dataclass
class Platform:
    """`Bulk` of the far side. `plan`: for the next messages, a fault, or something that is done first."""

    clock: Clock
    rule: Rule
    name: str = CHANNEL
    plan: deque[str | Callable[[], object]] = field(default_factory=deque)
    came: Counter[Told] = field(default_factory=Counter)
    days: Counter[tuple[str, int]] = field(default_factory=Counter)
    forbidden: set[Told] = field(default_factory=set)
    """Who was still planned when the last choice, a pause or a cancel said no."""
    wrong: list[str] = field(default_factory=list)

    async def account(self, agency: str) -> None:
        return None

    def ability(self, account: object) -> Ability:
        return Ability(2_000, ChoiceStyle.BUTTONS, last_window=timedelta(days=30))

    def rate(self, account: object) -> None:
        return None

    async def post(self, account: object, to: Address, part: Part, *, tag: str) -> str:
        found = _NUMBER.search(tag)
        assert found is not None
        told = int(found[1]), to.person
        if told in self.forbidden:
            self.wrong.append(f"{told} against the last choice")
        if quiet_end(self.rule, self.clock()) is not None:
            self.wrong.append(f"{told} in quiet hours")
        planned = self.plan.popleft() if self.plan else ""
        if callable(planned):
            await asyncio.to_thread(planned)
            planned = ""
        if planned in {"", "lost"}:
            self.came[told] += 1
            self.days[to.person, day_of(self.clock())] += 1
        if planned:
            raise FAULTS[planned](planned)
        return f"m-{told[0]}-{told[1]}"


class Town:
    """What can happen in it. What must hold afterwards is asserted."""

    def __init__(self, url: str) -> None:
        self.clock = Clock()
        self.databases = [Database(url) for _ in range(2)]
        self.platform = Platform(self.clock, self.do(_settle))
        self.numbers: list[int] = []

    async def close(self) -> None:
        for database in self.databases:
            await database.close()

    def do(self, act: Callable[[Session], Result]) -> Result:
        """In a transaction of its own, also while both senders are at work."""
        writing = self.databases[0].direct.execution_options(writing=True)
        with Session(writing, expire_on_commit=False) as session, session.begin():
            return act(session)

    def announce(self) -> None:
        self.numbers.append(self.do(partial(_announce, now=self.clock())))

    def choose(self, name: str, what: str) -> None:
        """Somebody wants news, or none, or comes or goes; it holds at once."""
        self.platform.forbidden = self.do(partial(_chosen, name=name, what=what, now=self.clock()))

    def control(self, number: int, what: str) -> None:
        """Pause, resume or cancel, where that can be done."""
        with suppress(RefusedError):
            self.platform.forbidden = self.do(
                partial(_controlled, number=number, what=what, now=self.clock())
            )

    async def tell(self) -> None:
        """Let two clocks and two senders do what there is to be done now."""
        bulks = {CHANNEL: self.platform}
        rounds = [Rounds(database, bulks, self.clock) for database in self.databases]
        senders = [
            Sender(database, bulks, self.clock, in_flight=4, poll=0.005) for database in self.databases
        ]
        audience, unlaid = self.do(_wanting), self.do(_unlaid)
        for act in ("begin_due", "lay_out"):
            await asyncio.gather(*(getattr(one, act)() for one in rounds))
        for number in unlaid:
            assert self.do(partial(_rows, number=number)).keys() == audience
        running = [asyncio.create_task(sender.run()) for sender in senders]
        await eventually(self._is_idle)
        for sender in senders:
            sender.stop()
        await asyncio.gather(*running)
        for act in ("end", "count"):
            await asyncio.gather(*(getattr(one, act)() for one in rounds))
        self.platform.plan.clear()
        self.check()

    def check(self) -> None:
        """Nobody twice, the last choice, the cap and the night; and the ledger tells what came."""
        assert not self.platform.wrong
        assert set(self.platform.came.values()) <= {1}
        assert all(count <= CAP for count in self.platform.days.values())
        for number in self.numbers:
            rows = self.do(partial(_rows, number=number))
            for name, state in rows.items():
                came = (number, name) in self.platform.came
                assert state is not DeliveryState.ATTEMPTED
                assert came == (state in REACHED) or state is DeliveryState.UNKNOWN, (number, name, state)
            assert self.do(partial(_total, number=number)) == len(rows)

    async def _is_idle(self) -> bool:
        due = or_(Parcel.due_at <= self.clock(), Parcel.lease_until.is_not(None))
        waiting = select(func.count()).select_from(Parcel).where(Parcel.state == WaitState.WAITING, due)
        return not await self.databases[0].at_once(lambda session: session.scalar(waiting), writing=False)


def _settle(session: Session) -> Rule:
    agency(session, AGENCY)
    change_rule(session, AGENCY, {"cap": CAP}, by="lan", now=NOON)
    for name in NAMES:
        people.followed(session, Address(CHANNEL, AGENCY, name), NOON)
    return rule_of(session, AGENCY)


def _announce(session: Session, now: datetime) -> int:
    row = Broadcast(
        agency_id=session.scalars(select(Agency.id)).one(),
        state=BroadcastState.PLANNED,
        kind=BroadcastKind.NEWS,
        title="Lịch cấp nước",
        text="Cấp nước trở lại.",
        created_by="lan",
        created_at=now,
        start_at=now,
    )
    session.add(row)
    session.flush()
    session.add(BroadcastPart(broadcast_id=row.id, channel=CHANNEL, agency=AGENCY, way=Way.PEOPLE))
    return row.id


def _chosen(session: Session, name: str, what: str, now: datetime) -> set[Told]:
    address = Address(CHANNEL, AGENCY, name)
    match what:
        case "none":
            choices.want_none(people.saw(session, address, now), now)
        case "all":
            choices.want_all(session, people.saw(session, address, now), now)
        case "leaves":
            people.unfollowed(session, address, now)
        case _:
            people.followed(session, address, now)
    return _forbidden(session)


def _controlled(session: Session, number: int, what: str, now: datetime) -> set[Told]:
    getattr(controlling, what)(session, number, "lan", now, "vì thế")
    return _forbidden(session)


def _forbidden(session: Session) -> set[Told]:
    """Who is planned and may not be told, as it stands now."""
    session.flush()
    wanting = _wanting(session)
    waiting = select(Delivery.broadcast_id, Delivery.person_key, Broadcast.state).where(
        Delivery.state == DeliveryState.PLANNED, Broadcast.id == Delivery.broadcast_id
    )
    return {
        (number, name)
        for number, key, state in session.execute(waiting)
        if (name := _name(key)) not in wanting or state is not BroadcastState.SENDING
    }


def _wanting(session: Session) -> set[str]:
    """Who wants news now."""
    everybody = session.scalars(select(people.Person)).all()
    return {person.person for person in everybody if choices.choices_of(session, person).news}


def _rows(session: Session, number: int) -> dict[str, DeliveryState]:
    rows = select(Delivery.person_key, Delivery.state).where(Delivery.broadcast_id == number)
    return {_name(row.person_key): row.state for row in session.execute(rows)}


def _unlaid(session: Session) -> set[int]:
    """Broadcasts that will be laid out when they are looked at next."""
    parts = select(BroadcastPart.broadcast_id).join(Broadcast, Broadcast.id == BroadcastPart.broadcast_id)
    alive = (BroadcastState.PLANNED, BroadcastState.SENDING)
    return set(session.scalars(parts.where(BroadcastPart.laid.is_(False), Broadcast.state.in_(alive))))


def _total(session: Session, number: int) -> int:
    return sum(tallies.tally(session, number).values())


def _name(key: str) -> str:
    return key.rpartition(":")[2]
