"""Rules of repetition (RFC 5545): which are read, which are refused before anything expands them, and which become series.

Refused: by second, minute or hour; EXRULE; rules that can never meet or that search all centuries to find out; thousands of
single dates. A rule "fits" when its meetings have one length and time of day in one named zone; else it is expanded in bounds.
"""

import re
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from itertools import islice
from math import prod
from zoneinfo import ZoneInfo

from dateutil.rrule import rrulestr

from catalog.clock import OSLO
from catalog.drafts import SeriesDraft
from catalog.terms import Weekday
from importers.errors import RecordRejected

MAX_DATES = 750
MAX_MEETINGS_A_DAY = 4
FREQUENCIES = frozenset({"DAILY", "WEEKLY", "MONTHLY", "YEARLY"})
_FITTING = frozenset({"FREQ", "INTERVAL", "BYDAY", "BYMONTH", "BYMONTHDAY", "BYSETPOS", "BYWEEKNO", "WKST", "UNTIL", "COUNT"})
_LONGEST_MONTHS = {2: 29, 4: 30, 6: 30, 9: 30, 11: 30}
_NTH_DAY = re.compile(r"([+-]?\d{1,2})?(MO|TU|WE|TH|FR|SA|SU)")
_WHOLE = re.compile(r"[+-]?\d{1,6}")
Rule = Mapping[str, str]


def rule_from(text: str) -> dict[str, str]:
    """The parts of an RRULE value. Raises `RecordRejected` for one that is refused."""
    parts = {
        name.strip().upper(): value.strip().upper() for name, _, value in (part.partition("=") for part in text.split(";") if part.strip())
    }
    if parts.get("FREQ") not in FREQUENCIES:
        raise RecordRejected("RRULE", text, "meetings repeat by day, week, month or year")
    if parts.get("RSCALE", "GREGORIAN") != "GREGORIAN":
        raise RecordRejected("RRULE", text, "only the Gregorian calendar is read")
    for name, value in parts.items():
        if name in {"INTERVAL", "COUNT"} and not (value.isdecimal() and int(value[:10]) > 0):
            raise RecordRejected("RRULE", text, f"{name} is no number above nought")
        if name.startswith("BY") and name != "BYDAY" and not all(_WHOLE.fullmatch(each) for each in value.split(",")):
            raise RecordRejected("RRULE", text, f"{name} is no list of numbers")
    if prod(len(parts[name].split(",")) for name in ("BYHOUR", "BYMINUTE", "BYSECOND") if name in parts) > MAX_MEETINGS_A_DAY:
        raise RecordRejected("RRULE", text, f"too many dates: at most {MAX_MEETINGS_A_DAY} a day")
    if not _can_meet(parts):
        raise RecordRejected("RRULE", text, "the rule gives no dates, or none that can be found in reasonable time")
    return parts


def _numbers(parts: Rule, name: str) -> list[int]:
    return [int(each) for each in parts[name].split(",")] if name in parts else []


def _can_meet(parts: Rule) -> bool:
    """Whether a rule meets within a few years for sure, judged by its parts alone: 30 February and the sixth Monday never come."""
    days = [_NTH_DAY.fullmatch(each.strip()) for each in parts.get("BYDAY", "").split(",")] if parts.get("BYDAY") else []
    nth = [abs(int(match[1])) for match in days if match and match[1]]
    months, month_days = _numbers(parts, "BYMONTH") or list(range(1, 13)), _numbers(parts, "BYMONTHDAY")
    positions = _numbers(parts, "BYSETPOS")
    plain = len(days) - len(nth)
    searching = sum(name in parts for name in ("BYWEEKNO", "BYYEARDAY")) + bool(month_days)
    return (
        all(days)
        and all(1 <= month <= 12 for month in months)
        and not any(number > (53 if parts["FREQ"] == "YEARLY" and "BYMONTH" not in parts else 5) for number in nth)
        and (not month_days or any(0 < abs(day) <= _LONGEST_MONTHS.get(month, 31) for day in month_days for month in months))
        and not (nth and (month_days or "BYWEEKNO" in parts or "BYYEARDAY" in parts or parts["FREQ"] in {"DAILY", "WEEKLY"}))
        and (searching <= 1 and not (("BYWEEKNO" in parts or "BYYEARDAY" in parts) and "BYMONTH" in parts))
        and all(1 <= abs(week) <= 53 for week in _numbers(parts, "BYWEEKNO"))
        and all(1 <= abs(day) <= 366 for day in _numbers(parts, "BYYEARDAY"))
        and all(0 < abs(position) <= _most_in_a_set(parts["FREQ"], plain, len(nth), len(month_days)) for position in positions)
        and int(parts.get("INTERVAL", "1")) <= 1_000
    )


