"""What happens to a Page besides messages: its staff answer, people comment, apps hand threads over.

`page_id`: the Page; "": the first.
"""

from collections.abc import Callable
from typing import Any

from bot.rehearsal.platforms.messenger import commenting, events, receipts, threads
from bot.rehearsal.platforms.messenger.graph import Graph
from bot.rehearsal.platforms.messenger.state import INBOX_APP, Page, Person, Post
from bot.rehearsal.platforms.messenger.wrapping import Told


class Office:
    def __init__(self, graph: Graph) -> None:
        self._graph = graph

    def staff_reply(self, psid: str, text: str, *, page_id: str = "", app_id: str = INBOX_APP) -> str:
        """Somebody answers in the Page's inbox, or another app (`app_id`) does; gives the mid."""
        world = self._graph.world
        page, mid = world.page(page_id), world.mid()
        receipts.echoed(self._graph, page, world.person(page, psid), mid, app_id, {"text": text})
        return mid

    def comment(
        self, user: str, text: str, *, post_id: str = "", parent_id: str = "", page_id: str = ""
    ) -> str:
        """`user`, a psid, comments on a post, or on another comment; gives the comment's id."""
        world = self._graph.world
        page = world.page(page_id)
        world.person(page, user)
        post = post_id or self._some_post(page.id)
        made = commenting.write(self._graph, page, user, text, post=post, parent=parent_id or post)
        return made.id

    def uncomment(self, comment_id: str) -> None:
        """Whoever wrote a comment deletes it."""
        comment = self._graph.world.comments[comment_id]
        commenting.remove(self._graph, self._graph.world.pages[comment.page], comment)

    def visitor_post(self, user: str, text: str, *, page_id: str = "") -> str:
        """Somebody writes on the Page's wall; gives the post's id."""
        world = self._graph.world
        page = world.page(page_id)
        person = world.person(page, user)
        post = Post(
            f"{page.id}_{world.number()}", page.id, user, world.now(), {"item": "post", "message": text}
        )
        world.posts[post.id] = post
        self._graph.emitter.change(page, f"{post.id} add", events.post(post, person.name, "add"))
        return post.id

    def enforce(self, action: str, reason: str = "", *, page_id: str = "") -> None:
        """The platform warns, blocks or unblocks the Page."""
        page, at = self._graph.world.page(page_id), self._graph.emitter.moment()
        if action != "warning":
            page.restricted = (368, None) if action == "block" else None
        element = events.policy(page.id, at, action, reason)
        self._graph.emitter.tell(
            page, None, "messaging_policy_enforcement", f"policy {page.id} {at}", element
        )

    def hand_over(self, psid: str, app_id: str, *, page_id: str = "") -> None:
        """Another app takes the thread: from then on ours hears of it in standby."""
        page, person = self._thread(psid, page_id)
        before = person.owner
        value = {"previous_owner_app_id": before, "new_owner_app_id": app_id, "metadata": ""}
        threads.told(self._graph, page, person, "pass_thread_control", value)
        person.owner = app_id

    def give_back(self, psid: str, *, page_id: str = "") -> None:
        """The other app lets go of the thread."""
        page, person = self._thread(psid, page_id)
        before, person.owner = person.owner, None
        value = {"previous_owner_app_id": before, "new_owner_app_id": page.app, "metadata": ""}
        threads.told(self._graph, page, person, "pass_thread_control", value)

    def refuse(self, psid: str, code: int = 551, subcode: int | None = 1545041) -> None:
        """This person can't be reached from now on: every message gets this error. Code 0: again they can."""
        self._graph.world.people[psid].refusal = (code, subcode) if code else None

    def event(
        self, element: dict[str, Any], *, key: str = "", container: str = "messaging", page_id: str = ""
    ) -> str:
        """Call with any element, rightly signed; gives the key of its fate."""
        page = self._graph.world.page(page_id)
        name, at = key or f"event {self._graph.world.number()}", self._graph.emitter.moment()
        person = str((element.get("sender") or {}).get("id", ""))
        self._graph.emitter.raw(Told(name, person, page.id, container, element, at))
        return name

    def acts(self) -> dict[str, Callable[..., Any]]:
        """Every act by its name, for driving from outside."""
        names = (
            *("staff_reply", "comment", "uncomment", "visitor_post", "enforce", "hand_over", "give_back"),
            *("refuse", "event"),
        )
        return {name: getattr(self, name) for name in names}

    def _thread(self, psid: str, page_id: str) -> tuple[Page, Person]:
        page = self._graph.world.page(page_id)
        return page, self._graph.world.person(page, psid)

    def _some_post(self, page_id: str) -> str:
        """A post of the Page from before anybody looked."""
        world = self._graph.world
        name = f"{page_id}_1"
        world.posts.setdefault(
            name, Post(name, page_id, page_id, world.now(), {"item": "status", "message": "…"})
        )
        return name
