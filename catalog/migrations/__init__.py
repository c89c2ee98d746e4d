"""The schema through time (Alembic). `upgrade(database)` brings a database to the newest version, whatever it was."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from catalog.database import Database

HERE = Path(__file__).parent


def configuration(database: Database) -> Config:
    """Alembic's configuration for this database, without an ini file."""
    config = Config()
    config.set_main_option("script_location", str(HERE))
    config.attributes["engine"] = database.engine
    return config


def upgrade(database: Database) -> None:
    """Migrates to the newest version; does nothing when it is already there. Each migration is one transaction.

    Raises `DatabaseUnavailable` when the database does not answer.
    """
    with database.mapped_errors():
        command.upgrade(configuration(database), "head")


def is_current(database: Database) -> bool:
    """Whether the database has the newest version of the schema. Raises `DatabaseUnavailable` when it does not answer."""
    head = ScriptDirectory.from_config(configuration(database)).get_current_head()
    with database.reading() as session:
        return MigrationContext.configure(session.connection()).get_current_revision() == head
