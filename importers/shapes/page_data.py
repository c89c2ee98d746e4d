"""The structured data of a web page (JSON-LD, microdata, RDFa) or of a bare JSON-LD file, as plain objects with short names.

Nothing is fetched: contexts and vocabularies are names only. A script or a syntax that cannot be read costs only itself, and is
noted. References between the objects of one page (`{"@id": "#hall"}`) are replaced by what they name, within bounds.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urljoin

import lxml.etree
from extruct.jsonld import JsonLdExtractor
from extruct.rdfa import RDFaExtractor
from extruct.utils import parse_html, parse_xmldom_html
from extruct.w3cmicrodata import MicrodataExtractor
from lxml.html import HtmlElement

from importers.contract import Notes
from importers.errors import RunFailed
from importers.shapes.linked_data import Thing, listed, short

SYNTAXES = ("JSON-LD", "microdata", "RDFa")
MAX_DEPTH = 30
MAX_REFERENCES = 2_000
_SCRIPTS = lxml.etree.XPath("descendant-or-self::script[starts-with(@type, 'application/ld+json')]")
_LINKS = lxml.etree.XPath("descendant-or-self::a/@href")
_AROUND = re.compile(r"(?i)^\s*<\?xml[^>]*\?>|</(?:body|html)\s*>")  # lxml drops what comes after the end, browsers do not
_OFFER_WORDS = re.compile(r"Event|Course|Festival|Location|Place")
_BASE = lxml.etree.XPath("string(descendant-or-self::base[@href][1]/@href)")
_UNREADABLE = (ValueError, TypeError, KeyError, AttributeError, RecursionError, AssertionError, LookupError, lxml.etree.LxmlError)


@dataclass(frozen=True, slots=True)
class PageData:
    """The objects of a page in document order, each syntax for itself, and the addresses that the page links to.

    `broken` counts the parts that could not be read and may have held offers.
    """

    by_syntax: Mapping[str, list[Thing]]
    links: tuple[str, ...] = ()
    broken: int = 0


def data_of_json(document: object) -> PageData:
    """The objects of a bare JSON-LD file, or of microdata written as JSON (objects with `type` and `properties`)."""
    found = [each for each in listed(document) if isinstance(each, Mapping)]
    try:
        read = [_from_microdata(each) if isinstance(each.get("properties"), Mapping) else compact(each) for each in found]
        return PageData({"JSON-LD": _resolved(read)})
    except _UNREADABLE as error:
        raise RunFailed(f"the objects of the file cannot be read ({type(error).__name__}: {str(error)[:100]})") from error


def data_of_page(html: str, address: str, notes: Notes) -> PageData:
    """The objects of a web page; what of it cannot be read is noted."""
    body = _AROUND.sub("", html.replace("\x00", "")).encode("utf-8", "replace")
    try:
        tree = parse_html(body, encoding="UTF-8")
    except (ValueError, lxml.etree.LxmlError) as error:
        notes.warn("page", address, f"it is no web page that can be read ({str(error)[:100]})")
        return PageData({}, broken=1)
    base = urljoin(address, _BASE(tree))
    found: dict[str, list[Thing]] = {}
    broken = 0
    for syntax, part in _readings(tree, body, base):
        try:
            found.setdefault(syntax, []).extend(part())
        except _UNREADABLE as error:
            broken += part.may_hold_offers
            notes.warn(syntax, address, f"a part of the page cannot be read and was left out ({type(error).__name__}: {str(error)[:100]})")
    resolved = {syntax: _resolved(each) for syntax, each in found.items() if each}
    if "RDFa" in resolved:
        resolved["RDFa"] = [each for each in listed(_ordered(resolved["RDFa"])) if isinstance(each, Mapping)]
    return PageData(resolved, tuple(_links(tree, base)), broken)


class _Part:
    """One script or syntax of a page, read when called, so that what is wrong with it stays with it."""

    def __init__(self, syntax: str, source: object, base: str) -> None:
        self._syntax, self._source, self._base = syntax, source, base

    @property
    def may_hold_offers(self) -> bool:
        """Whether what cannot be read may have been an offer (a broken script of a site's search box is no loss)."""
        return self._syntax != "JSON-LD" or _OFFER_WORDS.search(str(getattr(self._source, "text", ""))) is not None

    def __call__(self) -> list[Thing]:
        if self._syntax == "JSON-LD":
            return [compact(each) for each in JsonLdExtractor().extract_items(self._source) if isinstance(each, Mapping)]
        if self._syntax == "microdata":
            return [_from_microdata(each) for each in MicrodataExtractor().extract_items(self._source, self._base)]
        graph = RDFaExtractor().extract_items(parse_xmldom_html(self._source, encoding="UTF-8"), base_url=self._base)
        return [compact(each) for each in graph]


def _readings(tree: HtmlElement, body: bytes, base: str) -> Iterator[tuple[str, _Part]]:
    for script in _SCRIPTS(tree):
        script.set("type", "application/ld+json")  # extruct asks for the exact type, publishers add a charset
        yield "JSON-LD", _Part("JSON-LD", script, base)
    if b"itemscope" in body:
        yield "microdata", _Part("microdata", tree, base)
    if b"typeof=" in body:
        yield "RDFa", _Part("RDFa", body, base)


def _links(tree: HtmlElement, base: str) -> Iterator[str]:
    seen: set[str] = set()
    for href in _LINKS(tree):
        try:
            address = urljoin(base, href.strip()).partition("#")[0]
        except ValueError:
            continue
        if address not in seen:
            seen.add(address)
            yield address


def compact(value: Mapping[str, object], depth: int = 0) -> dict[str, object]:
    """An object with short names; its values' markers (`@value`) are taken off."""
    if depth > MAX_DEPTH:
        raise ValueError(f"nested deeper than {MAX_DEPTH} levels")
    found: dict[str, object] = {}
    for key, each in value.items():
        name = {"type": "@type", "id": "@id"}.get(key, short(key)) if key not in value or f"@{key}" not in value else key
        if name == "@type":
            found[name] = [short(one) for one in listed(each)]
        elif name != "@context":
            found[name] = _plain(each, depth + 1)
    return found


def _plain(value: object, depth: int) -> object:
    if isinstance(value, Mapping):
        if "@value" in value:
            return value["@value"]
        return [_plain(each, depth + 1) for each in listed(value["@list"])] if "@list" in value else compact(value, depth)
    if isinstance(value, list):
        if depth > MAX_DEPTH:
            raise ValueError(f"nested deeper than {MAX_DEPTH} levels")
        found = [_plain(each, depth + 1) for each in value]
        return found[0] if len(found) == 1 else found
    return value


def _from_microdata(item: Mapping[str, object], depth: int = 0) -> dict[str, object]:
    """An item of extruct's microdata as an object like those of JSON-LD."""
    if depth > MAX_DEPTH:
        raise ValueError(f"nested deeper than {MAX_DEPTH} levels")
    thing: dict[str, object] = {}
    if item.get("type"):
        thing["@type"] = [short(each) for each in listed(item["type"])]
    if item.get("id"):
        thing["@id"] = item["id"]
    if "value" in item:
        thing["name"] = item["value"]
    properties = item.get("properties")
    for name, value in properties.items() if isinstance(properties, Mapping) else ():
        values = [_from_microdata(each, depth + 1) if isinstance(each, Mapping) else each for each in listed(value)]
        thing[short(name)] = values[0] if len(values) == 1 else values
    return thing


def _ordered(value: object) -> object:
    """RDFa gives several values of a property in no order: in order of their text they are the same in every run."""
    if isinstance(value, Mapping):
        return {key: _ordered(each) for key, each in value.items()}
    return sorted((_ordered(each) for each in value), key=_as_json) if isinstance(value, list) else value


def _as_json(value: object) -> str:
    return json.dumps(value, sort_keys=True, default=str)


def _resolved(found: Sequence[Thing]) -> list[Thing]:
    """The outermost objects, graphs taken apart and references replaced by what they name; in a circle the first is outermost."""
    nodes = [dict(node) for thing in found for node in _nodes_of(thing)]
    resolver = _Resolver({str(node["@id"]): node for node in nodes if node.get("@id") and len(node) > 1})
    pointed_at = {name for node in nodes for name in _references(node)}
    outermost = [node for node in nodes if node.get("@id") not in pointed_at]
    whole = [resolver.outermost(node) for node in outermost]
    for node in nodes:
        if node.get("@id") in pointed_at - resolver.used:
            resolver.used.add(str(node["@id"]))
            whole.append(resolver.outermost(node))
    return [_without_blank_ids(node) for node in whole]


def _references(value: object) -> Iterator[str]:
    """The names that an object refers to."""
    for each in value.values() if isinstance(value, Mapping) else value if isinstance(value, list) else ():
        if isinstance(each, Mapping) and set(each) == {"@id"}:
            yield str(each["@id"])
        else:
            yield from _references(each)


def _nodes_of(thing: Mapping[str, object]) -> Iterator[Mapping[str, object]]:
    if "@graph" in thing:
        yield from (each for each in listed(thing["@graph"]) if isinstance(each, Mapping))
        thing = {key: each for key, each in thing.items() if key != "@graph"}
    if set(thing) - {"@id", "usesVocabulary"}:
        yield thing


class _Resolver:
    """Puts what a reference names in its place: never within itself, and not more often than a page needs."""

    def __init__(self, named: Mapping[str, Mapping[str, object]]) -> None:
        self._named = named
        self._left = MAX_REFERENCES
        self.used: set[str] = set()

    def outermost(self, thing: Mapping[str, object]) -> dict[str, object]:
        """An object that stands for itself, with its references replaced."""
        return self._whole(thing, (str(thing.get("@id", "")),))

    def _whole(self, thing: Mapping[str, object], path: tuple[str, ...]) -> dict[str, object]:
        return {key: self._value(each, path) for key, each in thing.items()}

    def _value(self, value: object, path: tuple[str, ...]) -> object:
        if isinstance(value, list):
            return [self._value(each, path) for each in value]
        if not isinstance(value, Mapping):
            return value
        name = str(value.get("@id", ""))
        if set(value) == {"@id"} and name in self._named and name not in path and len(path) < 8 and self._left > 0:
            self._left -= 1
            self.used.add(name)
            return self._whole(self._named[name], (*path, name))
        return self._whole(value, path)


def _without_blank_ids(value: Mapping[str, object]) -> dict[str, object]:
    """Names that hold only within one reading ("_:b0") are no identity: they are taken off, so that every run reads the same."""
    return {key: _unnamed(each) for key, each in value.items() if not (key == "@id" and str(each).startswith("_:"))}


def _unnamed(value: object) -> object:
    if isinstance(value, list):
        return [_unnamed(each) for each in value]
    return _without_blank_ids(value) if isinstance(value, Mapping) else value
