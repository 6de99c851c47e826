"""What would be known with a draft applied, kept for some minutes while somebody tries it; bounded."""

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from connectors.database import Database
from knowledge.drafting import body_of
from knowledge.drafts import Draft
from knowledge.gate import Proposal, trial
from knowledge.library import Library

MOST = 4
KEPT = timedelta(minutes=10)
_Key = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Trials:
    """The newest libraries, by draft and its `lock`; each of the revision at which it was built."""

    kept: OrderedDict[_Key, tuple[int, datetime, Library]] = field(default_factory=OrderedDict)

    async def of(
        self, draft: Draft, database: Database, library: Library, clock: Callable[[], datetime]
    ) -> Library:
        """The library to be asked. Raises RefusedError as publishing the draft would."""
        now, key = clock(), (draft.id, draft.lock)
        held = self.kept.get(key)
        if held is not None and held[0] == library.holdings.catalog.revision and now - held[1] < KEPT:
            return held[2]
        proposal = Proposal(draft.agency_id, draft.kind, draft.subject, body_of(draft.kind, draft.body))
        built = await trial(database, library, proposal, now)
        self.kept[key] = built.holdings.catalog.revision, now, built
        self.kept.move_to_end(key)
        while len(self.kept) > MOST:
            self.kept.popitem(last=False)
        return built
