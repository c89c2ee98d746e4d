"""The read stage: every raw record of a feed onto disk, counted and hashed, before the catalog is touched at all.

So a feed that turns out empty, cut or swollen at its very end has changed nothing, memory stays small whatever the feed's size,
and each record is read exactly once. The hash is of the record's content alone; the same content is not read again next time.
"""

import hashlib
import json
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice
from pathlib import Path
from typing import Protocol

from catalog.text import clean_line
from importers.contract import Feed, RawRecord
from importers.errors import DiskFull, FeedIncomplete, FetchFailed, RecordRejected, RunFailed, TooMuch, is_full_disk
from importers.record_keys import RecordKeys, keys_of

MAX_RECORDS = 500_000
READ_LIMIT_S = 1800.0
LONGEST_KEY = 200
_PLAIN = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=str)
_ESCAPED = json.JSONEncoder(ensure_ascii=True, sort_keys=True, separators=(",", ":"), default=str)


class Readable(Protocol):
    """As much of a format as reading needs."""

    @property
    def format(self) -> str:
        """Its name."""

    def read(self, feed: Feed) -> Iterator[RawRecord]:
        """Every record of the feed."""


class Ending(StrEnum):
    """How the reading ended: at the feed's own end, in the middle of a file, or at a further page that could not be had."""

    WHOLE = "whole"
    CUT = "cut"
    PAGE_MISSING = "page-missing"


@dataclass(frozen=True, slots=True)
class Arrival:
    """One raw record as it came: its key within the source, where it stood, its content and the content's hash."""

    key: str
    position: str
    content_hash: str
    raw: str
    problem: RecordRejected | None = None

    def record(self) -> RawRecord:
        """The record as its format reads it."""
        return RawRecord(self.key, json.loads(self.raw), self.position, self.problem)


@dataclass(frozen=True, slots=True)
class Listing:
    """All records of a feed, on disk. `keys` are their ids; `repeated` are ids that came more than once (the first counts)."""

    path: Path
    keys: RecordKeys
    repeated: tuple[str, ...]
    ending: Ending
    ending_reason: str | None = None

    def batches(self, size: int) -> Iterator[list[Arrival]]:
        """The records in the feed's order, `size` at a time."""
        with self.path.open(encoding="utf-8") as lines:
            while batch := [_arrival(line) for line in islice(lines, size)]:
                yield batch


def read(importer: Readable, feed: Feed, path: Path, on_record: Callable[[int], None]) -> Listing:
    """Reads the whole feed to `path`. Raises `RunFailed` and its kinds when there is nothing that could be used at all.

    Memory that runs out is left to who set its limit.
    """
    if feed.size == 0:
        path.touch()
        return Listing(path, RecordKeys(), (), Ending.CUT, "not one byte came")
    keys: set[str] = set()
    repeated: list[str] = []
    ending, reason = Ending.WHOLE, None
    started = time.monotonic()
    with path.open("w", encoding="utf-8") as lines:
        try:
            for record in importer.read(feed):
                arrival = _from_record(record)
                if arrival.key in keys:
                    repeated.append(arrival.key)
                    continue
                keys.add(arrival.key)
                lines.write(_line(arrival))
                _refuse_too_much(len(keys), time.monotonic() - started)
                on_record(len(keys))
        except FeedIncomplete as error:
            ending, reason = Ending.CUT, str(error)
        except FetchFailed as error:
            if not keys:
                raise
            ending, reason = Ending.PAGE_MISSING, str(error)
        except (RunFailed, MemoryError):
            raise
        except Exception as error:  # a defect of a format costs the run, never the process
            if is_full_disk(error):
                raise DiskFull from error
            raise RunFailed(
                f"{importer.format} could not read this file ({type(error).__name__}: {clean_line(str(error))[:200]})"
            ) from error
    return Listing(path, keys_of(keys), tuple(repeated), ending, reason)


def _refuse_too_much(count: int, seconds: float) -> None:
    if count > MAX_RECORDS:
        raise TooMuch(f"the feed has more than {MAX_RECORDS} records")
    if seconds > READ_LIMIT_S:
        raise TooMuch(f"reading the feed took longer than {READ_LIMIT_S:.0f} s")


def _from_record(record: RawRecord) -> Arrival:
    raw = _canonical(record.data)
    return Arrival(key_of(record.id), clean_line(record.position), hashlib.sha256(raw.encode()).hexdigest(), raw, record.problem)


def _canonical(data: object) -> str:
    """The content as JSON whose text is the same for the same content, in letters that every database takes."""
    text = _PLAIN.encode(data)
    try:
        text.encode()
    except UnicodeEncodeError:
        return _ESCAPED.encode(data)
    return text


def key_of(record_id: str) -> str:
    """The record's id as one clean line that fits its column; a long one keeps its start and gets a hash of the whole."""
    clean = clean_line(record_id)
    if clean == record_id and len(clean) <= LONGEST_KEY:
        return clean
    return f"{clean[:LONGEST_KEY]}#{hashlib.sha256(record_id.encode('utf-8', 'replace')).hexdigest()[:16]}"


def _line(arrival: Arrival) -> str:
    problem = arrival.problem and [arrival.problem.field, str(arrival.problem.value), arrival.problem.reason]
    return json.dumps([arrival.key, arrival.position, arrival.content_hash, arrival.raw, problem]) + "\n"


def _arrival(line: str) -> Arrival:
    key, position, content_hash, raw, problem = json.loads(line)
    return Arrival(key, position, content_hash, raw, RecordRejected(*problem) if problem else None)
