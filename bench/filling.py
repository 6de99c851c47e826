"""A database as a province has it after a year: questions, ledgers, groups, drafts, articles."""

import asyncio
import tempfile
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

from knowing import furnish, multiplied, procedure_files
from sqlalchemy import Connection, text

from bot.numbers import counting, following, reaching
from connectors.database import Database

QUESTIONS, DELIVERIES, PROCEDURES = 1_000_000, 3_000_000, 3_005
PEOPLE, COMMUNES, ARTICLES, GROUPS, DRAFTS = 300_000, 20, 20_000, 2_000, 300
BROADCASTS = DELIVERIES // PEOPLE
PARCEL = 500
YEAR = 365 * 86_400


async def fill(url: str, now: datetime) -> None:
    """Everything, and what the clock counts of it; the newest question is asked at `now`."""
    with tempfile.TemporaryDirectory() as folder:
        files = procedure_files()
        if sum(len(file.read_text("utf-8").splitlines()) for file in files) < PROCEDURES:
            files = [Path(folder) / "procedures.jsonl"]
            multiplied(PROCEDURES, files[0])
        await furnish(url, *files)
    database = Database(url)
    await asyncio.to_thread(_fill, database, now)
    while await counting.count_due(database):
        pass
    for _ in range(BROADCASTS):
        await reaching.count_due(database, now)
    await following.count_due(database, now)
    await database.close()


def _fill(database: Database, now: datetime) -> None:
    with database.direct.execution_options(writing=True).begin() as connection:
        for statement in _statements(database.is_sqlite, now):
            connection.execute(text(statement))
    with database.direct.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        _settle(connection)


def _settle(connection: Connection) -> None:
    """What an engine does by itself in time: it learns how its tables lie."""
    connection.execute(text("ANALYZE"))


def _statements(sqlite: bool, now: datetime) -> Iterator[str]:
    then = f"{now.astimezone(UTC):%Y-%m-%d %H:%M:%S}"
    at = f"'{then}.000000'" if sqlite else f"TIMESTAMPTZ '{then}+00'"

    def ago(seconds: str) -> str:
        if sqlite:
            return f"strftime('%Y-%m-%d %H:%M:%S', '{then}', '-' || ({seconds}) || ' seconds') || '.000000'"
        return f"{at} - ({seconds}) * INTERVAL '1 second'"

    def series(count: int) -> str:
        if sqlite:
            every = f"WITH RECURSIVE g(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM g WHERE n < {count})"
            return f"FROM ({every} SELECT n FROM g) AS g"
        return f"FROM generate_series(CAST(1 AS bigint), {count}) AS g(n)"

    key = "printf('zalo:tinh-do:%09d', n)" if sqlite else "'zalo:tinh-do:' || lpad(n::text, 9, '0')"
    asjson = "" if sqlite else "::json"
    agency = f"(n * 7919) % {COMMUNES} + 1"
    kind = "CASE WHEN n % 10 < 6 THEN 'found' WHEN n % 10 < 8 THEN 'unsure' ELSE 'unknown' END"
    codes = (
        "'[\"' || (SELECT code FROM procedure LIMIT 1 OFFSET 0) || '\"]'"
        if sqlite
        else "json_build_array((SELECT code FROM procedure LIMIT 1))"
    )
    code = "json_array('p' || ((n * 31) % 997))" if sqlite else "json_build_array('p' || ((n * 31) % 997))"
    codes = f"CASE WHEN n % 3 = 0 THEN {codes} ELSE {code} END"
    yield (
        "INSERT INTO agency (id, code, parent_id, name, level, address, hours, phone, portal_url, "
        "online_url, "
        f"disclaimer, created_at) SELECT n + 1, 'xa-' || n, 1, 'UBND xã ' || n, 'commune', '', "
        f"'7 giờ 30 đến 17 giờ', '', '', '', '', {at} {series(COMMUNES)}"
    )
    yield (
        "INSERT INTO question_group (agency_id, title, keys, candidates, count, state, decision, "
        "decided_by, "
        f"first_at, last_at) SELECT {agency}, 'lắp điện ba pha ' || n, '[]'{asjson}, '[]'{asjson}, n "
        "% 90 + 1, "
        f"CASE WHEN n % 4 = 0 THEN 'ignored' ELSE 'open' END, '', '', {at}, {ago('n * 600')} "
        f"{series(GROUPS)}"
    )
    yield (
        "INSERT INTO question (agency_id, channel, message_id, asked, kind, codes, facets, "
        "confidence, asked_at, "
        "talk, seconds, candidates, group_id, grouped_at, wrong_by, wrong_why, counted) "
        f"SELECT {agency}, CASE WHEN n % 3 = 0 THEN 'zalo' WHEN n % 3 = 1 THEN 'messenger' ELSE "
        "'webchat' END, "
        f"'m:' || n, 'thủ tục số ' || n || ' cần giấy tờ gì', {kind}, {codes}, '[]'{asjson}, 0.8, "
        f"{ago(f'n * {YEAR / QUESTIONS:.3f}')}, 't' || n / 3, (n % 40) / 10.0, '[]'{asjson}, "
        f"CASE WHEN n % 10 >= 8 THEN n % {GROUPS} + 1 END, {at}, '', '', 0 {series(QUESTIONS)}"
    )
    yield (
        "INSERT INTO person (key, channel, agency, person, first_at, last_at, follows, gone_reason, "
        f"privacy_wording, news_wording) SELECT {key}, 'zalo', 'tinh-do', 'p' || n, {at}, {at}, true, "
        "'', '', '' "
        f"{series(PEOPLE)}"
    )
    yield (
        "INSERT INTO article (agency_id, url, title, lead, text, author, origin, categories, topics, "
        "picture, files, "
        "digest, version, state, remarks, first_at, seen_at, decided_by, told_version) "
        f"SELECT {agency}, 'https://portal.example/' || n, 'Tin số ' || n, 'Tóm tắt', 'Nội dung', '', "
        f"'', '[]'{asjson}, "
        f"'[\"news\"]'{asjson}, '', '[]'{asjson}, 'd' || n, 1, CASE WHEN n % 20 = 0 THEN 'waiting' "
        "ELSE 'kept' END, "
        f"'[]'{asjson}, {ago('n * 1500')}, {at}, '', 0 {series(ARTICLES)}"
    )
    body = '{"text": "Nộp tại bộ phận một cửa.", "questions": ["nộp ở đâu"]}'
    yield (
        "INSERT INTO draft (agency_id, kind, subject, body, state, delicate, author, writers, reviewer, "
        "note, lock, created_at, "
        f"updated_at) SELECT {agency}, 'answer', 'a-' || n, '{body.replace(':', chr(92) + ':')}'{asjson}, "
        f"CASE WHEN n % 3 = 0 THEN 'review' ELSE 'draft' END, '', 'ba.hai', '[\"ba.hai\"]'{asjson}, "
        f"'', '', 1, {at}, {at} "
        f"{series(DRAFTS)}"
    )
    yield from _ledger(sqlite, at, ago, series, key)


