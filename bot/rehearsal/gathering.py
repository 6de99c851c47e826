"""After the rehearsal: what the platforms recorded and what the service's database holds, as evidence."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import select

from bot.inbox import InboxRow
from bot.kinds import EventKind
from bot.rehearsal.driving import Said
from bot.rehearsal.evidence import Calls, Evidence, Fate, PlatformEvidence, Taken
from bot.rehearsal.killing import Killed
from bot.rehearsal.leaks import find
from bot.rehearsal.remote import Remote
from bot.rehearsal.settling import inbox
from bot.rehearsal.stage import Stage
from connectors.directory import Accounts

SHOWN = 20


async def gather(stage: Stage, said: Sequence[Said], killed: Sequence[Killed], *, settled: bool) -> Evidence:
    """Ask every witness. The service's processes must have been stopped: they may still write their logs."""
    backlog = await inbox(stage)
    platforms = {name: await _platform(name, remote, said, killed) for name, remote in stage.remotes.items()}
    return Evidence(
        platforms,
        settled,
        backlog.waiting,
        backlog.failed,
        await _strangers(stage, said),
        await find(stage.database, stage.folder, {*stage.secrets, *await _later_secrets(stage)}),
        Counter(each.process for each in killed),
    )


async def _platform(
    name: str, remote: Remote, said: Sequence[Said], killed: Sequence[Killed]
) -> PlatformEvidence:
    fates = await remote.act("fates")
    report = await remote.act("hooks")
    return PlatformEvidence(
        tuple(each for each in said if each.act.platform == name),
        tuple(_taken(each) for each in await remote.sent()),
        {key: Fate(fate["sent"], fate["accepted"]) for key, fate in fates.items()},
        Calls(**{key: report[key] for key in ("enabled", "tries", "p50", "p99", "longest", "counts")}),
        await remote.act("struck"),
        await remote.act("refreshes") if name == "zalo" else {},
        tuple(each.at - report["born"] for each in killed if each.process.startswith("work")),
    )


def _taken(sent: dict[str, Any]) -> Taken:
    return Taken(sent["number"], sent["at"], sent["to"], sent["text"], sent["lost"])


async def _strangers(stage: Stage, said: Iterable[Said]) -> tuple[str, ...]:
    """Messages in the inbox that nobody wrote: forged ones that were let in."""
    known: dict[str, set[str]] = defaultdict(set)
    prefixes = {side.name: side.prefix for side in stage.sides}
    for each in said:
        known[each.act.platform].add(f"{prefixes[each.act.platform]}{each.key}")
    rows = select(InboxRow.channel, InboxRow.platform_id).where(InboxRow.kind == EventKind.MESSAGE)
    async with stage.database.reading() as session:
        kept = (await session.execute(rows)).tuples().all()
    return tuple(f"{channel} {name}" for channel, name in kept if name not in known[channel])[:SHOWN]


async def _later_secrets(stage: Stage) -> set[str]:
    """Those that came during the rehearsal: renewed tokens."""
    accounts = Accounts(stage.database, stage.seal)
    await accounts.refresh()
    return {secret for account in accounts.all for secret in account.secrets.values() if secret}
