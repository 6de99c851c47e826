"""The sample commune with an account on each platform, in the database that a bench uses."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from signed_calls import APP_SECRET, FACEBOOK_APP, OA_SECRET, OFFICIAL_ACCOUNT, PAGE, ZALO_APP
from support import AGENCY, SECRET

from connectors.database import Database
from connectors.directory import Accounts, Particulars
from connectors.secrets import Seal

ACCESS, REFRESH, PAGE_TOKEN = "ACCESS0", "REFRESH0", "EAAPAGE0"


async def connect_accounts(url: str, zalo: Mapping[str, Any] | None = None) -> None:
    """Add both; `zalo`: options of the Official Account."""
    database = Database(url)
    accounts = Accounts(database, Seal(SECRET.encode()))
    for given in (_official_account(zalo or {}), _page()):
        await accounts.put(given, datetime.now(UTC))
    await database.close()


def _official_account(options: Mapping[str, Any]) -> Particulars:
    secrets = {
        "app_secret": "test-app-secret",
        "oa_secret": OA_SECRET,
        "access_token": ACCESS,
        "refresh_token": REFRESH,
    }
    until = datetime.now(UTC) + timedelta(hours=25)
    return Particulars("zalo", AGENCY, OFFICIAL_ACCOUNT, ZALO_APP, "UBND xã Mẫu", options, secrets, until)


def _page() -> Particulars:
    secrets = {"app_secret": APP_SECRET, "page_token": PAGE_TOKEN, "verify_token": "verify"}
    return Particulars("messenger", AGENCY, PAGE, FACEBOOK_APP, "Xã Mẫu", {}, secrets)
