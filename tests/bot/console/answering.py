"""A running desk on each engine for the tests of answers, and what they do there again and again."""

import asyncio
import re
from collections.abc import Awaitable, Callable
from html import unescape

from desks import Colleague

from knowledge.drafts import Draft

PARKING = "gửi xe ở đâu khi đến ủy ban\nchỗ để xe máy ở ủy ban"
TEXT = "Xe máy để ở nhà xe phía sau trụ sở, cổng số 2."
DRAFT = re.compile(r"/console/answers/draft/(\d+)")
HIDDEN = re.compile(r'<input type="hidden" name="(\w+)" value="([^"]*)">')
AREA = re.compile(r'<textarea[^>]* name="(\w+)"[^>]*>([^<]*)</textarea>')


def words(page: str) -> str:
    """What a page says, without its markup."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", page)).split())


async def drafted(who: Colleague, questions: str, text: str, **fields: str) -> int:
    """Write an answer and save it; the number of its draft."""
    form = {"questions": questions, "text": text, "act": "save", **fields}
    async with who.http.post(
        "/console/answers/new", data={**form, "csrf": await who.token("/answers/new")}, allow_redirects=False
    ) as answer:
        found = DRAFT.search(answer.headers.get("Location", ""))
        assert found is not None, words(await answer.text())[-400:]
        return int(found[1])


async def lock_of(who: Colleague, draft: int) -> str:
    """The lock of a draft as the database has it now."""
    async with who.desk.database.reading() as session:
        return str((await session.get_one(Draft, draft)).lock)


async def published(who: Colleague, draft: int) -> str:
    """Ask for its publication and wait for what the gate says."""
    lock = {"lock": await lock_of(who, draft)}
    await who.post(f"/answers/draft/{draft}/publish", lock, page=f"/answers/draft/{draft}/try")
    return await decided(who, draft)


async def decided(who: Colleague, draft: int) -> str:
    """The page of the gate, once it says something."""

    async def said() -> str:
        _, page = await who.get(f"/answers/draft/{draft}/gate")
        return "" if "Đang hỏi thử" in page else words(page)

    return await until(said)


async def until(what: Callable[[], Awaitable[str]], seconds: float = 30) -> str:
    async with asyncio.timeout(seconds):
        while not (found := await what()):  # noqa: ASYNC110 (another process would not set an event either)
            await asyncio.sleep(0.1)
    return found


async def answered(who: Colleague, question: str, expected: str, agency: str = "tinh-a") -> None:
    """Wait until citizens of the agency are told so."""
    conversation, now = who.desk.service.library, who.desk.clock

    async def said() -> str:
        finding = conversation.answer(agency, question, None, now())
        told = getattr(finding, "text", "") or getattr(getattr(finding, "procedure", None), "code", "")
        told = told or str(getattr(finding, "blocked", "") or "")
        return "yes" if expected in told else ""

    await until(said)


async def sent_again(who: Colleague, page: str, path: str, **typed: str) -> tuple[int, str]:
    """Send the form to `path` as `page` shows it, with what it carries out of sight and `typed` into it."""
    inside = page.split(f'action="/console{path}"')[1].partition("</form>")[0]
    fields = {name: unescape(text).lstrip("\n") for name, text in AREA.findall(inside)}
    fields |= {name: unescape(text) for name, text in HIDDEN.findall(inside)}
    assert fields["once"]
    data = {**fields, **typed}
    async with who.http.post(f"/console{path}", data=data) as answer:
        return answer.status, await answer.text()
