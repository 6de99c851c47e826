"""The pages of the web chat: what is filled into the templates, and the files that stand beside them."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from connectors.webchat import wording
from connectors.webchat.statics import read_static, version

HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Card:
    """What a chat page says of its agency."""

    code: str
    name: str
    phone: str = ""
    hours: str = ""
    address: str = ""

    @property
    def dialled(self) -> str:
        """The telephone as a link needs it; empty when there is none, or more than one in the field."""
        kept = "".join(letter for letter in self.phone if letter not in " .-()")
        return kept if kept.removeprefix("+").isdecimal() else ""


class Pages:
    """Renders the pages. `static` are the files by name; their address changes whenever one of them does.

    `marks` is HTML of ours for the head of every page, by which a platform sees whose site it is.
    """

    def __init__(self, marks: str = "") -> None:
        self.static = read_static(HERE / "static")
        self.assets = f"/static/webchat/{version(self.static)}"
        self._templates = Environment(
            loader=FileSystemLoader(HERE / "templates"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._templates.globals |= {
            "words": wording.PAGE,
            "assets": self.assets,
            "marks": Markup(marks),  # noqa: S704 (ours: made of checked codes)
        }

    def chat(self, card: Card) -> str:
        return self._render(
            "chat.html",
            title=wording.TITLE.format(agency=card.name),
            subtitle=wording.SUBTITLE,
            card=card,
            examples=wording.EXAMPLES,
            script=wording.SCRIPT,
            longest=wording.LONGEST,
        )

    def choice(self, cards: Sequence[Card]) -> str:
        return self._render("agencies.html", title=wording.PAGE["agencies"], cards=cards)

    def notice(self, title: str, next_step: str) -> str:
        return self._render("notice.html", title=title, next_step=next_step)

    def widget(self) -> bytes:
        """The script that a portal embeds, with its words filled in."""
        words = json.dumps(wording.WIDGET, ensure_ascii=False)
        return (HERE / "templates" / "widget.js").read_text("utf-8").replace("__WORDS__", words).encode()

    def _render(self, template: str, **values: object) -> str:
        return self._templates.get_template(template).render(**values)
