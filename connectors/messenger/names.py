"""What is agreed between the parts that read Messenger's calls and those that call it."""

CHANNEL = "messenger"
GET_STARTED = "GET_STARTED"
"""Payload of the button that opens a talk; nothing else in a call tells that it was this one."""
COMMENT = "comment:"
"""How `Address.person` begins where a comment is to be answered; its id follows."""
