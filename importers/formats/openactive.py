"""OpenActive: RPDE feeds of sessions, events, courses and facilities to book, read from where they were left; or one file of them.

With `sessions=` the sessions of the series come from a second feed on the same host. Absence means nothing: what is gone says so.
"""

from collections.abc import Iterator

from catalog.drafts import OfferDraft
from importers.columns import TABLE_OPTIONS, check_table_options
from importers.contract import Absence, Context, Feed, RawRecord
from importers.objects import compiled
from importers.shapes.openactive import draft_from
from importers.shapes.openactive_reading import records_of


class OpenActiveImporter:
    """Changes of opportunity data."""

    format = "openactive"
    title = "OpenActive (RPDE)"
    absence = Absence.CHANGES
    options = (TABLE_OPTIONS - {"crs", "guess"}) | {"encoding", "sessions"}

    def read(self, feed: Feed) -> Iterator[RawRecord]:
        """One record for each series, and for each item of the feeds."""
        check_table_options(feed.options)
        for name, path in feed.options.items():
            if name.startswith("map."):
                compiled(path, name)
        yield from records_of(feed)

    def normalise(self, record: RawRecord, context: Context) -> OfferDraft:
        """The offer that a series or an item that stands alone proposes."""
        return draft_from(record, context)
