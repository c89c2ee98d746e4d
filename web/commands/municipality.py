"""`krets municipality`: the municipalities of the installation."""

import click

from catalog.audit import SYSTEM
from catalog.contacts import coordinator_email as named_coordinator
from catalog.contacts import set_coordinator_email
from catalog.database import Session
from catalog.founding import add_municipality, set_brand
from catalog.model import Municipality
from catalog.store.municipalities import municipalities
from catalog.store.municipalities import municipality as municipality_by_slug
from web.commands.output import errors_in_one_line, say, say_json, say_table
from web.context import Krets
from web.theme import Theme


@click.group()
def municipality() -> None:
    """Municipalities."""


@municipality.command("add")
@click.argument("number")
@click.argument("name")
@click.option("--slug", required=True, help="Its word in addresses, such as `lier`.")
@click.option("--dry-run", is_flag=True, help="Check, and change nothing.")
@click.option("--json", "as_json", is_flag=True, help="One line of JSON.")
@click.pass_obj
def add(krets: Krets, number: str, name: str, slug: str, *, dry_run: bool, as_json: bool) -> None:
    """Add the municipality with kommunenummer NUMBER."""
    with errors_in_one_line(), krets.database.transaction() as session:
        added = _shape(add_municipality(session, number, name, slug, actor=SYSTEM, now=krets.clock.now()))
        if dry_run:
            session.rollback()
    if as_json:
        say_json(added)
    else:
        say(f"{'would add' if dry_run else 'added'} {added['name']} ({added['number']})")


@municipality.command("list")
@click.option("--json", "as_json", is_flag=True, help="One line of JSON.")
@click.pass_obj
def list_municipalities(krets: Krets, *, as_json: bool) -> None:
    """List the municipalities."""
    with errors_in_one_line(), krets.database.reading() as session:
        rows = _rows(session)
    if as_json:
        say_json(rows)
    else:
        say_table(("number", "name", "slug"), [tuple(row.values()) for row in rows])


@municipality.command("set")
@click.argument("slug")
@click.option("--coordinator-email", required=True, help='Who is told when a source fails or is held; "" for nobody.')
@click.option("--dry-run", is_flag=True, help="Check, and change nothing.")
@click.pass_obj
def set_facts(krets: Krets, slug: str, coordinator_email: str, *, dry_run: bool) -> None:
    """Name the coordinator of the municipality SLUG."""
    with errors_in_one_line(), krets.database.transaction() as session:
        place = municipality_by_slug(session, slug)
        set_coordinator_email(session, place, coordinator_email.strip() or None, actor=SYSTEM, now=krets.clock.now())
        named = named_coordinator(place)
        if dry_run:
            session.rollback()
    say(f"{'would tell' if dry_run else 'tells'} {named or 'nobody'} of trouble in {slug}")


@municipality.command("colours")
@click.argument("slug")
@click.argument("colour")
@click.option("--second", help="A second colour, for chips and ornaments.")
@click.option("--dry-run", is_flag=True, help="Check, and change nothing.")
@click.pass_obj
def set_colours(krets: Krets, slug: str, colour: str, second: str | None, *, dry_run: bool) -> None:
    """Give the municipality SLUG its COLOUR, such as "#17543b"; one that text cannot be read on is refused."""
    brand = {"primary": colour} | ({"accent": second} if second else {})
    with errors_in_one_line(), krets.database.transaction() as session:
        Theme.of(brand)
        set_brand(session, municipality_by_slug(session, slug), brand, actor=SYSTEM, now=krets.clock.now())
        if dry_run:
            session.rollback()
    say(f"{'would give' if dry_run else 'gave'} {slug} the colours {', '.join(brand.values())}")


def _rows(session: Session) -> list[dict[str, str]]:
    return [_shape(one) for one in municipalities(session)]


def _shape(one: Municipality) -> dict[str, str]:
    return {"number": one.number, "name": one.name, "slug": one.slug}
