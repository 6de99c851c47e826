"""Local servers that behave like the platforms, written from their documents and not from our connectors."""
