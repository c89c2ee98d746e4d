"""`krets source`: feeds that are read on a schedule."""

from typing import Any

import click

from catalog.audit import SYSTEM
from catalog.sourcing import SourceDraft, add_source, pause_source
from catalog.store import sources as stored
from catalog.store.municipalities import municipality as municipality_by_slug
from importers.pipeline import run
from importers.registry import importer_for
from web.commands.output import errors_in_one_line, say, say_json
from web.commands.preview import preview
from web.commands.running import options_from, run_and_tell
from web.commands.source_state import leads, list_sources, show, state_of
from web.context import Krets


@click.group()
def source() -> None:
    """Sources: feeds that are read on a schedule."""


for command in (preview, list_sources, show, leads):
    source.add_command(command)


@source.command("add")
@click.option("--name", required=True, help="What it is called.")
@click.option("--format", "format_name", required=True, help="csv, xlsx, ical, json, geojson …")
@click.option("--location", required=True, help="File or http(s) address.")
@click.option("--municipality", required=True, help="The municipality's slug.")
@click.option("--every", help="How often it is read: 30m, 6h, 1d. Without it only by hand.")
@click.option("--publisher", help="Who publishes it.")
@click.option("--licence", help="Its licence.")
@click.option("--own", is_flag=True, help="The municipality itself publishes it.")
@click.option("--option", "options", multiple=True, metavar="NAME=VALUE", help="An option of the format; may be given several times.")
@click.option("--dry-run", is_flag=True, help="Check, and add nothing.")
@click.option("--json", "as_json", is_flag=True, help="One line of JSON.")
@click.pass_obj
def add(
    krets: Krets,
    /,
    municipality: str,
    format_name: str,
    options: tuple[str, ...],
    *,
    dry_run: bool,
    as_json: bool,
    **rest: Any,  # noqa: ANN401  the draft checks its own fields
) -> None:
    """Add a source."""
    with errors_in_one_line(), krets.database.transaction() as session:
        importer_for(format_name)
        draft = SourceDraft(format=format_name, options=options_from(options), **rest)
        added = add_source(session, municipality_by_slug(session, municipality), draft, actor=SYSTEM, now=krets.clock.now())
        shape = state_of(session, added)
        if dry_run:
            session.rollback()
    if as_json:
        say_json(shape | {"dry_run": dry_run})
    else:
        say(f"{'would add' if dry_run else 'added'} source {shape['id']}: {shape['name']}")


@source.command("run")
@click.argument("source_id", type=int)
@click.option("--dry-run", is_flag=True, help="Show what would change, and change nothing.")
@click.option("--force", is_flag=True, help="Apply a feed that is held for a person.")
@click.option("--json", "as_json", is_flag=True, help="One line of JSON.")
@click.pass_obj
def run_source(krets: Krets, source_id: int, *, dry_run: bool, force: bool, as_json: bool) -> None:
    """Read a source now."""
    with errors_in_one_line():
        with krets.database.reading() as session:
            name = stored.source(session, source_id).name
        run_and_tell(
            krets, name, lambda tools: run(krets.database, source_id, tools, dry_run=dry_run, force=force), dry_run=dry_run, as_json=as_json
        )


@source.command("pause")
@click.argument("source_id", type=int)
@click.option("--resume", is_flag=True, help="Let it go on instead.")
@click.option("--dry-run", is_flag=True, help="Check, and change nothing.")
@click.pass_obj
def pause(krets: Krets, source_id: int, *, resume: bool, dry_run: bool) -> None:
    """Pause a source: it is then read only by hand."""
    with errors_in_one_line(), krets.database.transaction() as session:
        one = stored.source(session, source_id)
        pause_source(session, one, paused=not resume, actor=SYSTEM, now=krets.clock.now())
        state = state_of(session, one)["state"]
        if dry_run:
            session.rollback()
    say(f"source {source_id}: {state}")
