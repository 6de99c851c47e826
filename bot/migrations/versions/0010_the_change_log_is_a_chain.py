"""The change log is a chain, and its lines are only added."""

from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa
from alembic import op

from knowledge import chaining

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

PARCEL = 1000
LINES = sa.table(
    "change",
    sa.column("id", sa.Integer()),
    sa.column("agency_id", sa.Integer()),
    sa.column("by", sa.String()),
    sa.column("what", sa.String()),
    sa.column("at", sa.DateTime(timezone=True)),
    sa.column("subject", sa.String()),
    sa.column("before", sa.JSON(none_as_null=True)),
    sa.column("after", sa.JSON(none_as_null=True)),
    sa.column("learned", sa.Boolean()),
    sa.column("digest", sa.String()),
)


def upgrade() -> None:
    connection = op.get_bind()
    _chain(connection)
    op.create_index("ix_change_by", "change", ["by", "id"])
    op.create_index("ix_change_agency", "change", ["agency_id", "id"])
    op.create_index("ix_change_at", "change", ["at"])
    for statement in chaining.TRIGGERS[connection.dialect.name]:
        connection.exec_driver_sql(statement)


def _chain(connection: sa.Connection) -> None:
    """Lines of older versions are taken as they are found."""
    digest, last = "", 0
    while True:
        query = sa.select(LINES).where(LINES.c.id > last).order_by(LINES.c.id).limit(PARCEL)
        rows = connection.execute(query).mappings().all()
        parcel = []
        for row in rows:
            line = {name: value for name, value in row.items() if name != "digest"} | {"at": _utc(row["at"])}
            digest, last = chaining.digest(digest, line), row["id"]
            parcel.append({"number": last, "made": digest})
        if not parcel:
            return
        named = sa.update(LINES).where(LINES.c.id == sa.bindparam("number"))
        connection.execute(named.values(digest=sa.bindparam("made")), parcel)


def _utc(at: Any) -> datetime:
    moment: datetime = at
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
