"""Follow-up pages of one feed: each once, of the same host, not too many. What breaks off midway is `FeedIncomplete`."""

from collections.abc import Callable, Iterator
from urllib.parse import urljoin, urlsplit

import jmespath

from importers.contract import Feed
from importers.errors import FeedIncomplete, FetchFailed, NotThisFormat, RunFailed, TooMuch
from importers.objects import decoded

MAX_PAGES = 500


def pages(feed: Feed, following: Callable[[Feed], str | None]) -> Iterator[Feed]:
    """The feed's first page and those after it. `following` gives a page's link to the next, None on the last."""
    page, seen = feed, {feed.location}
    while True:
        yield page
        try:
            link = following(page)
        except NotThisFormat as error:
            raise FeedIncomplete(f"page {len(seen)} is no page of this feed: {error}") from error
        if not link:
            return
        address = urljoin(page.location, link)
        _refuse_other_host(feed.location, address)
        if address in seen:
            raise FeedIncomplete(f"page {len(seen)} points back to a page that was read already ({address[:200]})")
        if len(seen) >= MAX_PAGES:
            raise TooMuch(f"the feed has more than {MAX_PAGES} pages")
        seen.add(address)
        try:
            page = feed.fetch(address)
        except FetchFailed as error:
            raise FeedIncomplete(f"page {len(seen)} could not be fetched: {error}") from error


def next_page(body: bytes, path: str) -> str | None:
    """The address of the next page at a JMESPath; None where there is none. Raises `RunFailed` for what is no address."""
    link = jmespath.search(path, decoded(body, "JSON")) if path else None
    if link in (None, "", False):
        return None
    if not isinstance(link, str):
        raise RunFailed(f"next={path}: there is no address there, but {str(link)[:60]!r}")
    return link


def _refuse_other_host(first: str, address: str) -> None:
    one, other = urlsplit(first), urlsplit(address)
    if (one.scheme, one.netloc.lower()) != (other.scheme, other.netloc.lower()):
        raise FeedIncomplete(f"the next page is of another host or scheme ({address[:200]})")
