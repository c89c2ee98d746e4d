"""`krets source preview`: what a file or address would give, field by field, before it is a source."""

import json
from typing import Any

import click

from catalog.audit import SYSTEM
from catalog.errors import InvalidValue
from catalog.model import Municipality
from catalog.sourcing import SourceDraft, add_source
from catalog.store.municipalities import municipalities
from catalog.store.municipalities import municipality as municipality_by_slug
from importers.plan import OneOff, tools_from
from importers.preview import SHOWN_RECORDS, Preview, Shown
from importers.previewing import previewed
from importers.registry import importer_for
from web.commands.output import errors_in_one_line, say, say_json, say_table, show_text
from web.commands.progress import shown_progress
from web.commands.running import options_from
from web.context import Krets

LONGEST_VALUE = 70


@click.command("preview")
@click.argument("location")
@click.option("--format", "format_name", required=True, help="csv, xlsx, ical, json, geojson …")
@click.option("--municipality", help="The municipality's slug; not needed where there is only one.")
@click.option("--option", "options", multiple=True, metavar="NAME=VALUE", help="An option of the format; may be given several times.")
@click.option("--records", type=click.IntRange(1, 500), default=SHOWN_RECORDS, show_default=True, help="How many records are shown.")
@click.option("--save-as", metavar="NAME", help="Save it as a source of this name, with the guessed columns as its options.")
@click.option("--every", help="How often the saved source is read: 30m, 6h, 1d. Without it only by hand.")
@click.option("--json", "as_json", is_flag=True, help="One line of JSON.")
@click.pass_obj
def preview(
    krets: Krets,
    /,
    location: str,
    format_name: str,
    *,
    municipality: str | None,
    options: tuple[str, ...],
    as_json: bool,
    **rest: Any,  # noqa: ANN401  click's own values
) -> None:
    """Show what the first records at LOCATION would be stored as, and why; nothing is stored but, if asked, the source."""
    with errors_in_one_line():
        importer_for(format_name)
        place = _place(krets, municipality)
        what = OneOff(place.id, location, format_name, options_from(options))
        with shown_progress(location) as show:
            tools = tools_from(krets.settings, krets.clock, progress=show)
            found = previewed(krets.database, what, tools, records=rest["records"])
        saved = _saved(krets, place.slug, found.options | dict(what.options), what, rest) if rest["save_as"] else None
    if as_json:
        say_json(found.to_json() | {"source": saved})
        return
    _tell(found)
    if saved:
        say(f"saved as source {saved}; `krets source run {saved}` reads it")
    else:
        say("nothing is stored; --save-as NAME keeps this as a source, with the columns as they are shown")


def _place(krets: Krets, slug: str | None) -> Municipality:
    with krets.database.reading() as session:
        if slug is not None:
            return municipality_by_slug(session, slug)
        known = municipalities(session)
    if len(known) != 1:
        names = ", ".join(one.slug for one in known)
        raise InvalidValue("municipality", "", f"say which one with --municipality ({names})" if names else "there is none yet; add one")
    return known[0]


def _saved(krets: Krets, slug: str, options: dict[str, str], what: OneOff, rest: dict[str, Any]) -> int:
    """The new source's id; its options are the given ones and the guesses."""
    draft = SourceDraft(rest["save_as"], what.format, what.location, options, rest["every"])
    with krets.database.transaction() as session:
        return add_source(session, municipality_by_slug(session, slug), draft, actor=SYSTEM, now=krets.clock.now()).id


def _tell(found: Preview) -> None:
    if found.columns:
        say_table(("field", "column", "chosen by"), [(each.field, each.column, each.chosen_by) for each in found.columns])
    if found.unused:
        show_text(f"\nread by nobody: {', '.join(found.unused)}")
    for record in found.records:
        show_text(f"\n{record.position} (id {record.id})" + (f": {record.problem}" if record.problem else ""))
        for part in record.parts:
            show_text(f"  {part.part:20} {_stored(part)}{_published(part)}{''.join(f' — {note}' for note in part.notes)}")
    more = found.count - len(found.records)
    show_text(f"\n{found.count} records in all" + (f", {more} of them not shown" if more else ""))


def _stored(part: Shown) -> str:
    return "unknown" if part.stored is None else _short(part.stored)


def _published(part: Shown) -> str:
    return "".join(f"  ← {column} = {_short(value)}" for column, value in part.published.items())


def _short(value: object) -> str:
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    line = " ".join(text.split())
    return line if len(line) <= LONGEST_VALUE else f"{line[: LONGEST_VALUE - 1]}…"
