"""The door to agencies' own portals: pages are fetched with care and read as what they are."""
