"""Rehearsing a day that goes wrong, before citizens live through it. The service never imports this room."""
