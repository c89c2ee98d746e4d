"""`krets report`: what families say is wrong or missing, and that somebody has dealt with it."""

import click

from catalog.audit import SYSTEM
from catalog.model import Report
from catalog.report_terms import ReportState
from catalog.reports import close_report
from catalog.store.municipalities import municipality as municipality_by_slug
from catalog.store.reports import reports
from web.commands.output import errors_in_one_line, say, say_json, say_table
from web.context import Krets

COLUMNS = ("id", "state", "topic", "about", "text", "day")


@click.group()
def report() -> None:
    """Reports: what families say is wrong with an offer, or missing."""


@report.command("list")
@click.option("--municipality", required=True, help="The municipality's slug.")
@click.option("--all", "every", is_flag=True, help="Those that are closed, too.")
@click.option("--limit", type=click.IntRange(1, 10_000), default=100, show_default=True, help="How many, the newest first.")
@click.option("--json", "as_json", is_flag=True, help="One line of JSON.")
@click.pass_obj
def list_reports(krets: Krets, municipality: str, limit: int, *, every: bool, as_json: bool) -> None:
    """List the reports that nobody has dealt with yet: of which offer or search, and what was written."""
    with errors_in_one_line(), krets.database.reading() as session:
        place = municipality_by_slug(session, municipality)
        rows = [_shape(*one) for one in reports(session, place.id, state=None if every else ReportState.OPEN, limit=limit)]
    if as_json:
        say_json(rows)
    else:
        say_table(COLUMNS, [[_about(row) if column == "about" else row[column] for column in COLUMNS] for row in rows])


@report.command("close")
@click.argument("report_id", type=int)
@click.option("--dry-run", is_flag=True, help="Check, and change nothing.")
@click.pass_obj
def close(krets: Krets, report_id: int, *, dry_run: bool) -> None:
    """Mark a report as dealt with; it is deleted after 90 days."""
    with errors_in_one_line(), krets.database.transaction() as session:
        close_report(session, report_id, actor=SYSTEM, now=krets.clock.now())
        if dry_run:
            session.rollback()
    say(f"report {report_id} {'could be' if dry_run else 'is'} closed")


def _shape(one: Report, title: str | None) -> dict[str, object]:
    return {
        "id": one.id,
        "state": one.state.value,
        "topic": one.topic.value,
        "offer": one.offer_id,
        "title": title,
        "categories": one.categories,
        "districts": one.districts,
        "bands": one.bands,
        "period": one.period,
        "text": one.text,
        "day": one.on.isoformat(),
    }


def _about(row: dict[str, object]) -> str:
    """The offer, or what was searched for, in a cell."""
    if row["offer"] is not None:
        return f"{row['offer']} {row['title']}"
    lists = (row["categories"], row["districts"], row["bands"])
    return ", ".join(
        [
            *(str(value) for values in lists if isinstance(values, list) for value in values),
            *([str(row["period"])] if row["period"] else []),
        ]
    )
