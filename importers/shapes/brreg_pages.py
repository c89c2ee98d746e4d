"""The open registers of Brønnøysund page by page (HAL): units of Enhetsregisteret, entries of Frivillighetsregisteret.

Enhetsregisteret gives at most 10,000 rows of one question. Frivillighetsregisteret pages by `searchAfter`, at most 100 a page, and holds
neither names nor addresses: it is joined on the organisation number, one look-up each for few units, else through its whole list.
"""

from collections.abc import Collection, Iterator, Mapping
from urllib.parse import urljoin, urlsplit, urlunsplit

from importers.contract import Feed
from importers.errors import FeedIncomplete, FetchFailed, NotThisFormat, RunFailed
from importers.objects import decoded, json_bytes
from importers.shapes.members import Object, part, parts, whole, words
from importers.shapes.numbered_pages import with_query

TITLE = "Enhetsregisteret"
UNITS_PATH = "/enhetsregisteret/api/enheter"
VOLUNTARY_PATH = "/frivillighetsregisteret/api/frivillige-organisasjoner"
PAGE_SIZE = 100
MOST_ROWS = 10_000
LOOKED_UP_SINGLY = 500
"""More units than this are found by reading the whole list of the voluntary register (about 730 pages)."""
FAILURES_IN_A_ROW = 3
_GONE = ("the server answered 404", "the server answered 410")


def units(feed: Feed) -> Iterator[Object]:
    """The units of Enhetsregisteret, over all pages; of an answer about one unit that one. Raises `RunFailed` beyond its limit."""
    for page, document in _documents(feed):
        total = whole(part(document, "page"), "totalElements")
        if total is not None and total > MOST_ROWS:
            raise RunFailed(f"the register has {total} such units and gives at most {MOST_ROWS}; ask for one kommunenummer at a time")
        if words(document, "organisasjonsnummer"):
            yield document
        elif "_embedded" in document or "_links" in document or "page" in document:
            yield from parts(part(document, "_embedded"), "enheter")
        else:
            raise NotThisFormat(TITLE, page.head())


def entries(feed: Feed, numbers: Collection[str]) -> dict[str, Object | FetchFailed]:
    """What Frivillighetsregisteret says of the units with these numbers; a look-up that failed as its error.

    Raises `FetchFailed` when it does not answer at all.
    """
    address = urlsplit(feed.location)
    base = feed.options.get("volunteers") or urlunsplit(address._replace(path=VOLUNTARY_PATH, query="", fragment=""))
    if feed.options.get("join", "each" if len(numbers) <= LOOKED_UP_SINGLY else "list") == "each":
        return _looked_up(feed, base, numbers)
    listed = _documents(feed.fetch(with_query(base, size=PAGE_SIZE)))
    found = (entry for _, document in listed for entry in parts(part(document, "_embedded"), "frivilligeOrganisasjoner"))
    return {number: entry for entry in found if (number := words(entry, "organisasjonsnummer")) in numbers and number}


def is_gone(error: FetchFailed) -> bool:
    """Whether the register answered that it has no such number."""
    return str(error).startswith(_GONE)


def _looked_up(feed: Feed, base: str, numbers: Collection[str]) -> dict[str, Object | FetchFailed]:
    found: dict[str, Object | FetchFailed] = {}
    failures = 0
    for number in numbers:
        try:
            document = decoded(json_bytes(feed.fetch(f"{base}/{number}"), TITLE), TITLE)
            failures = 0
            if isinstance(document, Mapping) and words(document, "organisasjonsnummer") == number:
                found[number] = document
        except FetchFailed as error:
            if is_gone(error):
                continue
            failures += 1
            if failures >= FAILURES_IN_A_ROW:
                raise
            found[number] = error
    return found


def _documents(feed: Feed) -> Iterator[tuple[Feed, Object]]:
    """The feed's page and those that its links lead to, each once."""
    page, seen = feed, {feed.location}
    while True:
        document = decoded(json_bytes(page, TITLE), TITLE)
        if not isinstance(document, Mapping):
            raise NotThisFormat(TITLE, page.head(), "it is a list, not an answer of the register")
        yield page, document
        link = _next(page, document)
        if link is None:
            return
        address = urljoin(page.location, link)
        if address in seen:
            raise FeedIncomplete(f"a page points back to one that was read already ({address[:200]})")
        seen.add(address)
        page = feed.fetch(address)


def _next(page: Feed, document: Object) -> str | None:
    """The link to the next page; where there is none, the number of the next page."""
    if link := words(part(part(document, "_links"), "next"), "href"):
        return link
    number, total = (whole(part(document, "page"), name) for name in ("number", "totalPages"))
    if number is None or total is None or number + 1 >= total or not page.location.startswith(("http://", "https://")):
        return None
    return with_query(page.location, page=number + 1)
