"""A list page of a site, and the detail pages that it links to: every offer of all of them, each once.

Which links are followed is `link=`: a pattern with `*`, matched with an address or its path, or `re:` and a regular expression.
Pages are of the same host, and at most `MAX_PAGES`. One that cannot be had or read costs only itself, but the reading is then not
whole, so that nothing is taken for gone. A site that says that it is busy, or answers nothing any more, is left alone at once.
"""

import re
from collections.abc import Iterator
from fnmatch import fnmatchcase
from urllib.parse import urlsplit

from importers.contract import Feed, RawRecord
from importers.decoding import refuse_other_kinds, text_of
from importers.errors import FetchFailed, NotThisFormat, RunFailed, TooMuch
from importers.identity import distinct
from importers.objects import decoded, json_bytes
from importers.shapes.linked_data import address_of
from importers.shapes.page_data import PageData, data_of_json, data_of_page
from importers.shapes.schema_org import kinds_in, offers_in

MAX_PAGES = 2_000
MAX_FAILURES_IN_A_ROW = 10
TITLE = "JSON-LD"


def records_of(feed: Feed) -> Iterator[RawRecord]:
    """Every offer of the feed's page and of the pages it links to. Raises `RunFailed` and its kinds, at the end `FetchFailed`."""
    reading = _Reading(feed)
    listing = data_of(feed)
    reading.add(listing, feed, "list page" if "link" in feed.options else "page 1")
    for number, address in enumerate(reading.addresses(listing), 1):
        reading.read(address, f"page {number}")
        if reading.is_refused:
            break
    yield from reading.found.values()
    if reading.missed:
        raise FetchFailed(f"{len(reading.missed)} pages could not be had or read, first: {reading.missed[0]}")
    if not reading.found:
        kinds = ", ".join(sorted(reading.kinds)[:12])
        told = f"only {kinds}" if kinds else "no structured data (JSON-LD, microdata, RDFa) that can be read"
        raise NotThisFormat(TITLE, feed.head(64), f"there is no event, course or place to use on the page, {told}")


def data_of(page: Feed) -> PageData:
    """The structured data of one fetched page or file. Raises `NotThisFormat` and other kinds of `RunFailed`."""
    head = refuse_other_kinds(page, TITLE, but="a web page").removeprefix(b"\xef\xbb\xbf").lstrip()
    if head.startswith((b"{", b"[")):
        return data_of_json(decoded(json_bytes(page, TITLE), TITLE))
    if b"<" not in head:
        raise NotThisFormat(TITLE, head)
    return data_of_page(text_of(page), page.location, page.notes)


def check_link(pattern: str) -> None:
    """Raise `RunFailed` for a regular expression that is none."""
    try:
        re.compile(pattern.removeprefix("re:") if pattern.startswith("re:") else "")
    except re.error as error:
        raise RunFailed(f"link={pattern}: not a regular expression ({error})") from error


def is_linked(address: str, pattern: str) -> bool:
    """Whether a link's address is one of those that the pattern means."""
    if pattern.startswith("re:"):
        return re.search(pattern.removeprefix("re:"), address) is not None
    parts = urlsplit(address)
    path = f"{parts.path}?{parts.query}" if parts.query else parts.path
    return fnmatchcase(address, pattern) or fnmatchcase(path, pattern)


class _Reading:
    """The offers found so far by id, the kinds of objects seen, and the pages that could not be had or read, with why."""

    def __init__(self, feed: Feed) -> None:
        self._feed = feed
        self._failures_in_a_row = 0
        self._busy = False
        self.found: dict[str, RawRecord] = {}
        self.kinds: set[str] = set()
        self.missed: list[str] = []

    @property
    def is_refused(self) -> bool:
        """Whether the site says that it is busy, or has answered nothing for a while."""
        return self._busy or self._failures_in_a_row >= MAX_FAILURES_IN_A_ROW

    def addresses(self, listing: PageData) -> list[str]:
        """The addresses of the detail pages, in the order of the list page."""
        if not (pattern := self._feed.options.get("link")):
            return []
        here = urlsplit(self._feed.location)[:2]
        matching = [address for address in listing.links if is_linked(address, pattern) and address != self._feed.location]
        same_host = [address for address in matching if urlsplit(address)[:2] == here]
        if not same_host:
            raise RunFailed(f"link={pattern}: the page has no such link" + (" on its own host" if matching else ""))
        if len(same_host) > MAX_PAGES:
            self.missed.append(f"the list links to {len(same_host)} pages, of which the first {MAX_PAGES} are read")
        return same_host[:MAX_PAGES]

    def read(self, address: str, position: str) -> None:
        """Fetches a detail page and adds its offers; what cannot be had or read is noted and counted as missed."""
        try:
            page = self._feed.fetch(address)
            self.add(data_of(page), page, position)
            self._failures_in_a_row = 0
        except TooMuch:
            raise
        except RunFailed as error:
            self._busy = isinstance(error, FetchFailed) and error.retry_after_s is not None
            self._failures_in_a_row += 1
            self.missed.append(f"{address}: {error}")
            self._feed.notes.warn("page", address, str(error))

    def add(self, data: PageData, page: Feed, position: str) -> None:
        """A page's offers; what another page told of one is filled in, an offer's own page before all others."""
        self.kinds.update(kinds_in(data))
        if data.broken:
            self.missed.append(f"{page.location}: a part of the page cannot be read")
        for record in distinct(offers_in(data, page.location, position), page.notes):
            known = self.found.get(record.id)
            if known is None or record.problem or known.problem:
                self.found.setdefault(record.id, record)
                continue
            own = address_of(record.data, "url") == page.location
            first, second = (record, known) if own else (known, record)
            self.found[record.id] = RawRecord(record.id, {**second.data, **first.data}, first.position)
