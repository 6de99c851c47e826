"""Floor 1: what the portal says, what citizens ask, which answer fits."""
