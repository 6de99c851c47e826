"""People of the desk: who they are, what they may do where, and from which devices they are signed in."""

from datetime import datetime

from sqlalchemy import Enum, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from bot.console.rights import Role
from connectors.database import Table


class Editor(Table):
    """Somebody who works at the desk. Never deleted: the change log names them."""

    __tablename__ = "editor"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(unique=True)
    """What is typed to sign in: lower-case letters, digits, dots and hyphens."""
    full_name: Mapped[str]
    password: Mapped[str] = mapped_column(default="")
    """argon2id; empty: none was chosen yet."""
    secret: Mapped[str] = mapped_column(default="")
    """Of the second factor (RFC 6238), sealed; empty: none."""
    last_step: Mapped[int] = mapped_column(default=0)
    """The newest time step whose code was used: no code is good twice."""
    invitation: Mapped[str] = mapped_column(default="", index=True)
    """SHA-256 of the one-time code by which a password is chosen; empty: none is open."""
    invited_until: Mapped[datetime | None]
    disabled_at: Mapped[datetime | None]
    created_at: Mapped[datetime]
    signed_in_at: Mapped[datetime | None]


class Grant(Table):
    """A role of somebody for an agency and all below it."""

    __tablename__ = "editor_grant"
    __table_args__ = (UniqueConstraint("editor_id", "agency_id", "role"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    editor_id: Mapped[int] = mapped_column(ForeignKey("editor.id"))
    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"), index=True)
    role: Mapped[Role] = mapped_column(
        Enum(Role, native_enum=False, values_callable=lambda roles: [role.value for role in roles])
    )


class EditorSession(Table):
    """One device that is signed in. The cookie holds what `digest` is made of, and nothing else does."""

    __tablename__ = "editor_session"

    digest: Mapped[str] = mapped_column(primary_key=True)
    """SHA-256 of the cookie."""
    editor_id: Mapped[int] = mapped_column(ForeignKey("editor.id"), index=True)
    agency_id: Mapped[int | None]
    """The agency that is being worked for; None: the first of one's own."""
    agent: Mapped[str] = mapped_column(default="")
    """The browser, in the words a person knows it by."""
    began_at: Mapped[datetime]
    seen_at: Mapped[datetime]
    """To the minute: the idle time-out counts from then."""
    ended_at: Mapped[datetime | None]


class SignInTry(Table):
    """Wrong sign-ins of late, by name and by network address; a right one wipes the name's."""

    __tablename__ = "sign_in_try"

    key: Mapped[str] = mapped_column(primary_key=True)
    """`name:<name>` or `from:<digest of the address>`."""
    count: Mapped[int]
    last_at: Mapped[datetime]
    until: Mapped[datetime | None]
    """Nobody signs in by this key before."""


class FormUse(Table):
    """A form that was sent: sent twice, by a double click or the back button, it takes effect once."""

    __tablename__ = "form_use"

    token: Mapped[str] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(index=True)
    led_to: Mapped[str] = mapped_column(default="")
    """The page that its sender was shown."""
