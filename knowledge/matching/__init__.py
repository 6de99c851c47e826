"""A question in, ranked candidates out. Pure."""
