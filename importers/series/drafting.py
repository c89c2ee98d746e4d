"""A joined record → one draft: what its rows share as the offer, and their dates as rules, exceptions and dated meetings.

What differs from row to row and belongs to the offer (page, picture, sign-up) is that of the next meeting. Cancelled, full and
moved meetings stay dates of their own. A date that cannot be used costs itself; what is past is left out, and a record that is
wholly past is skipped. Whether it pauses in school holidays is told only where its dates prove that it does not.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta

from catalog.clock import OSLO
from catalog.drafts import OccurrenceDraft, OfferDraft, SeriesDraft
from catalog.terms import Answer, OccurrenceStatus
from importers.cells import Cells
from importers.contract import Context, FieldWarning, Notes, RawRecord
from importers.errors import ENDED, RecordRejected, RecordSkipped
from importers.fields.dates import day_from
from importers.mapping import Table, draft_from_cells
from importers.meetings import meetings_from
from importers.series.fitting import Meet, fitted
from importers.series.free_days import may_be_free, runs_in_holidays
from importers.series.grouping import ROWS

_WHEN = frozenset("starts ends date end_date start_time end_time time weekday season_from season_to status".split())  # noqa: SIM905
_OF_ONE_MEETING = frozenset({"capacity"})
_LONGEST = timedelta(hours=24)


@dataclass(slots=True)
class _Dates:
    """What the rows say of when: meetings by their start, ready-made rules, and why rows could not be used."""

    meetings: dict[datetime, OccurrenceDraft] = field(default_factory=dict)
    series: list[SeriesDraft] = field(default_factory=list)
    next_row: Mapping[str, object] | None = None
    next_start: datetime | None = None
    rejected: RecordRejected | None = None


def draft_of(table: Table, record: RawRecord, context: Context) -> OfferDraft:
    """The draft of a record, joined or not; raises `RecordRejected` and `RecordSkipped`."""
    listed = record.data.get(ROWS)
    rows = [row for row in listed if isinstance(row, Mapping)] if isinstance(listed, list) else []
    if not rows:
        return table.draft(record, context)
    context.notes.used.add(ROWS)
    shared = {name: value for name, value in record.data.items() if name != ROWS}
    each = [table.values(replace(record, data={**shared, **row}), context) for row in rows]
    context.notes.seen.update(name for row in rows for name in row)
    dates = _dates_of(each, context)
    if dates.next_row is None and not dates.series:
        raise dates.rejected or RecordSkipped(ENDED, "date", record.position)
    lasting = {name: value for name, value in (dates.next_row or each[-1]).items() if name not in _WHEN}
    draft = draft_from_cells(Cells(_without_differing(lasting, each), context), table.kind)
    return replace(_timed(draft, dates, context), stated_on=_last_change(each, context))


def _timed(draft: OfferDraft, dates: _Dates, context: Context) -> OfferDraft:
    """The draft with the rules and dates that the meetings come to. Dates that may fall in a school holiday stay beside their rule."""
    by_meet = {meet: one for one in dates.meetings.values() if (meet := _meet(one))}
    found = fitted(by_meet)
    loose = set(found.loose)
    sure = runs_in_holidays(meet.day for meet in by_meet if meet not in loose)
    dated = [
        one
        for one in dates.meetings.values()
        if (meet := _meet(one)) is None or meet in loose or _is_changed(one) or (not sure and may_be_free(meet.day))
    ]
    coming = tuple(sorted((one for one in dated if not _is_past(one, context)), key=lambda one: one.start))
    running = tuple(one for one in (*dates.series, *found.series) if one.last is None or one.last >= context.today)
    all_coming = [one for one in dates.meetings.values() if not _is_past(one, context)]
    return replace(
        draft,
        series=running,
        occurrences=coming,
        follows_school_calendar=Answer.NO if sure and draft.follows_school_calendar is Answer.UNKNOWN else draft.follows_school_calendar,
        cancelled=bool(all_coming) and not running and all(one.status is OccurrenceStatus.CANCELLED for one in all_coming),
    )


def _dates_of(rows: Iterable[Mapping[str, object]], context: Context) -> _Dates:
    """The meetings of all rows since the season began, so that a rule does not change as its first dates go by."""
    season = replace(context, now=_season_start(context), notes=Notes())
    dates, warned = _Dates(), set[tuple[str, str]]()
    for values in rows:
        try:
            when = meetings_from(Cells({name: value for name, value in values.items() if name in _WHEN}, season))
        except RecordSkipped:
            continue
        except RecordRejected as error:
            dates.rejected = dates.rejected or error
            context.notes.warn(error.field, error.value, error.reason)
            continue
        finally:
            _pass_on(season.notes.take_warnings(), context.notes, warned)
        dates.series += [one for one in when.series if one not in dates.series]
        for one in when.occurrences:
            _add(dates, one, values, context)
    return dates


def _add(dates: _Dates, one: OccurrenceDraft, values: Mapping[str, object], context: Context) -> None:
    """One meeting at a time: of two that begin together the one that tells its end counts."""
    before = dates.meetings.get(one.start)
    if before is None or (before.end is None and one.end is not None):
        dates.meetings[one.start] = one
    if not _is_past(one, context) and (dates.next_start is None or one.start < dates.next_start):
        dates.next_start, dates.next_row = one.start, values


def _pass_on(warnings: Iterable[FieldWarning], notes: Notes, warned: set[tuple[str, str]]) -> None:
    """The same trouble in many rows is told once."""
    for warning in warnings:
        if (warning.field, warning.reason) not in warned:
            warned.add((warning.field, warning.reason))
            notes.warn(warning.field, warning.value, warning.reason)


def _season_start(context: Context) -> datetime:
    today = context.today
    return datetime(today.year - (today.month < 8), 8, 1, 12, tzinfo=OSLO)


def _is_past(one: OccurrenceDraft, context: Context) -> bool:
    """Whether its last day is over."""
    last = (one.end or one.start) - timedelta(minutes=bool(one.all_day and one.end))
    return last.astimezone(OSLO).date() < context.today


def _meet(one: OccurrenceDraft) -> Meet | None:
    """The meeting in wall time, if a rule could give exactly it again: within a day, to the minute, at an hour that is there once."""
    start, end = one.start.astimezone(OSLO), one.end.astimezone(OSLO) if one.end else None
    if one.all_day:
        one_day = start.time() == time() and end is not None and end.time() == time() and (end.date() - start.date()).days == 1
        return Meet(start.date()) if one_day else None
    if start.fold or start.second or start.microsecond or (end and (end.fold or end.second or end.microsecond)):
        return None
    if end and (not timedelta() < end - start < _LONGEST or end.time() == start.time()):
        return None
    return Meet(start.date(), start.time(), end.time() if end else None)


def _is_changed(one: OccurrenceDraft) -> bool:
    return one.status is not OccurrenceStatus.SCHEDULED or one.note is not None


def _without_differing(values: Mapping[str, object], rows: list[dict[str, object]]) -> dict[str, object]:
    """Without the room that each meeting has for itself: of places left, no number holds for the whole."""
    differing = {name for name in _OF_ONE_MEETING for row in rows if row.get(name) != values.get(name)}
    return {name: value for name, value in values.items() if name not in differing}


def _last_change(rows: list[dict[str, object]], context: Context) -> date | None:
    aside = Cells({}, replace(context, notes=Notes()))
    days = [day for row in rows if "updated" in row and (day := replace(aside, values=row).parsed("updated", day_from))]
    return max(days, default=None)
