"""Questions counted by day."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "day_counted",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("counted_upto", sa.Integer(), nullable=False),
        sa.Column("final", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("day", name=op.f("pk_day_counted")),
    )
    op.create_table(
        "procedure_day",
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["agency_id"], ["agency.id"], name=op.f("fk_procedure_day_agency_id_agency")),
        sa.PrimaryKeyConstraint("agency_id", "day", "code", name=op.f("pk_procedure_day")),
    )
    with op.batch_alter_table("procedure_day", schema=None) as batch_op:
        batch_op.create_index("ix_procedure_day_day", ["day", "agency_id"], unique=False)

    op.create_table(
        "question_day",
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("hour", sa.Integer(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("wrong", sa.Integer(), nullable=False),
        sa.Column("slow", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["agency_id"], ["agency.id"], name=op.f("fk_question_day_agency_id_agency")),
        sa.PrimaryKeyConstraint("agency_id", "day", "channel", "kind", "hour", name=op.f("pk_question_day")),
    )
    with op.batch_alter_table("question_day", schema=None) as batch_op:
        batch_op.create_index("ix_question_day_day", ["day", "agency_id"], unique=False)
