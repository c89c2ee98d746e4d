"""When an offer is held, on one line: "hver tirsdag kl. 17–18.30", "man. 28. sep. – tor. 1. okt., kl. 9–15".

A rule is said as a rule, dates as dates; within an asked holiday or span only what is held there is said. Nothing known is said so.
"""

import re
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from itertools import pairwise

from catalog.clock import OSLO
from catalog.listed import AnyMeeting, AnyOffer, AnySeries
from catalog.offer_facts import coming_meetings
from catalog.terms import OccurrenceStatus, Weekday
from catalog.values import DateSpan
from web.wording.dates import Speech, meeting_words, next_words, run_words, weekly_words

LONGEST_RUN = 31
RFC_DAYS = {
    "MO": Weekday.MON,
    "TU": Weekday.TUE,
    "WE": Weekday.WED,
    "TH": Weekday.THU,
    "FR": Weekday.FRI,
    "SA": Weekday.SAT,
    "SU": Weekday.SUN,
}
Hours = tuple[time, time | None]


def when_words(offer: AnyOffer, speech: Speech, now: datetime, within: DateSpan | None = None) -> str:
    """When the offer is held, from now on; within the span where one is asked for and anything is held there."""
    held = [row for row in coming_meetings(offer, now) if row.status is not OccurrenceStatus.CANCELLED]
    inside = [row for row in held if within is None or row.starts_at.astimezone(OSLO).date() in within]
    if within is not None and inside:
        return _capital(meetings_words(inside, speech))
    if offer.series:
        return _capital(_rules_words(offer, held, speech))
    if held:
        return _capital(meetings_words(held, speech))
    return offer.when_words or offer.opening_hours or speech.language.gettext("Tid ikke oppgitt")


def meetings_words(meetings: Sequence[AnyMeeting], speech: Speech) -> str:
    """Dated meetings on one line: a run of days as a span, else the first and how many more."""
    first, last = _day(meetings[0]), _day(meetings[-1])
    hours = {_hours(row) for row in meetings}
    if len(meetings) > 1 and len(hours) == 1 and _is_run([_day(row) for row in meetings]):
        start, end = next(iter(hours))
        whole_days = meetings[0].all_day
        return run_words(first, last, None if whole_days else start, None if whole_days else end, speech)
    one = meetings[0]
    words = meeting_words(
        one.starts_at.astimezone(OSLO), one.ends_at.astimezone(OSLO) if one.ends_at else None, speech, all_day=one.all_day
    )
    if len(meetings) == 1:
        return words
    return speech.language.ngettext("%(first)s og én dato til", "%(first)s og %(num)s datoer til", len(meetings) - 1, first=words)


def _rules_words(offer: AnyOffer, held: Sequence[AnyMeeting], speech: Speech) -> str:
    rules = [_rule_words(one, speech) for one in offer.series]
    known = [words for words in dict.fromkeys(rules) if words]
    if not known:
        if held and (not offer.when_words or all(map(is_days_on_end, offer.series))):
            return meetings_words(held, speech)
        return offer.when_words or speech.language.gettext("Tid ikke oppgitt")
    said = speech.language.gettext(" og ").join(known[:2])
    first = _day(held[0]) if held else None
    begins_later = first is not None and first - speech.today > timedelta(days=7)
    return f"{said}, {next_words(first, speech)}" if first and begins_later else said


def is_days_on_end(series: AnySeries) -> bool:
    """Whether a rule is a few days one after another, which are said as dates; a longer daily one is said as a rule."""
    return "FREQ=DAILY" in series.rrule and series.last is not None and (series.last - series.first).days <= LONGEST_RUN


def series_days(series: AnySeries) -> list[Weekday]:
    """The weekdays that a rule names; without any, all of a daily one, else that of its first day."""
    if "FREQ=DAILY" in series.rrule and "BYDAY" not in series.rrule:
        return list(Weekday)
    named = re.search(r"(?:^|;)BYDAY=([^;]*)", series.rrule)
    days = [RFC_DAYS[code] for code in (named[1] if named else "").split(",") if code in RFC_DAYS]
    return days or [list(Weekday)[series.first.weekday()]]


def _rule_words(series: AnySeries, speech: Speech) -> str | None:
    parts = dict(part.split("=", 1) for part in series.rrule.split(";") if "=" in part)
    daily = parts.get("FREQ") == "DAILY" and "INTERVAL" not in parts and not is_days_on_end(series)
    if parts.get("FREQ") != "WEEKLY" and not daily:
        return None
    return weekly_words(series_days(series), series.start, series.end, speech.language, every=int(parts.get("INTERVAL", "1")))


def _hours(row: AnyMeeting) -> Hours:
    start = row.starts_at.astimezone(OSLO).time()
    return start, row.ends_at.astimezone(OSLO).time() if row.ends_at else None


def _day(row: AnyMeeting) -> date:
    return row.starts_at.astimezone(OSLO).date()


def _is_run(days: Sequence[date]) -> bool:
    """Whether the days follow one another, a weekend between them or not."""
    return all(
        later - earlier == timedelta(days=1) or (earlier.weekday() == 4 and later - earlier == timedelta(days=3))
        for earlier, later in pairwise(days)
    )


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
