"""`krets population`: children per district and year of age."""

from pathlib import Path

import click

from catalog.clock import today
from catalog.geo.population import load_population
from catalog.store.municipalities import municipality as municipality_by_slug
from web.commands.output import errors_in_one_line, say, say_json
from web.context import Krets


@click.group()
def population() -> None:
    """How many children live where."""


@population.command("load")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--municipality", required=True, help="The municipality's slug.")
@click.option("--source", "source_name", help="Who published the figures (default: the file's name).")
@click.option("--dry-run", is_flag=True, help="Show what would be stored, and store nothing.")
@click.option("--json", "as_json", is_flag=True, help="One line of JSON.")
@click.pass_obj
def load(krets: Krets, file: Path, municipality: str, source_name: str | None, *, dry_run: bool, as_json: bool) -> None:
    """Load the figures of FILE (CSV: district, age, children, date)."""
    with errors_in_one_line(), krets.database.transaction() as session:
        place = municipality_by_slug(session, municipality)
        report = load_population(session, place, file, source_name or file.name, today(krets.clock))
        if dry_run:
            session.rollback()
    facts = {name: getattr(report, name) for name in report.__slots__}
    if as_json:
        say_json({**facts, "dry_run": dry_run})
    else:
        say(", ".join(f"{name} {value}" for name, value in facts.items()))
