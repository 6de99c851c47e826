"""What a portal of one's own is made of."""

from datetime import UTC, datetime, timedelta, timezone

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

VIETNAM = timezone(timedelta(hours=7))
NAMES = (
    *("wordpress", "joomla", "liferay", "dotnetnuke", "sharepoint"),
    *("vnpt", "viettel", "charset", "sitemap", "noibat"),
)
"""The ten sites: each is a folder of the server and made in the manner of what it is named after."""


class Setup(BaseModel):
    """`start`: the midnight in Vietnam at which day 0 begins. `kept`: articles of each site before it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    seed: int = 0
    start: AwareDatetime = datetime(2026, 8, 31, 17, tzinfo=UTC)
    days: int = Field(default=30, ge=1, le=366)
    sites: tuple[str, ...] = NAMES
    kept: int = Field(default=8, ge=0)
    per_day: float = Field(default=1.0, ge=0)
    """New articles of each site on a day, on average."""
    backlog: int = Field(default=50, ge=0)
    """Old articles that come at once, the day after an outage, to the sites that name all they have."""
    misfortunes: bool = True
    """Whether there are outages."""
    hang: float = 30.0
    """Seconds for which a site that hangs keeps its caller."""
