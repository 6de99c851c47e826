"""Names and numbers that all parts of the sample share."""

from datetime import UTC, datetime, timedelta

NOW = datetime(2026, 11, 25, 2, 0, tzinfo=UTC)
"""A Wednesday, 9 o'clock in Vietnam."""
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
PROVINCE, COMMUNE, NEIGHBOUR = 1, 2, 3
CODE = "xa-phu-thinh"
CHIEF, EDITOR, SECOND, DRAFTER, OPERATOR = "hoa", "lan", "minh", "dung", "tuan"
BIRTH, MARRIAGE, SINGLE, STAY = "1.001193", "1.000894", "1.004873", "1.004194"
IDENTITY, LAND, COPY, SHOP, PENSION = "1.014064", "1.012784", "2.000815", "1.001612", "1.014027"
