"""RSS and Atom: news of municipal sites as leads for a person, or with `as=offers` (or any `map.`) as offers.

A lead is kept as it came and is no offer; it never retires one. News feeds list only their latest items, so absence means nothing.
"""

from collections.abc import Iterator, Mapping

from catalog.drafts import OfferDraft
from catalog.terms import Kind
from importers.cells import Cells
from importers.columns import TABLE_OPTIONS, canonical, check_table_options
from importers.contract import Absence, Context, Feed, RawRecord
from importers.errors import LEAD, RecordSkipped, RunFailed
from importers.identity import distinct, raw_record
from importers.mapping import draft_from_cells
from importers.objects import compiled
from importers.paths import value_at
from importers.shapes.feeds import items_of

_FIELDS = {
    "title": "title",
    "description": "content || summary",
    "url": "link",
    "category": "categories",
    "starts": "starts",
    "ends": "ends",
    "venue": "venue",
    "organisation": "organiser",
    "point": "point",
    "latitude": "latitude",
    "longitude": "longitude",
    "price": "price",
    "image": "image",
    "updated": "updated || published",
}


class RssImporter:
    """Items of news feeds."""

    format = "rss"
    title = "News feed (RSS, Atom)"
    absence = Absence.CHANGES
    options = (TABLE_OPTIONS - {"crs", "guess"}) | {"as"}

    def read(self, feed: Feed) -> Iterator[RawRecord]:
        """One record for each item."""
        check_table_options(feed.options)
        if feed.options.get("as", "leads") not in {"offers", "leads"}:
            raise RunFailed(f"as={feed.options['as']}: a news feed gives leads or offers")
        for name, path in feed.options.items():
            if name.startswith("map."):
                compiled(path, name)
        yield from distinct((_record(item, f"item {count}") for count, item in enumerate(items_of(feed), 1)), feed.notes)

    def normalise(self, record: RawRecord, context: Context) -> OfferDraft:
        """The offer that an item is, where the source says that its items are offers."""
        mapped = any(name.startswith("map.") for name in context.options)
        context.notes.used.update(record.data)
        if context.options.get("as", "offers" if mapped else "leads") != "offers":
            raise RecordSkipped(LEAD, "title", record.data.get("title") or "")
        options = {**{f"map.{name}": path for name, path in _FIELDS.items()}, **context.options, "guess": "no"}
        cells = Cells(canonical(record.data, options, value_at), context)
        return draft_from_cells(cells, Kind.EVENT if "starts" in cells else None)


def _record(item: Mapping[str, object], position: str) -> RawRecord:
    return raw_record(item.get("id"), item, position, (item.get("title"), item.get("published")))
