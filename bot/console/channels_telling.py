"""What a check of an account says, for somebody at the desk, who has buttons and no command line. Pure."""

import re

from bot.console import channels_wording as wording


def at_the_desk(told: str) -> str:
    """The same advice, without commands; it begins with a capital."""
    for command, here in wording.AT_THE_DESK.items():
        told = re.sub(command, here, told)
    return told[:1].upper() + told[1:]
