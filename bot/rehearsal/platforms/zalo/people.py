"""What the API tells of people and of the account itself."""

import json
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Any

from bot.rehearsal.platforms.zalo.answers import Wrong, need, text
from bot.rehearsal.platforms.zalo.sending import GOVERNMENT
from bot.rehearsal.platforms.zalo.windows import VIETNAM
from bot.rehearsal.platforms.zalo.world import Office, Person, World

MOST_OFFSET, MOST_COUNT, MOST_TALK = 9951, 50, 10


class People:
    def __init__(self, world: World) -> None:
        self._world = world

    def getlist(self, office: Office, asked: Mapping[str, Any]) -> dict[str, Any]:
        """v3: a page of those who follow or wrote, with filters."""
        self._require_v3(office)
        offset, count = _page(asked)
        found = list(self._filtered(office, asked))
        users = [{"user_id": person.user_id} for person in found[offset : offset + count]]
        return {"total": len(found), "count": len(users), "offset": offset, "users": users}

    def detail(self, office: Office, asked: Mapping[str, Any]) -> dict[str, Any]:
        """v3: one person."""
        self._require_v3(office)
        person = self._world.known(office, text(asked, "user_id"))
        need(not person.left, "", -213)
        return {
            **self._named(person),
            "user_external_id": "",
            "user_alias": person.name,
            "is_sensitive": False,
            "user_last_interaction_date": self._day(person).strftime("%d/%m/%Y") if person.acted else "",
            "user_is_follower": person.follower,
            "dynamic_param": "",
            "tags_and_notes_info": {"notes": [], "tag_names": person.tags},
            "shared_info": person.shared,
        }

    def getfollowers(self, office: Office, asked: Mapping[str, Any]) -> dict[str, Any]:
        """v2: a page of followers."""
        self._require_v2(office)
        offset, count = _page(asked)
        found = list(self._filtered(office, {"tag_name": asked.get("tag_name"), "is_follower": True}))
        page = [{"user_id": person.user_id} for person in found[offset : offset + count]]
        return {"total": len(found), "followers": page}

    def getprofile(self, office: Office, asked: Mapping[str, Any]) -> dict[str, Any]:
        """v2: one follower; the id is wanted as text or as a number, as `Doubts.quoting` says."""
        self._require_v2(office)
        given, quoting = asked.get("user_id"), self._world.doubts.quoting
        need(quoting != "bare" or isinstance(given, int), "user_id is not valid")
        need(quoting != "quoted" or isinstance(given, str), "user_id is not valid")
        person = self._world.known(office, text(asked, "user_id"))
        need(person.follower, "", -213)
        told = {"user_gender": 0, "birth_date": 0, "shared_info": person.shared}
        tags = {"notes": [], "tag_names": person.tags}
        return {**self._named(person), **told, "tags_and_notes_info": tags}

    def erase(self, office: Office, body: Mapping[str, Any]) -> None:
        """Forget what a person shared."""
        person = self._world.known(office, text(body, "user_id"))
        person.shared, person.tags = {}, []
        office.erased.append(person.user_id)

    def conversation(self, office: Office, asked: Mapping[str, Any]) -> list[dict[str, Any]]:
        """A page of the talk with one person, the newest first."""
        offset, count = _page(asked, MOST_TALK)
        person = self._world.known(office, text(asked, "user_id"))
        lines = person.talk[::-1][offset : offset + count]
        return [_line(office, person, line) for line in lines]

    def office(self, office: Office) -> dict[str, Any]:
        account = office.account
        return {
            "oaid": office.id,
            "name": account.name,
            "description": "",
            "oa_alias": "",
            "is_verified": True,
            "oa_type": account.oa_type,
            "cate_name": "Cơ quan nhà nước" if account.oa_type == GOVERNMENT else "Doanh nghiệp",
            "num_follower": sum(person.follower for person in office.people.values()),
            "avatar": "https://s160-ava-talk.zadn.vn/oa.jpg",
            "cover": "https://cover-talk.zadn.vn/oa.jpg",
            "package_name": "Gói Tăng trưởng",
            "package_valid_through_date": "31/12/2099",
            "package_auto_renew_date": "",
            "linked_ZCA": "" if self._world.doubts.billing == "no account" else "ZCA-1",
        }

    def _require_v3(self, office: Office) -> None:
        if office.account.oa_type == GOVERNMENT and self._world.doubts.v3_users_closed_to_government:
            raise Wrong(-235)

    def _require_v2(self, office: Office) -> None:
        if office.account.oa_type != GOVERNMENT and self._world.doubts.v2_users_closed_to_business:
            raise Wrong(-235)

    def _filtered(self, office: Office, asked: Mapping[str, Any]) -> Iterator[Person]:
        period, tag, follows = (
            text(asked, "last_interaction_period"),
            asked.get("tag_name"),
            asked.get("is_follower"),
        )
        first, last = self._span(period) if period else (date.min, date.max)
        for person in office.people.values():
            if follows is not None and person.follower is not (follows in {True, "true"}):
                continue
            if (tag and tag not in person.tags) or person.left:
                continue
            if not period or (person.acted and first <= self._day(person) <= last):
                yield person

    def _span(self, period: str) -> tuple[date, date]:
        today = self._world.clock.now().astimezone(VIETNAM).date()
        days = {"TODAY": (0, 0), "YESTERDAY": (1, 1), "L7D": (7, 0), "L30D": (30, 0)}.get(period)
        if days is not None:
            return today - timedelta(days[0]), today - timedelta(days[1])
        first, _, last = period.partition(":")
        try:
            return date.fromisoformat(first.replace("_", "-")), date.fromisoformat(last.replace("_", "-"))
        except ValueError:
            raise Wrong(-201, "last_interaction_period is invalid") from None

    def _day(self, person: Person) -> date:
        assert person.acted is not None
        return person.acted.astimezone(VIETNAM).date()

    def _named(self, person: Person) -> dict[str, Any]:
        abroad = self._world.doubts.abroad
        picture = "" if abroad else f"https://s120-ava-talk.zadn.vn/{person.user_id}.jpg"
        return {
            "user_id": person.user_id,
            "user_id_by_app": person.by_app,
            "display_name": "" if abroad else person.name,
            "avatar": picture,
            "avatars": {"120": picture, "240": picture},
        }


