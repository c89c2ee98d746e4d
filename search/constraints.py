"""Constraints as boolean columns, one under each name by which it can be left out again.

Lasting ones mean the same on every day. Dated ones (ages by grades, confirmations by holiday, meetings) are made for a moment.
What is unknown satisfies nothing but the word `unknown`.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from catalog.terms import AccessTerm
from search.ages import Comparable, covers, overlaps
from search.columns import Bools, Columns, Pairs, Spans, bit_of, code_of
from search.filters import OfferFilter
from search.parameters import UNKNOWN
from search.windows import Slots, Window, slot_mask

Named = Iterator[tuple[str, Bools]]


@dataclass(frozen=True, slots=True)
class Moment:
    """The days asked about, what offers are on them, and the slug of the asked holiday."""

    window: Window
    comparable: Comparable
    slots: Slots
    holiday: str | None


def lasting(columns: Columns, asked: OfferFilter, distances: NDArray[np.float32] | None) -> Named:
    """Each constraint that hangs on no day."""
    for name, column, words in (
        ("cost", columns.cost, asked.cost),
        ("kind", columns.kind, asked.kind),
        ("group", columns.group, asked.group),
        ("booking", columns.booking, asked.booking),
    ):
        if words:
            yield name, _one_of(column, [code_of(word) for word in words])
    for name, bits, several in (("audience", columns.audience, asked.audience), ("organiser", columns.organiser, asked.organiser)):
        if several:
            yield name, (bits & np.uint8(sum(bit_of(word) for word in several))) != 0
    yield from _paired(columns, asked)
    if asked.access:
        wanted = access_bits(asked.access)
        yield "access", (columns.access & wanted) == wanted
    if asked.max_price_ore is not None:
        yield "max_price", (columns.price_ore >= 0) & (columns.price_ore <= asked.max_price_ore)
    if distances is not None and asked.radius_m is not None:
        yield "near", distances <= asked.radius_m


def dated(columns: Columns, asked: OfferFilter, moment: Moment, today: date) -> Named:
    """Each constraint that hangs on the asked days."""
    ages, grades = moment.comparable.age, moment.comparable.grade
    if asked.age:
        yield "age", _covered(ages, asked.ages, unknown=asked.age_unknown)
    if asked.age_min is not None or asked.age_max is not None:
        yield "age_min", overlaps(ages, asked.age_min, asked.age_max)
    if asked.grade:
        yield "grade", _covered(grades, asked.grades, unknown=asked.grade_unknown)
    if asked.grade_min is not None or asked.grade_max is not None:
        yield "grade_min", overlaps(grades, asked.grade_min, asked.grade_max)
    if moment.window.asked or asked.weekday or asked.time:
        yield "when", moment.slots.at(slot_mask(asked.weekday, asked.time))
    if asked.confirmed:
        yield "confirmed", confirmed(columns, moment, today)


def confirmed(columns: Columns, moment: Moment, today: date) -> Bools:
    """Which rows somebody has confirmed: for the asked holiday, else in general and not too long ago."""
    if moment.holiday is not None:
        return columns.confirmed_period.having([moment.holiday], columns.size)
    found: Bools = columns.confirmed_until >= today.toordinal()
    return found


def access_bits(terms: tuple[AccessTerm, ...]) -> np.uint32:
    """The bits of access terms in their column."""
    return np.uint32(sum(bit_of(term) for term in terms))


def _paired(columns: Columns, asked: OfferFilter) -> Named:
    for name, pairs, wanted in (
        ("district", columns.district, asked.district),
        ("school", columns.school, asked.school),
        ("category", columns.category, asked.category),
        ("organisation", columns.organisation, asked.organisation),
        ("language", columns.language, asked.language),
    ):
        if wanted:
            yield name, _having(pairs, wanted, columns.size)
    if asked.exclude_category:
        yield "exclude_category", ~columns.category.having(asked.exclude_category, columns.size)


def _having(pairs: Pairs, wanted: tuple[str, ...], size: int) -> Bools:
    found = pairs.having(wanted, size)
    return found | pairs.having_none(size) if UNKNOWN in wanted else found


def _covered(spans: Spans, values: tuple[int, ...], *, unknown: bool) -> Bools:
    found = ~spans.known if unknown else np.zeros(len(spans.known), dtype=np.bool_)
    for value in values:
        found |= covers(spans, value)
    return found


def _one_of(column: NDArray[np.int8], codes: list[int]) -> Bools:
    found: Bools = column == codes[0]
    for code in codes[1:]:
        found |= column == code
    return found
