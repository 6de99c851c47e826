"""Whatever people choose, editors do and clocks say while two senders tell: the ledger tells what came."""

import asyncio
from collections.abc import Callable
from datetime import timedelta
from functools import partial

import pytest
from choosing_town import FAULTS, NAMES, Town
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule, run_state_machine_as_test
from sqlalchemy import create_engine, text

from connectors.database import Table, driver_url, sync_url

JUMPS = [timedelta(seconds=1), timedelta(minutes=20), timedelta(hours=4), timedelta(hours=11)]
names = st.sampled_from(NAMES)
wishes = st.sampled_from(["none", "none", "all", "leaves", "comes"])
acts = st.sampled_from(["pause", "resume", "cancel"])
MOST = 5
"""Broadcasts of one run."""


class Telling(RuleBasedStateMachine):
    def __init__(self, url: str, *, meanwhile: bool) -> None:
        super().__init__()
        self.loop = asyncio.new_event_loop()
        self.town, self.meanwhile = Town(url), meanwhile

    @rule(name=names, wish=wishes)
    def choose(self, name: str, wish: str) -> None:
        self.town.choose(name, wish)

    @rule(place=st.integers(0, MOST - 1), act=acts)
    def control(self, place: int, act: str) -> None:
        self._act(place, act)

    def _act(self, place: int, act: str) -> None:
        if place < len(self.town.numbers):
            self.town.control(self.town.numbers[place], act)

    @rule(jump=st.sampled_from(JUMPS))
    def wait(self, jump: timedelta) -> None:
        self.town.clock.pass_(jump)

    @rule(faults=st.lists(st.sampled_from(["", "", *FAULTS]), max_size=8))
    def tell(self, faults: list[str]) -> None:
        self._announce()
        self.town.platform.plan.extend(faults)
        self.loop.run_until_complete(self.town.tell())

    @rule(
        quiet=st.integers(0, 3),
        minds=st.lists(st.tuples(names, wishes), min_size=1, max_size=4),
        act=st.one_of(st.none(), st.tuples(st.integers(0, MOST - 1), acts)),
    )
    def tell_while_minds_change(
        self, quiet: int, minds: list[tuple[str, str]], act: tuple[int, str] | None
    ) -> None:
        """After some messages somebody chooses, and an editor acts, before the next is answered."""
        self._announce()
        plan = self.town.platform.plan
        if self.meanwhile:
            plan.extend([*[""] * quiet, *(partial(self.town.choose, *mind) for mind in minds)])
        if self.meanwhile and act is not None:
            plan.append(partial(self._act, *act))
        self.loop.run_until_complete(self.town.tell())

    def _announce(self) -> None:
        if len(self.town.numbers) < MOST:
            self.town.announce()

    def teardown(self) -> None:
        self.loop.run_until_complete(self.town.close())
        self.loop.close()


@pytest.mark.parametrize("engine", ["sqlite", "postgresql"])
def test_the_last_choice_the_night_and_the_cap_hold_and_totals_add_up(
    engine: str, request: pytest.FixtureRequest
) -> None:
    on_sqlite = engine == "sqlite"
    url = request.getfixturevalue("sqlite_url" if on_sqlite else "postgres_url")
    # Where two write at once, what is chosen at the very moment of an attempt may be seen either way.
    run_state_machine_as_test(
        _emptied(url, lambda: Telling(url, meanwhile=on_sqlite)),
        settings=settings(max_examples=10 if on_sqlite else 4, stateful_step_count=12, deadline=None),
    )


KEPT = {
    "sqlite": "DROP TRIGGER IF EXISTS change_not_dropped",
    "postgresql": "DROP TRIGGER IF EXISTS change_not_edited ON change",
}
"""Lines of the change log can't be deleted; here every run begins with none."""


def _emptied(url: str, make: Callable[[], Telling]) -> Callable[[], Telling]:
    """Every run begins with empty tables."""

    def begin() -> Telling:
        engine = create_engine(sync_url(driver_url(url)))
        with engine.begin() as connection:
            connection.execute(text(KEPT[engine.dialect.name]))
            for table in reversed(Table.metadata.sorted_tables):
                connection.execute(table.delete())
        engine.dispose()
        return make()

    return begin
