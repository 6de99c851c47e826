"""What citizens will read, channel by channel: composed and cut by the code that sends it."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.broadcast_wording import CHANNELS
from bot.console import wording
from bot.platforms import Platforms
from broadcasts.composing import Composed
from broadcasts.ways import WEBCHAT
from connectors.adapting import Part
from connectors.webchat.channel import ABILITY

HOUR = 60


@dataclass(frozen=True, slots=True)
class Preview:
    """One message as it looks on a channel."""

    channel: str
    part: Part


def of(platforms: Platforms, code: str, composed: Composed) -> list[Preview]:
    """On each channel that the agency has an account of, and in the web chat."""
    abilities = {
        name: channel.shows(account)
        for name, channel in platforms.channels.items()
        if (account := platforms.accounts.find(name, code)) is not None
    }
    found = [
        Preview(CHANNELS[name], part)
        for name, ability in {**abilities, WEBCHAT: ABILITY}.items()
        if (part := composed.part(ability)) is not None
    ]
    return together(found)


def together(previews: Sequence[Preview]) -> list[Preview]:
    """Channels that show the same stand together."""
    parts: dict[Part, list[str]] = {}
    for preview in previews:
        parts.setdefault(preview.part, []).append(preview.channel)
    return [Preview(", ".join(channels), part) for part, channels in parts.items()]


def clock(minute: int) -> str:
    """Minutes after midnight: 21 giờ, 21 giờ 30."""
    words = wording.CLOCK if minute % HOUR else wording.HOUR
    return words.format(hour=minute // HOUR, minute=f"{minute % HOUR:02}")
