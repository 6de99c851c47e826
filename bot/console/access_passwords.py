"""Passwords: kept as argon2id, compared in threads of their own, the obvious ones refused."""

import asyncio
from concurrent.futures import ThreadPoolExecutor

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from bot.console import access_wording as wording

SHORTEST, LONGEST = 10, 200
FEWEST_SIGNS = 5
"""So many different signs a password has at least."""
THREADS = 2
"""Each takes 64 MB while it works."""
NOBODYS = "$argon2id$v=19$m=65536,t=3,p=4$toRoBFVO40l1FWeWk8dJEw$fD+wACCcyIxnhUfSZ19cf+Ftli2DPTXX7fySl0IDdok"
"""Of a password that was thrown away: compared with where there is none, so that it takes as long."""
WALKS = ("01234567890123456789", "qwertyuiopasdfghjklzxcvbnm", "abcdefghijklmnopqrstuvwxyz")
OBVIOUS = frozenset(
    {
        *("1q2w3e4r5t", "1qaz2wsx3edc", "zaq12wsx", "iloveyou", "matkhau", "matkhaumoi", "password"),
        *("passw0rd", "p@ssw0rd", "admin", "administrator", "welcome", "congdan", "bientap", "banbientap"),
        *("chinhquyen", "ubnd", "uybannhandan", "vietnam", "hanoi", "saigon", "anhyeuem", "emyeuanh"),
        *("yeuem", "khongbiet", "khongcomatkhau", "tinhyeu", "chucmungnammoi", "motnamchin", "quantri"),
    }
)
"""Without the digits and signs that people put around them."""


class Passwords:
    """Hashes and compares without holding up the event loop. Built once a process."""

    def __init__(self) -> None:
        self._hasher = PasswordHasher()
        self._threads = ThreadPoolExecutor(THREADS, "passwords")

    async def hashed(self, password: str) -> str:
        """As it is kept."""
        return await asyncio.get_running_loop().run_in_executor(self._threads, self._hasher.hash, password)

    async def fits(self, kept: str, password: str) -> bool:
        """Whether it is the one; takes as long where `kept` is empty."""
        return await asyncio.get_running_loop().run_in_executor(self._threads, self._fits, kept, password)

    def _fits(self, kept: str, password: str) -> bool:
        try:
            return self._hasher.verify(kept or NOBODYS, password[:LONGEST]) and bool(kept)
        except (VerificationError, InvalidHashError):
            return False


def fault(password: str, again: str, *, names: str = "") -> str:
    """Why a password can't be chosen, as a sentence; empty: it can. `names`: whose it is to be."""
    if len(password) < SHORTEST:
        return wording.TOO_SHORT
    if len(password) > LONGEST:
        return wording.TOO_LONG
    if _obvious(password.casefold(), names.casefold()):
        return wording.OBVIOUS
    return "" if password == again else wording.DIFFERENT


def _obvious(password: str, names: str) -> bool:
    if len(set(password)) < FEWEST_SIGNS:
        return True
    letters = "".join(sign for sign in password if sign.isalpha())
    if letters in OBVIOUS or password.strip("0123456789!@#$%.*_-") in OBVIOUS:
        return True
    if any(password in walk or password in walk[::-1] for walk in WALKS):
        return True
    own = {part for part in names.replace(".", " ").replace("-", " ").split() if part}
    return letters in {"".join(names.replace(".", "").replace("-", "").split()), *own}
