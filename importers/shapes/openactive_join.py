"""Session series joined with their sessions, which OpenActive publishes as items of their own, often in a second feed.

One record for each series, under the series' `@id`: its data and, in `rpde:sessions`, its sessions. One more for each item of a
series or session, under its kind and id, which only says what it belongs to (`rpde:of`) and when it was modified: so a deletion,
which comes without data, finds its series in a later run. Every other item is its own record. What was stored before is merged
with what comes, newest first, unless the whole feed was read from its start; so any order, any split into runs and any repetition
give the same. The series come before the items, so that a run that was killed in between does it all again.
"""

import json
from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta

from catalog.errors import InvalidValue
from importers.contract import Feed, RawRecord
from importers.fields.dates import day_from
from importers.identity import raw_record
from importers.shapes.linked_data import Thing, text, things, types_of
from importers.shapes.page_data import compact
from importers.shapes.rpde import DELETED, UPDATED, Item, Order, Spool, order_of

Before = Callable[[str], Thing | None]
STATE, MODIFIED, SESSIONS, OF, EMBEDDED = "rpde:state", "rpde:modified", "rpde:sessions", "rpde:of", "rpde:embedded"
OURS = (STATE, MODIFIED, SESSIONS, OF, EMBEDDED)
_KEPT_OF_SESSIONS = ("startDate", "endDate", "eventStatus", "remainingAttendeeCapacity", "maximumAttendeeCapacity")
KEEP_PAST_DAYS = 30


class _Group:
    """One series with its sessions, as it was stored and as the items of this run change it."""

    def __init__(self, name: str, stored: Thing | None) -> None:
        self.name = name
        self._data: dict[str, object] = dict(stored or {})
        kept = self._data.pop(SESSIONS, None)
        self.sessions: dict[str, object] = dict(kept) if isinstance(kept, Mapping) else {}

    def change(self, modified: object, data: Thing | None, *, embedded: bool = False) -> None:
        """The series itself is as an item says (None: gone), unless something newer is known.

        What its own item says comes before what is told of it beside a session (`embedded`).
        """
        if MODIFIED in self._data:
            known_embedded = bool(self._data.get(EMBEDDED))
            if embedded and not known_embedded:
                return
            if embedded == known_embedded and _rank(modified, data) < _rank(self._data[MODIFIED], self._said()):
                return
        ours: dict[str, object] = {MODIFIED: modified, STATE: DELETED if data is None else UPDATED}
        self._data = {**(data or {}), **ours, **({EMBEDDED: True} if embedded else {})}

    def _said(self) -> Thing | None:
        if self._data.get(STATE) == DELETED:
            return None
        return {key: value for key, value in self._data.items() if key not in OURS}

    def record(self, feed: Feed) -> RawRecord:
        """The record of the series; sessions long past are let go, but for the last."""
        oldest = feed.horizon.first - timedelta(days=KEEP_PAST_DAYS)
        by_day = sorted(self.sessions, key=lambda key: str(_member(self.sessions[key], "startDate")))
        kept = {key: self.sessions[key] for key in by_day if key == by_day[-1] or not _is_before(self.sessions[key], oldest)}
        return raw_record(self.name, {**self._data, SESSIONS: kept}, f"series {self.name}")


def joined(spool: Spool, feed: Feed, before: Before) -> Iterator[RawRecord]:
    """The records of everything in the spool, and of what it changes in what was stored before."""
    groups: dict[str, _Group] = {}
    members: list[tuple[Item, str]] = []

    def group(name: str) -> _Group:
        if name not in groups:
            groups[name] = _Group(name, before(name))
        return groups[name]

    for key in spool:
        item = spool.item(key)
        stored = before(key)
        if stored and MODIFIED in stored and order_of(item.modified) < order_of(stored[MODIFIED]) and not item.problem:
            continue
        was_of = text(stored, OF) if stored else None
        of = None if item.problem else _series_of(item) if not item.is_deleted else was_of
        if was_of and was_of != of:
            _leave(group(was_of), item)
        if of is None:
            yield _alone(item)
            continue
        _take(group(of), item)
        members.append((item, of))
    yield from (each.record(feed) for each in groups.values())
    yield from (_member_record(item, of) for item, of in members)


def _series_of(item: Item) -> str | None:
    """The `@id` of the series that an item is, or is a session of; None for what stands alone."""
    data = compact(item.data or {})
    kinds = types_of(data)
    if "SessionSeries" in kinds:
        return text(data, "@id")
    if "ScheduledSession" not in kinds:
        return None
    whole = next(iter(things(data, "superEvent")), None)
    return text(whole, "@id") if whole else text(data, "superEvent")


def _take(group: _Group, item: Item) -> None:
    """The item, which belongs to the series, has its say."""
    data = compact(item.data or {})
    if item.is_deleted:
        _leave(group, item)
    elif "SessionSeries" in types_of(data):
        group.change(item.modified, item.data)
    else:
        group.sessions[item.key] = {**{name: data[name] for name in _KEPT_OF_SESSIONS if name in data}, MODIFIED: item.modified}
        if whole := next(iter(things(data, "superEvent")), None):
            group.change(
                item.modified, {**whole, **({"name": data["name"]} if "name" in data and "name" not in whole else {})}, embedded=True
            )


def _leave(group: _Group, item: Item) -> None:
    """The item, which belonged to the series, is gone or belongs to another: a session goes, or the series itself."""
    if item.key in group.sessions:
        del group.sessions[item.key]
    elif "SessionSeries" in item.kind and "ScheduledSession" not in item.kind.partition(".")[0]:
        group.change(item.modified, None)


def _alone(item: Item) -> RawRecord:
    """The record of an item that belongs to no series, or is gone, or cannot be used."""
    ours: dict[str, object] = {STATE: DELETED if item.is_deleted else UPDATED, MODIFIED: item.modified}
    if item.problem:
        return RawRecord(item.key, {"kind": item.kind, "position": item.position}, item.position, item.problem)
    return raw_record(item.key, {**(item.data or {}), **ours}, item.position)


def _member_record(item: Item, of: str) -> RawRecord:
    state = DELETED if item.is_deleted else UPDATED
    return raw_record(item.key, {OF: of, STATE: state, MODIFIED: item.modified}, item.position)


def _rank(modified: object, data: Thing | None) -> tuple[Order, bool, str]:
    """Which of two states counts: the later one, of two of one time a deletion, else always the same one."""
    return order_of(modified), data is None, json.dumps(data, sort_keys=True, default=str)


def _member(value: object, name: str) -> object:
    return value.get(name) if isinstance(value, Mapping) else None


def _is_before(session: object, oldest: date) -> bool:
    """Whether a session was over before a day; one without a date that can be read is not."""
    try:
        return day_from(_member(session, "endDate") or _member(session, "startDate")) < oldest
    except InvalidValue:
        return False
