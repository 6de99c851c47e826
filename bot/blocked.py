"""What is said in place of what is blocked: that it is being looked at, and whom to ask."""

from bot import rendering, wording
from connectors.messages import Reply
from knowledge.blocking import WHOLE
from knowledge.blocks import Blocked
from knowledge.findings import AgencyView


def reply(agency: AgencyView, block: Blocked) -> Reply:
    """Said each time it is asked; why it is blocked is for colleagues only."""
    said = wording.BLOCKED_ALL if block.kind in WHOLE else wording.BLOCKED
    return Reply("\n".join((said, *rendering.person_to_ask(agency))))
