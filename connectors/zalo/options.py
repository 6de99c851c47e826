"""What can be chosen for one Official Account, and what was found out about it."""

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from connectors.accounts import Account
from connectors.channel import ChoiceStyle
from connectors.zalo import wording


class ZaloOptions(BaseModel):
    """Named as in `Account.options`; where the protocol is in doubt the default is the safer way."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    endpoint: Literal["", "v3", "v2"] = Field("", description=wording.OPTION_ENDPOINT)
    users: Literal["", "v3", "v2"] = Field("", description=wording.OPTION_USERS)
    quoted_user_id: bool = Field(True, description=wording.OPTION_QUOTED_USER_ID)
    choices: ChoiceStyle = Field(ChoiceStyle.NUMBERED, description=wording.OPTION_CHOICES)
    button_template: bool = Field(False, description=wording.OPTION_BUTTON_TEMPLATE)
    appsecret_proof: bool = Field(False, description=wording.OPTION_APPSECRET_PROOF)
    pkce: Literal["request", "fixed", "none"] = Field("request", description=wording.OPTION_PKCE)
    pkce_state: str = Field("", max_length=200, description=wording.OPTION_PKCE_STATE)
    free_hours: int = Field(48, ge=1, le=8_760, description=wording.OPTION_FREE_HOURS)
    last_hours: int = Field(168, ge=1, le=8_760, description=wording.OPTION_LAST_HOURS)
    paid_replies: bool = Field(False, description=wording.OPTION_PAID_REPLIES)
    per_minute: int = Field(100, ge=1, le=4_000, description=wording.OPTION_PER_MINUTE)
    staff_answers: bool = Field(False, description=wording.OPTION_STAFF_ANSWERS)


def options_of(account: Account) -> ZaloOptions:
    """The options of an account; a value that can't be one is passed over for the default."""
    given = dict(account.options)
    try:
        return ZaloOptions.model_validate(given)
    except ValidationError as error:
        wrong = {fault["loc"][0] for fault in error.errors()}
        return ZaloOptions.model_validate({name: given[name] for name in given if name not in wrong})
