"""Run by Alembic for each command; everything it needs comes in `config.attributes` from bot/migrate.py."""

from alembic import context

from bot.migrate import OPTIONS

context.configure(connection=context.config.attributes["connection"], **OPTIONS)
with context.begin_transaction():
    context.run_migrations()
