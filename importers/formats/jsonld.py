"""JSON-LD, microdata and RDFa: events, courses and places of schema.org on any web page, or in a bare JSON-LD file.

With `link=` the page is a list, whose detail pages are read. Nothing but these pages is fetched, no context and no vocabulary.
"""

from collections.abc import Iterator

from catalog.drafts import OfferDraft
from catalog.terms import Kind
from importers.columns import TABLE_OPTIONS, check_table_options
from importers.contract import Absence, Context, Feed, RawRecord
from importers.objects import compiled
from importers.shapes.detail_pages import check_link, records_of
from importers.shapes.linked_data import things, types_of
from importers.shapes.schema_org import is_event
from importers.shapes.schema_org_cells import draft_of


class JsonldImporter:
    """Structured data of web pages."""

    format = "jsonld"
    title = "Web pages with structured data (schema.org)"
    absence = Absence.FULL_LISTING
    options = (TABLE_OPTIONS - {"crs", "guess"}) | {"encoding", "link"}

    def read(self, feed: Feed) -> Iterator[RawRecord]:
        """One record for each event, course (by its instances) and place to use."""
        check_table_options(feed.options)
        check_link(feed.options.get("link", ""))
        for name, path in feed.options.items():
            if name.startswith("map."):
                compiled(path, name)
        yield from records_of(feed)

    def normalise(self, record: RawRecord, context: Context) -> OfferDraft:
        """The offer that an object of schema.org is."""
        kinds = types_of(record.data)
        parts = things(record.data, "subEvent")
        if "Course" in kinds or "CourseInstance" in kinds:
            kind = Kind.COURSE
        elif is_event(kinds):
            kind = Kind.ACTIVITY if "eventSchedule" in record.data or len(parts) > 1 else Kind.EVENT
        else:
            kind = Kind.FACILITY
        return draft_of(record.data, context, kind, parts)
