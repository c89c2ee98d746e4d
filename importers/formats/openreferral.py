"""Open Referral: service directories by the HSDS 3 API and the older API of Open Referral UK (`/services`), page by page.

A list that gives only names is followed to each service's own page, over the same connection rules and limits.
"""

from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import quote, urlsplit, urlunsplit

from catalog.drafts import OfferDraft
from importers.columns import check_table_options
from importers.contract import Absence, Context, Feed, RawRecord
from importers.errors import FeedIncomplete, FetchFailed, NotThisFormat, RecordRejected
from importers.identity import distinct, raw_record
from importers.objects import decoded, json_bytes
from importers.shapes.members import Object
from importers.shapes.numbered_pages import VALUES_OPTIONS, page_after, recorded
from importers.shapes.open_referral import draft_from, is_whole

_TITLE = "Open Referral"


class OpenReferralImporter:
    """Services of an Open Referral directory."""

    format = "openreferral"
    title = "Open Referral services (HSDS 3 and UK)"
    absence = Absence.FULL_LISTING
    options = VALUES_OPTIONS | {"currency", "list"}

    def read(self, feed: Feed) -> Iterator[RawRecord]:
        """One record for each service, over all pages."""
        check_table_options(feed.options)
        listed = recorded(feed, _TITLE, feed.options.get("list", ""), _next, lambda item, position: _record(item, position, feed))
        yield from distinct(listed, feed.notes)

    def normalise(self, record: RawRecord, context: Context) -> OfferDraft:
        """The offer that a service is."""
        return draft_from(record.data, context)


def _record(item: Object, position: str, feed: Feed) -> RawRecord:
    service_id = item.get("id")
    if is_whole(item) or not isinstance(service_id, str | int) or not feed.location.startswith(("http://", "https://")):
        return raw_record(service_id, item, position)
    address = urlsplit(feed.location)
    page = urlunsplit(address._replace(path=f"{address.path.rstrip('/')}/{quote(str(service_id), safe='')}", query="", fragment=""))
    try:
        whole = decoded(json_bytes(feed.fetch(page), _TITLE), _TITLE)
    except (FetchFailed, NotThisFormat, FeedIncomplete) as error:
        problem = RecordRejected("id", service_id, f"its own page could not be read: {error}")
        return replace(raw_record(service_id, item, position), problem=problem)
    return raw_record(service_id, whole if isinstance(whole, dict) else item, position)


def _next(page: Feed) -> str | None:
    return page_after(page, _TITLE, page.options.get("list", "contents"))
