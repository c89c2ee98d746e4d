"""Every record once, under one id, as plain JSON: what the formats pass their raw records through.

A publisher's id is kept; without one the id comes from what makes the record itself (not from its times of day), so that it
stays the same when details change.
"""

import hashlib
import json
import math
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, time
from decimal import Decimal

from catalog.text import clean_line
from importers.contract import Notes, RawRecord
from importers.errors import RecordRejected, TooMuch

MAX_RECORDS = 1_000_000
MAX_TEXT = 100_000
MAX_RECORD_CHARACTERS = 1_000_000
MAX_DEPTH = 40
MAX_ID = 200
LONGEST_LETTER = 12
"""Characters of JSON that one letter may take: two escapes for those beyond the first plane."""
LONGEST_NUMBER = 25
_SORTED = json.JSONEncoder(sort_keys=True)


def distinct(records: Iterable[RawRecord], notes: Notes) -> Iterator[RawRecord]:
    """The records without repetitions: an equal one is dropped, a different one under a used id gets "~2"; both are noted."""
    seen: dict[str, bytes] = {}
    others: dict[str, set[bytes]] = {}
    for count, record in enumerate(records):
        if count >= MAX_RECORDS:
            raise TooMuch(f"the feed has more than {MAX_RECORDS:,} records")
        print_ = fingerprint(record.data)
        if record.id not in seen:
            seen[record.id] = print_
            yield record
            continue
        known = others.setdefault(record.id, set())
        if print_ == seen[record.id] or print_ in known:
            notes.warn("id", record.id, f"{record.position} repeats an earlier record and was left out")
            continue
        known.add(print_)
        notes.doubled += 1
        record_id = f"{record.id}~{len(known) + 1}"
        notes.warn("id", record.id, f"{record.position} has the id of another record and is kept as {record_id}")
        yield RawRecord(record_id, record.data, record.position, record.problem)


def raw_record(record_id: object, data: Mapping[str, object], position: str, parts: Iterable[object] = ()) -> RawRecord:
    """A record with storable data under the publisher's id, else under one made of the `parts`, else of all its data."""
    try:
        kept = {clean_line(str(key)): storable(value) for key, value in data.items()}
        if not _is_surely_short(kept) and len(json.dumps(kept)) > MAX_RECORD_CHARACTERS:
            raise RecordRejected("record", position, "a record has at most a million characters")
        problem = None
    except RecordRejected as error:
        kept, problem = {"position": position}, error
    stated = clean_line(str(record_id))[:MAX_ID] if isinstance(record_id, str | int | float) and not isinstance(record_id, bool) else ""
    if stated:
        return RawRecord(stated, kept, position, problem)
    known = [clean_line(str(part)).casefold() for part in parts if part not in (None, "")]
    return RawRecord(f"content-{fingerprint(known or kept).hex()[:20]}", kept, position, problem)


def _is_surely_short(data: Mapping[str, object]) -> bool:
    """Whether a record of nothing but texts and numbers is far within the limit, however its letters are written."""
    if any(isinstance(value, list | dict) for value in data.values()):
        return False
    texts = sum(len(value) for value in data.values() if isinstance(value, str))
    return LONGEST_LETTER * (sum(map(len, data)) + texts + LONGEST_NUMBER * len(data)) < MAX_RECORD_CHARACTERS


def storable(value: object, depth: int = 0) -> object:
    """The value as JSON that every database takes: no NUL, no lone surrogates, no infinities, dates as ISO text.

    Raises `RecordRejected` for nesting or texts beyond the limits.
    """
    if depth > MAX_DEPTH:
        raise RecordRejected("record", "…", f"it is nested deeper than {MAX_DEPTH} levels")
    if isinstance(value, str):
        if len(value) > MAX_TEXT:
            raise RecordRejected("record", value[:40], f"a text has at most {MAX_TEXT:,} characters")
        return value if value.isprintable() else value.replace("\x00", "").encode("utf-8", "replace").decode("utf-8")
    if isinstance(value, Mapping):
        return {str(storable(str(key), depth + 1)): storable(each, depth + 1) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [storable(each, depth + 1) for each in value]
    return _scalar(value)


def _scalar(value: object) -> object:
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    if isinstance(value, Decimal):
        value = float(value)
    if isinstance(value, float) and not math.isfinite(value):
        return None
    if isinstance(value, int) and not isinstance(value, bool) and abs(value) >= 1 << 63:
        return str(value) if abs(value) < 10**400 else None
    return value if value is None or isinstance(value, bool | int | float) else storable(str(value))


def fingerprint(value: object) -> bytes:
    """Sixteen bytes that are the same for the same JSON-able content, in whatever order its members stand."""
    return hashlib.sha256(_SORTED.encode(value).encode()).digest()[:16]
