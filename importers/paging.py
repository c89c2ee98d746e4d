"""Follow-up pages of one feed: each once, of the same host, none twice, not too many. What breaks off midway is `FeedIncomplete`."""

import hashlib
from collections.abc import Callable, Iterator
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit, urlunsplit

import jmespath

from importers.contract import Feed
from importers.errors import FeedIncomplete, FetchFailed, NotThisFormat, RunFailed, TooMuch
from importers.objects import decoded

MAX_PAGES = 500


def pages(feed: Feed, following: Callable[[Feed], str | None]) -> Iterator[Feed]:
    """The feed's first page and those after it. `following` gives a page's link to the next, None on the last."""
    page, seen, contents = feed, {feed.location}, set[bytes]()
    while True:
        content = _digest(page)
        if content in contents:
            raise FeedIncomplete(f"page {len(seen)} is the same as an earlier one: its server does not count pages as asked")
        contents.add(content)
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


def page_after(location: str, parameter: str) -> str | None:
    """The address with the number of its page one higher, 2 where it has none; None for a file, which has no further pages."""
    address = urlsplit(location)
    if address.scheme not in {"http", "https"}:
        return None
    query = parse_qsl(address.query, keep_blank_values=True)
    number = next((value for name, value in query if name == parameter), "1")
    if not (number.isdecimal() and len(number) < 10):
        raise RunFailed(f"pages={parameter}: the address has {number[:60]!r} there, and no number")
    kept = [(name, value) for name, value in query if name != parameter]
    return urlunsplit(address._replace(query=urlencode([*kept, (parameter, str(int(number) + 1))])))


def _digest(page: Feed) -> bytes:
    with page.path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").digest()


def _refuse_other_host(first: str, address: str) -> None:
    one, other = urlsplit(first), urlsplit(address)
    if (one.scheme, one.netloc.lower()) != (other.scheme, other.netloc.lower()):
        raise FeedIncomplete(f"the next page is of another host or scheme ({address[:200]})")