def _ledger(
    sqlite: bool, at: str, ago: Callable[[str], str], series: Callable[[int], str], key: str
) -> Iterator[str]:
    yield (
        "INSERT INTO broadcast (id, agency_id, kind, state, rhythm, title, text, link, created_by, "
        "created_at, "
        "approved_by, second_by, start_at, began_at, ended_at, reason) SELECT n, 1, 'news', 'done', "
        "'instant', "
        f"'Tin nhắn số ' || n, 'Nội dung', '', 'ba.hai', {at}, 'ba.tu', '', {at}, {ago('n * 86400')}, "
        f"{ago('n * 86400')}, '' {series(BROADCASTS)}"
    )
    yield (
        "INSERT INTO broadcast_part (id, broadcast_id, channel, agency, way, laid_key, laid) "
        f"SELECT n, n, 'zalo', 'tinh-do', 'people', '', true {series(BROADCASTS)}"
    )
    for number in range(1, BROADCASTS + 1):
        yield (
            "INSERT INTO delivery (broadcast_id, person_key, state, reason, attempted_at, ended_at, "
            "platform_id) "
            f"SELECT {number}, {key}, 'accepted', '', {at}, {at}, '' {series(PEOPLE)}"
        )
    count = PEOPLE // PARCEL * BROADCASTS
    of = f"(n - 1) / {PEOPLE // PARCEL} + 1"
    place = f"((n - 1) % {PEOPLE // PARCEL}) * {PARCEL}"
    first, last = (
        key.replace("n::text", f"({place} + {end})::text").replace(", n)", f", {place} + {end})")
        for end in (1, PARCEL)
    )
    tally = f"'{{\"accepted\"\\: {PARCEL}}}'"
    yield (
        "INSERT INTO parcel (broadcast_id, part_id, channel, agency, first_key, last_key, size, "
        "tally, dirty, urgent, "
        f"key, due_at, attempts, state, error) SELECT {of}, {of}, 'zalo', 'tinh-do', {first}, {last}, "
        f"{PARCEL}, "
        f"{tally}{'' if sqlite else '::json'}, false, false, 'k' || n, {at}, 1, 'done', '' {series(count)}"
    )
