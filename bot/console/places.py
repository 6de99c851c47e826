"""The tree of agencies as the desk needs it: from the library's newest revision, without a query."""

from collections.abc import Mapping

from knowledge.agencies import Agency, lineage_within
from knowledge.library import Library


class Agencies:
    """Reads the library each time it is asked, so it is never older than the answers are."""

    def __init__(self, library: Library) -> None:
        self._library = library

    @property
    def all(self) -> Mapping[int, Agency]:
        return self._library.holdings.material.agencies

    def line(self, agency_id: int) -> tuple[int, ...]:
        """Ids of the agency, its parent, and so on to the root; nothing for one that is not there."""
        agencies = self.all
        agency = agencies.get(agency_id)
        return () if agency is None else tuple(each.id for each in lineage_within(agencies, agency))

    def below(self, agency_id: int) -> tuple[int, ...]:
        """Ids of the agency and of all below it, in the order of their numbers."""
        return tuple(key for key in sorted(self.all) if agency_id in self.line(key))

    def name(self, agency_id: int) -> str:
        """Empty for one that is not there."""
        agency = self.all.get(agency_id)
        return "" if agency is None else agency.name
