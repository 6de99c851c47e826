"""How colleagues are called where pages tell who did what."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.console.editors import Editor

READ_EVERY = timedelta(minutes=1)


class Colleagues:
    """Full names of everybody at the desk, a minute old at most; whoever asks for a page is known at once."""

    def __init__(self) -> None:
        self._names: Mapping[str, str] = {}
        self._read_at: datetime | None = None

    def called(self, name: str) -> str:
        """By the name that somebody signs in with; what nobody signs in with comes back as it is."""
        return self._names.get(name, name)

    def signed(self, name: str) -> tuple[str, ...]:
        """The names by which people sign in who are called so, in full or by that name itself."""
        wanted = name.casefold()
        return (
            name,
            *(key for key, full in self._names.items() if full.casefold() == wanted and key != name),
        )

    def look(self, session: Session, asking: Editor, now: datetime) -> None:
        """Read them anew where it is time; in any case learn who is asking."""
        if self._read_at is None or not timedelta() <= now - self._read_at < READ_EVERY:
            rows = session.execute(select(Editor.name, Editor.full_name))
            self._names, self._read_at = {row.name: row.full_name for row in rows}, now
        elif self._names.get(asking.name) != asking.full_name:
            self._names = {**self._names, asking.name: asking.full_name}
