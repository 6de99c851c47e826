"""One request to the desk: who asks, what they may do where, what their form says."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from aiohttp import web
from sqlalchemy.ext.asyncio import AsyncSession

from bot.console.desk import Console
from bot.console.editors import FormUse
from bot.console.refusing import GoneError, NotAllowedError
from bot.console.rights import Right
from connectors import cleaning
from knowledge.agencies import Agency
from knowledge.changes import one_writer

ONCE = "once"
"""The form field that makes a form count once."""
CSRF = "csrf"
MOST_LETTERS = 4_000_000
"""Of one field: as many as a whole form may have bytes."""


@dataclass(frozen=True, slots=True)
class Who:
    """Somebody who is signed in."""

    id: int
    name: str
    full_name: str


class Form:
    """What a form says: texts without control signs, composed letters, line feeds only."""

    def __init__(self, values: Mapping[str, Sequence[str]]) -> None:
        self._values = {name: tuple(map(cleaned, texts)) for name, texts in values.items()}

    def text(self, name: str) -> str:
        """The field, without space around it; empty where it is missing."""
        return (self._values.get(name) or ("",))[0].strip()

    def texts(self, name: str) -> tuple[str, ...]:
        """Every filled field of that name."""
        return tuple(text.strip() for text in self._values.get(name, ()) if text.strip())

    def number(self, name: str) -> int | None:
        """The field as a row's number; None where it is none."""
        text = self.text(name)
        return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else None  # noqa: PLR2004 (of an INTEGER)

    def ticked(self, name: str) -> bool:
        return bool(self.text(name))

    def kept(self) -> dict[str, tuple[str, ...]]:
        """Everything that was typed, for a page that gives it back; but no passwords and one-time codes."""
        return {
            name: texts
            for name, texts in self._values.items()
            if name not in {CSRF, ONCE, "otp"} and not name.startswith("password")
        }


def cleaned(text: str) -> str:
    """As it is kept: composed (NFC), line feeds, nothing that misleads a reader or takes long."""
    return cleaning.cleaned(text.replace("\r\n", "\n").replace("\r", "\n"), MOST_LETTERS)


@dataclass(frozen=True, slots=True)
class Visit:
    """`agency` is being worked for: it and all below it are in sight."""

    request: web.Request
    console: Console
    who: Who
    rights: Mapping[int, frozenset[Right]]
    """By the id of each agency where there are any."""
    agency: Agency
    csrf: str
    device: str
    """The digest of the device that is signed in."""
    now: datetime
    form: Form = field(default_factory=lambda: Form({}))

    def may(self, right: Right, agency_id: int | None = None) -> bool:
        """Whether it is allowed for an agency; without one, for the agency that is worked for."""
        return right in self.rights.get(self.agency.id if agency_id is None else agency_id, frozenset())

    def sight(self, right: Right = Right.READ) -> tuple[int, ...]:
        """Ids of the agency and those below it where this is allowed: what a list may show."""
        agencies = self.console.agencies
        return tuple(
            key
            for key, rights in sorted(self.rights.items())
            if right in rights and self.agency.id in agencies.line(key)
        )

    def own(self, agency_id: int, right: Right) -> None:
        """Raises GoneError for an agency that isn't in sight at all, NotAllowedError where it isn't allowed.

        To be asked for every row that is found by a number from an address or a form.
        """
        rights = self.rights.get(agency_id)
        if rights is None or Right.READ not in rights:
            raise GoneError
        if right not in rights:
            raise NotAllowedError

    def called(self, name: str) -> str:
        """A colleague's full name, by the one they sign in with; any other name as it is."""
        return self.console.colleagues.called(name)

    def page(self, template: str, words: object, /, *, status: int = 200, **values: object) -> web.Response:
        """A whole page. `words`: the module of its sentences, `w` in the template."""
        return self.console.rendering.page(self, template, words, status=status, **values)

    def piece(self, template: str, words: object, /, **values: object) -> web.Response:
        """A piece of a page that a script puts in its place."""
        return self.console.rendering.piece(self, template, words, **values)

    def to(self, path: str, said: str = "") -> web.Response:
        """Show another page of the desk, with a sentence on top of it; `path` begins with `/console`."""
        return self.console.rendering.moved(path, said, secure=self.console.secure(self.request))

    async def first(self, session: AsyncSession, led_to: str) -> str:
        """Empty when this form was not sent before: do it now. Else the page that its first sending led to.

        The note is written in the transaction of the act itself: what is refused by an exception counts for
        nothing. Whoever refuses otherwise says so (`not_done`).
        """
        token = self._sending()
        if not token:
            return ""
        await one_writer(session)  # of two clicks at one time the second waits for what the first did
        used = await session.get(FormUse, token)
        if used is not None:
            return used.led_to or led_to
        session.add(FormUse(token=token, at=self.now, led_to=led_to))
        await session.flush()
        return ""

    async def leads(self, session: AsyncSession, path: str) -> None:
        """The page to which a second sending of this form leads, where only the act itself could tell."""
        if (use := await session.get(FormUse, self._sending())) is not None:
            use.led_to = path

    async def not_done(self, session: AsyncSession) -> None:
        """What the form asked for was refused: corrected, it may be sent again from the page it stands on."""
        if (use := await session.get(FormUse, self._sending())) is not None:
            await session.delete(use)
            await session.flush()

    def _sending(self) -> str:
        """By what a form is known: those of one page share the mark, and go to addresses of their own."""
        token = self.form.text(ONCE)
        return hashlib.sha256(f"{self.request.path} {token}".encode()).hexdigest() if token else ""
