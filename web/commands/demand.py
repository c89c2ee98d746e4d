"""`krets demand`: what was searched for in a municipality and hardly found, by month, in numbers from five up."""

import re

import click

from catalog.demand import MONTHS_KEPT, month_of, months_before
from catalog.errors import InvalidValue
from catalog.store.demand import Demand
from catalog.store.demand import demand as demand_of
from catalog.store.municipalities import municipality as municipality_by_slug
from web.commands.output import errors_in_one_line, say, say_json, say_table
from web.context import Krets

COLUMNS = ("month", "found", "category", "district", "band", "searches")
FOUND = {"nothing": "nothing", "few": "1–4 offers"}
_MONTH = re.compile(r"20\d\d-(0[1-9]|1[0-2])")


@click.command("demand")
@click.option("--municipality", required=True, help="The municipality's slug.")
@click.option("--from", "first", metavar="YYYY-MM", help=f"The first month (default: all of the last {MONTHS_KEPT}).")
@click.option("--to", "last", metavar="YYYY-MM", help="The last month (default: the present one, which still runs).")
@click.option("--json", "as_json", is_flag=True, help="One line of JSON; `searches` is null where it is fewer than five.")
@click.pass_obj
def demand(krets: Krets, municipality: str, first: str | None, last: str | None, *, as_json: bool) -> None:
    """Show how often searches found nothing or 1–4 offers, by category, district and age band.

    "any" is a search that named none; "others" are those that have fewer than five each, together. The present month counts in
    steps of five.
    """
    with errors_in_one_line(), krets.database.reading() as session:
        place = municipality_by_slug(session, municipality)
        running = month_of(krets.clock.now())
        months = _months(first or months_before(running, MONTHS_KEPT), last or running)
        rows = demand_of(session, place.id, months, running=running)
    if as_json:
        say_json([{column: getattr(row, column) for column in (*COLUMNS, "so_far")} for row in rows])
        return
    say_table(COLUMNS, [[row.month, FOUND[row.found], row.category, row.district, row.band, _number(row)] for row in rows])
    if not rows:
        say("nothing was searched for in vain, as far as it was counted")


def _months(first: str, last: str) -> tuple[str, str]:
    for name, month in (("from", first), ("to", last)):
        if not _MONTH.fullmatch(month):
            raise InvalidValue(name, month, "a month is written as 2026-11")
    if first > last:
        raise InvalidValue("from", first, f"the first month is after the last, {last}")
    return first, last


def _number(row: Demand) -> str:
    if row.searches is None:
        return "fewer than 5"
    return f"{row.searches} or more" if row.so_far else str(row.searches)
