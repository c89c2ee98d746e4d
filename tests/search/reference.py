"""The slow truth: the filter's rules in plain Python, one document at a time, written from the interface and not from the engine.

Words are left to the engine (`hits`); everything else, facets too, is decided here by asking whether one document satisfies one
filter. A facet's count is what following its link would find.
"""

from collections.abc import Iterable, Mapping, Set
from dataclasses import replace
from datetime import date, timedelta
from math import asin, cos, radians, sin, sqrt

import numpy as np

from catalog.school_year import SchoolCalendar
from catalog.terms import HolidayKind, TimeOfDay, Weekday
from catalog.values import Point
from search.concepts import Concepts
from search.documents import OfferDocument
from search.filters import OfferFilter
from search.meetings import NO_MINUTE
from search.names import Names

EARTH_M = 6_371_000


def found_ids(documents: Iterable[OfferDocument], asked: OfferFilter, names: Names, concepts: Concepts, hits: Set[int] | None) -> set[int]:
    """The ids of the documents that satisfy the filter; `hits` are those that have its words, None for no words."""
    return {doc.id for doc in documents if (hits is None or doc.id in hits) and satisfies(doc, asked, names, concepts)}


def satisfies(doc: OfferDocument, asked: OfferFilter, names: Names, concepts: Concepts) -> bool:
    """Whether one document satisfies every constraint but the words."""
    return (
        is_live(doc, names.today)
        and fits_ages(doc, asked, names)
        and fits_words(doc, asked)
        and fits_lists(doc, asked, concepts)
        and fits_price_and_place(doc, asked)
        and fits_time(doc, asked, names)
        and fits_confirmation(doc, asked, names)
    )


def is_live(doc: OfferDocument, today: date) -> bool:
    ended = doc.last_day is not None and doc.last_day < today
    stale = doc.stale_from is not None and doc.stale_from <= today
    return not ended and not stale


def span_of(low: int | None, high: int | None, least: int, most: int) -> tuple[int, int] | None:
    if low is None and high is None:
        return None
    return (least if low is None else low, most if high is None else high)


def ages_and_grades(doc: OfferDocument, calendar: SchoolCalendar, day: date) -> tuple[tuple[int, int] | None, tuple[int, int] | None]:
    ages = span_of(doc.age_min, doc.age_max, 0, 120)
    grades = span_of(doc.grade_min, doc.grade_max, 1, 13)
    if ages is None and grades is not None:
        running = calendar.on(day)
        in_summer = running is not None and running.kind is HolidayKind.SUMMER
        counted = running.last + timedelta(days=1) if running and in_summer and doc.grades_start else day
        return calendar.ages_in_grades(*grades, counted), grades
    if grades is None and ages is not None:
        return ages, calendar.grades_at_ages(*ages, day) or (99, -1)
    return ages, grades


def fits_ages(doc: OfferDocument, asked: OfferFilter, names: Names) -> bool:
    first = window(asked, names)[0]
    ages, grades = ages_and_grades(doc, names.calendar, first)
    return (
        covered(ages, asked.age)
        and covered(grades, asked.grade)
        and overlapped(ages, asked.age_min, asked.age_max)
        and overlapped(grades, asked.grade_min, asked.grade_max)
    )


def covered(span: tuple[int, int] | None, values: tuple[int | str, ...]) -> bool:
    if not values:
        return True
    if span is None:
        return "unknown" in values
    return any(isinstance(value, int) and span[0] <= value <= span[1] for value in values)


def overlapped(span: tuple[int, int] | None, low: int | None, high: int | None) -> bool:
    if low is None and high is None:
        return True
    return span is not None and (low is None or span[1] >= low) and (high is None or span[0] <= high)


def fits_words(doc: OfferDocument, asked: OfferFilter) -> bool:
    one = [(asked.cost, doc.cost), (asked.kind, doc.kind), (asked.group, doc.group), (asked.booking, doc.booking)]
    several = [(asked.audience, doc.audience), (asked.organiser, doc.organisers)]
    return all(not wanted or value in wanted for wanted, value in one) and all(
        not wanted or bool({*map(str, wanted)} & {*values}) for wanted, values in several
    )


def fits_lists(doc: OfferDocument, asked: OfferFilter, concepts: Concepts) -> bool:
    categories = set().union(*(concepts.closure(slug) for slug in doc.categories))
    access: Mapping[str, str] = dict(doc.access)
    lists = [
        (asked.district, {*doc.districts} or {"unknown"}),
        (asked.school, {*doc.schools} or {"unknown"}),
        (asked.organisation, {*doc.organisations}),
        (asked.language, {*doc.languages}),
        (asked.category, categories),
    ]
    return (
        all(not wanted or bool({*wanted} & values) for wanted, values in lists)
        and not {*asked.exclude_category} & categories
        and all(access.get(term) == "yes" for term in asked.access)
    )


def fits_price_and_place(doc: OfferDocument, asked: OfferFilter) -> bool:
    if asked.max_price_ore is not None:
        price = 0 if doc.cost == "free" else doc.price_ore
        if price is None or price > asked.max_price_ore:
            return False
    if isinstance(asked.near, Point) and asked.radius_m is not None:
        return doc.point is not None and sphere_m(doc.point, asked.near) <= asked.radius_m
    return True


def sphere_m(one: Point, other: Point) -> float:
    lat, other_lat, turn = radians(one.lat), radians(other.lat), radians(other.lon - one.lon)
    across = sin((other_lat - lat) / 2) ** 2 + cos(lat) * cos(other_lat) * sin(turn / 2) ** 2
    return 2 * EARTH_M * asin(sqrt(across))


def window(asked: OfferFilter, names: Names) -> tuple[date, date]:
    first, last = names.today, date.max
    if asked.period:
        holiday = names.period(asked.period)
        first, last = max(first, holiday.first), min(last, holiday.last)
    return max(first, asked.from_day or first), min(last, asked.to_day or last)


def fits_time(doc: OfferDocument, asked: OfferFilter, names: Names) -> bool:
    if not (asked.period or asked.from_day or asked.to_day or asked.weekday or asked.time):
        return True
    first, last = window(asked, names)
    for day, minute, sure in meetings(doc):
        part = None if minute == NO_MINUTE else TimeOfDay.at_minute(minute)
        weekday = list(Weekday)[day.weekday()]
        if sure and first <= day <= last and (not asked.weekday or weekday in asked.weekday) and (not asked.time or part in asked.time):
            return True
    return False


def meetings(doc: OfferDocument) -> list[tuple[date, int, bool]]:
    numbers = [int(number) for number in np.frombuffer(doc.meetings, dtype="<u4")]
    return [(date.fromordinal(number >> 12), number >> 1 & 2047, bool(number & 1)) for number in numbers]


def fits_confirmation(doc: OfferDocument, asked: OfferFilter, names: Names) -> bool:
    if not asked.confirmed:
        return True
    if asked.period:
        return names.period(asked.period).slug in doc.confirmed_periods
    return doc.confirmed_until is not None and doc.confirmed_until >= names.today


def following(asked: OfferFilter, name: str, value: str) -> OfferFilter:
    """The search that a facet's count stands for: the value alone on its axis (beside the terms already chosen, for access)."""
    if name == "access":
        return asked if asked.asks(name, value) else asked.toggled(name, value)
    if name == "period":
        return replace(asked, period=value)
    bare = asked.without(name)
    return bare.toggled(name, value)
