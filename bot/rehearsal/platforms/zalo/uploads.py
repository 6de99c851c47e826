"""Pictures and files that are sent later by their id."""

from bot.rehearsal.platforms.zalo.answers import need
from bot.rehearsal.platforms.zalo.world import Office, World

MOST_BYTES = {"image": 1_048_576, "gif": 5_242_880, "file": 5_242_880}
BEGINNINGS = {
    "image": (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n"),
    "gif": (b"GIF87a", b"GIF89a"),
}
FILES = (".pdf", ".doc", ".docx", ".xlsx", ".csv")
WRONG = {
    "image": "file is invalid. We only support png and jpeg",
    "gif": "file is invalid. We only support gif",
    "file": "file is invalid. We only support pdf, doc, docx, csv",
}


def keep(world: World, office: Office, kind: str, name: str, content: bytes) -> dict[str, str]:
    """Keep an upload of `kind` (image, gif, file) for seven days; gives the data of the answer.

    Raises:
        Wrong: -201 for another kind of file, -210 for a large one.
    """
    fits = name.lower().endswith(FILES) if kind == "file" else content.startswith(BEGINNINGS[kind])
    need(content and fits, WRONG[kind])
    need(len(content) <= MOST_BYTES[kind], "file exceeds the size limit", -210)
    token = world.name(40)
    office.uploads[token] = (kind, world.clock.now())
    return {"token" if kind == "file" else "attachment_id": token}
