"""The statements that fill a year's tables, for either engine; rows are numbered from `AFTER` on."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

QUESTIONS, DELIVERIES = 1_000_000, 3_000_000
PEOPLE, COMMUNES, ARTICLES, GROUPS, DRAFTS = 300_000, 20, 20_000, 2_000, 300
BROADCASTS = DELIVERIES // PEOPLE
PARCEL = 500
YEAR = 365 * 86_400
AFTER = 100_000
"""Smaller numbers are left to rows that are made one by one."""
AGENCIES = 3
"""Those that are there."""
AGENCY = f"(n * 7919) % {COMMUNES} + 1"
"""Of the first agencies each its share."""
CHANNEL = "CASE n % 3 WHEN 0 THEN 'zalo' WHEN 1 THEN 'messenger' ELSE 'webchat' END"
KIND = "CASE WHEN n % 10 < 6 THEN 'found' WHEN n % 10 < 8 THEN 'unsure' ELSE 'unknown' END"


@dataclass(frozen=True, slots=True)
class Rows:
    """`code`: the account whose followers were told everything; `agency_id`: its agency."""

    sqlite: bool
    now: datetime
    code: str
    agency_id: int

    def statements(self) -> Iterator[str]:
        """Each is run once, in this order."""
        yield from self._asked()
        yield from self._written()
        yield from self._told()

    def _asked(self) -> Iterator[str]:
        yield self._into(
            "agency",
            COMMUNES,
            id=f"n + {AGENCIES}",
            code="'xa-' || n",
            parent_id="1",
            name="'UBND xã ' || n",
            level="'commune'",
            hours="'7 giờ 30 đến 17 giờ'",
            created_at=self._at,
            **dict.fromkeys(("address", "phone", "portal_url", "online_url", "disclaimer"), "''"),
        )
        yield self._into(
            "question_group",
            GROUPS,
            id=f"n + {AFTER}",
            agency_id=AGENCY,
            title="'lắp điện ba pha ' || n",
            keys=self._keys,
            candidates=self._json([]),
            count="n % 90 + 1",
            state="CASE WHEN n % 4 = 0 THEN 'ignored' ELSE 'open' END",
            first_at=self._at,
            last_at=self._ago("n * 600"),
            **dict.fromkeys(("decision", "decided_by"), "''"),
        )
        yield self._into(
            "question",
            QUESTIONS,
            id=f"n + {AFTER}",
            agency_id=AGENCY,
            channel=CHANNEL,
            message_id="'bulk:' || n",
            asked="'thủ tục số ' || n || ' cần giấy tờ gì'",
            kind=KIND,
            codes=self._codes,
            facets=self._json([]),
            confidence="0.8",
            asked_at=self._ago(f"({QUESTIONS} - n) * {YEAR / QUESTIONS:.3f}"),
            talk="'bulk:' || (n / 3)",
            seconds="(n % 40) / 10.0",
            candidates=self._json([]),
            group_id=f"CASE WHEN n % 10 >= 8 THEN n % {GROUPS} + 1 + {AFTER} END",
            grouped_at=self._at,
            counted="0",
            **dict.fromkeys(("wrong_by", "wrong_why"), "''"),
        )

    def _written(self) -> Iterator[str]:
        yield self._into(
            "article",
            ARTICLES,
            id=f"n + {AFTER}",
            agency_id=AGENCY,
            url="'https://portal.example/' || n",
            title="'Tin số ' || n",
            lead="'Tóm tắt'",
            text="'Nội dung'",
            topics=self._json(["news"]),
            digest="'d' || n",
            version="1",
            state="CASE WHEN n % 20 = 0 THEN 'waiting' ELSE 'kept' END",
            first_at=self._ago("n * 1500"),
            seen_at=self._at,
            told_version="0",
            **dict.fromkeys(("author", "origin", "picture", "decided_by"), "''"),
            **dict.fromkeys(("categories", "files", "remarks"), self._json([])),
        )
        yield self._into(
            "draft",
            DRAFTS,
            id=f"n + {AFTER}",
            agency_id=AGENCY,
            kind="'answer'",
            subject="'a-' || n",
            body=self._json({"text": "Nộp tại bộ phận một cửa.", "questions": ["nộp ở đâu"]}),
            state="CASE WHEN n % 3 = 0 THEN 'review' ELSE 'draft' END",
            author="'ba.hai'",
            writers=self._json(["ba.hai"]),
            lock="1",
            created_at=self._at,
            updated_at=self._at,
            **dict.fromkeys(("delicate", "reviewer", "note"), "''"),
        )

    def _told(self) -> Iterator[str]:
        yield self._into(
            "person",
            PEOPLE,
            key=self._key("n"),
            channel="'zalo'",
            agency=f"'{self.code}'",
            person="'p' || n",
            first_at=self._at,
            last_at=self._at,
            follows="true",
            **dict.fromkeys(("gone_reason", "privacy_wording", "news_wording"), "''"),
        )
        part = {"broadcast_id": f"n + {AFTER}", "channel": "'zalo'", "agency": f"'{self.code}'"}
        days = dict.fromkeys(("began_at", "ended_at"), self._ago("n * 86400"))
        people = dict.fromkeys(("created_by", "approved_by"), "'ba.hai'")
        empty = dict.fromkeys(("link", "second_by", "reason"), "''")
        words = {"title": "'Tin nhắn số ' || n", "text": "'Nội dung'", "rhythm": "'instant'"}
        state = {"agency_id": str(self.agency_id), "kind": "'news'", "state": "'done'"}
        times = dict.fromkeys(("created_at", "start_at"), self._at)
        rows = {"id": f"n + {AFTER}", **state, **words, **people, **times, **days, **empty}
        yield self._into("broadcast", BROADCASTS, **rows)
        yield self._into(
            "broadcast_part",
            BROADCASTS,
            id=f"n + {AFTER}",
            **part,
            way="'people'",
            laid_key="''",
            laid="true",
        )
        for number in range(1, BROADCASTS + 1):
            yield self._into(
                "delivery",
                PEOPLE,
                broadcast_id=str(number + AFTER),
                person_key=self._key("n"),
                state="'accepted'",
                attempted_at=self._at,
                ended_at=self._at,
                **dict.fromkeys(("reason", "platform_id"), "''"),
            )
        parcels = PEOPLE // PARCEL
        number = f"(n - 1) / {parcels} + 1 + {AFTER}"
        yield self._into(
            "parcel",
            parcels * BROADCASTS,
            **part | {"broadcast_id": number},
            part_id=number,
            first_key=self._key(f"((n - 1) % {parcels}) * {PARCEL} + 1"),
            last_key=self._key(f"((n - 1) % {parcels}) * {PARCEL} + {PARCEL}"),
            size=str(PARCEL),
            tally=self._json({"accepted": PARCEL}),
            key="'k' || n",
            due_at=self._at,
            attempts="1",
            state="'done'",
            error="''",
            **dict.fromkeys(("dirty", "urgent"), "false"),
        )

    def _into(self, table: str, rows: int, /, **columns: str) -> str:
        """So many rows; `n` in what stands in a column is the number of the row, from 1 on."""
        every = f"generate_series(CAST(1 AS bigint), {rows}) AS g(n)"
        if self.sqlite:
            series = f"WITH RECURSIVE g(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM g WHERE n < {rows})"
            every = f"({series} SELECT n FROM g) AS g"
        return f"INSERT INTO {table} ({', '.join(columns)}) SELECT {', '.join(columns.values())} FROM {every}"

    @property
    def _then(self) -> str:
        return f"{self.now.astimezone(UTC):%Y-%m-%d %H:%M:%S}"

    @property
    def _at(self) -> str:
        return f"'{self._then}.000000'" if self.sqlite else f"TIMESTAMPTZ '{self._then}+00'"

    def _ago(self, seconds: str) -> str:
        if self.sqlite:
            modifier = f"'-' || ({seconds}) || ' seconds'"
            return f"strftime('%Y-%m-%d %H:%M:%S', '{self._then}', {modifier}) || '.000000'"
        return f"{self._at} - ({seconds}) * INTERVAL '1 second'"

    def _key(self, number: str) -> str:
        """Of a person; as long as all others, so that keys lie in the order of their numbers."""
        if self.sqlite:
            return f"printf('zalo:{self.code}:%09d', {number})"
        return f"'zalo:{self.code}:' || lpad(({number})::text, 9, '0')"

    def _json(self, value: object) -> str:
        told = json.dumps(value, ensure_ascii=False).replace(":", "\\:")
        return f"'{told}'" if self.sqlite else f"'{told}'::json"

    @property
    def _keys(self) -> str:
        """Twenty words of a group; seven groups, each of another agency, share them."""
        array = "json_array" if self.sqlite else "json_build_array"
        words = ", ".join(f"{array}('w' || ((n / 7 * {place}) % 397), 0.2)" for place in range(1, 21))
        return f"{array}({words})"

    @property
    def _codes(self) -> str:
        """A third asked for the same procedure, the others for one of a thousand."""
        array = "json_array" if self.sqlite else "json_build_array"
        known = f"{array}((SELECT min(code) FROM procedure))"
        return f"CASE WHEN n % 3 = 0 THEN {known} ELSE {array}('p' || ((n * 31) % 997)) END"
