"""Events of the Friskus portals → canonical values and meetings.

Ages are told as five groups and never as numbers: the groups are kept as words, the ages stay unknown. `is_free` false is what an
untouched form says, so only true is believed. Which weekday a rule's 0 is, is written nowhere: the option `week` says it, else the
record's own dates must leave one reading only; where they do not, the rule stays words, and the next meeting is all that is certain.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from urllib.parse import quote

from catalog.clock import OSLO
from catalog.drafts import OccurrenceDraft, OfferDraft, SeriesDraft
from catalog.errors import InvalidValue
from catalog.terms import Kind, Weekday
from importers.contract import Context
from importers.errors import ENDED, RecordSkipped
from importers.fields.dates import Moment, day_from, moment_from
from importers.mapping import draft_from_cells
from importers.shapes.members import Object, part, stated, texts, whole, words

READ = frozenset(
    {"id", "name", "thumbnail_url", "start_at", "end_at", "age_group", "is_free", "organization", "occurrences_count", "rrule"}
)
GROUPS = {"children": "barn", "teenager": "ungdom", "family": "familie", "senior": "seniorer", "pensioner": "pensjonister"}
FIRST_DAYS = {"monday": 0, "sunday": 6}
"""What `week` may say, as the weekday (Monday 0) that the portal's 0 is."""
ONCE, BY_WEEKDAY = 1, 3
ALWAYS_OPEN_DAYS = 90
_RULE = frozenset({"until", "end_time", "start_at", "timezone", "frequency", "start_time", "rdates", "exdates", "weekdays"})


def draft_from(data: Object, context: Context) -> OfferDraft:
    """The offer of an event. Raises `RecordSkipped` when it is over, or only for pensioners."""
    context.notes.used.update(READ)
    rule, groups = part(data, "rrule"), texts(data, "age_group")
    repeats = "weekdays" in rule or rule.get("frequency") not in (None, ONCE)
    values: dict[str, object] = {
        "title": words(data, "name"),
        "image": words(data, "thumbnail_url"),
        "audience": groups,
        "free": "yes" if data.get("is_free") is True else None,
        "organisation": words(part(data, "organization"), "name"),
        "url": f"{page}{quote(str(data.get('id')), safe='')}" if (page := context.options.get("page")) else None,
        "kind": None if repeats else "event",
    }
    if not repeats:
        values |= {"starts": words(data, "start_at"), "ends": words(data, "end_at")}
    draft = draft_from_cells(stated(values, context))
    ages = ", ".join(GROUPS.get(group, group) for group in groups)
    draft = replace(draft, age_words=draft.age_words or ages or None)
    return _repeated(draft, data, rule, context) if repeats else draft


def _repeated(draft: OfferDraft, data: Object, rule: Object, context: Context) -> OfferDraft:
    """With its rule; what meets on every day for months is a place to use and no event."""
    if (last := _day(rule, "until", context)) and last < context.today:
        raise RecordSkipped(ENDED, "rrule.until", last)
    clocks = _clock(rule, "start_time"), _clock(rule, "end_time")
    begin, end = _moment(data, "start_at", context), _moment(data, "end_at", context)
    first = _day(rule, "start_at", context) or (begin.day if begin else None)
    weekdays = _weekdays(data, rule, (begin, end), context)
    hours = f"kl. {clocks[0]:%H.%M}{f'–{clocks[1]:%H.%M}' if clocks[1] else ''}" if clocks[0] else ""
    if first is None or weekdays is None:
        return replace(draft, kind=draft.kind or Kind.ACTIVITY, when_words=hours or None, occurrences=_next(begin, clocks[1], context))
    every_day = len(weekdays) == 7
    by_day = ",".join(list(Weekday)[day].value[:2].upper() for day in weekdays)
    series = SeriesDraft(
        "FREQ=DAILY" if every_day else f"FREQ=WEEKLY;BYDAY={by_day}",
        first,
        last if last is None or last >= first else None,
        *clocks,
        except_on=tuple(_days(rule, "exdates", context)),
        also_on=tuple(_days(rule, "rdates", context)),
        weekdays=() if every_day else tuple(list(Weekday)[day] for day in weekdays),
    )
    always = every_day and (last is None or (last - first).days > ALWAYS_OPEN_DAYS)
    kind = draft.kind or (Kind.FACILITY if always else Kind.ACTIVITY)
    return replace(draft, kind=kind, series=(series,), opening_hours=f"Alle dager {hours}".strip() if always else None)


def _weekdays(data: Object, rule: Object, bounds: tuple[Moment | None, Moment | None], context: Context) -> tuple[int, ...] | None:
    """The weekdays that it meets on, Monday 0; None when the rule is of an unknown shape, or could be read in two ways."""
    stated_days = rule.get("weekdays")
    days = {day for day in stated_days if isinstance(day, int) and 0 <= day <= 6} if isinstance(stated_days, list) else set()
    if rule.get("frequency") != BY_WEEKDAY or set(rule) - _RULE or not days:
        context.notes.warn("rrule", dict(rule), "a rule of this shape is not known; only its next meeting is certain")
        return None
    wanted = context.options.get("week")
    shifts = [FIRST_DAYS[wanted]] if wanted else list(FIRST_DAYS.values())
    readings = {tuple(sorted((day + shift) % 7 for day in days)) for shift in shifts}
    left = [reading for reading in readings if wanted or _agrees(reading, data, rule, bounds, context)]
    if len(left) == 1:
        return left[0]
    reason = "its weekdays and its dates do not agree" if not left else "which weekday 0 is cannot be told from its dates; say week=monday"
    context.notes.warn("rrule", sorted(days), reason)
    return None


def _agrees(reading: tuple[int, ...], data: Object, rule: Object, bounds: tuple[Moment | None, Moment | None], context: Context) -> bool:
    """Whether the next and the last meeting are on such weekdays, and as many of them lie between as the record counts."""
    begin, end = bounds
    if any(bound.day.weekday() not in reading for bound in bounds if bound is not None and not rule.get("rdates")):
        return False
    count = whole(data, "occurrences_count")
    if not (begin and end and count) or (end.day - begin.day).days > 800:
        return True
    left_out = set(_days(rule, "exdates", context))
    span = (begin.day + timedelta(days=day) for day in range((end.day - begin.day).days + 1))
    return bool(rule.get("rdates")) or sum(day.weekday() in reading and day not in left_out for day in span) == count


def _next(begin: Moment | None, until: time | None, context: Context) -> tuple[OccurrenceDraft, ...]:
    if begin is None or begin.clock is None or begin.day < context.today:
        return ()
    end = datetime.combine(begin.day, until, OSLO) if until and until > begin.clock else None
    return (OccurrenceDraft(begin.instant.astimezone(OSLO), end),)


def _moment(data: Object, name: str, context: Context) -> Moment | None:
    try:
        return moment_from(stamp, name) if (stamp := words(data, name)) else None
    except InvalidValue as error:
        context.notes.warn(name, error.value, error.reason)
        return None


def _day(data: Object, name: str, context: Context) -> date | None:
    return next(_days({name: [data.get(name)]}, name, context), None)


def _days(data: Object, name: str, context: Context) -> Iterator[date]:
    for text in texts(data, name):
        try:
            yield day_from(text, name)
        except InvalidValue as error:
            context.notes.warn(name, text, error.reason)


def _clock(rule: Object, name: str) -> time | None:
    try:
        return time.fromisoformat(words(rule, name) or "")
    except ValueError:
        return None
