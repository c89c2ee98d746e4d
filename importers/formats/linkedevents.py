"""LinkedEvents: the event API of Helsinki, Turku and others, page by page.

Its meetings are joined into the offers that they belong to (`importers.shapes.linked_series`), so the whole feed is looked through
before it is read. Ask it to include places and keywords (`?include=location,keywords,audience`): what is only an id stays unknown.
"""

from collections.abc import Iterator

from catalog.drafts import OfferDraft
from importers.columns import check_table_options
from importers.contract import Absence, Context, Feed, RawRecord
from importers.identity import distinct, raw_record
from importers.objects import json_bytes
from importers.paging import next_page
from importers.shapes.linked_events import draft_from
from importers.shapes.linked_series import Series
from importers.shapes.members import Object
from importers.shapes.numbered_pages import VALUES_OPTIONS, gathered, objects_of, records_of

_LIST, _TITLE = "data", "LinkedEvents"


class LinkedEventsImporter:
    """Events with their series."""

    format = "linkedevents"
    title = "LinkedEvents API"
    absence = Absence.FULL_LISTING
    options = VALUES_OPTIONS

    def read(self, feed: Feed) -> Iterator[RawRecord]:
        """One record for each event that is no meeting of another."""
        check_table_options(feed.options)
        found, ending = gathered(feed, _next)
        series = Series(objects_of(found, _TITLE, _LIST))
        records = records_of(found, _TITLE, _LIST, lambda item, position: _record(series.joined(item), position))
        yield from distinct((record for record in records if record.id), feed.notes)
        if ending:
            raise ending

    def normalise(self, record: RawRecord, context: Context) -> OfferDraft:
        """The offer that an event is."""
        return draft_from(record.data, context)


def _record(event: Object | None, position: str) -> RawRecord:
    """The record of an event; without an id for one that is part of another."""
    return RawRecord("", {}, position) if event is None else raw_record(event.get("id"), event, position)


def _next(page: Feed) -> str | None:
    return next_page(json_bytes(page, _TITLE), "meta.next")
