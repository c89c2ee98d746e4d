"""A source looked at before it is one: fetched, read and drafted as a run does it, its first records shown, nothing stored."""

import tempfile
from collections.abc import Mapping
from itertools import islice
from pathlib import Path

from catalog.clock import oslo_day
from catalog.database import Database
from catalog.occurrences import horizon
from importers.answers import Answers
from importers.contract import Notes, check_options
from importers.drafting import Drafted
from importers.fetch import Fetcher
from importers.listing import Arrival, Listing
from importers.plan import OneOff, Tools, plan_once
from importers.preview import SHOWN_RECORDS, Column, Preview, ShownRecord, columns_of, shown
from importers.reader import Reader
from importers.series.grouping import ROWS
from importers.worker.messages import Assignment

MEMBERS_SEEN_IN = 500
TICK = 1000


def previewed(database: Database, what: OneOff, tools: Tools, *, records: int = SHOWN_RECORDS) -> Preview:
    """The first records as they would be stored, and why. Raises `RunFailed` and its kinds for a feed that cannot be read."""
    importer, now = tools.importer_for(what.format), tools.clock.now()
    check_options(importer, what.options)
    plan = plan_once(database, what, tools.clock, dry_run=True)
    with tempfile.TemporaryDirectory(prefix="krets-preview-") as folder:
        fetcher = Fetcher(Path(folder), tools.rules, now)
        fetched = fetcher.fetch(what.location)
        assignment = Assignment(
            importer=importer,
            categories_from_words=tools.categories_from_words,
            category_label=tools.category_label,
            options=plan.effective,
            language=plan.language,
            now=now,
            horizon=horizon(oslo_day(now)),
        )
        questions, notes = Answers(database, plan, now, fetcher, _nothing_held).by_question(), Notes()
        with Reader(tools.workers, assignment, questions, _nothing_held) as reader:
            into = Path(folder) / "records"
            listing = reader.read(fetched, into, notes, cursor=None, tick=TICK, told=lambda count: tools.progress("read", count, None))
            first = list(islice((one for batch in listing.batches(records) for one in batch), records))
            columns = columns_of(importer, _members(listing), plan.effective)
            drafts = reader.drafts(first, notes)
    pairs = zip(first, drafts, strict=True)
    return Preview(columns, tuple(_shown(one, drafted, columns) for one, drafted in pairs), len(listing.keys), notes.unused)


def _members(listing: Listing) -> list[str]:
    """The columns of the first records, in the order in which they come."""
    found: dict[str, None] = {}
    for one in islice((one for batch in listing.batches(100) for one in batch), MEMBERS_SEEN_IN):
        for data in _rows(one.record().data):
            found.update(dict.fromkeys(data))
    return list(found)


def _rows(data: Mapping[str, object]) -> list[Mapping[str, object]]:
    """The record, and where it is made of several rows each of these."""
    rows = data.get(ROWS)
    parts = [row for row in rows if isinstance(row, Mapping)] if isinstance(rows, list) else []
    return [{name: value for name, value in data.items() if name != ROWS or not parts}, *parts]


def _shown(one: Arrival, drafted: Drafted, columns: tuple[Column, ...]) -> ShownRecord:
    if drafted.refusal:
        problem = f"rejected: {drafted.refusal.field}: {drafted.refusal.reason}"
        return ShownRecord(one.key, one.position, problem=problem)
    if drafted.skipped:
        return ShownRecord(one.key, one.position, problem=f"skipped: {drafted.skipped.reason}")
    return shown(one.record(), drafted.offer or drafted.unit, drafted.warnings, columns)


def _nothing_held() -> None:
    """A preview holds no lease that would have to be kept."""
