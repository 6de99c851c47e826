"""What can be chosen for one Page; each with the safer value where nothing sensible is given."""

from collections.abc import Mapping
from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from connectors.messenger import wording


class MessengerOptions(BaseModel):
    """`Account.options` of a Page. Names that are not here are others' and passed over."""

    model_config = ConfigDict(frozen=True)

    version: Annotated[str, Field(pattern=r"^v[1-9][0-9]?\.[0-9]$", description=wording.OPTION_VERSION)] = (
        "v25.0"
    )
    appsecret_proof: Annotated[bool, Field(description=wording.OPTION_PROOF)] = True
    """Only where the app's secret is known."""
    choices: Annotated[Literal["quick", "numbered"], Field(description=wording.OPTION_CHOICES)] = "quick"
    per_second: Annotated[int, Field(ge=1, le=300, description=wording.OPTION_PER_SECOND)] = 100
    page_posts: Annotated[bool, Field(description=wording.OPTION_PAGE_POSTS)] = False
    private_replies: Annotated[bool, Field(description=wording.OPTION_PRIVATE_REPLIES)] = False
    staff_answers: Annotated[bool, Field(description=wording.OPTION_STAFF_ANSWERS)] = False
    mark_seen: Annotated[bool, Field(description=wording.OPTION_MARK_SEEN)] = True
    typing: Annotated[bool, Field(description=wording.OPTION_TYPING)] = True

    @classmethod
    def of(cls, options: Mapping[str, Any]) -> Self:
        """Never fails: each value that makes no sense gives way to its default."""
        known = {name: value for name, value in options.items() if name in cls.model_fields}
        try:
            return cls.model_validate(known)
        except ValidationError as error:
            broken = {detail["loc"][0] for detail in error.errors()}
            return cls.model_validate({name: value for name, value in known.items() if name not in broken})
