"""Floor 0: every door to the outside: the channels, the portal, the database."""
