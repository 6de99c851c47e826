"""Everything that the platform keeps, in memory."""

import base64
import random
from datetime import timedelta

from bot.rehearsal.platforms.messenger.state import (
    Action,
    App,
    Attachment,
    Comment,
    Kind,
    Page,
    Person,
    Post,
    Token,
)
from bot.rehearsal.platforms.outbox import Outbox
from bot.rehearsal.platforms.timing import Clock

SCOPES = (
    "pages_messaging",
    "pages_manage_metadata",
    "pages_show_list",
    "pages_manage_posts",
    "pages_read_engagement",
    "pages_manage_engagement",
    "pages_read_user_content",
)


class World:
    """The tables of the platform. Made anew from the same seed, it gives the same ids."""

    def __init__(self, clock: Clock, seed: int = 0) -> None:
        self.clock = clock
        self.outbox = Outbox(clock)
        self.random = random.Random(seed)  # noqa: S311 (a repeatable play, no secret depends on it)
        self.apps: dict[str, App] = {}
        self.pages: dict[str, Page] = {}
        self.people: dict[str, Person] = {}
        self.tokens: dict[str, Token] = {}
        self.codes: dict[str, tuple[str, str, str, float]] = {}
        self.granted: dict[str, tuple[str, ...]] = {}
        self.managers: dict[str, set[str]] = {}
        self.user_refs: dict[str, str] = {}
        self.actions: list[Action] = []
        self.posts: dict[str, Post] = {}
        self.comments: dict[str, Comment] = {}
        self.attachments: dict[str, Attachment] = {}
        self.unfetchable: set[str] = set()

    def now(self) -> float:
        """In seconds since 1970, by the platform's clock."""
        return self.clock.now().timestamp()

    def number(self) -> str:
        """An id that nobody has yet: sixteen digits, as the platform's are."""
        return str(self.random.randrange(10**15, 10**16))

    def letters(self, size: int) -> str:
        return base64.urlsafe_b64encode(self.random.randbytes(size)).decode().rstrip("=")

    def mid(self) -> str:
        return f"m_{self.letters(64)}"

    def add_app(self, app_id: str, secret: str) -> App:
        self.apps[app_id] = App(app_id, secret)
        return self.apps[app_id]

    def add_page(self, page_id: str, name: str, app: App, *, manager: str = "100001") -> Page:
        """A Page that the user `manager` administers, as yet without a token or a subscription."""
        page = self.pages[page_id] = Page(page_id, name, app.id)
        self.managers.setdefault(manager, set()).add(page_id)
        return page

    def add_person(self, page: Page, name: str = "", psid: str | None = None) -> Person:
        psid = psid or self.number()
        person = self.people[psid] = Person(psid, page.id, name or f"Công Dân {len(self.people) + 1}")
        return person

    def page(self, page_id: str = "") -> Page:
        """The Page with this id; "": the first. Raises KeyError."""
        return self.pages[page_id] if page_id else next(iter(self.pages.values()))

    def person(self, page: Page, psid: str) -> Person:
        """Somebody as the Page sees them, perhaps a new person. Raises KeyError for another Page's."""
        person = self.people.get(psid) or self.add_person(page, psid=psid)
        if person.page != page.id:
            raise KeyError(psid)
        return person

    def issue(
        self,
        kind: Kind,
        app: App,
        subject: str,
        *,
        lasting: timedelta | None = None,
        scopes: tuple[str, ...] = SCOPES,
        value: str = "",
    ) -> Token:
        """A token of `subject` (a user's or Page's id); one that never expires unless `lasting` is given."""
        ends = self.now() + lasting.total_seconds() if lasting is not None else 0
        token = Token(value or f"EAA{self.letters(60)}", kind, app.id, subject, scopes, ends)
        self.tokens[token.value] = token
        return token

    def engaged(self, page: str, since: float) -> int:
        """How many people wrote to a Page since then."""
        return sum(
            person.page == page and person.acted_at is not None and person.acted_at > since
            for person in self.people.values()
        )
