"""Every page of the desk as addresses of the sample, and which of them the guide shows a picture of."""

from collections.abc import Mapping
from dataclasses import dataclass

from sample_answers import DROPPED, LIVE, OWN, RECEPTION, RETURNED, REVIEW, TAUGHT
from sample_news import CANCELLED, DONE, DRAFTED, EMERGENCY, PLANNED, SENDING
from sample_questions import ASKED_FOUND, ASKED_WRONG, CULTURE, TET
from sample_talks import CLOSED, MINE, WAITING
from sample_words import CODE, IDENTITY, SINGLE, STAY

DRAFT = r"/answers/draft/{id:\d{1,9}}"
BROADCAST = r"/broadcasts/{number:\d{1,9}}"

PAGES: Mapping[str, tuple[str, ...]] = {
    "/": ("/",),
    "/account": ("/account",),
    "/account/factor": ("/account/factor",),
    "/agency": ("/agency",),
    "/answers": ("/answers", "/answers?show=drafts"),
    "/answers/new": ("/answers/new?group=1", "/answers/new"),
    DRAFT: tuple(f"/answers/draft/{each}" for each in (LIVE, REVIEW, TAUGHT, RETURNED, OWN, DROPPED)),
    f"{DRAFT}/try": (f"/answers/draft/{REVIEW}/try", f"/answers/draft/{TAUGHT}/try"),
    f"{DRAFT}/gate": (f"/answers/draft/{LIVE}/gate",),
    "/answers/{agency}/{code}": (f"/answers/{CODE}/{RECEPTION}", f"/answers/{CODE}/gui-xe-khi-den-uy-ban"),
    "/procedures": ("/procedures", "/procedures?q=khai+sinh"),
    "/procedures/{code}": (f"/procedures/{SINGLE}", f"/procedures/{STAY}"),
    "/procedures/{code}/fields/{facet}": (
        f"/procedures/{STAY}/fields/fee",
        f"/procedures/{IDENTITY}/fields/time",
    ),
    "/reviews": ("/reviews",),
    "/review-words": ("/review-words",),
    "/blocks": ("/blocks",),
    "/articles": ("/articles", "/articles?state=approved"),
    r"/articles/{number:\d{1,9}}": ("/articles/1", "/articles/3", "/articles/4"),
    "/broadcasts": ("/broadcasts",),
    BROADCAST: tuple(
        f"/broadcasts/{each}" for each in (EMERGENCY, DRAFTED, PLANNED, SENDING, DONE, CANCELLED)
    ),
    f"{BROADCAST}/reach": (f"/broadcasts/{PLANNED}/reach",),
    f"{BROADCAST}/ledger": (f"/broadcasts/{DONE}/ledger",),
    "/broadcasts/new": ("/broadcasts/new", "/broadcasts/new?kind=emergency"),
    "/testers": ("/testers",),
    "/news-rule": ("/news-rule",),
    "/people": ("/people",),
    "/people/new": ("/people/new",),
    "/people/{id:[0-9]{1,9}}": ("/people/2", "/people/6", "/people/7"),
    "/log": ("/log",),
    "/numbers": ("/numbers?period=30", "/numbers"),
    "/numbers/report": ("/numbers/report",),
    "/talks": ("/talks", "/talks?state=closed"),
    r"/talks/{talk:\d{1,9}}": tuple(f"/talks/{each}" for each in (WAITING, MINE, CLOSED)),
    "/canned": ("/canned",),
    r"/canned/{answer:\d{1,9}}": ("/canned/1",),
    r"/later/{group:\d{1,9}}": (f"/later/{CULTURE}",),
    r"/later/block/{block:\d{1,9}}": ("/later/block/1",),
    r"/later/question/{question:\d{1,9}}": (f"/later/question/{ASKED_FOUND}",),
    "/questions": ("/questions", "/questions?kind=unknown"),
    "/questions/{id}": (f"/questions/{ASKED_FOUND}", f"/questions/{ASKED_WRONG}"),
    "/groups": ("/groups", "/groups?state=answered"),
    "/groups/{id}": ("/groups/1", "/groups/2", "/groups/4", f"/groups/{CULTURE}", f"/groups/{TET}"),
    "/channels": ("/channels",),
    "/channels/new/{kind:zalo|messenger}": (f"/channels/new/zalo?agency={CODE}", "/channels/new/messenger"),
    "/channels/{kind:zalo|messenger}/{agency:[a-z0-9-]{1,64}}/check": (f"/channels/zalo/{CODE}/check",),
    "/channels/{kind:zalo|messenger}/{agency:[a-z0-9-]{1,64}}/options": (f"/channels/zalo/{CODE}/options",),
    "/sources": ("/sources",),
    "/sources/new": ("/sources/new",),
    "/setup": ("/setup",),
    "/setup/agency": ("/setup/agency",),
    "/setup/agencies/new": ("/setup/agencies/new",),
    "/setup/first": ("/setup/first",),
}
"""By route. The first address of each is looked at most closely."""

OTHERS: Mapping[str, str] = {
    f"{DRAFT}/gate/state": f"/answers/draft/{LIVE}/gate/state",
    f"{BROADCAST}/progress": f"/broadcasts/{SENDING}/progress",
    BROADCAST + r"/ledger.{kind:csv|xlsx}": f"/broadcasts/{DONE}/ledger.csv",
    "/numbers/open-data.csv": "/numbers/open-data.csv",
    "/talks/open": "/talks/open",
    r"/talks/{talk:\d{1,9}}/lines": f"/talks/{WAITING}/lines",
}
"""What is no page of its own: pieces that a script puts in their places, and files."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture of the guide: the page, and what stands at its top; empty: the page from its beginning."""

    path: str
    top: str = ""


PICTURES: Mapping[str, Picture] = {
    "hom-nay": Picture("/"),
    "hom-nay-nhom": Picture("/", "#group-1"),
    "nhom": Picture("/groups/2"),
    "cau-hoi": Picture("/questions"),
    "soan": Picture("/answers/new?group=1"),
    "thu": Picture(f"/answers/draft/{REVIEW}/try"),
    "duyet": Picture(f"/answers/draft/{REVIEW}"),
    "cau-tra-loi": Picture("/answers"),
    "tam-ngung": Picture("/blocks"),
    "tin-bai": Picture("/articles"),
    "tin": Picture("/articles/1"),
    "dot-tin": Picture(f"/broadcasts/{PLANNED}"),
    "dang-gui": Picture(f"/broadcasts/{SENDING}"),
    "tro-chuyen": Picture("/talks"),
    "cuoc-tro-chuyen": Picture(f"/talks/{MINE}"),
    "bao-lai": Picture(f"/later/{CULTURE}"),
    "so-lieu": Picture("/numbers?period=30"),
    "bao-cao": Picture("/numbers/report"),
    "nguoi-dung": Picture("/people"),
    "thiet-lap": Picture("/setup"),
}
