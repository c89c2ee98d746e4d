"""Outpost: the service directory of English councils (family information services), by its JSON API, page by page."""

from collections.abc import Iterator

from catalog.drafts import OfferDraft
from importers.columns import check_table_options
from importers.contract import Absence, Context, Feed, RawRecord
from importers.identity import distinct, raw_record
from importers.shapes.members import Object
from importers.shapes.numbered_pages import VALUES_OPTIONS, page_after, recorded
from importers.shapes.outpost_services import draft_from

_LIST, _TITLE = "content", "Outpost"


class OutpostImporter:
    """Services of an Outpost directory."""

    format = "outpost"
    title = "Outpost service directory"
    absence = Absence.FULL_LISTING
    options = VALUES_OPTIONS | {"currency"}

    def read(self, feed: Feed) -> Iterator[RawRecord]:
        """One record for each service, over all pages."""
        check_table_options(feed.options)
        yield from distinct(recorded(feed, _TITLE, _LIST, _next, _record), feed.notes)

    def normalise(self, record: RawRecord, context: Context) -> OfferDraft:
        """The offer that a service is."""
        return draft_from(record.data, context)


def _record(item: Object, position: str) -> RawRecord:
    return raw_record(item.get("id"), item, position)


def _next(page: Feed) -> str | None:
    return page_after(page, _TITLE, _LIST)
