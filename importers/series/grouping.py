"""Records that are dated meetings → one record for each activity, wherever in the file its rows stand.

Rows are set aside on disk until the file has ended; memory holds one key for each activity. The id of an activity comes from what
makes it and never from its dates, so it stays when dates come and go. A list in which nothing is dated passes straight through.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from catalog.errors import InvalidValue
from catalog.terms import Answer, Weekday
from importers.contract import Feed, RawRecord
from importers.errors import FeedIncomplete, FetchFailed, RecordRejected, RunFailed
from importers.fields.choices import answer_from_words
from importers.fields.dates import Moment, moment_from
from importers.fields.schedules import schedules_from_words
from importers.fields.times import weekdays_from_words
from importers.identity import MAX_ID, raw_record
from importers.mapping import Table
from importers.meetings import LONGEST_MEETING_DAYS
from importers.series.lasting import Lasting, identity_of, series_id
from importers.spooling import Spool

SERIES_OPTIONS = frozenset({"series"})
ROWS = "krets:rows"
"""The member of a joined record that holds, row by row, what its rows do not share."""
MAX_ROWS = 2_000
ALWAYS_ASKED = 5_000
_RULE_CELLS = ("when", "exceptions")
_STARTS = ("starts", "date", "season_from")
_ENDS = ("ends", "end_date", "season_to")
_NUMBERED = re.compile(r"(.*\D)(\d+)")


@dataclass(frozen=True, slots=True)
class _Entry:
    """A record as it is set aside. `bad` is what makes its date unusable, as field, value and reason."""

    record: RawRecord
    own_id: str = ""
    activity_id: str = ""
    bad: tuple[str, str, str] | None = None

    def plain(self) -> list[Any]:
        record, problem = self.record, self.record.problem
        rejected = problem and [problem.field, str(problem.value), problem.reason]
        return [record.id, record.data, record.position, rejected, self.own_id, self.activity_id, self.bad]

    @classmethod
    def of(cls, plain: list[Any]) -> "_Entry":
        record_id, data, position, problem, own_id, activity_id, bad = plain
        return cls(RawRecord(record_id, data, position, RecordRejected(*problem) if problem else None), own_id, activity_id, bad)


def activities(records: Iterable[RawRecord], table: Table, feed: Feed) -> Iterator[RawRecord]:
    """The records with their dated meetings joined (`series=no`: as they are), in the order in which each activity first came.

    Counts all rows in `feed.notes.rows`. Of a feed that breaks off, no joined record is given: dates may be missing from it.
    Raises what reading `records` raises, and `RunFailed` for an option that is neither yes nor no.
    """
    if not _is_wanted(feed.options):
        yield from records
        return
    lasting = Lasting(table, feed.options)
    with Spool() as spool:
        broken: RunFailed | None = None
        try:
            for number, record in enumerate(records, 1):
                feed.notes.rows = number
                key, entry = _placed(record, lasting)
                if key or len(spool):
                    spool.add(key or str(number), entry.plain())
                else:
                    yield record
        except (FeedIncomplete, FetchFailed) as error:
            broken = error
        yield from _joined_entries(spool, feed, is_whole=broken is None)
        if broken:
            raise broken


def _is_wanted(options: Mapping[str, str]) -> bool:
    stated = options.get("series", "yes")
    answer = answer_from_words(stated)
    if answer is Answer.UNKNOWN:
        raise RunFailed(f"series={stated}: joining dated rows is yes or no")
    return answer is Answer.YES


def _placed(record: RawRecord, lasting: Lasting) -> tuple[bytes, _Entry]:
    """The record's key among activities (none for what is no dated meeting), and all that is needed of it later."""
    if record.problem:
        return b"", _Entry(record)
    values = lasting.values(record)
    dated = _date_of(values)
    if dated is None:
        return b"", _Entry(record)
    own = values.get("id")
    own_id = record.id if isinstance(own, str | int | float) and not isinstance(own, bool) else ""
    bad = dated if isinstance(dated, tuple) else None
    if series := series_id(values):
        return f"series-{series}".encode(), _Entry(record, "", f"series-{series}"[:MAX_ID], bad)
    key = lasting.key(record, values)
    return key, _Entry(record, own_id, identity_of(values) or f"series-{key.hex()[:20]}", bad)


