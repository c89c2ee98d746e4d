"""Items of RSS 2, RSS 1 (RDF) and Atom feeds as flat objects, with what calendar extensions say of when and where.

XML with entities of its own is refused before it is expanded, and nothing outside the file is read. Times of publishing are given
as ISO 8601. The extensions are read by their local names (`ev:startdate`, `xcal:dtstart`, `georss:point`), whatever their prefix.
"""

from collections.abc import Iterator
from email.utils import parsedate_to_datetime
from urllib.parse import urljoin
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from importers.contract import Feed
from importers.decoding import refuse_other_kinds
from importers.errors import FeedIncomplete, NotThisFormat, RunFailed, TooMuch

TITLE = "RSS or Atom"
MAX_ITEMS = 10_000
_CUT_SHORT = frozenset({3, 5, 6})  # expat: no element found, unclosed token, partial character
_ROOTS = frozenset({"rss", "RDF", "feed"})
_ITEMS = frozenset({"item", "entry"})
_TEXTS = {
    "id": ("guid", "id"),
    "title": ("title",),
    "summary": ("description", "summary"),
    "content": ("encoded", "content"),
    "published": ("pubDate", "published", "issued", "date"),
    "updated": ("updated", "modified"),
    "author": ("creator", "author"),
    "starts": ("startdate", "dtstart", "startDate", "start"),
    "ends": ("enddate", "dtend", "endDate", "end"),
    "venue": ("location",),
    "organiser": ("organizer", "organiser"),
    "point": ("point",),
    "latitude": ("lat",),
    "longitude": ("long", "lon"),
    "price": ("price", "cost"),
}
_TIMES = ("published", "updated")


def items_of(feed: Feed) -> Iterator[dict[str, object]]:
    """Every item of the feed, in its order. Raises `NotThisFormat`, `FeedIncomplete`, `TooMuch`, `RunFailed`."""
    head = refuse_other_kinds(feed, TITLE).removeprefix(b"\xef\xbb\xbf").lstrip()
    if not head.startswith(b"<") and b"\x00" not in head[:4]:
        raise NotThisFormat(TITLE, head)
    root = _root(feed, head)
    if _name(root) not in _ROOTS:
        raise NotThisFormat(TITLE, head, f"its outermost element is {_name(root)[:40]!r}")
    channels = [root, *(child for child in root if _name(child) == "channel")]
    items = [child for channel in channels for child in channel if _name(child) in _ITEMS]
    if len(items) > MAX_ITEMS:
        raise TooMuch(f"the feed has more than {MAX_ITEMS:,} items")
    for item in items:
        yield _item(item, feed.location)


def _root(feed: Feed, head: bytes) -> Element:
    try:
        return fromstring(feed.path.read_bytes().strip(), forbid_dtd=False, forbid_entities=True, forbid_external=True)
    except DefusedXmlException as error:
        raise RunFailed("the XML file defines entities of its own, which is refused") from error
    except ParseError as error:
        if error.code in _CUT_SHORT:
            raise FeedIncomplete("the XML file is cut short: it ends in the middle of an element") from error
        raise NotThisFormat(TITLE, head, f"line {error.position[0]}: {str(error).partition(':')[0]}") from error
    except (LookupError, ValueError) as error:
        raise NotThisFormat(TITLE, head, f"its encoding cannot be read ({str(error)[:80]})") from error


def _name(element: Element) -> str:
    return str(element.tag).rpartition("}")[2]


def _item(item: Element, base: str) -> dict[str, object]:
    """One item with its names in ours; what is not there is left out."""
    told: dict[str, list[Element]] = {}
    for child in item:
        told.setdefault(_name(child), []).append(child)
    found: dict[str, object] = {}
    for name, theirs in _TEXTS.items():
        if words := next((each for tag in theirs for child in told.get(tag, ()) if (each := _words(child))), None):
            found[name] = _iso(words) if name in _TIMES else words
    for when in told.get("when", ()):
        found |= {name: value for name, value in (("starts", when.get("startTime")), ("ends", when.get("endTime"))) if value}
    if link := _link(told.get("link", [])):
        found["link"] = urljoin(base, link) if base.startswith("http") else link
    if categories := [words for each in told.get("category", []) + told.get("subject", []) if (words := each.get("term") or _words(each))]:
        found["categories"] = categories
    pictures = [each for name in ("enclosure", "thumbnail", "content") for each in told.get(name, ()) if _is_picture(each)]
    if pictures:
        found["image"] = pictures[0].get("url")
    found.setdefault("id", item.get("{http://www.w3.org/1999/02/22-rdf-syntax-ns#}about") or found.get("link"))
    return {name: value for name, value in found.items() if value}


def _words(element: Element) -> str:
    """The text of an element, with what is marked up inside it (Atom's XHTML); of a person the name."""
    named = next((child for child in element if _name(child) == "name"), None)
    return " ".join("".join((named if named is not None else element).itertext()).split()) if len(element) else (element.text or "").strip()


def _link(links: list[Element]) -> str | None:
    """The address of the item's own page: RSS writes it as text, Atom as `href` of the link without another relation."""
    own = [each for each in links if each.get("rel", "alternate") == "alternate"]
    return next((address for each in [*own, *links] if (address := (each.get("href") or each.text or "").strip())), None)


def _is_picture(element: Element) -> bool:
    kind = f"{element.get('type', '')}{element.get('medium', '')}"
    return bool(element.get("url")) and (kind.startswith("image") or _name(element) == "thumbnail")


def _iso(words: str) -> str:
    """A time of publishing as ISO 8601; words of any other kind as they are."""
    try:
        return parsedate_to_datetime(words).isoformat()
    except (ValueError, TypeError, IndexError):
        return words
