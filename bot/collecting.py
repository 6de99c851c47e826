"""Python's search for objects that only hold one another, kept away from the knowledge, which stays.

Else each whole search goes through some 300,000 objects, and everybody who calls meanwhile waits for 0.1 s.
"""

import gc

YOUNG = 20_000
"""So many new objects come between two searches: under load most of them belong to calls that soon end."""


def spare() -> None:
    """Let searches pass over all that is there now: for a process that serves, once everything is loaded."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(YOUNG, 20, 20)


def spare_again() -> None:
    """The knowledge was loaded anew: search what was spared once more. Nothing where nothing is spared."""
    if gc.get_freeze_count():
        gc.unfreeze()
        spare()
