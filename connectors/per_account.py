"""What is worked out from an account's options and secrets: once, until the account changes."""

from collections.abc import Callable
from typing import Generic, TypeVar

from connectors.accounts import Account

Made = TypeVar("Made")


class PerAccount(Generic[Made]):
    """Keeps what `make` gives for an account. A changed account is another value: it is made anew."""

    def __init__(self, make: Callable[[Account], Made]) -> None:
        self._make = make
        self._kept: dict[int, tuple[Account, Made]] = {}

    def of(self, account: Account) -> Made:
        """Raises what `make` raises, each time anew."""
        kept = self._kept.get(account.id)
        if kept is None or kept[0] is not account:
            kept = self._kept[account.id] = account, self._make(account)
        return kept[1]
