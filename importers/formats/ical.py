"""iCalendar: calendars of clubs, libraries and parishes; one offer for each event, with all its repetitions.

Moved and cancelled meetings belong to their event. What it may cost, whom it is for and the like come from the source's
`default.` options, or by `map.FIELD=PROPERTY` from properties of the calendar.
"""

from collections.abc import Iterator
from dataclasses import replace

from icalendar.error import BrokenCalendarProperty

from catalog.drafts import OfferDraft
from catalog.terms import Kind
from importers.calendar_events import events_of, is_withdrawn
from importers.calendar_fields import PROPERTIES, properties_of
from importers.calendar_meetings import TENTATIVE, meetings_of
from importers.calendars import records_of
from importers.cells import Cells
from importers.columns import TABLE_OPTIONS, canonical, check_table_options, column
from importers.contract import Absence, Context, Feed, RawRecord
from importers.errors import ENDED, RecordRejected, RecordSkipped
from importers.identity import distinct
from importers.mapping import draft_from_cells

MAX_EXPANDED_OF_A_FEED = 20_000
"""Dates that rules and lists of dates in all events together are expanded to; single dates and rules kept as rules do not count."""


class IcalImporter:
    """Events of calendars."""

    format = "ical"
    title = "Calendar (iCalendar, .ics)"
    absence = Absence.FULL_LISTING
    options = (TABLE_OPTIONS - {"crs", "guess"}) | {"encoding"}

    def read(self, feed: Feed) -> Iterator[RawRecord]:
        """One record for each UID."""
        check_table_options(feed.options)
        yield from distinct(records_of(feed), feed.notes)

    def normalise(self, record: RawRecord, context: Context) -> OfferDraft:
        """The offer that an event and its moved meetings are."""
        context.notes.used.update(record.data)
        try:
            return _offer(record, context)
        except BrokenCalendarProperty as error:
            raise RecordRejected("event", record.id, f"a property cannot be read ({str(error)[:150]})") from error


def _offer(record: RawRecord, context: Context) -> OfferDraft:
    master, moved, calendar = events_of(record.data, context.notes)
    event = master or max(moved, key=lambda each: str(each.start))
    meetings = meetings_of(master, moved, calendar, context.horizon)
    if meetings.last is not None and meetings.last < context.today:
        raise RecordSkipped(ENDED, "DTSTART", meetings.last)
    context.notes.meetings += meetings.expanded
    if context.notes.meetings > MAX_EXPANDED_OF_A_FEED:
        raise RecordRejected("RRULE", event.text("SUMMARY"), f"too many dates: all rules together give over {MAX_EXPANDED_OF_A_FEED:,}")
    values = canonical(properties_of(event, context), {**PROPERTIES, **context.options, "guess": "no"}, column)
    kind = Kind.ACTIVITY if meetings.series else Kind.EVENT
    draft = draft_from_cells(Cells(values, context), kind)
    cancelled = is_withdrawn(record.data) or all(each.is_cancelled for each in ([master] if master else moved))
    words = TENTATIVE if master and master.is_tentative and meetings.series else draft.when_words
    return replace(draft, series=meetings.series, occurrences=meetings.occurrences, cancelled=cancelled, when_words=words)