def _most_in_a_set(frequency: str, plain: int, nth: int, month_days: int) -> int:
    """How many dates one period of the rule may give at least now and then, to choose from by BYSETPOS."""
    if frequency == "DAILY":
        return 1
    if frequency == "WEEKLY":
        return max(plain, 1)
    return 5 * plain + nth + month_days if plain or nth or month_days else 1


def fits(parts: Rule) -> bool:
    """Whether a rule can be kept as a rule: one meeting a day at most, of parts that every reader of series knows."""
    return not set(parts) - _FITTING


def rule_text(parts: Rule) -> str:
    """The rule without its end, which a series keeps as a day."""
    return ";".join(f"{name}={value}" for name, value in parts.items() if name not in {"UNTIL", "COUNT"})


def last_day(parts: Rule, start: date, horizon_last: date) -> date | None:
    """The day of the rule's last meeting by UNTIL or COUNT; None when it goes on beyond the horizon.

    An UNTIL that falls before that day's meeting excludes it.
    """
    if until := parts.get("UNTIL"):
        return _day_of_until(until, start)
    if "COUNT" not in parts:
        return None
    begin = datetime.combine(start if not isinstance(start, datetime) else start.date(), time())
    count = int(parts["COUNT"][:10])
    days = islice(rrulestr(rule_text(parts), dtstart=begin), min(count, 20_000))
    last: date | None = None
    for met, day in enumerate(days, 1):
        last = day.date()
        if last > horizon_last:
            return None
        if met == count:
            return last
    return last if count <= 20_000 else None


def _day_of_until(until: str, start: date) -> date:
    match = re.fullmatch(r"(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)(\d\d)(Z)?)?", until)
    try:
        if match is None:
            raise ValueError
        day = date(int(match[1]), int(match[2]), int(match[3]))
        if match[4] is None or not isinstance(start, datetime):
            return day
        moment = datetime.combine(
            day, time(int(match[4]), int(match[5]), min(int(match[6]), 59)), ZoneInfo("UTC") if match[7] else start.tzinfo
        )
    except ValueError as error:
        raise RecordRejected("RRULE", until, "the end of the repetition is no date") from error
    local = moment.astimezone(start.tzinfo or OSLO)
    return local.date() if local.time() >= start.time() else local.date() - timedelta(days=1)


def weekdays_of(parts: Rule) -> tuple[Weekday, ...]:
    """The weekdays that the rule names, Monday first."""
    named = {match[2] for each in parts.get("BYDAY", "").split(",") if (match := _NTH_DAY.fullmatch(each.strip()))}
    return tuple(day for day in Weekday if day.value[:2].upper() in named)


def is_met_by(parts: Rule, start: date) -> bool:
    """Whether the rule's own first day is one of its meetings (a publisher's first date need not be)."""
    begin = datetime.combine(start if not isinstance(start, datetime) else start.date(), time())
    first = next(iter(rrulestr(rule_text(parts), dtstart=begin)), None)
    return first is not None and first.date() == begin.date()


def series_of(parts: Rule, start: date, clocks: tuple[time | None, time | None], last: date | None) -> SeriesDraft:
    """The series of a fitting rule whose first meeting is at `start`."""
    zone = start.tzinfo.key if isinstance(start, datetime) and isinstance(start.tzinfo, ZoneInfo) else "Europe/Oslo"
    first = start.date() if isinstance(start, datetime) else start
    return SeriesDraft(rule_text(parts), first, last, *clocks, zone=zone, weekdays=weekdays_of(parts))
