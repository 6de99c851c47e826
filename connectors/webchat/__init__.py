"""The chat box on the portal's own page."""
