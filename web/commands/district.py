"""`krets district`: school districts from GeoJSON."""

from datetime import datetime
from pathlib import Path

import click

from catalog.clock import oslo_day
from catalog.geo.assigning import assign_districts
from catalog.geo.districts import DistrictReport, Layer, load_districts
from catalog.geo.polygons import read_polygon_file
from catalog.store.municipalities import municipality as municipality_by_slug
from catalog.terms import Level
from web.commands.output import errors_in_one_line, say, say_json
from web.context import Krets


@click.group()
def district() -> None:
    """School districts."""


@district.command("load")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--municipality", required=True, help="The municipality's slug.")
@click.option("--name-property", required=True, help="The property that names the district.")
@click.option("--level", type=click.Choice([level.value for level in Level]), default=Level.PRIMARY.value, show_default=True)
@click.option("--school-property", help="The property that names its school.")
@click.option("--crs", help="Coordinate system when the file does not say, such as EPSG:25833.")
@click.option("--source", "source_name", help="Who published the borders (default: the file's name).")
@click.option("--valid-from", type=click.DateTime(["%Y-%m-%d"]), help="First day the borders hold (default: today).")
@click.option("--dry-run", is_flag=True, help="Show what would be stored, and store nothing.")
@click.option("--json", "as_json", is_flag=True, help="One line of JSON.")
@click.pass_obj
def load(krets: Krets, /, file: Path, municipality: str, *, dry_run: bool, as_json: bool, **layer: str | datetime | None) -> None:
    """Load the district polygons of FILE (GeoJSON in any coordinate system)."""
    with errors_in_one_line():
        polygons = read_polygon_file(file, crs=_text(layer["crs"]))
        with krets.database.transaction() as session:
            place = municipality_by_slug(session, municipality)
            report = load_districts(session, place, polygons, _layer(krets, file, layer), krets.clock.now())
            assign_districts(session, place, krets.clock.now())
            if dry_run:
                session.rollback()
    _tell(report, dry_run=dry_run, as_json=as_json)


def _text(value: object) -> str | None:
    return value if isinstance(value, str) else None


def _layer(krets: Krets, file: Path, given: dict[str, str | datetime | None]) -> Layer:
    first = given["valid_from"]
    return Layer(
        source=_text(given["source_name"]) or file.name,
        valid_from=first.date() if isinstance(first, datetime) else oslo_day(krets.clock.now()),
        level=Level(_text(given["level"]) or Level.PRIMARY),
        name_property=_text(given["name_property"]) or "name",
        school_property=_text(given["school_property"]),
    )


def _tell(report: DistrictReport, *, dry_run: bool, as_json: bool) -> None:
    facts = {name: getattr(report, name) for name in report.__slots__}
    if as_json:
        say_json({**facts, "dry_run": dry_run})
        return
    for problem in report.problems:
        say(problem)
    say(", ".join(f"{name} {len(names)}" for name, names in facts.items()))
