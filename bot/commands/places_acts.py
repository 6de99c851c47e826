"""What `congdan places …` does."""

from pathlib import Path

from bot.commands import wording
from bot.commands.saying import number, say
from knowledge.places.building import built, source
from knowledge.places.loading import FOLDER, UNITS
from knowledge.places.placing import placed
from knowledge.places.telling import told


def find(text: str, home: str | None) -> None:
    understood = placed(text, home)
    for mention in understood.mentions:
        status = wording.PLACES_STATUS[mention.status]
        say(wording.PLACES_MENTION.format(said=mention.said, status=status, told=told(mention)))
    if not understood.mentions:
        say(wording.PLACES_NONE)
    say(wording.PLACES_REST.format(rest=" ".join(understood.rest.split())))
    if understood.direct:
        say(wording.PLACES_DIRECT)
    else:
        say(wording.PLACES_BESIDE.format(told=understood.told or wording.EMPTY))
    for label, typed in understood.choices:
        say(wording.PLACES_CHOICE.format(label=label, typed=typed))


def build(out: Path | None) -> None:
    path = out or FOLDER / UNITS
    content = built(*source())
    same = path.is_file() and path.read_bytes() == content.encode()
    path.write_bytes(content.encode())
    lines = sum("\t" in line for line in content.splitlines() if not line.startswith(("#", "+", "-")))
    sentence = wording.PLACES_SAME if same else wording.PLACES_BUILT
    say(sentence.format(path=path, count=number(lines)))
