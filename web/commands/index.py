"""`krets index`: the search index, which is derived from the database and can always be made anew."""

import click

from catalog.model import Municipality
from catalog.store.municipalities import municipalities
from catalog.store.municipalities import municipality as municipality_by_slug
from search.verifying import repair as repair_index
from search.verifying import verify as verify_index
from web.commands.output import errors_in_one_line, fail, say, say_json
from web.context import Krets

ONE = click.option("--municipality", "slug", help="Only this municipality's index.")
JSON = click.option("--json", "as_json", is_flag=True, help="One line of JSON.")


@click.group()
def index() -> None:
    """The search index."""


@index.command()
@ONE
@JSON
@click.pass_obj
def sync(krets: Krets, slug: str | None, *, as_json: bool) -> None:
    """Bring the index up to the newest change."""
    with errors_in_one_line():
        drained = {place.slug: krets.syncing.sync(place.id) for place in _places(krets, slug)}
    _tell(drained, "changes drained", as_json=as_json)


@index.command()
@ONE
@JSON
@click.pass_obj
def rebuild(krets: Krets, slug: str | None, *, as_json: bool) -> None:
    """Build the index anew; the old one answers until the new one is verified."""
    with errors_in_one_line():
        built = {place.slug: krets.syncing.rebuild(place.id) for place in _places(krets, slug)}
    _tell(built, "offers indexed", as_json=as_json)


@index.command()
@ONE
@click.option("--repair", is_flag=True, help="Index anew just what differs.")
@JSON
@click.pass_obj
def verify(krets: Krets, slug: str | None, *, repair: bool, as_json: bool) -> None:
    """Compare index and database; exit 1 when they differ."""
    with errors_in_one_line():
        found = {place.slug: _verified(krets, place, repair=repair) for place in _places(krets, slug)}
    if as_json:
        say_json(found)
    wrong = {name: facts for name, facts in found.items() if not facts["agrees"]}
    if wrong:
        fail("; ".join(f"{name}: {facts['problem']}" for name, facts in wrong.items()))
    if not as_json:
        say("index and database agree")


def _places(krets: Krets, slug: str | None) -> list[Municipality]:
    with krets.database.reading() as session:
        return [municipality_by_slug(session, slug)] if slug else municipalities(session)


def _verified(krets: Krets, place: Municipality, *, repair: bool) -> dict[str, object]:
    found = verify_index(krets.database, krets.indexes, place.id)
    if repair and not found.holds:
        repair_index(krets.syncing, found)
        found = verify_index(krets.database, krets.indexes, place.id)
    differing = {name: list(getattr(found, name)) for name in ("missing", "ghosts", "stale", "doubled", "unfindable")}
    counted = ", ".join(f"{len(ids)} {name}" for name, ids in differing.items() if ids)
    return {
        "agrees": found.holds,
        "offers": found.offers,
        "waiting": found.waiting,
        **differing,
        "problem": found.problem or counted or None,
    }


def _tell(numbers: dict[str, int], what: str, *, as_json: bool) -> None:
    if as_json:
        say_json(numbers)
        return
    for name, number in numbers.items():
        say(f"{name}: {number} {what}")
