"""What followers choose, agencies' rules, test groups, covers."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

KEY = sa.String().with_variant(sa.String(collation="C"), "postgresql")


def upgrade() -> None:
    op.create_table(
        "news_rule",
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("values", sa.JSON(), nullable=False),
        sa.Column("changed_by", sa.String(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["agency_id"], ["agency.id"], name=op.f("fk_news_rule_agency_id_agency")),
        sa.PrimaryKeyConstraint("agency_id", name=op.f("pk_news_rule")),
    )

    op.create_table(
        "picture",
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_picture")),
    )

    op.create_table(
        "preference",
        sa.Column("person_key", KEY, nullable=False),
        sa.Column(
            "rhythm", sa.Enum("instant", "daily", "weekly", name="rhythm", native_enum=False), nullable=False
        ),
        sa.Column("chosen", sa.Boolean(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("person_key", name=op.f("pk_preference")),
    )
    with op.batch_alter_table("preference", schema=None) as batch_op:
        batch_op.create_index("ix_preference_rhythm", ["rhythm", "person_key"], unique=False)

    op.create_table(
        "preference_change",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_key", KEY, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("what", sa.String(), nullable=False),
        sa.Column("wording", sa.String(), nullable=False),
        sa.Column("version", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_preference_change")),
    )
    with op.batch_alter_table("preference_change", schema=None) as batch_op:
        batch_op.create_index("ix_preference_change_person", ["person_key", "id"], unique=False)

    op.create_table(
        "preference_topic",
        sa.Column("person_key", KEY, nullable=False),
        sa.Column("topic", sa.String(), nullable=False),
        sa.Column("wanted", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("person_key", "topic", name=op.f("pk_preference_topic")),
    )

    op.create_table(
        "tester",
        sa.Column("person_key", KEY, nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("added_by", sa.String(), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("person_key", name=op.f("pk_tester")),
    )
    with op.batch_alter_table("tester", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_tester_agency_id"), ["agency_id"], unique=False)

    op.create_table(
        "told",
        sa.Column("person_key", KEY, nullable=False),
        sa.Column("day", sa.Integer(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("person_key", name=op.f("pk_told")),
        sqlite_with_rowid=False,
    )

    with op.batch_alter_table("person", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_person_channel_agency"))
        batch_op.create_index("ix_person_channel_agency", ["channel", "agency", "key"], unique=False)
    if op.get_bind().dialect.name == "postgresql":
        op.alter_column("person", "key", type_=KEY)
