"""Figures by day; each question knows whether it was counted."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

COUNTED = (
    *("found", "written", "unsure", "unknown", "routed", "kept", "wrong", "inside", "outside"),
    *("within_1", "within_2", "within_5", "within_10", "within_30", "longer"),
)
UNCOUNTED = sa.text("counted = 0 OR (counted = 1) = (wrong_at IS NOT NULL)")


def upgrade() -> None:
    with op.batch_alter_table("question", schema=None) as batch_op:
        batch_op.add_column(sa.Column("counted", sa.Integer(), nullable=False, server_default="0"))
        batch_op.create_index(
            "ix_question_uncounted",
            ["id"],
            unique=False,
            sqlite_where=UNCOUNTED,
            postgresql_where=UNCOUNTED,
        )

    _by_day(
        "question_day",
        [sa.Column("channel", sa.String(), nullable=False)],
        [sa.Column(name, sa.Integer(), nullable=False) for name in COUNTED],
    )
    _by_day("hour_day", [sa.Column("hour", sa.Integer(), nullable=False)], [_count()])
    _by_day("procedure_day", [sa.Column("code", sa.String(), nullable=False)], [_count()])
    _by_day(
        "follower_day",
        [sa.Column("channel", sa.String(), nullable=False)],
        [
            _count(),
            sa.Column("topics", sa.JSON(), nullable=False),
            sa.Column("counted_at", sa.DateTime(timezone=True), nullable=False),
        ],
    )
    op.create_table(
        "broadcast_reach",
        sa.Column("broadcast_id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("audience", sa.Integer(), nullable=False),
        sa.Column("reached", sa.Integer(), nullable=False),
        sa.Column("posts", sa.Integer(), nullable=False),
        sa.Column("counted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("final", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["agency_id"], ["agency.id"], name=op.f("fk_broadcast_reach_agency_id_agency")
        ),
        sa.ForeignKeyConstraint(
            ["broadcast_id"], ["broadcast.id"], name=op.f("fk_broadcast_reach_broadcast_id_broadcast")
        ),
        sa.PrimaryKeyConstraint("broadcast_id", name=op.f("pk_broadcast_reach")),
    )
    with op.batch_alter_table("broadcast_reach", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_broadcast_reach_counted_at"), ["counted_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_broadcast_reach_day"), ["day"], unique=False)


def _by_day(name: str, key: list[sa.Column[Any]], figures: list[sa.Column[Any]]) -> None:
    op.create_table(
        name,
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        *key,
        *figures,
        sa.ForeignKeyConstraint(["agency_id"], ["agency.id"], name=op.f(f"fk_{name}_agency_id_agency")),
        sa.PrimaryKeyConstraint(
            "day", "agency_id", *(column.name for column in key), name=op.f(f"pk_{name}")
        ),
        sqlite_with_rowid=False,
    )


def _count() -> sa.Column[int]:
    return sa.Column("count", sa.Integer(), nullable=False)
