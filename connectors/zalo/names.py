"""The name of this channel, in addresses and in tables."""

CHANNEL = "zalo"
