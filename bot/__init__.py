"""Floor 3: the service: hears, converses, keeps the clock."""
