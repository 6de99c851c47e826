"""What `make test` leaves to `make long`: the second engine of whole services, the longest ways.

What stands below them is tested on both engines in either; CONGDAN_LONG=1 leaves nothing out.
"""

import os
from collections.abc import Sequence
from pathlib import Path

import pytest

HERE = Path(__file__).parent
ENGINES = ("sqlite", "postgresql")
ONE_ENGINE = {
    "bot/commands": "sqlite",
    "bot/console/test_broadcasts_pages.py": "sqlite",
    "bot/console/test_later.py": "postgresql",
    "bot/console/test_later_blocked.py": "sqlite",
    "bot/console/test_rights.py": "sqlite",
    "bot/console/test_hostile.py": "postgresql",
    "bot/console/test_talks.py": "sqlite",
    "bot/test_chat_bad_input.py": "sqlite",
    "bot/test_chat_restart.py": "postgresql",
    "bot/test_chat_talking.py": "postgresql",
    "bot/test_every_channel.py": "sqlite",
    "bot/test_every_channel_failing.py": "postgresql",
    "bot/test_every_channel_people.py": "sqlite",
    "bot/test_handover_channels.py": "postgresql",
    "bot/test_webhooks.py": "postgresql",
    "bot/test_webhooks_consent.py": "sqlite",
    "bot/test_conversation.py": "sqlite",
    "bot/test_erasing.py": "postgresql",
    "bot/test_events.py": "sqlite",
    "bot/test_handovers.py": "postgresql",
    "bot/test_kill.py": "postgresql",
    "bot/test_news_whole_way.py": "sqlite",
    "bot/test_news_whole_way_trouble.py": "postgresql",
    "bot/test_serving.py": "sqlite",
    "bot/test_setbacks.py": "sqlite",
    "bot/test_talking_on.py": "sqlite",
    "broadcasts/test_killed_broadcasts.py": "postgresql",
    "bot/test_correction.py": "postgresql",
}
"""By file or folder, the engine on which it runs in every run."""
LONG = (
    "test_a_small_rehearsal_with_every_misfortune_keeps_every_promise",
    "test_every_page_can_be_used_by_everybody_in_both_contrasts",
    "test_every_page_fits_a_desk",
    "test_every_page_is_read_without_scripts",
    "test_the_pages_have_no_fault_in_either_contrast",
    "test_no_accepted_message_is_lost_when_processes_are_killed",
    "test_whatever_dies_or_stops_on_the_way_nobody_is_told_twice_or_forgotten",
)


WHOLE = bool(os.environ.get("CONGDAN_LONG"))
"""Whether this is the long run."""


def kept(items: Sequence[pytest.Item]) -> tuple[list[pytest.Item], list[pytest.Item]]:
    """What is run now, and what is left to the long run."""
    if WHOLE:
        return list(items), []
    now = [item for item in items if not _left(item)]
    chosen = set(now)
    return now, [item for item in items if item not in chosen]


def _left(item: pytest.Item) -> bool:
    place = item.path.relative_to(HERE)
    engine = next((ONE_ENGINE[str(each)] for each in (place, *place.parents) if str(each) in ONE_ENGINE), "")
    spec = getattr(item, "callspec", None)
    engines = [value for value in spec.params.values() if value in ENGINES] if spec else []
    return item.name.partition("[")[0] in LONG or bool(engine and engines and engine not in engines)
