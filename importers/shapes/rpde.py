"""OpenActive's Realtime Paged Data Exchange (RPDE 1.0): the pages of a feed of changes, and the newest state of each item in them.

A feed ends only at a page without items whose next page is itself. Pages that lead in a circle or to another host, and a page that
names no next one, are lies, and the run stops. Items are kept on disk, the newest of each id by `modified`, whatever their order.
"""

import hashlib
import json
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import TracebackType
from typing import Self
from urllib.parse import urljoin, urlsplit

from importers.contract import Feed
from importers.errors import NotThisFormat, RecordRejected, RunFailed, TooMuch
from importers.identity import storable
from importers.objects import decoded, json_bytes
from importers.shapes.linked_data import Thing, types_of
from importers.shapes.page_data import compact

TITLE = "OpenActive (RPDE)"
MAX_PAGES = 10_000
DELETED, UPDATED = "deleted", "updated"
Order = tuple[int, float, str]


@dataclass(frozen=True, slots=True)
class Item:
    """One item: its state at a time. `data` is None when it is deleted; one that cannot be used has a `problem`."""

    key: str
    kind: str
    modified: object
    data: Thing | None
    position: str
    problem: RecordRejected | None = None

    @property
    def is_deleted(self) -> bool:
        """Whether the item says that it is gone."""
        return self.data is None and self.problem is None


def order_of(modified: object) -> Order:
    """Where a `modified` stands among others: numbers by size, also where they are written as texts, before all other texts."""
    if isinstance(modified, str) and modified.strip().lstrip("-").isdecimal() and len(modified) < 25:
        modified = int(modified)
    if isinstance(modified, int | float) and not isinstance(modified, bool):
        return 0, float(modified), str(modified).zfill(25) if isinstance(modified, int) and modified >= 0 else ""
    return 1, 0.0, str(modified)


class Spool:
    """The newest state of every item, on disk. Of two states of one time a deletion wins, else always the same one."""

    def __init__(self) -> None:
        self._file = tempfile.TemporaryFile()  # noqa: SIM115  closed on leaving the spool
        self._newest: dict[str, tuple[tuple[Order, bool, bytes], int]] = {}

    def __enter__(self) -> Self:
        """The empty spool."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        """Throws everything away."""
        self._file.close()

    def add(self, item: Item) -> None:
        """Keeps the item when nothing newer is known of its id."""
        problem = item.problem and [item.problem.field, str(item.problem.value)[:200], item.problem.reason]
        content = json.dumps([item.key, item.kind, item.modified, item.data, problem], sort_keys=True).encode()
        rank = (order_of(item.modified), item.is_deleted, hashlib.sha256(content).digest())
        known = self._newest.get(item.key)
        if known is None or known[0] < rank:
            self._file.seek(0, 2)
            self._newest[item.key] = (rank, self._file.tell())
            self._file.write(json.dumps(item.position).encode() + b"\t" + content + b"\n")

    def clear(self) -> None:
        """Forgets everything: the feed is read anew."""
        self._newest.clear()

    def __len__(self) -> int:
        """How many items there are."""
        return len(self._newest)

    def __iter__(self) -> Iterator[str]:
        """The keys of all items, in one order whatever the order in which they came."""
        return iter(sorted(self._newest))

    def item(self, key: str) -> Item:
        """The newest state of an item."""
        self._file.seek(self._newest[key][1])
        position, _, content = self._file.readline().partition(b"\t")
        key, kind, modified, data, problem = json.loads(content)
        return Item(key, kind, modified, data, json.loads(position), RecordRejected(*problem) if problem else None)


def read_all(feed: Feed, page: Feed, spool: Spool, name: str = "") -> str:
    """Every item from a page on into the spool; the address of the last page, from which to go on next time.

    Raises `RunFailed` and its kinds; `FetchFailed` when a page cannot be had.
    """
    address, seen = page.location, {page.location}
    for number in range(1, MAX_PAGES + 1):
        items, following = page_of(page)
        for item in numbered(items, f"{name}page {number}"):
            spool.add(item)
        if not isinstance(following, str) or not following.strip():
            raise RunFailed(f"{name}page {number} does not say where the feed goes on (next)")
        link = urljoin(page.location, following.strip())
        if not items and link in {address, page.location}:
            return address
        if link in seen:
            raise RunFailed(f"{name}page {number} leads back to a page that was read already: the pages go in a circle")
        if urlsplit(link)[:2] != urlsplit(feed.location)[:2]:
            raise RunFailed(f"{name}page {number} leads to another host or scheme ({link[:200]})")
        seen.add(link)
        address, page = link, feed.fetch(link)
    raise TooMuch(f"the feed has more than {MAX_PAGES:,} pages")


def page_of(page: Feed) -> tuple[list[object], object]:
    """The items of a page and its `next`. Raises `NotThisFormat` for anything but a page."""
    body = json_bytes(page, TITLE)
    document = decoded(body, TITLE)
    items = document.get("items") if isinstance(document, Mapping) else None
    if not isinstance(document, Mapping) or not isinstance(items, list):
        raise NotThisFormat(TITLE, body[:64], "it is no page of changes with a list of items")
    return items, document.get("next")


def items_of_file(feed: Feed) -> list[Item]:
    """The items of a file on disk: one page, a list of objects, or a single one. Raises `NotThisFormat`."""
    body = json_bytes(feed, TITLE)
    document = decoded(body, TITLE)
    if isinstance(document, Mapping) and isinstance(document.get("items"), list):
        return list(numbered(document["items"], "page 1"))
    bare = document if isinstance(document, list) else [document]
    found = [compact(each) for each in bare if isinstance(each, Mapping)]
    if not found or not any(types_of(each) for each in found):
        raise NotThisFormat(TITLE, body[:64], "it is neither a page of changes nor an object with a type")
    return [_bare(each, f"object {number}") for number, each in enumerate(found, 1)]


def numbered(items: list[object], where: str) -> Iterator[Item]:
    """The items of a page with where they stand."""
    for count, item in enumerate(items, 1):
        yield _item(item, f"{where}, item {count}")


def _bare(thing: Thing, position: str) -> Item:
    kind = next(iter(types_of(thing)), "")
    return Item(f"{kind}/{thing.get('@id') or thing.get('url') or thing.get('identifier') or position}", kind, 0, thing, position)


def _item(item: object, position: str) -> Item:
    """One item as it stands on a page; what is wrong with it is its problem."""
    if not isinstance(item, Mapping):
        return Item(f"unreadable: {position}", "", 0, None, position, RecordRejected("item", item, "it is not an object"))
    kind, name, modified, state = str(item.get("kind") or ""), item.get("id"), item.get("modified"), item.get("state")
    key = f"{kind}/{name}" if isinstance(name, str | int) and str(name).strip() else f"unreadable: {position}"
    problem, data = None, item.get("data")
    if key.startswith("unreadable"):
        problem = RecordRejected("id", name, "an item has an id")
    elif isinstance(modified, bool) or not isinstance(modified, str | int | float) or modified == "":
        problem = RecordRejected("modified", modified, "an item says when it was modified, as a number or a text")
    elif state not in {UPDATED, DELETED}:
        problem = RecordRejected("state", state, "an item is updated or deleted")
    elif state == UPDATED and not isinstance(data, Mapping):
        problem = RecordRejected("data", data, "an updated item has data")
    if problem:
        return Item(key, kind, 0, None, position, problem)
    try:
        kept = storable(data) if state == UPDATED else None
    except RecordRejected as error:
        return Item(key, kind, modified, None, position, error)
    return Item(key, kind, modified, kept if isinstance(kept, Mapping) else None, position)
