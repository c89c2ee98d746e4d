"""Ways on where little was found: single changes of what was asked that find more, each with its count.

The order is a rule, not a score. What stays closest to the question comes first, whatever it finds: a little farther, the districts
beside, a year younger or older; then the same half-year, the next broader subject; then leaving out a wish (weekday, booking, price),
a place or the days, the subject or the words, and last a need (age, grade, group, language, access). Among equally close ones the
larger count is first. A second change of a parameter stands behind the first changes of all others.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

import numpy as np

from catalog.values import MAX_AGE, MAX_GRADE
from search.filters import NOT_CONSTRAINTS, OfferFilter
from search.neighbourhood import Neighbourhood
from search.parameters import UNKNOWN
from search.question import Question
from search.results import Change, Relaxation

FEW = 5
"""Below so many hits the answer also tells ways on."""

RADII_M = (500, 1_000, 2_000, 3_000, 5_000, 10_000, 20_000, 30_000, 50_000)
"""The steps by which a radius is widened, in metres."""

FIRST_AUTUMN_MONTH = 8
"""Half-years as seasons go: January to July, August to December."""

CHANGES_IN_ORDER = (
    {Change.WIDER_RADIUS, Change.NEIGHBOURS, Change.AGES_BESIDE},
    {Change.WHOLE_SEASON, Change.BROADER_CATEGORY},
)
LEFT_OUT_IN_ORDER = (
    {"weekday", "time", "booking", "confirmed", "max_price", "organiser", "kind", "audience"},
    {"cost", "period", "from", "to", "near", "radius", "district", "school", "organisation"},
    {"category", "exclude_category", "q"},
)

ALONE = frozenset(
    {"q", "cost", "kind", "group", "booking", "audience", "organiser", "access", "max_price", "district", "school"}
    | {"category", "exclude_category", "organisation", "language", "age", "grade", "confirmed"}
)
"""Parameters that have a column of their own, so that leaving them out needs no new question."""

OF_DAYS = frozenset({"age", "age_min", "age_max", "grade", "grade_min", "grade_max", "period", "from", "to", "weekday", "time"})
"""Parameters whose change leaves every lasting column as it is."""

Around = Callable[[], Neighbourhood]
Changed = tuple[str, Change, OfferFilter]


def relaxations(question: Question, total: int, around: Around) -> tuple[Relaxation, ...]:
    """Every single change that finds more than `total`, best first; `around` tells what lies beside the asked districts."""
    counted = (Relaxation(name, _count(question, name, change, asked), change, asked) for name, change, asked in _changes(question, around))
    better = sorted((one for one in counted if one.count > total), key=lambda one: (_distance(one), -one.count, one.remove))
    firsts = {one.remove: one for one in reversed(better)}
    return tuple(sorted(better, key=lambda one: firsts[one.remove] is not one))


def neighbours_unknown(question: Question, around: Around) -> bool:
    """Whether a district was asked for and nobody has told what lies beside any of the asked ones."""
    asked = set(question.asked.district) - {UNKNOWN}
    return bool(asked) and asked.isdisjoint(around().beside)


def _count(question: Question, name: str, change: Change, asked: OfferFilter) -> int:
    if change is Change.WITHOUT and name in ALONE:
        return int(np.count_nonzero(question.matching(name)))
    other = question.reasked(asked)
    if name in OF_DAYS:
        other.lasting = question.lasting
    return int(np.count_nonzero(other.matching()))


def _distance(one: Relaxation) -> int:
    """How far a change leads from the question, in steps of the two lists; needs are farthest."""
    if one.change is not Change.WITHOUT:
        return next(n for n, changes in enumerate(CHANGES_IN_ORDER) if one.change in changes)
    lists = (n for n, names in enumerate(LEFT_OUT_IN_ORDER) if one.remove in names)
    return len(CHANGES_IN_ORDER) + next(lists, len(LEFT_OUT_IN_ORDER))


def _changes(question: Question, around: Around) -> Iterator[Changed]:
    asked = question.asked
    yield from _wider(question)
    yield from _beside(asked, around)
    yield from _years_beside(asked, "age", 0, MAX_AGE)
    yield from _years_beside(asked, "grade", 1, MAX_GRADE)
    yield from _broader(asked, question.generation.concepts.broader)
    yield from _season(question)
    names = dict.fromkeys(name for name, _ in asked.to_params() if name == "q" or name not in NOT_CONSTRAINTS)
    for name in names:
        if name != "near" or asked.radius_m is None:
            yield name, Change.WITHOUT, asked.without(name)


def _wider(question: Question) -> Iterator[Changed]:
    """The next radius within which there are not few; where there is none, the least of those that find the most."""
    asked = question.asked
    if question.distances is None or asked.radius_m is None:
        return
    metres = question.distances[question.matching("near")]
    counts = {radius: int(np.count_nonzero(metres <= radius)) for radius in RADII_M if radius > asked.radius_m}
    if counts:
        enough = [radius for radius, count in counts.items() if count >= FEW]
        chosen = enough[0] if enough else max(counts, key=lambda radius: (counts[radius], -radius))
        yield "radius", Change.WIDER_RADIUS, replace(asked, radius_m=chosen, page=1)


def _beside(asked: OfferFilter, around: Around) -> Iterator[Changed]:
    if set(asked.district) - {UNKNOWN}:
        beside = around().beside
        districts = {*asked.district, *(near for slug in asked.district for near in beside.get(slug, ()))}
        if districts != set(asked.district):
            yield "district", Change.NEIGHBOURS, replace(asked, district=tuple(sorted(districts)), page=1)


def _years_beside(asked: OfferFilter, name: str, least: int, most: int) -> Iterator[Changed]:
    """One year down and up: a single age becomes a span, several ages get their neighbours, a span grows at both ends."""
    low, high = getattr(asked, f"{name}_min"), getattr(asked, f"{name}_max")
    values = getattr(asked, name)
    if low is not None or high is not None:
        ends: dict[str, Any] = {
            f"{name}_min": None if low is None else max(least, low - 1),
            f"{name}_max": None if high is None else min(most, high + 1),
        }
        first = f"{name}_min" if low is not None else f"{name}_max"
        yield first, Change.AGES_BESIDE, replace(asked, **ends, page=1)
    if not values or UNKNOWN in values:
        return
    if len(values) == 1 and low is high is None:
        span: dict[str, Any] = {name: (), f"{name}_min": max(least, values[0] - 1), f"{name}_max": min(most, values[0] + 1)}
        yield name, Change.AGES_BESIDE, replace(asked, **span, page=1)
    else:
        years = sorted({min(most, max(least, value + step)) for value in values for step in (-1, 0, 1)})
        more: dict[str, Any] = {name: tuple(years)}
        yield name, Change.AGES_BESIDE, replace(asked, **more, page=1)


def _broader(asked: OfferFilter, broader: Mapping[str, tuple[str, ...]]) -> Iterator[Changed]:
    categories = tuple(sorted({above for slug in asked.category for above in broader.get(slug) or (slug,)}))
    if categories != asked.category:
        yield "category", Change.BROADER_CATEGORY, replace(asked, category=categories, page=1)


def _season(question: Question) -> Iterator[Changed]:
    """The half-years that the asked days lie in, from the first day of the first to the last day of the last."""
    asked = question.asked
    if not (asked.period or asked.from_day or asked.to_day):
        return
    holiday = question.names.period(asked.period) if asked.period else None
    firsts = [day for day in (holiday and holiday.first, asked.from_day) if day]
    lasts = [day for day in (holiday and holiday.last, asked.to_day) if day]
    first, last = max(firsts, default=None), min(lasts, default=None)
    name = "period" if asked.period else "from" if asked.from_day else "to"
    begin, end = first and _half_year(first)[0], last and _half_year(last)[1]
    if not (begin and end and begin > end):
        yield name, Change.WHOLE_SEASON, replace(asked, period=None, from_day=begin, to_day=end, page=1)


def _half_year(day: date) -> tuple[date, date]:
    if day.month < FIRST_AUTUMN_MONTH:
        return date(day.year, 1, 1), date(day.year, FIRST_AUTUMN_MONTH - 1, 31)
    return date(day.year, FIRST_AUTUMN_MONTH, 1), date(day.year, 12, 31)
