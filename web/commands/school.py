"""`krets school`: schools of the national register."""

from pathlib import Path

import click

from catalog.geo.assigning import assign_districts
from catalog.geo.schools import load_schools
from catalog.store.municipalities import municipality as municipality_by_slug
from importers.reading import schools_in
from importers.registry import importer_for
from web.commands.output import errors_in_one_line, say, say_json
from web.context import Krets


@click.group()
def school() -> None:
    """Schools."""


@school.command("load")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--municipality", required=True, help="The municipality's slug.")
@click.option("--source", "source_name", default="Nasjonalt skoleregister", show_default=True, help="Who published the list.")
@click.option("--dry-run", is_flag=True, help="Show what would be stored, and store nothing.")
@click.option("--json", "as_json", is_flag=True, help="One line of JSON.")
@click.pass_obj
def load(krets: Krets, file: Path, municipality: str, source_name: str, *, dry_run: bool, as_json: bool) -> None:
    """Load the schools of FILE (the register's JSON or CSV); those of other municipalities are passed over."""
    refused: list[str] = []
    now = krets.clock.now()
    with errors_in_one_line(), krets.database.transaction() as session:
        place = municipality_by_slug(session, municipality)
        report = load_schools(session, place, schools_in(importer_for("nsr"), file, now, refused.append), source_name, now)
        assign_districts(session, place, now)
        if dry_run:
            session.rollback()
    facts = {name: getattr(report, name) for name in report.__slots__} | {"refused": refused, "dry_run": dry_run}
    if as_json:
        say_json(facts)
    else:
        say(", ".join(f"{name} {len(value) if isinstance(value, list) else value}" for name, value in facts.items()))
        for line in [*report.problems, *refused]:
            say(line)
