"""How an act on the knowledge is refused."""


class RefusedError(Exception):
    """It cannot be done as asked; nothing was changed. The message is Vietnamese: why, and what to do."""
