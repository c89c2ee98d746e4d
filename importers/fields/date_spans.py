"""Periods of days in words → `DateSpan` ("12.–14. oktober 2026", "28. des.–2. jan. 2027", "uke 26–33 2026"), in nb, nn and en.

Rule: the year must be there. A first day without year or month takes those of the last, a year earlier where the period
would end before it begins. Weeks are ISO weeks: 2026 has 53, 2027 has not.
"""

import re
from datetime import date

from catalog.errors import InvalidValue
from catalog.values import DateSpan
from importers.fields.dates import MONTH_NAMES_PATTERN, MONTHS, day_from
from importers.fields.words import folded, is_too_long

_WEEKDAY = (
    r"(?:(?:mandag|måndag|tirsdag|tysdag|onsdag|torsdag|fredag|lørdag|laurdag|søndag|(?:mon|tues|wednes|thurs|fri|"
    r"satur|sun)day)\s(?:den\s)?)?"
)
_MONTH = rf"(?:{MONTH_NAMES_PATTERN})\b\.?"
_DAY = rf"\d{{1,2}}(?:\.\s?\d{{1,2}}\.\s?\d{{2}}(?:\d\d)?(?!\d)|\.?\s?{_MONTH},?\s?\d{{4}}(?!\d))|\d{{4}}-\d\d-\d\d(?!\d)"
DAY_WITH_YEAR = rf"{_WEEKDAY}(?P<day>{_DAY})"
_FIRST = (
    rf"{_WEEKDAY}(?P<d1>\d{{1,2}})(?!\d)(?:\.\s?(?P<m1>\d{{1,2}})(?:\.\s?(?P<y1>\d{{4}}|\d\d(?!\d))?|\.)?|"
    rf"\.?\s?(?P<n1>{_MONTH})(?:,?\s(?P<z1>\d{{4}}))?|\.)?"
)
_LAST = (
    rf"{_WEEKDAY}(?P<d2>\d{{1,2}})(?!\d)(?:\.\s?(?P<m2>\d{{1,2}})\.\s?(?P<y2>\d{{4}}|\d\d)(?!\d)|"
    rf"\.?\s?(?P<n2>{_MONTH}),?\s?(?P<z2>\d{{4}})(?!\d))"
)
DAY_SPAN = re.compile(rf"(?<![\d.:])(?P<span>{_FIRST}\s?(?:-|til og med|til|t\.o\.m\.|to|until)\s?{_LAST})")
WEEK_SPAN = re.compile(
    r"(?P<span>\b(?:uke|uka|ukene|veke|veka|vekene|weeks?)\s?(?P<w1>\d{1,2})(?:\s?(?:-|til|to)\s?(?:uke |veke |"
    r"week )?(?P<w2>\d{1,2}))?,?\s(?:i\s)?(?P<year>20\d\d)(?!\d))"
)
_AMERICAN = re.compile(rf"(?P<month>{_MONTH})\s(?P<d1>\d{{1,2}})\s?-\s?(?P<d2>\d{{1,2}}),?\s(?P<year>\d{{4}})")
_ISO_SPAN = re.compile(r"(\d{4}-\d\d-\d\d)\s?(?:-|/|til|to)\s?(\d{4}-\d\d-\d\d)")
_OPENING = re.compile(r"^(?:i perioden|fra|frå|from|mellom)\s")


def weeks_of(year: int) -> int:
    """How many ISO weeks a year has: 53 where 28 December lies in the 53rd."""
    return date(year, 12, 28).isocalendar().week


def span_from(value: object, field: str = "date") -> DateSpan:
    """The days that the words state, one day or several on end. Raises `InvalidValue` with the reason."""
    text = _OPENING.sub("", folded(value)).strip(" .,")
    if is_too_long(value):
        raise InvalidValue(field, text[:100], "not a date or a period")
    try:
        if match := WEEK_SPAN.fullmatch(text):
            return _weeks(match)
        if match := _ISO_SPAN.fullmatch(text):
            return DateSpan(date.fromisoformat(match[1]), date.fromisoformat(match[2]))
        if match := DAY_SPAN.fullmatch(text):
            return _days(match)
        if match := _AMERICAN.fullmatch(text):
            month, year = MONTHS[match["month"].strip(".")], int(match["year"])
            return DateSpan(date(year, month, int(match["d1"])), date(year, month, int(match["d2"])))
    except ValueError as error:
        reason = error.reason if isinstance(error, InvalidValue) else "there is no such day or week"
        raise InvalidValue(field, value, reason) from error
    day = day_from(value, field)
    return DateSpan(day, day)


def span_within(words: object, within: DateSpan, field: str = "date") -> DateSpan:
    """The days of words that may lack a year, where exactly one year puts them into a known season. Raises `InvalidValue`."""
    try:
        return span_from(words, field)
    except InvalidValue:
        found = [
            span for year in range(within.first.year, within.last.year + 1) if (span := _in_year(words, year)) and within.overlaps(span)
        ]
    if len(found) != 1:
        raise InvalidValue(field, words, "not a date with day, month and year, nor one that lies in its season once")
    return found[0]


def _in_year(words: object, year: int) -> DateSpan | None:
    """The days of the words with a year put in after their last month, or at their end; None when they are none then."""
    text = folded(words).rstrip(" ,")
    named = list(re.finditer(rf"\b{_MONTH}", text))
    at = named[-1].end() if named else len(text)
    dotted = "." if re.search(r"\d\.\d{1,2}$", text[:at]) else ""
    try:
        return span_from(f"{text[:at]}{dotted} {year}{text[at:]}")
    except InvalidValue:
        return None


def _weeks(match: re.Match[str]) -> DateSpan:
    year, first = int(match["year"]), int(match["w1"])
    return DateSpan(date.fromisocalendar(year, first, 1), date.fromisocalendar(year, int(match["w2"] or first), 7))


def _days(match: re.Match[str]) -> DateSpan:
    month, year = _month(match, 1), _year(match, 1)
    last = date(_year(match, 2) or 0, _month(match, 2) or 0, int(match["d2"]))
    first = date(year or last.year, month or last.month, int(match["d1"]))
    return DateSpan(first.replace(year=first.year - 1) if year is None and month is not None and first > last else first, last)


def _month(match: re.Match[str], n: int) -> int | None:
    if name := match[f"n{n}"]:
        return MONTHS[name.strip(".")]
    return int(match[f"m{n}"]) if match[f"m{n}"] else None


def _year(match: re.Match[str], n: int) -> int | None:
    digits = match[f"y{n}"] or match[f"z{n}"]
    return None if digits is None else int(digits) + (2000 if len(digits) == 2 else 0)
