"""One or two RPDE feeds (a series feed, and with `sessions=` that of its sessions) from where they were left, as records.

Where they were left is one small JSON object: the address of the last page of each feed, and when that was. The feeds are read from
their start when nothing is known, when a page that was left is gone (404, 410), and after a week: deletions are kept no longer.
"""

import json
from collections.abc import Iterator
from datetime import datetime, timedelta

from importers.contract import Feed, RawRecord
from importers.errors import FetchFailed
from importers.shapes.linked_data import Thing
from importers.shapes.openactive_join import joined
from importers.shapes.rpde import Spool, items_of_file, read_all

KEPT_DELETIONS = timedelta(days=7)
GONE = frozenset({404, 410})


def records_of(feed: Feed) -> Iterator[RawRecord]:
    """The records of everything that changed; at the end the new cursor is noted. Raises `RunFailed` and its kinds.

    A page that cannot be had ends the reading: what came before it is given, then `FetchFailed` raised, and the cursor stays. A
    publisher who says when to come again is obeyed at once.
    """
    with Spool() as spool:
        if not feed.location.startswith(("http://", "https://")):
            for item in items_of_file(feed):
                spool.add(item)
            yield from joined(spool, feed, feed.before)
            return
        left, broken = _left(feed), None
        try:
            left = _changes(feed, spool, left) if left else None
            last = left or _everything(feed, spool)
        except FetchFailed as error:
            if error.retry_after_s is not None:
                raise
            last, broken = {}, error
        is_whole = left is None and broken is None
        yield from joined(spool, feed, _nothing if is_whole else feed.before)
        if broken:
            raise broken
        feed.notes.whole = is_whole
        feed.notes.cursor = json.dumps({**last, "read": feed.now.isoformat()})


def _everything(feed: Feed, spool: Spool) -> dict[str, str]:
    """Both feeds from their start."""
    last = {"feed": read_all(feed, feed, spool)}
    if sessions := feed.options.get("sessions"):
        last["sessions"] = read_all(feed, feed.fetch(sessions), spool, "sessions, ")
    return last


def _changes(feed: Feed, spool: Spool, left: dict[str, str]) -> dict[str, str] | None:
    """Both feeds from where they were left; None when such a page is gone and all must be read anew."""
    last: dict[str, str] = {}
    for name, address in left.items():
        try:
            page = feed.fetch(address)
        except FetchFailed as error:
            if error.status not in GONE:
                raise
            feed.notes.warn("feed", address, "the page where the feed was left is gone; it is read from its start")
            spool.clear()
            return None
        last[name] = read_all(feed, page, spool, "" if name == "feed" else "sessions, ")
    return last


def _left(feed: Feed) -> dict[str, str] | None:
    """The addresses where the feeds were left; None when there are none, when they are too old, or not of these feeds."""
    try:
        stored = json.loads(feed.cursor or "null")
        read = datetime.fromisoformat(stored["read"])
        left = {name: str(stored[name]) for name in ("feed", *(["sessions"] if "sessions" in feed.options else []))}
    except (ValueError, KeyError, TypeError):
        return None
    return left if feed.now - read <= KEPT_DELETIONS else None


def _nothing(record_id: str) -> Thing | None:  # noqa: ARG001 — a feed read from its start is joined with nothing older
    return None
