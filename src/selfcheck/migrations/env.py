"""Alembic's entry: runs the steps on the connection it is handed. Knows no records."""

from alembic import context

connection = context.config.attributes["connection"]
context.configure(
    connection=connection, transactional_ddl=True, transaction_per_migration=False
)
context.run_migrations()
