"""Friskus: the activity portal that most Norwegian municipalities use, by its JSON API.

Ages are told as five groups and kept as words. What a rule of weekdays means is in `importers.shapes.friskus_events`.
"""

from collections.abc import Iterator

from catalog.drafts import OfferDraft
from importers.columns import check_table_options
from importers.contract import Absence, Context, Feed, RawRecord
from importers.errors import RunFailed
from importers.identity import distinct, raw_record
from importers.objects import json_bytes, members_beside
from importers.shapes.friskus_events import FIRST_DAYS, draft_from
from importers.shapes.members import Object, part, whole
from importers.shapes.numbered_pages import VALUES_OPTIONS, recorded, with_query


class FriskusImporter:
    """Events of a Friskus portal."""

    format = "friskus"
    title = "Friskus portal"
    absence = Absence.FULL_LISTING
    options = VALUES_OPTIONS | {"page", "week"}

    def read(self, feed: Feed) -> Iterator[RawRecord]:
        """One record for each event, over all pages."""
        check_table_options(feed.options)
        if feed.options.get("week", "monday") not in FIRST_DAYS:
            raise RunFailed(f"week={feed.options['week']}: a week begins on monday or sunday")
        yield from distinct(recorded(feed, "Friskus", "data", _next, _record), feed.notes)

    def normalise(self, record: RawRecord, context: Context) -> OfferDraft:
        """The offer that an event is."""
        return draft_from(record.data, context)


def _record(item: Object, position: str) -> RawRecord:
    return raw_record(item.get("id"), item, position)


def _next(page: Feed) -> str | None:
    meta = part(members_beside(json_bytes(page, "Friskus"), "data", "Friskus"), "meta")
    number, last = whole(meta, "page"), whole(meta, "last_page")
    return with_query(page.location, page=number + 1) if number and last and number < last else None
