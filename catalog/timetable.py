"""The dates of an offer as one owned field: its rules, its dated meetings, and the words about when.

Rows of meetings are derived: from the rules within the horizon, and from the dates a publisher gave. `roll_forward` derives them
anew as the days pass, so that a weekly series never runs out.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Any

from catalog.drafts import OccurrenceDraft, OfferDraft, SeriesDraft
from catalog.model import Occurrence, Offer, Series
from catalog.occurrences import FreeDays, Meeting, day_bounds, horizon, is_within, meetings
from catalog.offer_fields import plain
from catalog.terms import Answer, OccurrenceStatus


def timetable_value(draft: OfferDraft, today: date) -> dict[str, Any]:
    """The dates of a draft as a plain value: of dated meetings those within the horizon, the last of those that begin together.

    Empty when nothing is said.
    """
    within = horizon(today)
    kept = {one.start: one for one in draft.occurrences if is_within(one, within)}
    dated = [_plain_meeting(one) for one in sorted(kept.values(), key=lambda one: one.start)]
    value = {
        "series": [_plain_series(one) for one in draft.series],
        "dated": dated,
        "when_words": draft.when_words,
        "opening_hours": draft.opening_hours,
        "follows_school_calendar": draft.follows_school_calendar.value,
    }
    return value if any(value[key] for key in ("series", "dated", "when_words", "opening_hours")) else {}


def stored_timetable(offer: Offer, today: date) -> dict[str, Any]:
    """The same of a stored offer."""
    drafted = OfferDraft(
        title=offer.title,
        when_words=offer.when_words,
        opening_hours=offer.opening_hours,
        follows_school_calendar=offer.follows_school_calendar,
        series=tuple(_drafted_series(row) for row in offer.series),
        occurrences=tuple(_drafted_meeting(row) for row in offer.occurrences if row.dated),
    )
    return timetable_value(drafted, today)


@dataclass(frozen=True, slots=True)
class Timetable:
    """A value worked out for one day: columns of the offer, the rows of its rules, and its meetings within the horizon."""

    columns: Mapping[str, object]
    series: Sequence[Mapping[str, Any]]
    meetings: Sequence[Meeting]


def worked_out(value: Mapping[str, Any], free: FreeDays, today: date) -> Timetable:
    """What the value means today. Raises `InvalidValue` when a rule is none."""
    follows = Answer(value.get("follows_school_calendar", Answer.UNKNOWN))
    series = [_series_from_plain(one) for one in value.get("series", [])]
    dated = [_meeting_from_plain(one) for one in value.get("dated", [])]
    found = meetings(series, dated, follows, free, horizon(today))
    first_day, last_day = day_bounds(series, dated, found)
    columns = {
        "when_words": value.get("when_words"),
        "opening_hours": value.get("opening_hours"),
        "follows_school_calendar": follows,
        "first_day": first_day,
        "last_day": last_day,
    }
    return Timetable(columns, [_series_row(one) for one in series], found)


def meeting_row(meeting: Meeting) -> dict[str, Any]:
    """The columns of a stored meeting."""
    return {
        "starts_at": meeting.starts_at,
        "ends_at": meeting.ends_at,
        "all_day": meeting.all_day,
        "status": meeting.status,
        "unsure": meeting.unsure,
        "dated": meeting.dated,
        "note": meeting.note,
    }


def write_timetable(offer: Offer, value: dict[str, Any], free: FreeDays, today: date) -> None:
    """Replaces rules, words and meetings by those of the value."""
    found = worked_out(value, free, today)
    for column, known in found.columns.items():
        setattr(offer, column, known)
    offer.series = [Series(**row) for row in found.series]
    _replace_meetings(offer, found.meetings)


def roll_forward(offer: Offer, free: FreeDays, today: date) -> bool:
    """Derives the meetings anew for the horizon that begins today; says whether any changed.

    Meetings that are past leave the horizon; the days on which the offer began and was over stay what they were.
    """
    before, first, last = _derived(offer), offer.first_day, offer.last_day
    _write_meetings(offer, [_drafted_meeting(row) for row in offer.occurrences if row.dated], free, today)
    if last is not None and last < horizon(today).first:
        offer.last_day = last
    if first is not None:
        offer.first_day = min(first, offer.first_day or first)
    return before != _derived(offer)


def _derived(offer: Offer) -> tuple[object, ...]:
    return offer.last_day, {(row.starts_at, row.ends_at, row.unsure) for row in offer.occurrences}


def _write_meetings(offer: Offer, dated: list[OccurrenceDraft], free: FreeDays, today: date) -> None:
    series = [_drafted_series(row) for row in offer.series]
    found = meetings(series, dated, offer.follows_school_calendar, free, horizon(today))
    offer.first_day, offer.last_day = day_bounds(series, dated, found)
    _replace_meetings(offer, found)


def _replace_meetings(offer: Offer, found: Sequence[Meeting]) -> None:
    """A meeting that begins when a stored one does stays that row."""
    kept = {row.starts_at: row for row in offer.occurrences}
    offer.occurrences = [_occurrence(kept.get(meeting.starts_at), meeting) for meeting in found]


def _occurrence(row: Occurrence | None, meeting: Meeting) -> Occurrence:
    if row is None:
        return Occurrence(**meeting_row(meeting))
    row.ends_at, row.all_day, row.status = meeting.ends_at, meeting.all_day, meeting.status
    row.unsure, row.dated, row.note = meeting.unsure, meeting.dated, meeting.note
    return row


def _plain_series(one: SeriesDraft) -> dict[str, Any]:
    return {
        "rrule": one.rrule,
        "first": one.first.isoformat(),
        "last": plain(one.last),
        "start": _clock(one.start),
        "end": _clock(one.end),
        "zone": one.zone,
        "except_on": [day.isoformat() for day in sorted(set(one.except_on))],
        "also_on": [day.isoformat() for day in sorted(set(one.also_on))],
    }


def _series_from_plain(value: Mapping[str, Any]) -> SeriesDraft:
    first, last = date.fromisoformat(value["first"]), _date(value["last"])
    hours = _time(value["start"]), _time(value["end"])
    return SeriesDraft(value["rrule"], first, last, *hours, value["zone"], _dates(value["except_on"]), _dates(value["also_on"]))


def _series_row(one: SeriesDraft) -> dict[str, Any]:
    return {
        "rrule": one.rrule,
        "first": one.first,
        "last": one.last,
        "start": one.start,
        "end": one.end,
        "zone": one.zone,
        "except_on": [day.isoformat() for day in one.except_on],
        "also_on": [day.isoformat() for day in one.also_on],
    }


def _drafted_series(row: Series) -> SeriesDraft:
    return SeriesDraft(row.rrule, row.first, row.last, row.start, row.end, row.zone, _dates(row.except_on), _dates(row.also_on))


def _plain_meeting(one: OccurrenceDraft) -> dict[str, Any]:
    return {
        "start": one.start.astimezone(UTC).isoformat(),
        "end": one.end.astimezone(UTC).isoformat() if one.end else None,
        "all_day": one.all_day,
        "status": one.status.value,
        "note": one.note,
    }


def _meeting_from_plain(value: dict[str, Any]) -> OccurrenceDraft:
    end = datetime.fromisoformat(value["end"]) if value["end"] else None
    return OccurrenceDraft(datetime.fromisoformat(value["start"]), end, value["all_day"], OccurrenceStatus(value["status"]), value["note"])


def _drafted_meeting(row: Occurrence) -> OccurrenceDraft:
    return OccurrenceDraft(row.starts_at, row.ends_at, row.all_day, row.status, row.note)


def _dates(days: Iterable[str]) -> tuple[date, ...]:
    return tuple(date.fromisoformat(day) for day in days)


def _date(value: str | None) -> date | None:
    return date.fromisoformat(value) if value else None


def _clock(at: time | None) -> str | None:
    return at.isoformat("minutes") if at else None


def _time(value: str | None) -> time | None:
    return time.fromisoformat(value) if value else None
