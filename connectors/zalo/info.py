"""What Zalo says of the account itself: the check that its token, app and package are well."""

from typing import Annotated

from pydantic import AliasChoices, BaseModel, BeforeValidator, Field

from connectors.accounts import Account
from connectors.zalo.api import Api, Id, checked

AUTHORITY = 4
"""The `oa_type` of an authority, which may need another endpoint than a business (2)."""
_Text = Annotated[str, BeforeValidator(lambda value: "" if value is None else str(value)[:500])]
_Number = Annotated[int, BeforeValidator(lambda value: int(value) if str(value).isdecimal() else 0)]


class Info(BaseModel):
    """`type` and `followers` are 0, texts empty, where Zalo does not say."""

    id: Id = Field(validation_alias=AliasChoices("oaid", "oa_id"))
    name: _Text = ""
    type: _Number = Field(0, validation_alias="oa_type")
    is_verified: bool = False
    package: _Text = Field("", validation_alias="package_name")
    package_until: _Text = Field("", validation_alias="package_valid_through_date")
    followers: _Number = Field(0, validation_alias="num_follower")


async def info(api: Api, account: Account) -> Info:
    """What `getoa` tells; the id shows whose token it is. Raises SendError of the fitting kind."""
    return checked(Info, await api.get(account, "/v2.0/oa/getoa"))
