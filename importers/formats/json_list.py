"""JSON: any list of objects, as a file or a paged API; fields by JMESPath from the source's options.

`list=` is where the list is, `next=` where the address of the next page is, `pages=` the parameter that numbers the pages until one
is empty. Pages must be of the same host over the same scheme, and none twice. The shapes of known publishers are data
(`importers/recipes`), never code.
"""

from collections.abc import Iterator

from catalog.drafts import OfferDraft
from importers.columns import TABLE_OPTIONS, check_table_options
from importers.contract import Absence, Context, Feed, RawRecord
from importers.errors import RecordRejected
from importers.identity import distinct
from importers.objects import compiled, json_bytes, list_in
from importers.paging import next_page, page_after, pages
from importers.paths import PATHS
from importers.recipes.loading import RECIPE
from importers.series.drafting import draft_of
from importers.series.grouping import SERIES_OPTIONS, activities


class JsonImporter:
    """Lists of objects, mapped by paths."""

    format = "json"
    title = "List of objects as JSON"
    absence = Absence.FULL_LISTING
    options = TABLE_OPTIONS | SERIES_OPTIONS | {"encoding", "list", "next", "pages", RECIPE}

    def read(self, feed: Feed) -> Iterator[RawRecord]:
        """One record for each object of the list, over all pages."""
        check_table_options(feed.options)
        for name, path in feed.options.items():
            if name in {"list", "next"} or name.startswith("map."):
                compiled(path, name)
        yield from distinct(activities(self._objects(feed), PATHS, feed), feed.notes)

    def normalise(self, record: RawRecord, context: Context) -> OfferDraft:
        """The offer that an object proposes."""
        return draft_of(PATHS, record, context)

    def _objects(self, feed: Feed) -> Iterator[RawRecord]:
        for number, page in enumerate(pages(feed, self._next), 1):
            for count, item in list_in(json_bytes(page, "JSON"), feed.options.get("list", ""), "JSON"):
                paged = feed.options.keys() & {"next", "pages"}
                position = f"page {number}, object {count}" if paged else f"object {count}"
                if isinstance(item, RecordRejected):
                    yield RawRecord(f"unreadable-{number}-{count}", {"position": position}, position, item)
                else:
                    yield PATHS.record(item, position, feed.options)

    def _next(self, page: Feed) -> str | None:
        if not page.options.keys() & {"next", "pages"}:
            return None
        body, parameter = json_bytes(page, "JSON"), page.options.get("pages", "")
        if not parameter:
            return next_page(body, page.options.get("next", ""))
        is_empty = next(list_in(body, page.options.get("list", ""), "JSON"), None) is None
        return None if is_empty else page_after(page.location, parameter)
