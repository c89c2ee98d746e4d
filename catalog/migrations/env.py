"""Alembic's entry: runs migrations on the engine that `catalog.migrations.configuration` passes in."""

from alembic import context
from sqlalchemy import Engine

from catalog.model import Record


def run(engine: Engine) -> None:
    """Applies the asked migrations in one transaction."""
    with engine.connect().execution_options(krets_writes=True) as connection:
        context.configure(
            connection=connection,
            target_metadata=Record.metadata,
            compare_type=True,
            render_as_batch=connection.dialect.name == "sqlite",
        )
        with context.begin_transaction():
            context.run_migrations()


run(context.config.attributes["engine"])
