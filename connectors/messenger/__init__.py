"""Facebook Messenger: the inbox of a Page."""
