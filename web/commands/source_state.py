"""`krets source list` and `show`: when a source last succeeded, what that changed, what is held and what can be done about it."""

import json
from collections.abc import Mapping
from datetime import datetime

import click

from catalog.clock import OSLO
from catalog.database import Session
from catalog.model import ImportRecord, ImportRun, Source
from catalog.store import sources as stored
from catalog.store.municipalities import municipality as municipality_by_slug
from importers.errors import LEAD
from web.commands.output import errors_in_one_line, say_facts, say_json, say_table
from web.context import Krets

RUNS_SHOWN = 10
FAULTS_SHOWN = 20
WHAT_CHANGED = ("created", "updated", "retired", "restored", "merged", "rejected")
LIST_COLUMNS = ("id", "name", "format", "state", "last_success", "changed", "due")
LEAD_FIELDS = ("title", "link", "published")
RUN_COLUMNS = ("run", "started", "outcome", "read", "created", "updated", "unchanged", "retired", "rejected", "skipped", "reason")


@click.command("list")
@click.option("--municipality", help="Only those of one municipality.")
@click.option("--json", "as_json", is_flag=True, help="One line of JSON.")
@click.pass_obj
def list_sources(krets: Krets, municipality: str | None, *, as_json: bool) -> None:
    """List the sources: when each last succeeded, what that changed, when it is due, what is held."""
    with errors_in_one_line(), krets.database.reading() as session:
        place = municipality_by_slug(session, municipality).id if municipality else None
        rows = [state_of(session, one) for one in stored.sources(session, place)]
    if as_json:
        say_json(rows)
        return
    say_table(LIST_COLUMNS, [[row[column] for column in LIST_COLUMNS] for row in rows])


@click.command("show")
@click.argument("source_id", type=int)
@click.option("--json", "as_json", is_flag=True, help="One line of JSON.")
@click.pass_obj
def show(krets: Krets, source_id: int, *, as_json: bool) -> None:
    """Show a source: how it stands, why, what can be done, its latest runs, what could not be read."""
    with errors_in_one_line(), krets.database.reading() as session:
        one = stored.source(session, source_id)
        runs = stored.runs(session, source_id, limit=RUNS_SHOWN)
        faults = stored.faulty_records(session, source_id, limit=FAULTS_SHOWN)
        known = {"location": one.location, "options": one.options, "publisher": one.publisher, "licence": one.licence}
        shape = state_of(session, one) | known | {"unused_fields": list(runs[0].unused_fields) if runs else []}
        records = [{"record": row.record_id, "outcome": row.outcome, "reason": row.fault} for row in faults]
        rows = [_run_shape(row) for row in runs]
    if as_json:
        say_json(shape | {"runs": rows, "records": records})
        return
    say_facts({name: _in_words(value) for name, value in shape.items() if value not in (None, "", [], {})})
    say_table(RUN_COLUMNS, [[row.get(column) for column in RUN_COLUMNS] for row in rows])
    if records:
        say_table(("record", "outcome", "reason"), [[row["record"], row["outcome"], row["reason"]] for row in records])


@click.command("leads")
@click.argument("source_id", type=int)
@click.option("--json", "as_json", is_flag=True, help="One line of JSON.")
@click.pass_obj
def leads(krets: Krets, source_id: int, *, as_json: bool) -> None:
    """List what a news source told of that a person should look at."""
    with errors_in_one_line(), krets.database.reading() as session:
        found = stored.faulty_records(session, stored.source(session, source_id).id, fault=LEAD)
        rows = [_lead(row) for row in found]
    if as_json:
        say_json(rows)
        return
    say_table(LEAD_FIELDS, [[row[name] for name in LEAD_FIELDS] for row in rows])


def state_of(session: Session, one: Source) -> dict[str, object]:
    """How a source stands, in plain values: its state in a word, why, and what a person can do."""
    held = stored.run(session, one.held_run_id) if one.held_run_id else None
    last, good = next(iter(stored.runs(session, one.id, limit=1)), None), stored.last_good_run(session, one.id)
    return {
        "id": one.id,
        "name": one.name,
        "format": one.format,
        "state": _state(one),
        "last_success": local(one.last_success_at),
        "changed": _changed(good) if good else None,
        "due": local(one.due_at),
        "running_since": local(one.running_since),
        "failures": one.failures,
        "held_run": one.held_run_id,
        "why": _why(one, held, last),
        "what_to_do": _what_to_do(one, held),
    }


def local(instant: datetime | None) -> str | None:
    """An instant as Norwegian wall time."""
    return instant.astimezone(OSLO).isoformat(timespec="minutes") if instant else None


def _state(one: Source) -> str:
    if one.paused:
        return "paused"
    return "held" if one.held_run_id else "failing" if one.failures else "running" if one.running_since else "active"


def _changed(good: ImportRun) -> str:
    found = [f"{name} {good.counts[name]}" for name in WHAT_CHANGED if good.counts.get(name)]
    return ", ".join(found) or "nothing"


def _why(one: Source, held: ImportRun | None, last: ImportRun | None) -> str | None:
    """The reason of the run that waits for a person, else of the last run if it went wrong."""
    if held:
        return held.reason
    return last.reason if last and one.failures else None


def _what_to_do(one: Source, held: ImportRun | None) -> str | None:
    """What a person can do about it, with the command for each way."""
    if one.paused:
        return f"it is read again after `krets source pause {one.id} --resume`"
    if held:
        return (
            f"see what would change: `krets source run {one.id} --dry-run --force`; "
            f"if the feed is right: `krets source run {one.id} --force`; "
            "if it is wrong, tell its publisher: until then families see the offers as they were"
        )
    if one.failures:
        return f"it is tried again by itself; `krets source run {one.id}` tries now; families see the offers as they were"
    return None


def _run_shape(row: ImportRun) -> dict[str, object]:
    return {"run": row.id, "started": local(row.started_at), "outcome": row.outcome, "reason": row.reason, **row.counts}


def _lead(row: ImportRecord) -> dict[str, object]:
    told = json.loads(row.raw)
    return {"record": row.record_id} | {name: told.get(name) for name in LEAD_FIELDS}


def _in_words(value: object) -> object:
    if isinstance(value, Mapping):
        return ", ".join(f"{name}={each}" for name, each in value.items())
    return ", ".join(map(str, value)) if isinstance(value, list) else value
