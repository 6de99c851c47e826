"""Numbers of what the assistant did: counted by day, shown, reported."""
