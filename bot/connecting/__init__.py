"""Accounts and sources connected, checked and removed: by commands and at the desk alike."""
