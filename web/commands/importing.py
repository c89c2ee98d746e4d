"""`krets import`: a file or address, once."""

import click

from catalog.store.municipalities import municipality as municipality_by_slug
from importers.pipeline import run_once
from importers.plan import OneOff
from importers.registry import importer_for
from web.commands.output import errors_in_one_line
from web.commands.running import options_from, run_and_tell
from web.context import Krets


@click.command("import")
@click.argument("location")
@click.option("--format", "format_name", required=True, help="csv, xlsx, ical, json, geojson …")
@click.option("--municipality", required=True, help="The municipality's slug.")
@click.option("--option", "options", multiple=True, metavar="NAME=VALUE", help="An option of the format; may be given several times.")
@click.option("--dry-run", is_flag=True, help="Show what would change, and change nothing.")
@click.option("--force", is_flag=True, help="Apply a feed that would be held for a person.")
@click.option("--json", "as_json", is_flag=True, help="One line of JSON.")
@click.pass_obj
def import_(  # noqa: PLR0913  one argument for each option
    krets: Krets, location: str, format_name: str, municipality: str, options: tuple[str, ...], *, dry_run: bool, force: bool, as_json: bool
) -> None:
    """Import the file or address LOCATION once."""
    with errors_in_one_line():
        importer_for(format_name)
        with krets.database.reading() as session:
            place = municipality_by_slug(session, municipality).id
        what = OneOff(place, location, format_name, options_from(options))
        run_and_tell(
            krets,
            location,
            lambda tools: run_once(krets.database, what, tools, dry_run=dry_run, force=force),
            dry_run=dry_run,
            as_json=as_json,
        )
