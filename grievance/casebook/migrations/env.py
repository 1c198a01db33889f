"""What alembic runs: the caller's connection, and nothing read from a file."""

from __future__ import annotations

from alembic import context

context.configure(connection=context.config.attributes["connection"])
context.run_migrations()