def _date_of(values: Mapping[str, object]) -> Moment | tuple[str, str, str] | None:
    """When a row meets, or what is wrong with its date; None for a row that is no single meeting: a rule in words, a period."""
    if any(name in values and not isinstance(values[name], Mapping) for name in _RULE_CELLS):
        return None
    field = next((name for name in _STARTS if name in values), "")
    value = values.get(field)
    is_weekly = "weekday" in values and (field == "season_from" or "season_to" in values)
    if is_weekly or not isinstance(value, str | int | float):
        return None
    try:
        start = moment_from(value, field)
    except InvalidValue as error:
        return None if "weekday" in values or schedules_from_words(value) else (field, str(value)[:200], error.reason)
    if "weekday" in values and not _names_its_day(values["weekday"], start):
        return None
    return None if _is_a_period(values, start) else start


def _names_its_day(weekday: object, start: Moment) -> bool:
    """Whether a weekday beside a date only says on which weekday that is ("lørdag"), and not every Saturday."""
    word = str(weekday).strip(" .,").casefold()
    return not word.endswith(("er", "ar", "s")) and weekdays_from_words(word) == (tuple(Weekday)[start.day.weekday()],)


def _is_a_period(values: Mapping[str, object], start: Moment) -> bool:
    """Whether it lasts longer than a meeting can; an end that is no date says nothing of that."""
    for name in _ENDS:
        try:
            if name in values and (moment_from(values[name], name).day - start.day).days > LONGEST_MEETING_DAYS:
                return True
        except InvalidValue:
            continue
    return False


def _joined_entries(spool: Spool, feed: Feed, *, is_whole: bool) -> Iterator[RawRecord]:
    """Each activity as one record. One that has a single row now keeps the id that it was stored under with more of them."""
    is_list_of_meetings = any(spool.count(key) > 1 for key in spool) or len(spool) <= ALWAYS_ASKED
    for key, pieces in spool.entries():
        entries = [_Entry.of(piece) for piece in pieces]
        first = entries[0]
        if isinstance(key, str):
            yield first.record
            continue
        has_one_id = first.own_id and all(entry.own_id == first.own_id for entry in entries)
        was_joined = len(entries) == 1 and is_list_of_meetings and feed.before(first.activity_id) is not None
        record_id = first.own_id if has_one_id and not was_joined else first.activity_id
        if is_whole or (len(entries) == 1 and record_id == first.own_id):
            yield _joined(record_id, entries, feed)


def _joined(record_id: str, entries: list[_Entry], feed: Feed) -> RawRecord:
    """The rows as one record: what all of them share, and row by row the rest. Repeated and undatable rows are left out, and noted."""
    kept: dict[str, _Entry] = {}
    usable = [entry for entry in entries if entry.bad is None] or entries[:1]
    for entry in entries:
        if entry.bad and entry is not usable[0]:
            field, value, reason = entry.bad
            feed.notes.warn(field, value, f"{entry.record.position}: {reason}; the other dates of {record_id} stand")
    for entry in usable:
        text = json.dumps(entry.record.data, sort_keys=True)
        if text in kept:
            feed.notes.warn("id", entry.record.id, f"{entry.record.position} repeats an earlier record and was left out")
        elif len(kept) == MAX_ROWS:
            feed.notes.warn("record", record_id, f"from {entry.record.position} on its dates are left out: there are over {MAX_ROWS:,}")
            break
        else:
            kept[text] = entry
    records = [entry.record for entry in kept.values()]
    if len(records) == 1:
        return RawRecord(record_id, records[0].data, records[0].position, records[0].problem)
    return raw_record(record_id, _shared_and_rows([record.data for record in records]), _positions(records))


def _shared_and_rows(rows: list[Mapping[str, object]]) -> dict[str, object]:
    first, *others = rows
    missing = object()
    shared = {name: value for name, value in first.items() if all(row.get(name, missing) == value for row in others)}
    return {**shared, ROWS: [{name: value for name, value in row.items() if name not in shared} for row in rows]}


def _positions(records: list[RawRecord]) -> str:
    """Where the rows stand, as one line: "rows 12, 19, 26 …"."""
    shown = [record.position for record in records[:3]]
    more = " …" if len(records) > len(shown) else ""
    numbered = [_NUMBERED.fullmatch(position) for position in shown]
    if all(numbered) and len({match[1] for match in numbered if match}) == 1 and numbered[0]:
        return f"{numbered[0][1].strip()}s {', '.join(match[2] for match in numbered if match)}{more}"
    return f"{'; '.join(shown)}{more}"
