"""People of the desk, talks with officers, letters."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "editor",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("full_name", sa.String(), nullable=False),
        sa.Column("password", sa.String(), nullable=False),
        sa.Column("secret", sa.String(), nullable=False),
        sa.Column("last_step", sa.Integer(), nullable=False),
        sa.Column("invitation", sa.String(), nullable=False),
        sa.Column("invited_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("disabled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("signed_in_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_editor")),
        sa.UniqueConstraint("name", name=op.f("uq_editor_name")),
    )
    with op.batch_alter_table("editor", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_editor_invitation"), ["invitation"], unique=False)

    op.create_table(
        "canned_answer",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["agency_id"], ["agency.id"], name=op.f("fk_canned_answer_agency_id_agency")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_canned_answer")),
    )
    with op.batch_alter_table("canned_answer", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_canned_answer_agency_id"), ["agency_id"], unique=False)

    op.create_table(
        "form_use",
        sa.Column("token", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("led_to", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("token", name=op.f("pk_form_use")),
    )
    with op.batch_alter_table("form_use", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_form_use_at"), ["at"], unique=False)

    op.create_table(
        "letter",
        sa.Column("kind", sa.Enum("talk", "later", name="letterkind", native_enum=False), nullable=False),
        sa.Column("token", sa.String(), nullable=False),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("agency", sa.String(), nullable=False),
        sa.Column("person", sa.String(), nullable=False),
        sa.Column("reply", sa.JSON(), nullable=True),
        sa.Column("about", sa.String(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column(
            "fate",
            sa.Enum("waiting", "sent", "closed", "gone", "failed", name="letterfate", native_enum=False),
            nullable=False,
        ),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("lease_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column(
            "state", sa.Enum("waiting", "done", "failed", name="waitstate", native_enum=False), nullable=False
        ),
        sa.Column("error", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_letter")),
        sa.UniqueConstraint("token", name=op.f("uq_letter_token")),
    )
    with op.batch_alter_table("letter", schema=None) as batch_op:
        batch_op.create_index("ix_letter_about", ["about", "id"], unique=False)
        batch_op.create_index(
            "ix_letter_due",
            ["due_at", "id"],
            unique=False,
            sqlite_where=sa.text("state = 'waiting'"),
            postgresql_where=sa.text("state = 'waiting'"),
        )
        batch_op.create_index(
            "ix_letter_key",
            ["key", "id"],
            unique=False,
            sqlite_where=sa.text("state = 'waiting'"),
            postgresql_where=sa.text("state = 'waiting'"),
        )
        batch_op.create_index(
            "uq_letter_leased",
            ["key"],
            unique=True,
            sqlite_where=sa.text("lease_until IS NOT NULL"),
            postgresql_where=sa.text("lease_until IS NOT NULL"),
        )

    op.create_table(
        "sign_in_try",
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("last_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_sign_in_try")),
    )
    op.create_table(
        "editor_grant",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("editor_id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column(
            "role",
            sa.Enum("contributor", "editor", "chief", "operator", name="role", native_enum=False),
            nullable=False,
        ),
        sa.ForeignKeyConstraint(["agency_id"], ["agency.id"], name=op.f("fk_editor_grant_agency_id_agency")),
        sa.ForeignKeyConstraint(["editor_id"], ["editor.id"], name=op.f("fk_editor_grant_editor_id_editor")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_editor_grant")),
        sa.UniqueConstraint(
            "editor_id", "agency_id", "role", name=op.f("uq_editor_grant_editor_id_agency_id_role")
        ),
    )
    with op.batch_alter_table("editor_grant", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_editor_grant_agency_id"), ["agency_id"], unique=False)

    op.create_table(
        "editor_session",
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("editor_id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=True),
        sa.Column("agent", sa.String(), nullable=False),
        sa.Column("began_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["editor_id"], ["editor.id"], name=op.f("fk_editor_session_editor_id_editor")
        ),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_editor_session")),
    )
    with op.batch_alter_table("editor_session", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_editor_session_editor_id"), ["editor_id"], unique=False)

    op.create_table(
        "officer_talk",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("person", sa.String(), nullable=False),
        sa.Column(
            "state",
            sa.Enum("waiting", "claimed", "closed", name="talkstate", native_enum=False),
            nullable=False,
        ),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("heard_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("unread", sa.Integer(), nullable=False),
        sa.Column("claimed_by", sa.String(), nullable=False),
        sa.Column("claimed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["agency_id"], ["agency.id"], name=op.f("fk_officer_talk_agency_id_agency")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_officer_talk")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("officer_talk", schema=None) as batch_op:
        batch_op.create_index("ix_officer_talk_key", ["key", "id"], unique=False)
        batch_op.create_index("ix_officer_talk_state", ["state", "agency_id", "asked_at"], unique=False)

    op.create_table(
        "undo",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("editor_id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("act", sa.String(), nullable=False),
        sa.Column("told", sa.String(), nullable=False),
        sa.Column("data", sa.JSON(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("undone_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["agency_id"], ["agency.id"], name=op.f("fk_undo_agency_id_agency")),
        sa.ForeignKeyConstraint(["editor_id"], ["editor.id"], name=op.f("fk_undo_editor_id_editor")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_undo")),
    )
    with op.batch_alter_table("undo", schema=None) as batch_op:
        batch_op.create_index("ix_undo_at", ["at"], unique=False)

    op.create_table(
        "officer_line",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("talk_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column(
            "side", sa.Enum("person", "assistant", "officer", name="side", native_enum=False), nullable=False
        ),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("letter_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["talk_id"],
            ["officer_talk.id"],
            name=op.f("fk_officer_line_talk_id_officer_talk"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_officer_line")),
        sa.UniqueConstraint("talk_id", "name", name=op.f("uq_officer_line_talk_id_name")),
    )
    with op.batch_alter_table("officer_line", schema=None) as batch_op:
        batch_op.create_index("ix_officer_line_talk", ["talk_id", "id"], unique=False)

    op.create_table(
        "later_wish",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("question_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("agency", sa.String(), nullable=False),
        sa.Column("person", sa.String(), nullable=False),
        sa.Column("wished_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("letter_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["question_id"],
            ["question.id"],
            name=op.f("fk_later_wish_question_id_question"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_later_wish")),
        sa.UniqueConstraint("question_id", "key", name=op.f("uq_later_wish_question_id_key")),
    )
    with op.batch_alter_table("later_wish", schema=None) as batch_op:
        batch_op.create_index("ix_later_wish_key", ["key"], unique=False)

    with op.batch_alter_table("consent", schema=None) as batch_op:
        batch_op.add_column(sa.Column("asked_by", sa.String(), nullable=False, server_default=""))
