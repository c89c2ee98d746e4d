"""Objects of a paged API: every object of every page, and the address of the page after this one.

A saved page (a file) is read for what it holds; that it is one of several makes its absences mean nothing (`FetchFailed` at its end).
"""

from collections.abc import Callable, Iterable, Iterator
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from importers.contract import Feed, RawRecord
from importers.errors import FeedIncomplete, FetchFailed, RecordRejected, RunFailed
from importers.objects import json_bytes, list_in, members_beside
from importers.paging import pages
from importers.shapes.members import Object, whole

Following = Callable[[Feed], str | None]
Recorded = Callable[[Object, str], RawRecord]
_NUMBER, _LAST = ("number", "page_number"), ("totalPages", "total_pages")
VALUES_OPTIONS = frozenset({"default.", "value."})


def with_query(location: str, **values: object) -> str:
    """The address with these values in its query, the others as they were (a name may stand there more than once)."""
    address = urlsplit(location)
    kept = [(name, value) for name, value in parse_qsl(address.query, keep_blank_values=True) if name not in values]
    return urlunsplit(address._replace(query=urlencode([*kept, *((name, str(value)) for name, value in values.items())])))


def recorded(feed: Feed, title: str, where: str, following: Following, record: Recorded) -> Iterator[RawRecord]:
    """A record for each object of the list at `where`, over all pages; what cannot be read is a record with a problem."""
    yield from records_of(pages_of(feed, following), title, where, record)


def page_after(page: Feed, title: str, where: str) -> str | None:
    """The address of the next page of a document that tells its own number and how many there are, in the words of Outpost or HSDS."""
    body = json_bytes(page, title)
    beside = members_beside(body, where, title) if body.lstrip()[:1] == b"{" else {}
    number, last = (next((each for name in names if (each := whole(beside, name)) is not None), None) for names in (_NUMBER, _LAST))
    if number is None or last is None or number >= last or True in (beside.get("last"), beside.get("last_page")):
        return None
    return with_query(page.location, page=number + 1)


def pages_of(feed: Feed, following: Following) -> Iterator[Feed]:
    """The feed's pages. Raises `FetchFailed` after the first one of a file that is one of several."""
    return pages(feed, lambda page: _reachable(page, following(page)))


def gathered(feed: Feed, following: Following) -> tuple[list[Feed], RunFailed | None]:
    """All pages at once, for a feed that must be looked through before it is read, and what is to be raised when it has been.

    Raises at once where not even the first page could be had.
    """
    found: list[Feed] = []
    try:
        for page in pages_of(feed, following):
            found.append(page)  # noqa: PERF402  those that came before an error are kept
    except (FeedIncomplete, FetchFailed) as error:
        return found or [feed], error
    return found, None


def records_of(found: Iterable[Feed], title: str, where: str, record: Recorded) -> Iterator[RawRecord]:
    """The records of these pages."""
    for number, page in enumerate(found, 1):
        for count, item in list_in(json_bytes(page, title), where, title):
            position = f"page {number}, object {count}"
            if isinstance(item, RecordRejected):
                yield RawRecord(f"unreadable-{number}-{count}", {"position": position}, position, item)
            else:
                yield record(item, position)


def objects_of(found: Iterable[Feed], title: str, where: str) -> Iterator[Object]:
    """The objects of these pages that can be read."""
    for page in found:
        yield from (item for _, item in list_in(json_bytes(page, title), where, title) if not isinstance(item, RecordRejected))


def _reachable(page: Feed, link: str | None) -> str | None:
    if link and not page.location.startswith(("http://", "https://")):
        raise FetchFailed("this file is one page of several; the others are not in it")
    return link
