"""What the processes write of themselves, to the standard error."""

import logging
import sys


def set_up_logging() -> None:
    """To be called before libraries are imported that would set it up their own way."""
    logging.basicConfig(
        stream=sys.stderr, level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s: %(message)s"
    )
    logging.getLogger("alembic").setLevel(logging.WARNING)