def asked_in(query: Mapping[str, str]) -> Mapping[str, Any]:
    """The one parameter of most GETs, `data`, which is JSON.

    Raises:
        Wrong: it is missing or not an object of JSON (-201).
    """
    try:
        asked = json.loads(query.get("data", ""))
    except ValueError:
        asked = None
    need(isinstance(asked, dict), "data is invalid")
    given: Mapping[str, Any] = asked
    return given


def _page(asked: Mapping[str, Any], most: int = MOST_COUNT) -> tuple[int, int]:
    offset, count = text(asked, "offset") or "0", text(asked, "count")
    need(offset.isdecimal() and count.isdecimal(), "offset or count is invalid")
    need(int(offset) <= MOST_OFFSET, "offset exceeds the limit", -210)
    need(int(count) <= most, f"count exceeds {most}", -210)
    return int(offset), int(count)


def _line(office: Office, person: Person, line: Mapping[str, Any]) -> dict[str, Any]:
    ours = (office.id, office.account.name)
    theirs = (person.user_id, person.name)
    (from_id, from_name), (to_id, to_name) = (theirs, ours) if line["src"] else (ours, theirs)
    told = {name: line[name] for name in ("src", "time", "message", "message_id")}
    names = {"from_display_name": from_name, "to_display_name": to_name, "from_avatar": "", "to_avatar": ""}
    return {**told, "type": "text", "from_id": from_id, "to_id": to_id, **names}
