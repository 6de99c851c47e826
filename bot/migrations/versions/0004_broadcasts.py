"""Broadcasts, their items and parts, and the ledger of deliveries."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

KEY = sa.String().with_variant(sa.String(collation="C"), "postgresql")


def upgrade() -> None:
    op.create_table(
        "broadcast",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "news",
                "digest",
                "emergency",
                "correction",
                "withdrawal",
                "rehearsal",
                name="broadcastkind",
                native_enum=False,
            ),
            nullable=False,
        ),
        sa.Column(
            "state",
            sa.Enum(
                "draft",
                "planned",
                "sending",
                "paused",
                "done",
                "cancelled",
                name="broadcaststate",
                native_enum=False,
            ),
            nullable=False,
        ),
        sa.Column(
            "rhythm", sa.Enum("instant", "daily", "weekly", name="rhythm", native_enum=False), nullable=False
        ),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("link", sa.Text(), nullable=False),
        sa.Column("about_id", sa.Integer(), nullable=True),
        sa.Column("created_by", sa.String(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("approved_by", sa.String(), nullable=False),
        sa.Column("approved_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("second_by", sa.String(), nullable=False),
        sa.Column("second_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("start_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("began_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["about_id"], ["broadcast.id"], name=op.f("fk_broadcast_about_id_broadcast")),
        sa.ForeignKeyConstraint(["agency_id"], ["agency.id"], name=op.f("fk_broadcast_agency_id_agency")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_broadcast")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("broadcast", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_broadcast_about_id"), ["about_id"], unique=False)
        batch_op.create_index("ix_broadcast_agency", ["agency_id", "id"], unique=False)
        batch_op.create_index("ix_broadcast_state", ["state", "start_at"], unique=False)

    op.create_table(
        "broadcast_item",
        sa.Column("broadcast_id", sa.Integer(), nullable=False),
        sa.Column("article_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["article_id"], ["article.id"], name=op.f("fk_broadcast_item_article_id_article")
        ),
        sa.ForeignKeyConstraint(
            ["broadcast_id"],
            ["broadcast.id"],
            name=op.f("fk_broadcast_item_broadcast_id_broadcast"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("broadcast_id", "article_id", name=op.f("pk_broadcast_item")),
    )
    with op.batch_alter_table("broadcast_item", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_broadcast_item_article_id"), ["article_id"], unique=False)

    op.create_table(
        "broadcast_part",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("broadcast_id", sa.Integer(), nullable=False),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("agency", sa.String(), nullable=False),
        sa.Column(
            "way", sa.Enum("people", "platform", "post", name="way", native_enum=False), nullable=False
        ),
        sa.Column("laid_key", sa.String(), nullable=False),
        sa.Column("laid", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["broadcast_id"],
            ["broadcast.id"],
            name=op.f("fk_broadcast_part_broadcast_id_broadcast"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_broadcast_part")),
    )
    with op.batch_alter_table("broadcast_part", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_broadcast_part_broadcast_id"), ["broadcast_id"], unique=False)

    op.create_table(
        "delivery",
        sa.Column("broadcast_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("person_key", KEY, nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "planned",
                "attempted",
                "accepted",
                "delivered",
                "seen",
                "refused",
                "gone",
                "unknown",
                "skipped",
                name="deliverystate",
                native_enum=False,
            ),
            nullable=False,
        ),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("attempted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("platform_id", sa.String(), nullable=False),
        sa.Column("words", sa.BigInteger(), nullable=True),
        sa.Column("delivered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("broadcast_id", "person_key", name=op.f("pk_delivery")),
        sqlite_with_rowid=False,
    )
    with op.batch_alter_table("delivery", schema=None) as batch_op:
        batch_op.create_index(
            "ix_delivery_platform_id",
            ["platform_id"],
            unique=False,
            sqlite_where=sa.text("platform_id <> ''"),
            postgresql_where=sa.text("platform_id <> ''"),
        )
