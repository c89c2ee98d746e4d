"""`krets db`: the schema."""

import click

from catalog.migrations import is_current, upgrade
from web.commands.output import errors_in_one_line, say
from web.context import Krets


@click.group()
def db() -> None:
    """The database's schema."""


@db.command("upgrade")
@click.option("--dry-run", is_flag=True, help="Only say whether there is anything to do.")
@click.pass_obj
def upgrade_database(krets: Krets, *, dry_run: bool) -> None:
    """Migrate the database to this version of Krets."""
    with errors_in_one_line():
        if dry_run:
            say("the schema is current" if is_current(krets.database) else "the schema would be migrated")
            return
        upgrade(krets.database)
        say("the schema is current")
